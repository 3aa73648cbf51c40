#include "compiler/support/check.h"

#include <cstdio>
#include <cstdlib>

namespace snn {

void fail_check(const char* condition, const char* file, int line, std::string_view message) {
  fmt::print(stderr, "snn: internal error: {}\n  violated: {} ({}:{})\n", message, condition, file,
             line);
  std::fflush(stderr);
  std::abort();
}

}  // namespace snn
