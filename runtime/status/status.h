#pragma once
// How something ended while a network ran: well, or with what went wrong, for the person who asked.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace snn::status {

enum class Code : std::uint8_t {
  Ok,
  Input,        // what the user gave cannot be run: a number, a file, a setting
  World,        // files and devices: a full disk, a directory that cannot be written
  Memory,       // the network does not fit
  Numerical,    // a value became NaN or infinite
  Expectation,  // the run ended; a value that was expected is another
  Interrupted,  // the user stopped it; what was recorded is written
};

/// A code and one sentence: lower case, no full stop, naming the user's words.
struct [[nodiscard]] Status {
  Code code = Code::Ok;
  std::string text;
  std::string place;  // `file:line:column` of the statement; may be empty

  [[nodiscard]] bool is_ok() const { return code == Code::Ok; }
  explicit operator bool() const { return is_ok(); }

  friend bool operator==(const Status&, const Status&) = default;
};

[[nodiscard]] inline Status ok() {
  return {};
}
[[nodiscard]] inline Status failure(Code code, std::string text, std::string place = {}) {
  return Status{.code = code, .text = std::move(text), .place = std::move(place)};
}

/// Either a `T` or the failure that kept it from being. The value is asked for only after `is_ok`.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}            // NOLINT(google-explicit-constructor)
  Result(Status failure) : status_(std::move(failure)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool is_ok() const { return value_.has_value(); }
  explicit operator bool() const { return is_ok(); }
  [[nodiscard]] const Status& status() const { return status_; }

  [[nodiscard]] T& operator*() { return *value_; }
  [[nodiscard]] const T& operator*() const { return *value_; }
  [[nodiscard]] T* operator->() { return &*value_; }
  [[nodiscard]] const T* operator->() const { return &*value_; }

 private:
  std::optional<T> value_;
  Status status_;
};

}  // namespace snn::status
