#include "compiler/cli/crash_report.h"

#include "compiler/cli/exit_code.h"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <exception>
#include <functional>
#include <stdexcept>
#include <string>

namespace snn::cli {
namespace {

struct Ended {
  int exit = -1;  // -1: not by itself
  std::string errors;
};

/// Lets a child process with a crash report fail, and reads what it says.
Ended let_fail(const std::function<void()>& fail) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(ends[1], STDERR_FILENO);
    const std::array<const char*, 4> arguments = {"snn", "check", "my model.snn", "--json"};
    install_crash_report(4, arguments.data(), "1.2.3");
    set_crash_input("my model.snn");
    fail();
    ::_exit(0);
  }
  ::close(ends[1]);
  Ended ended;
  std::array<char, 4096> chunk{};
  for (ssize_t n = 1; n > 0;) {
    n = ::read(ends[0], chunk.data(), chunk.size());
    if (n > 0) ended.errors.append(chunk.data(), static_cast<std::size_t>(n));
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFEXITED(status)) ended.exit = WEXITSTATUS(status);
  return ended;
}

TEST_CASE("crash: a signal names version, command and input, and exits with 70") {
  for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGILL, SIGBUS}) {
    const Ended ended = let_fail([signal] { ::raise(signal); });
    CHECK(ended.exit == kInternal);
    CHECK(ended.errors.starts_with("snn: internal error: it "));
    CHECK(
        ended.errors.ends_with("  version: 1.2.3\n"
                               "  command: snn check 'my model.snn' --json\n"
                               "  input:   my model.snn\n"));
  }
}

void have_a_bad_day() {
  throw std::runtime_error("a bad day");
}

TEST_CASE("crash: an exception that nobody caught says what it is about") {
  const Ended ended = let_fail([]() noexcept { have_a_bad_day(); });
  CHECK(ended.exit == kInternal);
  CHECK(ended.errors.starts_with("snn: internal error: a bad day\n"));
}

TEST_CASE("crash: a report is bounded") {
  const Ended ended = let_fail([] {
    set_crash_input(std::string(1'000'000, 'x'));
    crash("nothing");
  });
  CHECK(ended.exit == kInternal);
  CHECK(ended.errors.size() < 10'000);
}

// A frame that overflows cannot hold the handler: it runs on a stack of its own.
[[gnu::noinline]] int deeper(volatile int* depth) {
  volatile char frame[1024] = {};
  frame[0] = static_cast<char>(*depth);
  *depth = *depth + 1;
  const int below = *depth < 0 ? 0 : deeper(depth);
  return below + frame[0];
}

TEST_CASE("crash: a stack that overflows is reported too") {
  const Ended ended = let_fail([] {
    volatile int depth = 0;
    (void)deeper(&depth);
  });
  CHECK(ended.exit == kInternal);
}

}  // namespace
}  // namespace snn::cli
