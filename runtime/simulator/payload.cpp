#include "runtime/simulator/payload.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace snn::simulator {
namespace {

using status::Code;

constexpr std::string_view kMagic = "SNNSIM\r\n";
constexpr std::size_t kEndSize = 8 + 4 + 4 + kMagic.size();
constexpr std::size_t kHeadSize = 16;
constexpr std::uint64_t kMostParts = 1U << 16U;

void put(std::vector<std::byte>& bytes, std::uint64_t number, int n_bytes) {
  for (int i = 0; i < n_bytes; ++i)
    bytes.push_back(static_cast<std::byte>(number >> (8U * static_cast<unsigned>(i))));
}

std::uint64_t number_at(std::span<const std::byte> bytes, std::size_t at, int n_bytes) {
  std::uint64_t number = 0;
  for (int i = 0; i < n_bytes; ++i)
    number |= static_cast<std::uint64_t>(bytes[at + static_cast<std::size_t>(i)])
              << (8U * static_cast<unsigned>(i));
  return number;
}

status::Status damaged() {
  return status::failure(Code::Input, "this file holds no simulation, or a damaged one");
}

}  // namespace

std::vector<std::byte> to_bytes(std::span<const Part> parts) {
  std::vector<std::byte> bytes;
  for (const Part& part : parts) {
    put(bytes, part.blueprint.size(), 8);
    put(bytes, part.code.size(), 8);
    bytes.insert(bytes.end(), part.blueprint.begin(), part.blueprint.end());
    bytes.insert(bytes.end(), part.code.begin(), part.code.end());
  }
  put(bytes, bytes.size(), 8);
  put(bytes, parts.size(), 4);
  put(bytes, kPayloadVersion, 4);
  for (const char letter : kMagic)
    bytes.push_back(static_cast<std::byte>(letter));
  return bytes;
}

status::Result<std::vector<Part>> from_file(std::span<const std::byte> file) {
  if (file.size() < kEndSize) return damaged();
  const std::span<const std::byte> end = file.last(kEndSize);
  const auto letter = [](std::byte byte, char wanted) {
    return byte == static_cast<std::byte>(wanted);
  };
  if (!std::equal(kMagic.begin(), kMagic.end(), end.last(kMagic.size()).begin(),
                  [&](char wanted, std::byte byte) { return letter(byte, wanted); }))
    return damaged();
  const std::uint64_t length = number_at(end, 0, 8);
  const std::uint64_t n_parts = number_at(end, 8, 4);
  if (number_at(end, 12, 4) != kPayloadVersion)
    return status::failure(Code::Input, "this simulation was built for another version");
  if (length > file.size() - kEndSize || n_parts > kMostParts) return damaged();
  std::span<const std::byte> rest = file.first(file.size() - kEndSize).last(length);
  std::vector<Part> parts;
  for (std::uint64_t i = 0; i < n_parts; ++i) {
    if (rest.size() < kHeadSize) return damaged();
    const std::uint64_t blueprint = number_at(rest, 0, 8);
    const std::uint64_t code = number_at(rest, 8, 8);
    rest = rest.subspan(kHeadSize);
    if (blueprint > rest.size() || code > rest.size() - blueprint) return damaged();
    const auto of_blueprint = rest.first(blueprint);
    const auto of_code = rest.subspan(blueprint, code);
    parts.push_back({{of_blueprint.begin(), of_blueprint.end()}, {of_code.begin(), of_code.end()}});
    rest = rest.subspan(blueprint + code);
  }
  if (!rest.empty()) return damaged();
  return parts;
}

}  // namespace snn::simulator
