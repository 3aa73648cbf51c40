#pragma once
// The threads of a run: started once, given work many thousand times a second. They wait for each
// other by spinning for some microseconds, then asleep.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

namespace snn::exec {

/// A reference to something callable with the number of a thread; it must outlive the call.
class Job {
 public:
  template <class F>
  explicit Job(const F& f)
      : object_(&f), call_([](const void* object, std::size_t thread) {
          (*static_cast<const F*>(object))(thread);
        }) {}
  void operator()(std::size_t thread) const { call_(object_, thread); }

 private:
  const void* object_;
  void (*call_)(const void*, std::size_t);
};

class Team {
 public:
  /// The calling thread is number 0 and one of the `n_threads`.
  Team(std::size_t n_threads, bool is_pinned);
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  [[nodiscard]] std::size_t n_threads() const { return threads_.size() + 1; }

  /// Runs `f(thread)` on the first `n_active` threads; returns when all are done.
  template <class F>
  void run(std::size_t n_active, const F& f) {
    if (n_active <= 1) {
      f(std::size_t{0});
      return;
    }
    const Job job(f);
    start(n_active, job);
    job(0);
    finish();
  }
  /// Inside `run`: waits until all active threads are here.
  void meet(std::size_t n_active);

 private:
  void start(std::size_t n_active, const Job& job);
  void finish();
  void work(std::size_t thread);

  // What is to be done: a count of orders, and in the low bits how many threads take part. A thread
  // that takes part keeps the order alive, so the job is still there when it looks.
  static constexpr std::uint64_t kActiveBits = 16;
  alignas(64) std::atomic<std::uint64_t> order_{0};
  const Job* job_ = nullptr;
  alignas(64) std::atomic<int> n_working_{0};
  alignas(64) std::atomic<int> n_met_{0};
  alignas(64) std::atomic<int> meetings_{0};
  int n_spins_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace snn::exec
