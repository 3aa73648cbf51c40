#include "tests/harness/process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <vector>

namespace snn::golden {
namespace {

using Clock = std::chrono::steady_clock;

struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

Pipe open_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) std::abort();
  return {.read_end = ends[0], .write_end = ends[1]};
}

/// In the child: never returns. Only calls that are safe between fork and exec.
[[noreturn]] void become(const char* command, const char* directory, char* const* environment,
                         const Pipe& output, const Pipe& errors) {
  setpgid(0, 0);
  const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (chdir(directory) != 0 || nothing < 0) _exit(126);
  dup2(nothing, STDIN_FILENO);
  dup2(output.write_end, STDOUT_FILENO);
  dup2(errors.write_end, STDERR_FILENO);
  std::array<const char*, 4> arguments{"sh", "-c", command, nullptr};
  execve("/bin/sh", const_cast<char* const*>(arguments.data()), environment);
  _exit(127);
}

/// The environment of a test: the same wherever it runs.
std::vector<std::string> environment_of(const Surroundings& surroundings) {
  std::vector<std::string> variables{
      "PATH=" + surroundings.programs.string() + ":/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8",
      "TERM=dumb", "NO_COLOR=1", "TMPDIR=" + surroundings.directory.string()};
  for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LLVM_PROFILE_FILE"}) {
    if (const char* value = std::getenv(name)) variables.push_back(std::string(name) + '=' + value);
  }
  return variables;
}

/// Reads what has arrived; false at the end of the stream.
bool drain(int descriptor, std::string& into) {
  std::array<char, 65536> buffer;
  const ssize_t n = read(descriptor, buffer.data(), buffer.size());
  if (n > 0) into.append(buffer.data(), static_cast<std::size_t>(n));
  return n > 0 || (n < 0 && errno == EINTR);
}

/// Collects both streams until they end; false when the deadline came first.
bool collect(int output, int errors, Clock::time_point deadline, Finished& finished) {
  std::array<pollfd, 2> streams{pollfd{.fd = output, .events = POLLIN, .revents = 0},
                                pollfd{.fd = errors, .events = POLLIN, .revents = 0}};
  std::array<std::string*, 2> texts{&finished.output, &finished.errors};
  while (streams[0].fd >= 0 || streams[1].fd >= 0) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) return false;
    if (poll(streams.data(), streams.size(), static_cast<int>(left.count())) <= 0) continue;
    for (std::size_t i = 0; i < streams.size(); ++i) {
      if (streams[i].revents != 0 && !drain(streams[i].fd, *texts[i])) streams[i].fd = -1;
    }
  }
  return true;
}

int exit_code(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Finished run_command(const std::string& command, const Surroundings& surroundings) {
  const std::string directory = surroundings.directory.string();
  std::vector<std::string> variables = environment_of(surroundings);
  std::vector<char*> environment;
  environment.reserve(variables.size() + 1);
  for (std::string& variable : variables)
    environment.push_back(variable.data());
  environment.push_back(nullptr);

  const Pipe output = open_pipe();
  const Pipe errors = open_pipe();
  const pid_t child = fork();
  if (child < 0) std::abort();
  if (child == 0) become(command.c_str(), directory.c_str(), environment.data(), output, errors);
  close(output.write_end);
  close(errors.write_end);

  Finished finished;
  const auto deadline = Clock::now() + surroundings.time_limit;
  if (!collect(output.read_end, errors.read_end, deadline, finished)) {
    finished.timed_out = true;
    kill(-child, SIGKILL);
  }
  close(output.read_end);
  close(errors.read_end);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  finished.exit = exit_code(status);
  return finished;
}

}  // namespace snn::golden
