// Files as NumPy writes them, and files that nobody should write: whatever the header claims, the
// reader answers with numbers or a sentence.

#include "runtime/readers/numbers.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace snn::readers {
namespace {

using Sides = std::vector<std::size_t>;
using Values = std::vector<double>;

std::string with_header(const std::string& header, const std::string& data, int version = 1) {
  std::string bytes = "\x93NUMPY";
  bytes += static_cast<char>(version);
  bytes += '\0';
  const std::size_t n_of_length = version == 1 ? 2 : 4;
  for (std::size_t k = 0; k < n_of_length; ++k)
    bytes += static_cast<char>((header.size() >> (8 * k)) & 255U);
  return bytes + header + data;
}

std::string header_of(const std::string& descr, const std::string& order,
                      const std::string& shape) {
  return "{'descr': '" + descr + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
}

template <class Number>
std::string bytes_of(const std::vector<Number>& numbers) {
  std::string bytes(numbers.size() * sizeof(Number), '\0');
  std::memcpy(bytes.data(), numbers.data(), bytes.size());
  return bytes;
}

template <class Number>
void check_type(const std::string& descr) {
  const std::vector<Number> stored{0, 1, 100, 7};
  const auto read = read_npy(with_header(header_of(descr, "False", "(4,)"), bytes_of(stored)));
  CAPTURE(descr);
  REQUIRE(read.is_ok());
  CHECK(read->shape == Sides{4});
  CHECK(read->values == Values{0, 1, 100, 7});
}

TEST_CASE("npy: numbers of every type") {
  check_type<double>("<f8");
  check_type<float>("<f4");
  check_type<std::int8_t>("|i1");
  check_type<std::int16_t>("<i2");
  check_type<std::int32_t>("<i4");
  check_type<std::int64_t>("<i8");
  check_type<std::uint8_t>("|u1");
  check_type<std::uint16_t>("<u2");
  check_type<std::uint32_t>("<u4");
  check_type<std::uint64_t>("<u8");
}

TEST_CASE("npy: signs, booleans, and bytes the other way round") {
  const auto negative = read_npy(with_header(header_of("|i1", "False", "(1,)"), "\xff"));
  REQUIRE(negative.is_ok());
  CHECK(negative->values == Values{-1});
  const auto boolean =
      read_npy(with_header(header_of("|b1", "False", "(2,)"), std::string("\x01\x00", 2)));
  REQUIRE(boolean.is_ok());
  CHECK(boolean->values == Values{1, 0});
  const auto swapped =
      read_npy(with_header(header_of(">i2", "False", "(1,)"), std::string("\x01\x02", 2)));
  REQUIRE(swapped.is_ok());
  CHECK(swapped->values == Values{258});
}

TEST_CASE("npy: columns first are turned into rows first") {
  // [[1, 2, 3], [4, 5, 6]] as Fortran keeps it.
  const std::vector<double> stored{1, 4, 2, 5, 3, 6};
  const auto read = read_npy(with_header(header_of("<f8", "True", "(2, 3)"), bytes_of(stored)));
  REQUIRE(read.is_ok());
  CHECK(read->shape == Sides{2, 3});
  CHECK(read->values == Values{1, 2, 3, 4, 5, 6});
}

TEST_CASE("npy: versions 1 to 3, one number, no numbers") {
  const std::string one = bytes_of<double>({2.5});
  for (const int version : {1, 2, 3}) {
    const auto read = read_npy(with_header(header_of("<f8", "False", "()"), one, version));
    REQUIRE(read.is_ok());
    CHECK(read->shape.empty());
    CHECK(read->values == Values{2.5});
  }
  CHECK_FALSE(read_npy(with_header(header_of("<f8", "False", "()"), one, 4)).is_ok());
  CHECK(read_npy(with_header(header_of("<f8", "False", "(0, 3)"), "")).is_ok());
}

TEST_CASE("npy: a shape that the bytes do not have allocates nothing") {
  const std::string data = bytes_of<double>({1, 2});
  for (const char* shape :
       {"(3,)", "(1,)", "(2, 2)", "(1152921504606846976,)", "(4294967296, 4294967296)",
        "(18446744073709551615, 2)", "(2305843009213693952, 8)"}) {
    CAPTURE(shape);
    CHECK_FALSE(read_npy(with_header(header_of("<f8", "False", shape), data)).is_ok());
  }
}

TEST_CASE("npy: headers that make no sense") {
  const std::string data = bytes_of<double>({1});
  for (const std::string& header :
       {header_of("<f8", "False", "(1"), header_of("<f8", "False", "(-1,)"),
        header_of("<f8", "False", "1"), header_of("<f8", "False", "(,)"),
        header_of("<f8", "False", "(1 1)"), header_of("<f8", "False", "(1,1,1,1,1,1,1,1,1)"),
        header_of("<f8", "Maybe", "(1,)"), header_of("|O8", "False", "(1,)"),
        header_of("<f2", "False", "(4,)"), header_of("<i3", "False", "(1,)"),
        header_of("<c16", "False", "(1,)"), header_of("", "False", "(1,)"),
        header_of("f8", "False", "(1,)"), std::string("{}"), std::string(), std::string("'descr'"),
        std::string("'descr':'fortran_order':'shape':")}) {
    CAPTURE(header);
    CHECK_FALSE(read_npy(with_header(header, data)).is_ok());
  }
}

TEST_CASE("npy: every beginning of a file, and every byte of its header changed") {
  const std::string whole =
      with_header(header_of("<f8", "False", "(2,)"), bytes_of<double>({1, 2}));
  for (std::size_t n = 0; n < whole.size(); ++n)
    CHECK_FALSE(read_npy(std::string_view(whole).substr(0, n)).is_ok());
  const std::size_t n_header = whole.size() - 16;
  for (std::size_t at = 0; at < n_header; ++at) {
    for (const char byte : {'\0', '\1', '(', ')', '\'', '9', 'F', '\xff'}) {
      std::string changed = whole;
      changed[at] = byte;
      const auto read = read_npy(changed);
      // A value has at least one byte.
      if (read.is_ok()) CHECK(read->values.size() <= 16);
    }
  }
}

}  // namespace
}  // namespace snn::readers
