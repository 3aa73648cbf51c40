#pragma once
// The names that synapses and rules use: their own variables, and those of the cells at both ends.

#include "compiler/lower/expressions.h"
#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"

#include <functional>
#include <optional>
#include <string>

namespace snn::lower {

/// What a kernel of a projection runs for.
enum class Seat {
  Edge,    // an edge or a pair: both ends are there
  Source,  // a cell at the source
  Target,  // a cell at the target
};

class EdgeNames : public Names {
 public:
  EdgeNames(Workspace& work, Numbers& numbers, network::ProjectionId projection, Seat seat,
            blueprint::Domain domain)
      : work_(work),
        numbers_(numbers),
        id_(projection),
        seat_(seat),
        domain_(domain),
        in_(work.network.projections[projection].instance) {}

  ValueId read(Expressions& here, StateVariable variable, const model::Expr& expr) override;
  ValueId path(Expressions& here, const model::Path& path, const model::Expr& expr) override;
  ValueId remote(Expressions& here, const model::Remote& remote, const model::Expr& expr) override;
  ValueId call(Expressions& here, const model::IntrinsicCall& call,
               const model::Expr& expr) override;
  ir::Stream stream(const model::Expr& expr) override;
  Array array(StateVariable variable, const model::Expr& expr) override;
  ValueId convolution(Expressions& here, const model::Convolution& asked,
                      const model::Expr& expr) override;

  /// Variables are those of the synapse (0) or of a rule.
  void use_slot(std::size_t slot) { slot_ = slot; }
  void look_in(network::InstanceId in) { in_ = in; }
  void draw_from(const std::string& path, std::uint32_t number);
  std::function<ValueId(StateVariable)> initial_value;
  /// `t` is the end of the step.
  void look_from_end() { is_at_end_ = true; }
  [[nodiscard]] bool is_at_end() const { return is_at_end_; }
  /// Inputs of the target are those of this step, which are complete and not yet emptied; else
  /// inputs are those of the last step.
  void see_present_inputs() { sees_present_inputs_ = true; }
  /// The presynaptic cell is seen as it was this many steps ago.
  void look_back(GlobalId steps) { delay_ = steps; }

  /// Where a variable of the slot is; the rule's host parameter is the synapse's.
  [[nodiscard]] const Home* home_of(StateVariable variable) const;
  [[nodiscard]] FieldRef ref(FieldId field) const;

 private:
  [[nodiscard]] ValueId moved_on(Expressions& here, StateVariable variable, const LazyGroup& group,
                                 ValueId then);
  [[nodiscard]] ValueId noise(Expressions& here, SymbolId symbol, int nth);
  [[nodiscard]] ValueId of_cell(Expressions& here, model::Side side, StateVariable variable,
                                const model::Expr& expr);
  [[nodiscard]] ValueId of_variable(Expressions& here, model::Side side,
                                    const model::Variable& variable, const model::Expr& expr);
  /// What the model of the cell at one end declares: a definition, a default, a bound.
  [[nodiscard]] ValueId declared_in(Expressions& here, model::Side side, ExprId value);
  [[nodiscard]] ValueId load_cell(Expressions& here, ir::Frame frame, FieldId field);
  [[nodiscard]] ir::Frame frame_of(model::Side side, const model::Expr& expr) const;
  /// What the kernel calls the cell at one end.
  [[nodiscard]] ir::Frame end(model::Side side) const;

  Workspace& work_;
  Numbers& numbers_;
  network::ProjectionId id_;
  Seat seat_;
  blueprint::Domain domain_;
  std::size_t slot_ = 0;
  network::InstanceId in_;
  /// While a definition of a cell at one end is computed: whose names are meant.
  std::optional<model::Side> side_;
  /// While the past of a cell is read: how many steps ago.
  GlobalId age_ = GlobalId::none;
  GlobalId delay_ = GlobalId::none;
  std::string stream_path_;
  std::optional<std::uint32_t> stream_;
  int n_draws_ = 0;
  bool is_at_end_ = false;
  bool sees_present_inputs_ = false;
};

}  // namespace snn::lower
