#include "compiler/diag/palette.h"

namespace snn::diag {
namespace {

std::string_view code_of(Style style) {
  switch (style) {
    case Style::Plain: return "";
    case Style::Strong: return "\033[1m";
    case Style::Error: return "\033[1;31m";
    case Style::Warning: return "\033[1;33m";
    case Style::Hint: return "\033[1;36m";
    case Style::Note: return "\033[1;32m";
    case Style::Margin: return "\033[1;34m";
    case Style::Removed: return "\033[31m";
    case Style::Added: return "\033[32m";
  }
  return "";
}

}  // namespace

std::string Palette::paint(Style style, std::string_view text) const {
  if (!is_coloured_ || style == Style::Plain || text.empty()) return std::string(text);
  return fmt::format("{}{}\033[0m", code_of(style), text);
}

Style style_of(Severity severity) {
  switch (severity) {
    case Severity::Error: return Style::Error;
    case Severity::Warning: return Style::Warning;
    case Severity::Hint: return Style::Hint;
    case Severity::Note: return Style::Note;
  }
  return Style::Plain;
}

}  // namespace snn::diag
