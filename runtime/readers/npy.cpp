// NumPy's format: "\x93NUMPY", two bytes of version, the length of the header, the header, the
// data. https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
#include "runtime/readers/numbers.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>

namespace snn::readers {
namespace {

constexpr std::string_view kMagic{"\x93NUMPY", 6};
constexpr std::size_t kMostSides = 8;

struct Header {
  bool is_swapped = false;
  char kind = 'f';  // f, i, u, b
  std::size_t n_bytes = 8;
  bool is_column_first = false;
  std::vector<std::size_t> shape;
};

/// A dictionary as Python writes it, of which three entries are asked for.
class Dictionary {
 public:
  explicit Dictionary(std::string_view text) : text_(text) {}

  /// What follows `'key':`, up to the end of the text.
  [[nodiscard]] std::optional<std::string_view> after(std::string_view key) const {
    for (const char quote : {'\'', '"'}) {
      const std::string quoted = quote + std::string(key) + quote;
      const std::size_t at = text_.find(quoted);
      if (at == std::string_view::npos) continue;
      std::string_view rest = skip_blanks(text_.substr(at + quoted.size()));
      if (!rest.starts_with(':')) continue;
      return skip_blanks(rest.substr(1));
    }
    return std::nullopt;
  }

  [[nodiscard]] static std::string_view skip_blanks(std::string_view text) {
    const std::size_t at = text.find_first_not_of(" \t\n");
    return at == std::string_view::npos ? std::string_view() : text.substr(at);
  }

 private:
  std::string_view text_;
};

// '<f8': byte order, kind, bytes.
bool take_descr(std::string_view text, Header& header) {
  if (text.size() < 5 || (text[0] != '\'' && text[0] != '"')) return false;
  const char quote = text[0];
  const std::size_t end = text.find(quote, 1);
  if (end == std::string_view::npos || end != 4) return false;
  const char order = text[1];
  header.kind = text[2];
  const char digit = text[3];
  if (digit < '1' || digit > '8') return false;
  header.n_bytes = static_cast<std::size_t>(digit - '0');
  const bool is_little = std::endian::native == std::endian::little;
  if (order == '>') header.is_swapped = is_little;
  if (order == '<') header.is_swapped = !is_little;
  if (order != '<' && order != '>' && order != '|' && order != '=') return false;
  switch (header.kind) {
    case 'f': return header.n_bytes == 4 || header.n_bytes == 8;
    case 'b': return header.n_bytes == 1;
    case 'i':
    case 'u': return std::has_single_bit(header.n_bytes);
    default: return false;
  }
}

// (3, 4), (5,), ()
bool take_shape(std::string_view text, Header& header) {
  if (!text.starts_with('(')) return false;
  text.remove_prefix(1);
  while (true) {
    text = Dictionary::skip_blanks(text);
    if (text.starts_with(')')) return true;
    std::size_t side = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), side);
    if (error != std::errc() || header.shape.size() == kMostSides) return false;
    header.shape.push_back(side);
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    text = Dictionary::skip_blanks(text);
    if (text.starts_with(',')) {
      text.remove_prefix(1);
    } else if (!text.starts_with(')')) {
      return false;
    }
  }
}

// The product of the sides; none when it does not fit.
std::optional<std::size_t> n_values(const std::vector<std::size_t>& shape) {
  std::size_t n = 1;
  for (const std::size_t side : shape) {
    if (side != 0 && n > std::numeric_limits<std::size_t>::max() / side) return std::nullopt;
    n *= side;
  }
  return n;
}

template <class Stored>
double as_number(const unsigned char* bytes) {
  Stored stored;
  std::memcpy(&stored, bytes, sizeof(Stored));
  return static_cast<double>(stored);
}

double number_at(const char* at, const Header& header) {
  unsigned char bytes[8];
  std::memcpy(bytes, at, header.n_bytes);
  if (header.is_swapped) std::reverse(bytes, bytes + header.n_bytes);
  if (header.kind == 'f') {
    return header.n_bytes == 4 ? as_number<float>(bytes) : as_number<double>(bytes);
  }
  const bool is_signed = header.kind == 'i';
  switch (header.n_bytes) {
    case 1: return is_signed ? as_number<std::int8_t>(bytes) : as_number<std::uint8_t>(bytes);
    case 2: return is_signed ? as_number<std::int16_t>(bytes) : as_number<std::uint16_t>(bytes);
    case 4: return is_signed ? as_number<std::int32_t>(bytes) : as_number<std::uint32_t>(bytes);
    default: return is_signed ? as_number<std::int64_t>(bytes) : as_number<std::uint64_t>(bytes);
  }
}

// From the first side fastest, as Fortran keeps it, to the last side fastest.
std::vector<double> row_by_row(const std::vector<double>& values,
                               const std::vector<std::size_t>& shape) {
  std::vector<double> result(values.size());
  std::vector<std::size_t> at(shape.size(), 0);
  for (double& value : result) {
    std::size_t place = 0;
    for (std::size_t side = shape.size(); side-- > 0;)
      place = place * shape[side] + at[side];
    value = values[place];
    for (std::size_t side = shape.size(); side-- > 0;) {
      if (++at[side] < shape[side]) break;
      at[side] = 0;
    }
  }
  return result;
}

status::Status refuse(std::string why) {
  return status::failure(status::Code::Input, std::move(why));
}

Result<Numbers> read_data(const Header& header, std::string_view data) {
  const auto n = n_values(header.shape);
  const bool is_complete =
      n && *n <= data.size() / header.n_bytes && *n * header.n_bytes == data.size();
  if (!is_complete) {
    return refuse("holds " + std::to_string(data.size()) +
                  " bytes of numbers, which is not what its shape says");
  }
  Numbers numbers;
  numbers.shape = header.shape;
  numbers.values.reserve(*n);
  for (std::size_t k = 0; k < *n; ++k)
    numbers.values.push_back(number_at(data.data() + k * header.n_bytes, header));
  if (header.is_column_first && header.shape.size() > 1)
    numbers.values = row_by_row(numbers.values, header.shape);
  return numbers;
}

std::size_t little_endian(std::string_view bytes) {
  std::size_t value = 0;
  for (std::size_t k = bytes.size(); k-- > 0;)
    value = value * 256 + static_cast<unsigned char>(bytes[k]);
  return value;
}

}  // namespace

Result<Numbers> read_npy(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return refuse("is no .npy file: it does not begin with NUMPY");
  bytes.remove_prefix(kMagic.size());
  if (bytes.size() < 2) return refuse("ends within its header");
  const int version = static_cast<unsigned char>(bytes[0]);
  bytes.remove_prefix(2);
  if (version < 1 || version > 3) {
    return refuse("has version " + std::to_string(version) + " of the format; 1 to 3 are read");
  }
  const std::size_t n_of_length = version == 1 ? 2 : 4;
  if (bytes.size() < n_of_length) return refuse("ends within its header");
  const std::size_t n_header = little_endian(bytes.substr(0, n_of_length));
  bytes.remove_prefix(n_of_length);
  if (bytes.size() < n_header) return refuse("ends within its header");
  const Dictionary dictionary(bytes.substr(0, n_header));
  const auto descr = dictionary.after("descr");
  const auto order = dictionary.after("fortran_order");
  const auto shape = dictionary.after("shape");
  Header header;
  if (!descr || !order || !shape) return refuse("has no type, order or shape in its header");
  if (!take_descr(*descr, header)) {
    return refuse("holds values of the type " + std::string(descr->substr(0, 12)) +
                  "; integers, floats and booleans are read");
  }
  header.is_column_first = order->starts_with("True");
  if (!header.is_column_first && !order->starts_with("False"))
    return refuse("does not say its order in its header");
  if (!take_shape(*shape, header)) return refuse("has a shape that is none in its header");
  return read_data(header, bytes.substr(n_header));
}

}  // namespace snn::readers
