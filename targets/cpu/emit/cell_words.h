#pragma once
// Random words of neighbouring cells. A block of Philox serves four cells that are 16 apart, so the
// words of 64 cells are made at once and kept until their lanes come by.

#include "targets/cpu/emit/code.h"
#include "targets/cpu/emit/element.h"
#include "targets/cpu/math/lanes.h"

#include <array>
#include <cstdint>
#include <map>

namespace snn::cpu {

/// The four words of the block that a counter names, in each lane; the key is the run's seed.
[[nodiscard]] std::array<Lanes<std::uint32_t>, 4> block_of_words(Code& code,
                                                                 Lanes<std::uint32_t> step,
                                                                 Lanes<std::uint32_t> element,
                                                                 Lanes<std::uint32_t> second,
                                                                 Lanes<std::uint32_t> draw);

class CellWords {
 public:
  /// For the draws that every cell makes: those inside an `if` may never be needed.
  explicit CellWords(Code& code);

  /// Before the round of the group at `i`: fills what is kept when the group begins 64 new cells,
  /// or is the first one, and gives the element its words.
  void prepare(Element& element, llvm::Value* i, llvm::Value* first);

 private:
  void fill(llvm::Value* i);

  Code& code_;
  std::map<std::uint32_t, llvm::Value*> kept_;  // by stream and draw: 64 words
};

}  // namespace snn::cpu
