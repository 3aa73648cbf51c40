#pragma once
// What scripts look at while a network runs: measures, cells, and expressions over both.

#include "compiler/lower/expressions.h"
#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"
#include "runtime/blueprint/script.h"

#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace snn::lower {

class Observations : public Names {
 public:
  Observations(Workspace& work, Numbers& numbers) : work_(work), numbers_(numbers) {}

  /// A number of the script.
  [[nodiscard]] blueprint::Expression expression(const std::string& name, ExprId expr);
  /// One of the numbers that a list stands for.
  [[nodiscard]] blueprint::Expression element(const std::string& name, ExprId list, std::size_t k);
  [[nodiscard]] blueprint::Expression constant(const std::string& name, double value);
  /// A number of the script that is kept in this global; 1 when nothing is given.
  [[nodiscard]] blueprint::Expression value_into(GlobalId global, const std::string& name,
                                                 ExprId expr);
  /// `a - b`, `a + b` of two numbers of the script.
  [[nodiscard]] blueprint::Expression combined(const std::string& name, ir::Op op, ExprId a,
                                               ExprId b);
  /// Something that is recorded: a measure, or a variable of cells or synapses. Of a group, and of
  /// a connection with several ends, one for each population or pair of populations.
  [[nodiscard]] std::vector<blueprint::MeasureId> recorded(ExprId expr);

  ValueId read(Expressions& here, StateVariable variable, const model::Expr& expr) override;
  ValueId path(Expressions& here, const model::Path& path, const model::Expr& expr) override;
  ValueId remote(Expressions& here, const model::Remote& remote, const model::Expr& expr) override;
  ValueId call(Expressions& here, const model::IntrinsicCall& call,
               const model::Expr& expr) override;
  ir::Stream stream(const model::Expr& expr) override;
  Array array(StateVariable variable, const model::Expr& expr) override;
  ValueId convolution(Expressions& here, const model::Convolution& asked,
                      const model::Expr& expr) override;

  /// Where a path of a script leads.
  struct Place {
    network::InstanceId instance;
    std::vector<blueprint::Cells> cells;
    network::PopulationId population;  // the one whose variable is meant, or the last of several
    network::ProjectionId projection;  // likewise
    std::vector<network::PopulationId> populations;  // of `cells`
    std::vector<network::ProjectionId> projections;
    SymbolId variable;  // none: cells are meant
    SymbolId cable;     // none: not on a cable
    double position = 0;
    std::optional<std::uint32_t> element;  // of an array
    bool is_single = false;
    GlobalId cell = GlobalId::none;  // of a single one
  };
  [[nodiscard]] Place place_of(const model::Path& path, const model::Expr& expr);
  /// The field of a variable, or none when it is a number of the run. A definition that is looked
  /// at gets a field, and a kernel that fills it at the end of every step.
  [[nodiscard]] FieldId field_of(const Place& place);

 private:
  using Compute = std::function<ValueId(Expressions&)>;
  [[nodiscard]] blueprint::Expression computed(const std::string& name, const model::Type* shown,
                                               const Compute& compute,
                                               GlobalId result = GlobalId::none);
  [[nodiscard]] blueprint::MeasureId measure(const model::IntrinsicCall& call,
                                             const model::Expr& expr);
  void add_pulse(const model::IntrinsicCall& call, blueprint::Measure& row);
  [[nodiscard]] blueprint::MeasureId values(const Place& place, const model::Expr& expr);
  /// A place of its own for each population or projection that a variable is meant of.
  [[nodiscard]] static std::vector<Place> parts_of(const Place& place);
  /// Where there is but one of them.
  [[nodiscard]] Place single_place_of(const model::Path& path, const model::Expr& expr);
  /// An expression over variables of cells: its value for each of them.
  [[nodiscard]] blueprint::MeasureId values_of_cells(ExprId expr);
  [[nodiscard]] std::string cells_in(const model::Path& path) const;
  [[nodiscard]] std::vector<blueprint::Cells> cells_of(ExprId expr);
  [[nodiscard]] static network::Cells cells_at(network::InstanceId in,
                                               network::PopulationId population,
                                               const std::vector<model::Subscript>& subscripts);
  [[nodiscard]] GlobalId cell_of(const blueprint::Slice& slice, const std::string& name);
  [[nodiscard]] std::uint32_t element_of(const model::PathStep& step,
                                         const model::Expr& expr) const;
  void add_members(Place& place, SymbolId group);
  /// `in`: whose numbers the subscripts are.
  void add_cells(Place& place, const model::PathStep& step, network::InstanceId in);
  [[nodiscard]] GlobalId number_of(const Place& place) const;
  /// A variable of one segment of a cable.
  [[nodiscard]] FieldId on_cable(const Place& place);
  [[nodiscard]] FieldId watched_node(const Place& place, FieldId whole, std::size_t node);
  [[nodiscard]] FieldId watched(network::PopulationId id, SymbolId definition);
  [[nodiscard]] FieldId watched(network::ProjectionId id, std::size_t slot, SymbolId state);
  [[nodiscard]] std::string text_of(const model::Expr& expr) const;
  [[nodiscard]] GlobalId scratch(const std::string& name);

  Workspace& work_;
  Numbers& numbers_;
  blueprint::Expression* open_ = nullptr;  // the one whose reads are being collected
  std::map<std::pair<FieldId, std::size_t>, FieldId> on_cables_;  // by the node's field and number
  std::map<std::tuple<network::ProjectionId, std::size_t, SymbolId>, FieldId> watched_;
  int n_scratch_ = 0;
};

}  // namespace snn::lower
