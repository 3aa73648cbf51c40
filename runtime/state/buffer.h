#pragma once
// Memory for kernels: zeroed, on cache lines, on huge pages where it is large.

#include <cstddef>
#include <cstdint>
#include <utility>

namespace snn::state {

class Buffer {
 public:
  static constexpr std::size_t kAlignment = 64;

  Buffer() = default;
  /// `data` is null when the machine has not that much memory, and for no bytes at all.
  explicit Buffer(std::size_t n_bytes);
  ~Buffer() { release(); }
  Buffer(Buffer&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), n_bytes_(std::exchange(other.n_bytes_, 0)) {}
  Buffer& operator=(Buffer&& other) noexcept {
    if (this != &other) {
      release();
      data_ = std::exchange(other.data_, nullptr);
      n_bytes_ = std::exchange(other.n_bytes_, 0);
    }
    return *this;
  }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  [[nodiscard]] std::byte* data() const { return data_; }
  [[nodiscard]] std::size_t n_bytes() const { return n_bytes_; }
  template <class T>
  [[nodiscard]] T* as() const {
    return reinterpret_cast<T*>(data_);
  }

 private:
  void release();

  std::byte* data_ = nullptr;
  std::size_t n_bytes_ = 0;
};

}  // namespace snn::state
