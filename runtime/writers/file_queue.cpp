#include "runtime/writers/file_queue.h"

#include <utility>

namespace snn::writers {

using status::Status;

FileQueue::FileQueue(std::size_t room) : room_(room), thread_([this] { work(); }) {}

FileQueue::~FileQueue() {
  end_thread();
}

status::Result<FileQueue::FileId> FileQueue::open(const std::string& path,
                                                  const recording::Origin& origin,
                                                  const recording::Table& table) {
  status::Result<std::unique_ptr<Writer>> writer = writers::open(path, origin, table);
  if (!writer) return writer.status();
  const std::lock_guard lock(mutex_);
  writers_.push_back(std::move(*writer));
  return static_cast<FileId>(writers_.size() - 1);
}

Status FileQueue::write(FileId file, std::vector<double> rows) {
  std::unique_lock lock(mutex_);
  // A parcel larger than the room passes when the queue is empty.
  has_room_.wait(lock, [&] { return n_waiting_ == 0 || n_waiting_ + rows.size() <= room_; });
  if (!status_) return status_;
  n_waiting_ += rows.size();
  parcels_.push_back({static_cast<std::size_t>(file), std::move(rows)});
  has_parcels_.notify_one();
  return status::ok();
}

Status FileQueue::finish() {
  end_thread();
  if (!status_) return status_;
  for (const std::unique_ptr<Writer>& writer : writers_) {
    Status status = writer->finish();
    if (!status && status_.is_ok()) status_ = std::move(status);
  }
  writers_.clear();
  return status_;
}

void FileQueue::end_thread() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  has_parcels_.notify_one();
  thread_.join();
}

void FileQueue::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    has_parcels_.wait(lock, [&] { return is_ending_ || !parcels_.empty(); });
    if (parcels_.empty()) return;
    Parcel parcel = std::move(parcels_.front());
    parcels_.pop_front();
    Writer& writer = *writers_[parcel.file];
    const bool is_well = status_.is_ok();
    lock.unlock();
    Status status = is_well ? writer.write(parcel.rows) : status::ok();
    lock.lock();
    if (!status && status_.is_ok()) status_ = std::move(status);
    n_waiting_ -= parcel.rows.size();
    has_room_.notify_all();
  }
}

}  // namespace snn::writers
