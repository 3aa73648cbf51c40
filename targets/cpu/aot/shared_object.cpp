#include "targets/cpu/aot/shared_object.h"

#include <lld/Common/Driver.h>
#include <llvm/Support/raw_ostream.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

LLD_HAS_DRIVER(elf)

namespace snn::cpu {
namespace {

/// A folder of our own that is gone when we are done: the linker works on files.
class Workshop {
 public:
  Workshop() {
    std::error_code error;
    const std::filesystem::path place = std::filesystem::temp_directory_path(error);
    if (error) return;
    std::string name = (place / "snn-link-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) folder_ = name;
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;
  ~Workshop() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }

  [[nodiscard]] bool exists() const { return !folder_.empty(); }
  [[nodiscard]] std::string file(const char* name) const { return (folder_ / name).string(); }

 private:
  std::filesystem::path folder_;
};

}  // namespace

Result<std::string> shared_object(const std::string& object) {
  const Workshop workshop;
  if (!workshop.exists()) return Failure{"there is no room for temporary files to link in"};
  const std::string from = workshop.file("kernels.o");
  const std::string to = workshop.file("kernels.so");
  std::ofstream(from, std::ios::binary) << object;

  std::string complaint;
  llvm::raw_string_ostream complaints(complaint);
  // `-z defs`: whatever is undefined would be looked for in the program that loads it.
  const char* args[] = {"ld.lld", "-shared",  "-nostdlib",   "-z",
                        "defs",   "-z",       "noexecstack", "--build-id=none",
                        "-o",     to.c_str(), from.c_str()};
  const lld::Result linked =
      lld::lldMain(args, complaints, complaints, {{lld::Gnu, &lld::elf::link}});
  if (linked.retCode != 0) return Failure{"compiled code cannot be linked: " + complaint};
  std::ifstream result(to, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(result), {});
}

}  // namespace snn::cpu
