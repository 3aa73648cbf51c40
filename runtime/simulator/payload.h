#pragma once
// What stands behind the program of a stand-alone simulator: its experiments.
//
//     part: u64 length of the blueprint  u64 length of the code  the blueprint  the code
//     end:  u64 length of all parts  u32 number of parts  u32 version  "SNNSIM\r\n"
//
// All numbers little-endian. The end is last in the file, so that the program before it may change.

#include "runtime/status/status.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace snn::simulator {

inline constexpr std::uint32_t kPayloadVersion = 1;

/// One experiment: `blueprint::to_bytes`, and a shared object with a function for each kernel.
struct Part {
  std::vector<std::byte> blueprint;
  std::vector<std::byte> code;

  friend bool operator==(const Part&, const Part&) = default;
};

[[nodiscard]] std::vector<std::byte> to_bytes(std::span<const Part> parts);

/// Of a whole file. Bytes that are no payload, or one of another version, are an error.
status::Result<std::vector<Part>> from_file(std::span<const std::byte> file);

}  // namespace snn::simulator
