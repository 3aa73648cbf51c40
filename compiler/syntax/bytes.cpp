#include "compiler/syntax/bytes.h"

#include "compiler/syntax/diagnostics.h"

#include <cstdint>
#include <string_view>

namespace snn::syntax {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// How many bytes the code point at `at` has, or 0 when they are not UTF-8 (overlong forms,
/// surrogates and values past U+10FFFF included).
std::size_t code_point_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0;
  };
  const auto continues = [&](std::size_t from, std::size_t n) {
    for (std::size_t i = from; i < n; ++i) {
      if ((byte(i) & 0xC0U) != 0x80U) return false;
    }
    return true;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return continues(1, 2) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0U : 0x80U;
    const unsigned high = lead == 0xED ? 0x9FU : 0xBFU;
    return byte(1) >= low && byte(1) <= high && continues(2, 3) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90U : 0x80U;
    const unsigned high = lead == 0xF4 ? 0x8FU : 0xBFU;
    return byte(1) >= low && byte(1) <= high && continues(2, 4) ? 4 : 0;
  }
  return 0;
}

}  // namespace

std::string clean_text(const source::SourceManager& sources, source::FileId file,
                       diag::Diagnostics& diags) {
  const std::string_view text = sources.file(file).text();
  std::string result(text);
  std::size_t at = 0;
  if (text.starts_with(kByteOrderMark)) {
    at = kByteOrderMark.size();
    result.replace(0, at, at, '\n');
  }
  bool said_not_utf8 = false;
  bool said_nul = false;
  while (at < text.size()) {
    const std::size_t length = code_point_length(text, at);
    const auto place = static_cast<std::uint32_t>(at);
    if (length == 0) {
      result[at] = ' ';
      // A file in another encoding holds many such bytes: the first one says it all.
      if (!said_not_utf8) {
        diags.emit(kNotUtf8, {file, place, place + 1}, place)
            .help("save the file as UTF-8; words and signs of the language are plain ASCII");
      }
      said_not_utf8 = true;
    } else if (text[at] == '\0') {
      result[at] = ' ';
      if (!said_nul) {
        diags.emit(kNulByte, {file, place, place + 1}, place)
            .help("is this a text file? A model holds no NUL bytes");
      }
      said_nul = true;
    }
    at += length == 0 ? 1 : length;
  }
  return result;
}

}  // namespace snn::syntax
