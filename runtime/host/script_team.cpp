// The points of a sweep, several at a time. What they did is put together in the order of the
// points, so that files, report and hash do not depend on the number of threads.

#include "runtime/exec/machine_memory.h"
#include "runtime/host/script_run.h"

#include <algorithm>
#include <condition_variable>
#include <iterator>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace snn::host {

using blueprint::StepList;
using status::Code;
using status::Status;

namespace {

Status interrupted() {
  return status::failure(Code::Interrupted, "interrupted");
}

}  // namespace

class ScriptRun::Team {
 public:
  Team(ScriptRun& parent, const std::vector<PointSettings>& points, const StepList& steps,
       std::size_t n_workers)
      : parent_(parent),
        points_(points),
        steps_(steps),
        first_point_(parent.first_point_ + parent.report_.points.size()),
        options_(*parent.options_),
        most_ahead_(kAhead * n_workers),
        done_(points.size()),
        end_(points.size()) {
    options_.n_threads = std::max<std::size_t>(1, options_.n_threads / n_workers);
    if (options_.memory_limit == 0) options_.memory_limit = exec::available_memory();
    options_.memory_limit = std::max<std::uint64_t>(options_.memory_limit / n_workers, 1);
    if (options_.progress) {
      options_.progress = [this](const Progress& progress) {
        const std::lock_guard lock(mutex_);
        parent_.options_->progress(progress);
      };
    }
    for (std::size_t k = 0; k < n_workers; ++k)
      threads_.emplace_back([this] { work(); });
  }
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;
  ~Team() {
    {
      const std::lock_guard lock(mutex_);
      end_ = next_;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_)
      thread.join();
  }

  /// The first failure in the order of points; those behind it are left out.
  Status take_all() {
    for (std::size_t k = 0; k < points_.size(); ++k) {
      Done point;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return done_[k].run != nullptr; });
        point = std::move(done_[k]);
        n_taken_ = k + 1;
      }
      changed_.notify_all();
      if (Status status = parent_.take(*point.run, std::move(point.status)); !status) return status;
    }
    return status::ok();
  }

 private:
  struct Done {
    std::unique_ptr<ScriptRun> run;
    Status status;
  };

  // Rows of points that wait for an earlier one stay in memory: not of too many.
  static constexpr std::size_t kAhead = 4;

  void work() {
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [&] { return next_ >= end_ || next_ < n_taken_ + most_ahead_; });
      if (next_ >= end_) return;
      const std::size_t k = next_++;
      lock.unlock();
      Done done = run(k);
      lock.lock();
      if (!done.status) end_ = std::min(end_, next_);
      done_[k] = std::move(done);
      changed_.notify_all();
    }
  }

  Done run(std::size_t k) {
    Done done;
    done.run.reset(new ScriptRun(parent_, options_, points_[k], first_point_ + k));
    done.status = done.run->is_stopped() ? interrupted() : done.run->follow(steps_);
    Status ended = done.run->end_point();
    if (done.status.is_ok()) done.status = std::move(ended);
    return done;
  }

  ScriptRun& parent_;
  const std::vector<PointSettings>& points_;
  const StepList& steps_;
  std::size_t first_point_;
  RunOptions options_;
  std::size_t most_ahead_;
  std::mutex mutex_;
  std::condition_variable changed_;
  // Under the mutex.
  std::vector<Done> done_;
  std::size_t end_;  // points from here on are not begun
  std::size_t next_ = 0;
  std::size_t n_taken_ = 0;

  std::vector<std::thread> threads_;
};

Status ScriptRun::run_points(const std::vector<PointSettings>& points, const StepList& steps) {
  if (Status status = end_point(); !status) return status;
  const std::size_t n_workers = std::min(options_->n_threads, points.size());
  if (n_workers > 1) return Team(*this, points, steps, n_workers).take_all();
  for (const PointSettings& point : points) {
    if (is_stopped()) return interrupted();
    if (Status status = run_point(point, steps); !status) return status;
  }
  return status::ok();
}

Status ScriptRun::run_point(const PointSettings& point, const StepList& steps) {
  const std::size_t n_settings = settings_.size();
  const std::size_t n_variables = variables_.size();
  settings_.insert(settings_.end(), point.settings.begin(), point.settings.end());
  variables_.insert(variables_.end(), point.variables.begin(), point.variables.end());
  Status status = follow(steps);
  Status ended = end_point();
  settings_.resize(n_settings);
  variables_.resize(n_variables);
  return status.is_ok() ? ended : status;
}

Status ScriptRun::take(ScriptRun& point, Status status) {
  if (report_.points.empty()) origin_ = point.origin_;
  const auto append = [](auto& to, auto& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  append(report_.points, point.report_.points);
  append(report_.outcomes, point.report_.outcomes);
  Status written = files_.take(point.files_, origin_);
  return status.is_ok() ? written : status;
}

}  // namespace snn::host
