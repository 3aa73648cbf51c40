#pragma once
// The thread that writes for a run: rows are handed over through a bounded queue, so that a slow
// disk slows the run instead of filling memory, and a fast one costs it nothing.

#include "runtime/recording/table.h"
#include "runtime/status/status.h"
#include "runtime/writers/writer.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace snn::writers {

class FileQueue {
 public:
  static constexpr std::size_t kDefaultRoom = std::size_t{1} << 22U;

  /// At most `room` numbers wait to be written.
  explicit FileQueue(std::size_t room = kDefaultRoom);
  /// What is not finished stays behind as `NAME.part`.
  ~FileQueue();
  FileQueue(const FileQueue&) = delete;
  FileQueue& operator=(const FileQueue&) = delete;

  enum class FileId : std::uint32_t {};

  /// Opens at once: a path that cannot be written is told before the run.
  status::Result<FileId> open(const std::string& path, const recording::Origin& origin,
                              const recording::Table& table);
  /// Whole rows; waits while the queue is full. The first failure of any file, from then on.
  status::Status write(FileId file, std::vector<double> rows);
  /// Writes what waits, and gives every file its name. Nothing may be written after it.
  status::Status finish();

 private:
  struct Parcel {
    std::size_t file = 0;
    std::vector<double> rows;
  };

  void work();
  void end_thread();

  std::size_t room_;
  std::mutex mutex_;
  std::condition_variable has_parcels_;
  std::condition_variable has_room_;
  // Under the mutex.
  std::deque<Parcel> parcels_;
  std::size_t n_waiting_ = 0;
  bool is_ending_ = false;
  status::Status status_;
  std::vector<std::unique_ptr<Writer>> writers_;

  std::thread thread_;
};

}  // namespace snn::writers
