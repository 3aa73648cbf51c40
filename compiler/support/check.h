#pragma once
// Our own mistakes: a broken invariant stops the program and says which one, where.

#include <fmt/format.h>

#include <string_view>

namespace snn {

/// Prints `message` with its place and aborts; the crash report of the command line adds the input.
[[noreturn]] void fail_check(const char* condition, const char* file, int line,
                             std::string_view message);

}  // namespace snn

#define SNN_CHECK(condition, ...)                                                    \
  do {                                                                               \
    if (!(condition)) {                                                              \
      ::snn::fail_check(#condition, __FILE__, __LINE__, ::fmt::format(__VA_ARGS__)); \
    }                                                                                \
  } while (false)
