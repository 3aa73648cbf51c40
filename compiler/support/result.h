#pragma once
// The world's failures (files, devices): a value, or one sentence saying why there is none.

#include "compiler/support/check.h"

#include <optional>
#include <string>
#include <utility>

namespace snn {

struct Failure {
  std::string message;
};

/// Either a `T` or a `Failure`. Asking for the wrong one is our mistake and stops the program.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}              // NOLINT(google-explicit-constructor)
  Result(Failure failure) : failure_(std::move(failure)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool is_ok() const { return value_.has_value(); }
  explicit operator bool() const { return is_ok(); }

  [[nodiscard]] T& operator*() {
    SNN_CHECK(value_.has_value(), "result has no value: {}", failure_.message);
    return *value_;
  }
  [[nodiscard]] const T& operator*() const {
    SNN_CHECK(value_.has_value(), "result has no value: {}", failure_.message);
    return *value_;
  }
  [[nodiscard]] T* operator->() { return &**this; }
  [[nodiscard]] const std::string& error() const { return failure_.message; }

 private:
  std::optional<T> value_;
  Failure failure_;
};

}  // namespace snn
