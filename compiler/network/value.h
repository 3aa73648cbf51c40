#pragma once
// A value of a network before the network exists: the expression that set-up computes, where its
// names are looked up, and what it comes to at the declared values.

#include "compiler/model/expr.h"
#include "compiler/support/ids.h"
#include "runtime/random/streams.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snn::network {

using model::ExprId;
using model::SymbolId;

/// A network put to use, or the script itself: what `let`s and parameters belong to.
struct InstanceId : Id<InstanceId> {
  using Id::Id;
};
/// A file of numbers that the model names.
struct DataId : Id<DataId> {
  using Id::Id;
};

/// Computed by set-up, never compiled in. Network parameters, `let`s and populations that the
/// expression names are those of `in`.
struct Value {
  ExprId expr;  // none: a default of the language, and `known` holds it
  InstanceId in;
  /// In internal units (conditions are 0 or 1), at declared values and the first point of a sweep;
  /// none: known at set-up only.
  std::optional<double> known;

  [[nodiscard]] bool is_given() const { return expr.is_valid(); }
};

/// Over what a value differs. In a population it is Shared or PerCell; in a projection, Shared,
/// PerPre (it reads `i` or `pre.x`), PerPost (`j`, `post.x`) or PerEdge (both, `distance`, a draw).
enum class Spread { Shared, PerCell, PerPre, PerPost, PerEdge };

[[nodiscard]] std::string_view word_of(Spread spread);
/// The spread of what depends on both.
[[nodiscard]] Spread join(Spread a, Spread b);

/// What a declaration's draws are keyed by: `net.E.V`, `net.connect#0`, `drive#1`.
struct Stream {
  std::string path;
  random::Stream number = 0;
};

/// One argument of a layout or a process, by its name in intrinsics.def.
struct Argument {
  std::string name;
  Value value;
  Spread spread = Spread::Shared;
  bool reads_time = false;
};

/// What a parameter or an initial state is set to, by the network or else by its own declaration.
struct Setting {
  SymbolId variable;
  /// Of a default the names are those of the component, at the values given to them here.
  Value value;
  /// The start of x, x' …: the place in `Variable::derivative_starts`, counted from 1.
  int derivative = 0;
  bool is_default = false;
  bool is_draw = false;
  bool is_steady = false;
  /// A rule changes this parameter of the synapse, so every edge keeps its own.
  bool is_plastic = false;
  Spread spread = Spread::Shared;
  std::optional<Stream> stream;  // of a draw
};

}  // namespace snn::network
