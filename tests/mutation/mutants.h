#pragma once
// The slips of a hand at the keyboard: one word of a model deleted, doubled, swapped with the next,
// or misspelt.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace snn::mutation {

enum class Slip { Deleted, Doubled, Swapped, Misspelt };

[[nodiscard]] std::string_view name_of(Slip slip);

/// `replacement` stands for the bytes from `begin` up to `end`.
struct Mutant {
  Slip slip = Slip::Deleted;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string replacement;
};

/// Every slip that changes the text, in the order of the text. Comments, blanks and `test` blocks
/// are left alone: no checker can know that a test claims another number than its writer meant.
/// Names are misspelt as hands do: two letters exchanged, or the last one typed twice.
[[nodiscard]] std::vector<Mutant> mutants_of(std::string_view text);

[[nodiscard]] std::string apply(const Mutant& mutant, std::string_view text);

/// The line on which the slip begins, its place between « and »: `C * dV/dt = «-»g_L*(V - E_L)`.
[[nodiscard]] std::string shown(const Mutant& mutant, std::string_view text);

}  // namespace snn::mutation
