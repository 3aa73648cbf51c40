#include "runtime/simulator/loaded_kernels.h"

#include <dlfcn.h>
#include <sys/mman.h>
#include <unistd.h>

#include <string>

namespace snn::simulator {
namespace {

using status::Code;

/// A file that has no name and lives in memory.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("snn-kernels", MFD_CLOEXEC)) {}
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }

  [[nodiscard]] bool write_all(std::span<const std::byte> bytes) const {
    while (!bytes.empty()) {
      const ssize_t n = write(descriptor_, bytes.data(), bytes.size());
      if (n <= 0) return false;
      bytes = bytes.subspan(static_cast<std::size_t>(n));
    }
    return true;
  }
  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

status::Status failed(const std::string& why) {
  return status::failure(Code::World, "the kernels cannot be loaded: " + why);
}

}  // namespace

status::Result<std::unique_ptr<LoadedKernels>> LoadedKernels::load(std::span<const std::byte> code,
                                                                   std::size_t n_kernels) {
  const MemoryFile file;
  if (!file.write_all(code)) return failed("there is no memory for them");
  std::unique_ptr<LoadedKernels> kernels(new LoadedKernels);
  kernels->library_ = dlopen(file.path().c_str(), RTLD_NOW | RTLD_LOCAL);
  if (kernels->library_ == nullptr) return failed(dlerror());
  for (std::size_t i = 0; i < n_kernels; ++i) {
    const std::string name = SNN_KERNEL_PREFIX + std::to_string(i);
    void* address = dlsym(kernels->library_, name.c_str());
    if (address == nullptr) return failed("`" + name + "` is missing");
    kernels->functions_.push_back(reinterpret_cast<snn_kernel>(address));
  }
  return kernels;
}

LoadedKernels::~LoadedKernels() {
  if (library_ != nullptr) dlclose(library_);
}

}  // namespace snn::simulator
