#pragma once
// The names that kernels over the cells of a population use.

#include "compiler/lower/expressions.h"
#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace snn::lower {

class CellNames : public Names {
 public:
  CellNames(Workspace& work, Numbers& numbers, network::PopulationId population)
      : work_(work),
        numbers_(numbers),
        population_(population),
        in_(work.network.populations[population].instance) {}

  ValueId read(Expressions& here, StateVariable variable, const model::Expr& expr) override;
  ValueId path(Expressions& here, const model::Path& path, const model::Expr& expr) override;
  ValueId remote(Expressions& here, const model::Remote& remote, const model::Expr& expr) override;
  ValueId call(Expressions& here, const model::IntrinsicCall& call,
               const model::Expr& expr) override;
  ir::Stream stream(const model::Expr& expr) override;
  Array array(StateVariable variable, const model::Expr& expr) override;
  ValueId convolution(Expressions& here, const model::Convolution& asked,
                      const model::Expr& expr) override;

  /// Names of networks are those of this instance.
  void look_in(network::InstanceId in) { in_ = in; }
  /// Draws take this stream, and further ones of the same declaration their own.
  void draw_from(const std::string& path, std::uint32_t number);
  /// The kernel runs before this step's spikes arrive: the past ends with the last step.
  void stand_at_start() { is_at_start_ = true; }
  /// While set-up finds initial values: the one of a state that is not known yet.
  std::function<ValueId(StateVariable)> initial_value;
  /// The node of a cable that is meant.
  std::optional<ValueId> node;
  /// Further independent draws of a noise.
  std::vector<equations::ExtraDraw> extra_draws;
  /// `t` is the end of the step.
  void look_from_end() { is_at_end_ = true; }
  /// The step has emptied the inputs: they are what they were before.
  void come_after_reset() { is_after_reset_ = true; }

 private:
  [[nodiscard]] ValueId index(Expressions& here, const model::Symbol& symbol);
  [[nodiscard]] ValueId at_node(Expressions& here, const Home& home, const model::Expr& expr);
  [[nodiscard]] ValueId noise(Expressions& here, SymbolId symbol, int nth);

  Workspace& work_;
  Numbers& numbers_;
  network::PopulationId population_;
  network::InstanceId in_;
  std::string stream_path_;
  std::optional<std::uint32_t> stream_;
  int n_draws_ = 0;
  bool is_at_end_ = false;
  bool is_at_start_ = false;
  bool is_after_reset_ = false;
};

/// A field that is an array: of the cell that `frame` names, or of the whole run.
[[nodiscard]] Array array_in(Workspace& work, ir::Frame frame, FieldId field);

/// The value of one number in any kernel.
[[nodiscard]] ValueId load_number(Expressions& here, GlobalId id);

/// `t`: when the step begins, or where handlers run, when it ends.
[[nodiscard]] ValueId time_in(Expressions& here, Numbers& numbers, bool is_at_end);

/// True in the steps whose end is a multiple of the interval.
[[nodiscard]] ValueId is_due(Expressions& here, ExprId interval, Numbers& numbers);

/// `net.E.V_th` as a number of the run, or nothing when it is not one.
[[nodiscard]] std::optional<GlobalId> number_at(Workspace& work, Numbers& numbers,
                                                network::InstanceId in, const model::Path& path);

}  // namespace snn::lower
