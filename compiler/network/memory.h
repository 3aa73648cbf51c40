#pragma once
// How much memory a network needs, from its tables alone: before anything is allocated.

#include "compiler/diag/diagnostic.h"
#include "compiler/network/plan.h"

#include <optional>
#include <string>
#include <vector>

namespace snn::network {

/// `n` cells or edges of so many bytes.
struct MemoryRow {
  std::string what;
  double n = 0;
  double sd = 0;  // of `n`, where a rule draws it
  double bytes_each = 0;
  std::string why;  // "the target index, w"

  [[nodiscard]] double bytes() const { return n * bytes_each; }
};

/// An upper estimate: a state that storage later keeps once for many edges counts for each here.
struct Memory {
  std::vector<MemoryRow> rows;
  bool is_partial = false;  // some sizes are known at set-up only

  [[nodiscard]] double bytes() const;
};
[[nodiscard]] Memory memory_of(const model::Program& program, const Plan& plan);

/// The table, its sum in the last line.
[[nodiscard]] std::string render(const Memory& memory);
/// "62.5 MB", in powers of ten.
[[nodiscard]] std::string bytes_text(double bytes);

/// C511 for every projection, and C518 when all of it is more than `limit` bytes.
void check_memory(const model::Program& program, const Plan& plan, std::optional<double> limit,
                  diag::Diagnostics& diags);

}  // namespace snn::network
