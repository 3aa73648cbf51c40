#pragma once
// A blueprint as bytes, as a compiled simulator carries it, and back.
//
//     "SNNB"  u32 version  u64 length of the rest  u64 FNV-1a of the rest  the members in order
//
// All numbers little-endian; a text or a list is its length as u64 and its items; an enum and the
// alternative of a variant are one byte, an optional one byte and, after 1, its value.

#include "runtime/blueprint/blueprint.h"
#include "runtime/status/status.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace snn::blueprint {

inline constexpr std::uint32_t kBytesVersion = 2;

[[nodiscard]] std::vector<std::byte> to_bytes(const Blueprint& blueprint);

/// Bytes from anywhere: what is cut short, of another version, changed, or names a row that is not
/// there is an error; nothing is allocated beyond what the bytes can fill.
status::Result<Blueprint> from_bytes(std::span<const std::byte> bytes);

}  // namespace snn::blueprint
