#include "compiler/cli/crash_report.h"

#include "compiler/cli/exit_code.h"

#include <unistd.h>

#include <array>
#include <csignal>
#include <exception>

namespace snn::cli {
namespace {

/// Text that a signal handler can print: written before anything goes wrong, of bounded length.
template <std::size_t N>
class FixedText {
 public:
  void append(std::string_view text) { size_ += text.copy(bytes_.data() + size_, N - size_); }
  void clear() { size_ = 0; }
  [[nodiscard]] std::string_view view() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, N> bytes_{};
  std::size_t size_ = 0;
};

// A signal handler is given nothing but the number of the signal, so what it prints lies here.
constinit FixedText<4096> command;
constinit FixedText<1024> input;
constinit FixedText<64> version_of_report;
constexpr std::size_t kStackSize = std::size_t{64} << 10U;
alignas(16) constinit std::array<char, kStackSize> alternate_stack{};

void put(std::string_view text) noexcept {
  while (!text.empty()) {
    const ssize_t n = ::write(STDERR_FILENO, text.data(), text.size());
    if (n <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
}

std::string_view name_of_signal(int signal) noexcept {
  switch (signal) {
    case SIGSEGV: return "it touched memory it must not";
    case SIGBUS: return "it touched memory that is not there";
    case SIGILL: return "it ran an instruction that does not exist";
    case SIGFPE: return "it divided a whole number by zero";
    case SIGABRT: return "it stopped itself";
    default: return "an unknown signal";
  }
}

extern "C" void on_signal(int signal) {
  crash(name_of_signal(signal));
}

void on_terminate() {
  if (const std::exception_ptr escaped = std::current_exception()) {
    try {
      std::rethrow_exception(escaped);
    } catch (const std::exception& exception) {
      crash(exception.what());
    } catch (...) {
      crash("an exception escaped");
    }
  }
  crash("it stopped itself");
}

void append_quoted(std::string_view argument) {
  const bool needs_quotes =
      argument.empty() || argument.find_first_of(" \t\n'\"$&|;<>*?()") != std::string_view::npos;
  command.append(needs_quotes ? " '" : " ");
  command.append(argument);
  if (needs_quotes) command.append("'");
}

}  // namespace

void crash(std::string_view what) noexcept {
  put("snn: internal error: ");
  put(what);
  put("\nThis is a mistake in the compiler, not in the model. Please report it, together with:");
  put("\n  version: ");
  put(version_of_report.view());
  put("\n  command: ");
  put(command.view());
  if (!input.view().empty()) {
    put("\n  input:   ");
    put(input.view());
  }
  put("\n");
  ::_exit(kInternal);
}

void set_crash_input(std::string_view path) {
  input.clear();
  input.append(path);
}

void install_crash_report(int argc, const char* const* argv, std::string_view version) {
  version_of_report.clear();
  version_of_report.append(version);
  command.clear();
  command.append("snn");
  for (int i = 1; i < argc; ++i)
    append_quoted(argv[i]);

  stack_t stack{};
  stack.ss_sp = alternate_stack.data();
  stack.ss_size = alternate_stack.size();
  ::sigaltstack(&stack, nullptr);
  struct sigaction action{};
  action.sa_handler = on_signal;
  // The default comes back first, so that a second mistake inside the handler ends the program.
  action.sa_flags = SA_ONSTACK | static_cast<int>(SA_RESETHAND);
  for (const int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT})
    ::sigaction(signal, &action, nullptr);
  std::set_terminate(on_terminate);
}

}  // namespace snn::cli
