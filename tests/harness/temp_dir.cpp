#include "tests/harness/temp_dir.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <system_error>

namespace snn::golden {

TempDir::TempDir() {
  std::string name = (std::filesystem::temp_directory_path() / "snn-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    std::perror("cannot make a folder for a test");
    std::abort();
  }
  path_ = name;
}

TempDir::~TempDir() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace snn::golden
