#pragma once
// Values of synapses that a file gives: the bounds of the parameter, of what a rule makes of it and
// of the port, and the polarity of the source.

#include "compiler/model/influence.h"
#include "compiler/network/builder.h"

#include <cstddef>
#include <string>
#include <vector>

namespace snn::network {

class FileWeights {
 public:
  /// The numbers of a file times `factor` are values of `variable`, a parameter of the synapse.
  FileWeights(Builder& builder, const Projection& row, const DataFile& file, SymbolId variable,
              double factor);

  /// False after a report; rows are counted from 0.
  [[nodiscard]] bool check(std::size_t row, double number);

 private:
  struct Interval {
    std::optional<double> low;
    std::optional<double> high;
    bool is_low_open = false;
    bool is_high_open = false;
    source::SourceSpan span;

    [[nodiscard]] bool holds(double value) const;
  };

  [[nodiscard]] Interval interval(const model::Bounds& bounds,
                                  const model::Bindings& bindings) const;
  void take_bounds_of_rules();
  void take_port();
  bool check_delivered(ExprId delivered, std::size_t row, double number);
  bool check_polarity(double sign, std::size_t row, double number);
  [[nodiscard]] std::string where(std::size_t row, double number) const;

  Builder& builder_;
  const Projection& row_;
  const DataFile& file_;
  SymbolId variable_;
  double factor_;
  model::Bindings known_;  // parameters of the synapse
  model::Bindings signs_;  // the same, and 1 for states that are never negative
  std::vector<Interval> own_;
  std::vector<ExprId> delivered_;
  std::optional<Interval> port_;
  model::Influence influence_ = model::Influence::Unknown;
};

}  // namespace snn::network
