#pragma once
// Streams: each declaration that draws has one, found from its path (`E.V`, `drive#0`,
// `connect#2.w`), so that adding a declaration never changes what another draws.

#include "runtime/random/philox.h"

#include <cstdint>
#include <set>
#include <string_view>

namespace snn::random {

/// 24 bits; the eight below them in a counter number the draws.
using Stream = std::uint32_t;
inline constexpr Stream kNStreams = Stream{1} << 24U;
inline constexpr std::uint32_t kDrawsPerStream = 256;

/// FNV-1a of the path, folded to 24 bits.
[[nodiscard]] Stream hash_of(std::string_view path);

/// The streams of one program. Two paths with one hash are told apart in the order of declaration:
/// the later one takes the next free stream.
class StreamTable {
 public:
  [[nodiscard]] Stream assign(std::string_view path);

 private:
  std::set<Stream> taken_;
};

[[nodiscard]] constexpr Word stream_and_draw(Stream stream, std::uint32_t draw) {
  return stream * kDrawsPerStream + draw % kDrawsPerStream;
}

}  // namespace snn::random
