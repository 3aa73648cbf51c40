#include "tests/harness/cost.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace snn::golden {
namespace {

/// In the child: never returns. Only calls that are safe between fork and exec.
[[noreturn]] void become(char* const* arguments, rlim_t seconds) {
  const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nothing < 0) _exit(126);
  dup2(nothing, STDIN_FILENO);
  dup2(nothing, STDOUT_FILENO);
  dup2(nothing, STDERR_FILENO);
  const rlimit processor{.rlim_cur = seconds, .rlim_max = seconds + 1};
  setrlimit(RLIMIT_CPU, &processor);
  execv(arguments[0], arguments);
  _exit(127);
}

Milliseconds duration(const timeval& time) {
  return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

}  // namespace

Cost cost_of(const std::vector<std::string>& command, std::chrono::seconds limit) {
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const std::string& argument : command)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);

  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child < 0) std::abort();
  if (child == 0) become(arguments.data(), static_cast<rlim_t>(limit.count()));
  int status = 0;
  rusage usage{};
  while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  return {.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
          .time = std::chrono::steady_clock::now() - begin,
          .processor_time = duration(usage.ru_utime) + duration(usage.ru_stime),
          .peak_bytes = static_cast<std::size_t>(usage.ru_maxrss) * 1024};
}

}  // namespace snn::golden
