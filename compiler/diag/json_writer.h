#pragma once
// Writes JSON text, with the commas where they belong.

#include <cstdint>
#include <string>
#include <string_view>

namespace snn::diag {

/// Objects and arrays are opened and closed by the caller; a value in an object follows its key.
class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  /// Bytes that are no UTF-8 become the replacement character: JSON cannot say them.
  JsonWriter& value(std::string_view text);
  JsonWriter& value(std::int64_t number);
  JsonWriter& null();

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void separate();

  std::string text_;
  bool needs_comma_ = false;
};

}  // namespace snn::diag
