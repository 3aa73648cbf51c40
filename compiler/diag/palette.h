#pragma once
// The colours of messages in a terminal; without colour every style is plain.

#include "compiler/diag/diagnostic.h"

#include <string>
#include <string_view>

namespace snn::diag {

enum class Style { Plain, Strong, Error, Warning, Hint, Note, Margin, Removed, Added };

class Palette {
 public:
  explicit Palette(bool is_coloured) : is_coloured_(is_coloured) {}

  /// `text` between the codes that switch the style on and off.
  [[nodiscard]] std::string paint(Style style, std::string_view text) const;

 private:
  bool is_coloured_;
};

[[nodiscard]] Style style_of(Severity severity);

}  // namespace snn::diag
