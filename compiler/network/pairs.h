#pragma once
// Who is joined to whom, as the model says it: the rules of `pairs` with the values they need.

#include "compiler/network/value.h"

#include <map>
#include <variant>

namespace snn::network {

struct AllPairs {};
struct OneToOne {};
/// One probability for all pairs (Shared), or one that depends on the pair.
struct WithProbability {
  Value p;
  Spread spread = Spread::Shared;
};
struct FixedIn {
  Value count;
  Value is_multi;
};
struct FixedOut {
  Value count;
  Value is_multi;
};
struct FixedTotal {
  Value count;
  Value is_multi;
};
/// A column of a table, from 0, and what its numbers are in internal units.
struct Column {
  std::size_t index = 0;
  double factor = 1;
};
/// Rows of a file: the two cells, and perhaps a delay and values of the synapse.
struct ListedPairs {
  DataId file;
  std::size_t source = 0;
  std::size_t target = 1;
  std::optional<Column> delay;
  std::map<SymbolId, Column> values;  // by parameter
  Value is_multi;
};
/// The entries of a matrix that are not 0 are the values of a parameter; rows are sources.
struct MatrixPairs {
  DataId file;
  SymbolId weight;  // none: the synapse has none
  double factor = 1;
};
using PairsRule = std::variant<AllPairs, OneToOne, WithProbability, FixedIn, FixedOut, FixedTotal,
                               ListedPairs, MatrixPairs>;

struct Condition {
  Value value;
  Spread spread = Spread::PerEdge;
};

/// Conditions come first: a rule chooses among the pairs that they leave.
struct Pairs {
  PairsRule rule;
  std::optional<Condition> where;
  std::optional<Condition> except;
  bool excepts_self = false;
};

/// "fixed_in(1000)", as in the tables that are printed.
[[nodiscard]] std::string_view name_of(const PairsRule& rule);

}  // namespace snn::network
