#pragma once
// The random words of one row: as many as it needs, its own whatever the other rows do.

#include "runtime/random/philox.h"
#include "runtime/random/streams.h"

#include <cstddef>

namespace snn::connect {

class RowWords {
 public:
  RowWords(random::Key key, random::Stream stream, random::Word row)
      : key_(key), stream_(stream), row_(row) {}

  random::Word operator()() {
    if (next_ == block_.size()) {
      const random::Word page = n_blocks_ / random::kDrawsPerStream;
      block_ = random::philox({0, row_, page, random::stream_and_draw(stream_, n_blocks_)}, key_);
      ++n_blocks_;
      next_ = 0;
    }
    return block_[next_++];
  }

 private:
  random::Key key_;
  random::Stream stream_;
  random::Word row_;
  random::Word n_blocks_ = 0;
  random::Words block_{};
  std::size_t next_ = 4;
};

}  // namespace snn::connect
