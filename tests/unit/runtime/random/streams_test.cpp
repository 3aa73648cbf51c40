#include "runtime/random/streams.h"

#include <doctest/doctest.h>

#include <string>

namespace snn::random {
namespace {

TEST_CASE("streams: a path's stream does not depend on the other paths") {
  StreamTable alone;
  StreamTable crowded;
  (void)crowded.assign("I.V");
  (void)crowded.assign("drive#0");
  CHECK(alone.assign("E.V") == crowded.assign("E.V"));
}

TEST_CASE("streams: two paths never share one") {
  StreamTable table;
  std::set<Stream> seen;
  for (int i = 0; i < 20000; ++i) {
    const Stream stream = table.assign("connect#" + std::to_string(i) + ".w");
    CHECK(stream < kNStreams);
    REQUIRE(seen.insert(stream).second);
  }
}

TEST_CASE("streams: the hash is FNV-1a folded to 24 bits") {
  // FNV-1a of the empty string is its offset 0x811c9dc5, of "a" 0xe40c292c.
  CHECK(hash_of("") == (0x81U ^ 0x1c9dc5U));
  CHECK(hash_of("a") == (0xe4U ^ 0x0c292cU));
}

}  // namespace
}  // namespace snn::random
