#include "runtime/writers/npy_format.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace snn::writers {

using recording::Column;
using recording::ColumnKind;

namespace {

constexpr std::size_t kAlignment = 64;
constexpr std::size_t kPreamble = 10;
// The digits of the largest u64: room is kept for them, since the length is known at the end only.
constexpr std::size_t kLongestCount = 20;

std::size_t longest_label(const Column& column) {
  std::size_t longest = 1;
  for (const std::string& label : column.labels)
    longest = std::max(longest, label.size());
  return longest;
}

std::string quoted(std::string_view name) {
  std::string text = "'";
  for (const char c : name) {
    if (c == '\'' || c == '\\') text += '\\';
    text += c;
  }
  return text + '\'';
}

void append_text(Bytes& bytes, std::string_view text) {
  std::ranges::transform(text, std::back_inserter(bytes),
                         [](char c) { return static_cast<std::byte>(c); });
}

}  // namespace

std::string dtype_of(const Column& column) {
  switch (column.kind) {
    case ColumnKind::Real:
    case ColumnKind::Time: return "<f8";
    case ColumnKind::Whole: return "<i8";
    case ColumnKind::Label: return "<U" + std::to_string(longest_label(column));
  }
  return "<f8";
}

std::string record_dtype(const std::vector<Column>& columns) {
  std::string text = "[";
  for (const Column& column : columns) {
    if (text.size() > 1) text += ", ";
    text += '(' + quoted(column.name) + ", '" + dtype_of(column) + '\'';
    if (!column.elements.empty()) text += ", (" + std::to_string(column.width()) + ",)";
    text += ')';
  }
  return text + ']';
}

void append_item(Bytes& bytes, const Column& column, double value) {
  switch (column.kind) {
    case ColumnKind::Real:
    case ColumnKind::Time: append_little(bytes, value); return;
    case ColumnKind::Whole: append_little(bytes, static_cast<std::int64_t>(value)); return;
    case ColumnKind::Label: {
      // UTF-32; names of the language are ASCII.
      const std::string& label = column.labels[static_cast<std::size_t>(value)];
      for (std::size_t k = 0; k < longest_label(column); ++k) {
        const std::uint32_t code = k < label.size() ? static_cast<unsigned char>(label[k]) : 0U;
        append_little(bytes, code);
      }
      return;
    }
  }
}

Bytes npy_header(const std::string& dtype, std::uint64_t n_rows, std::size_t width) {
  const std::string count = std::to_string(n_rows);
  const std::string second = width == 1 ? "" : std::to_string(width);
  std::string text = "{'descr': " + dtype + ", 'fortran_order': False, 'shape': (" + count + ", " +
                     second + "), }";
  const std::size_t longest = text.size() - count.size() + kLongestCount;
  const std::size_t end = (kPreamble + longest + 1 + kAlignment - 1) / kAlignment * kAlignment;
  text.append(end - kPreamble - 1 - text.size(), ' ');
  text += '\n';

  Bytes bytes;
  bytes.push_back(std::byte{0x93});
  append_text(bytes, "NUMPY");
  // Version 2 differs in the width of the length; thousands of columns need it.
  const bool is_short = text.size() <= 0xFFFF;
  bytes.push_back(is_short ? std::byte{1} : std::byte{2});
  bytes.push_back(std::byte{0});
  if (is_short) {
    append_little(bytes, static_cast<std::uint16_t>(text.size()));
  } else {
    // Two more bytes of length: two blanks less keep the data aligned.
    text.erase(text.size() - 3, 2);
    append_little(bytes, static_cast<std::uint32_t>(text.size()));
  }
  append_text(bytes, text);
  return bytes;
}

}  // namespace snn::writers
