#include "runtime/exec/team.h"

#include <pthread.h>
#include <sched.h>

namespace snn::exec {
namespace {

// About 30 microseconds of spinning: longer than any step in which a second thread pays.
constexpr int kSpins = 1000;

void pause_briefly() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

// Until `word` is no longer `old`; gives what it is then.
template <class T>
T wait_while(const std::atomic<T>& word, T old, int n_spins) {
  for (int i = 0; i < n_spins; ++i) {
    const T now = word.load(std::memory_order_acquire);
    if (now != old) return now;
    pause_briefly();
  }
  word.wait(old, std::memory_order_acquire);
  return word.load(std::memory_order_acquire);
}

void pin(pthread_t thread, std::size_t processor) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(processor, &set);
  pthread_setaffinity_np(thread, sizeof(set), &set);
}

}  // namespace

Team::Team(std::size_t n_threads, bool is_pinned) {
  // Where threads outnumber processors, whoever spins keeps another from working.
  const std::size_t n_processors = std::thread::hardware_concurrency();
  n_spins_ = n_threads <= n_processors ? kSpins : 0;
  for (std::size_t thread = 1; thread < n_threads; ++thread) {
    threads_.emplace_back([this, thread] { work(thread); });
    if (is_pinned) pin(threads_.back().native_handle(), thread % n_processors);
  }
  if (is_pinned && n_threads > 1) pin(pthread_self(), 0);
}

Team::~Team() {
  job_ = nullptr;
  // An order for everybody that has no job: go home.
  const std::uint64_t count = (order_.load(std::memory_order_relaxed) >> kActiveBits) + 1;
  order_.store((count << kActiveBits) | n_threads(), std::memory_order_release);
  order_.notify_all();
  for (std::thread& thread : threads_)
    thread.join();
}

void Team::start(std::size_t n_active, const Job& job) {
  job_ = &job;
  n_working_.store(static_cast<int>(n_active) - 1, std::memory_order_relaxed);
  const std::uint64_t count = (order_.load(std::memory_order_relaxed) >> kActiveBits) + 1;
  order_.store((count << kActiveBits) | n_active, std::memory_order_release);
  order_.notify_all();
}

void Team::finish() {
  int left = n_working_.load(std::memory_order_acquire);
  while (left != 0)
    left = wait_while(n_working_, left, n_spins_);
}

void Team::work(std::size_t thread) {
  std::uint64_t seen = 0;
  while (true) {
    seen = wait_while(order_, seen, n_spins_);
    const std::size_t n_active = seen & ((std::uint64_t{1} << kActiveBits) - 1);
    if (thread >= n_active) continue;
    if (job_ == nullptr) return;
    (*job_)(thread);
    if (n_working_.fetch_sub(1, std::memory_order_acq_rel) == 1) n_working_.notify_one();
  }
}

void Team::meet(std::size_t n_active) {
  if (n_active <= 1) return;
  const int meeting = meetings_.load(std::memory_order_relaxed);
  if (n_met_.fetch_add(1, std::memory_order_acq_rel) + 1 == static_cast<int>(n_active)) {
    n_met_.store(0, std::memory_order_relaxed);
    meetings_.store(meeting + 1, std::memory_order_release);
    meetings_.notify_all();
    return;
  }
  wait_while(meetings_, meeting, n_spins_);
}

}  // namespace snn::exec
