#include "runtime/random/streams.h"

namespace snn::random {

Stream hash_of(std::string_view path) {
  constexpr std::uint32_t kOffset = 2166136261U;
  constexpr std::uint32_t kPrime = 16777619U;
  std::uint32_t hash = kOffset;
  for (const char c : path) {
    hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  }
  return (hash >> 24U) ^ (hash & (kNStreams - 1));
}

Stream StreamTable::assign(std::string_view path) {
  Stream stream = hash_of(path);
  while (!taken_.insert(stream).second)
    stream = (stream + 1) % kNStreams;
  return stream;
}

}  // namespace snn::random
