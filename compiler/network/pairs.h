#pragma once
// Who is joined to whom, as the model says it: the rules of `pairs` with the values they need.

#include "compiler/network/value.h"

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
/// Rows of a file: i, j and perhaps a weight and a delay, whose columns count from 0.
struct ListedPairs {
  DataId file;
  std::optional<std::size_t> weights;
  std::optional<std::size_t> delays;
};
/// The entries of a matrix that are not 0, which are the weights; rows are sources.
struct MatrixPairs {
  DataId file;
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
