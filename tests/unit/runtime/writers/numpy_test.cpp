// NumPy's formats, byte for byte as numpy.lib.format and PKWARE's APPNOTE describe them.

#include "runtime/writers/npy.h"
#include "runtime/writers/npy_format.h"
#include "runtime/writers/npz.h"
#include "tests/unit/runtime/writers/folder.h"

#include <doctest/doctest.h>

#include <cstring>
#include <string>
#include <vector>

namespace snn::writers {
namespace {

using recording::ColumnKind;
using recording::Table;

const Table kSpikes{.title = "spikes",
                    .columns = {{.name = "time_ms", .unit = "ms", .kind = ColumnKind::Time},
                                {.name = "cell", .unit = "", .kind = ColumnKind::Whole}}};
const Table kVoltages{.title = "V",
                      .columns = {{.name = "time_ms", .unit = "ms", .kind = ColumnKind::Time},
                                  {.name = "V", .unit = "mV", .elements = {"V[0]", "V[1]"}}}};

template <class Number>
Number number_at(const std::string& bytes, std::size_t offset) {
  Number number{};
  REQUIRE(offset + sizeof(Number) <= bytes.size());
  std::memcpy(&number, bytes.data() + offset, sizeof(Number));
  return number;
}

TEST_CASE("npy: magic, version, length, dictionary, alignment, records") {
  const Folder folder("npy");
  auto writer = open_npy(folder / "s.npy", {}, kSpikes);
  REQUIRE(writer.is_ok());
  CHECK((*writer)->write(std::vector<double>{0.5, 3}).is_ok());
  CHECK((*writer)->write(std::vector<double>{1.5, 4, 2.5, 1}).is_ok());
  CHECK((*writer)->finish().is_ok());
  const std::string bytes = folder.text_of("s.npy");

  CHECK(bytes.substr(0, 8) == std::string("\x93NUMPY\x01\x00", 8));
  const std::size_t data = 10 + number_at<std::uint16_t>(bytes, 8);
  CHECK(data % 64 == 0);
  CHECK(bytes[data - 1] == '\n');
  const std::string header = bytes.substr(10, data - 11);
  CHECK(header.substr(0, header.find_last_not_of(' ') + 1) ==
        "{'descr': [('time_ms', '<f8'), ('cell', '<i8')], 'fortran_order': False, 'shape': (3, ), "
        "}");
  REQUIRE(bytes.size() == data + 3 * 16);
  CHECK(number_at<double>(bytes, data) == 0.5);
  CHECK(number_at<std::int64_t>(bytes, data + 8) == 3);
  CHECK(number_at<double>(bytes, data + 32) == 2.5);
  CHECK(number_at<std::int64_t>(bytes, data + 40) == 1);
}

TEST_CASE("npy: the header's size does not depend on the number of rows, and long ones align") {
  for (const std::size_t n : {10U, 100U, 40000U, 70000U}) {
    const std::string dtype(n, ' ');
    const Bytes few = npy_header(dtype, 0, 1);
    const Bytes many = npy_header(dtype, ~std::uint64_t{0}, 1);
    CHECK(few.size() == many.size());
    CHECK(few.size() % 64 == 0);
    CHECK(static_cast<int>(few[6]) == (n > 65535 ? 2 : 1));
    CHECK(few.back() == std::byte{'\n'});
  }
}

TEST_CASE("npz: local headers, checksums, the central directory and its end agree") {
  const Folder folder("npz");
  auto writer = open_npz(folder / "v.npz", {}, kVoltages);
  REQUIRE(writer.is_ok());
  CHECK((*writer)->write(std::vector<double>{0.1, -65, -64, 0.2, -63, -62}).is_ok());
  CHECK((*writer)->finish().is_ok());
  writer->reset();
  for (const std::string name : {"v.npz.part", "v.npz.column0.part", "v.npz.column1.part"})
    CHECK(!folder.has(name));
  const std::string bytes = folder.text_of("v.npz");

  const std::size_t end = bytes.size() - 22;
  CHECK(number_at<std::uint32_t>(bytes, end) == 0x06054B50);
  CHECK(number_at<std::uint16_t>(bytes, end + 10) == 2);
  std::size_t central = number_at<std::uint32_t>(bytes, end + 16);
  CHECK(central + number_at<std::uint32_t>(bytes, end + 12) == end);
  const std::vector<std::string> names{"time_ms.npy", "V.npy"};
  const std::vector<std::string> shapes{"'shape': (2, )", "'shape': (2, 2)"};
  for (std::size_t k = 0; k < 2; ++k) {
    CAPTURE(k);
    CHECK(number_at<std::uint32_t>(bytes, central) == 0x02014B50);
    const auto crc = number_at<std::uint32_t>(bytes, central + 16);
    const auto size = number_at<std::uint32_t>(bytes, central + 20);
    const auto length = number_at<std::uint16_t>(bytes, central + 28);
    const std::size_t local = number_at<std::uint32_t>(bytes, central + 42);
    CHECK(bytes.substr(central + 46, length) == names[k]);
    CHECK(number_at<std::uint32_t>(bytes, local) == 0x04034B50);
    CHECK(number_at<std::uint32_t>(bytes, local + 14) == crc);
    CHECK(number_at<std::uint32_t>(bytes, local + 18) == size);
    CHECK(bytes.substr(local + 30, length) == names[k]);
    const std::string array = bytes.substr(local + 30 + length, size);
    CHECK(array.substr(1, 5) == "NUMPY");
    CHECK(array.find(shapes[k]) != std::string::npos);
    CHECK(number_at<double>(array, array.size() - 8) == (k == 0 ? 0.2 : -62));
    // Bit by bit, without a table: the polynomial itself.
    std::uint32_t rest = ~0U;
    for (const char c : array) {
      rest ^= static_cast<unsigned char>(c);
      for (int bit = 0; bit < 8; ++bit)
        rest = (rest >> 1U) ^ ((rest & 1U) * 0xEDB88320U);
    }
    CHECK(~rest == crc);
    central += 46U + length;
  }
}

}  // namespace
}  // namespace snn::writers
