#include "runtime/host/interrupt.h"

#include <csignal>

namespace snn::host {
namespace {

constinit std::atomic<bool> is_interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "set by a signal handler");

extern "C" void on_interrupt(int signal) {
  is_interrupted = true;
  std::signal(signal, SIG_DFL);
}

}  // namespace

const std::atomic<bool>& stop_on_interrupt() {
  std::signal(SIGINT, on_interrupt);
  return is_interrupted;
}

}  // namespace snn::host
