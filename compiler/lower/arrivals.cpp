#include "compiler/lower/arrivals.h"

#include "compiler/lower/slices.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace snn::lower {

using ir::Op;

namespace {

// Whether something reaches the cell's input now; none: always. Cells outside the parts that are
// driven or connected have the default, and all before a drive begins.
std::optional<ValueId> is_reached(Workspace& work, Numbers& numbers, ir::Builder& b,
                                  network::PopulationId population, ir::Frame frame,
                                  SymbolId input) {
  std::vector<ValueId> conditions;
  bool is_always = false;
  const auto note = [&](const network::Cells& cells, const std::string& path, GlobalId begun) {
    std::optional<ValueId> is_now =
        is_among(b, slice_of(work, numbers, cells, path + " reached"), frame);
    if (blueprint::exists(begun)) {
      const ValueId has_begun = b.load_global(begun);
      is_now = is_now ? b.op(Op::And, {*is_now, has_begun}) : has_begun;
    }
    is_always = is_always || !is_now;
    if (is_now) conditions.push_back(*is_now);
  };
  for (const network::Projection& projection : work.network.projections) {
    const bool injects = std::ranges::any_of(
        projection.injections, [&](const network::Inject& inject) { return inject.port == input; });
    const network::Cells& target = projection.target.cells;
    if (target.population == population && (injects || projection.target.port == input))
      note(target, projection.path, GlobalId::none);
  }
  for (std::size_t k = 0; k < work.network.drives.size(); ++k) {
    const network::DriveId id(k);
    const network::Drive& drive = work.network.drives[id];
    if (drive.target.cells.population != population || drive.target.port != input) continue;
    const auto late = work.drive_begun.find(id);
    note(drive.target.cells, drive.path,
         late == work.drive_begun.end() ? GlobalId::none : late->second);
  }
  if (is_always || conditions.empty()) return std::nullopt;
  ValueId any = conditions.front();
  for (std::size_t k = 1; k < conditions.size(); ++k)
    any = b.op(Op::Or, {any, conditions[k]});
  return any;
}

}  // namespace

// The sum of all that arrives at a continuous input stays within its bounds.
ValueId input_of(Workspace& work, Numbers& numbers, Expressions& here,
                 network::PopulationId population, ir::Frame frame, SymbolId input, ValueId sum,
                 const DeclaredValue& declared_value) {
  const model::Variable* declared = work.model.find_variable(input);
  if (declared == nullptr) return sum;
  if (declared->value) {
    if (const auto reached = is_reached(work, numbers, here.builder(), population, frame, input))
      sum = here.choose(*reached, sum, declared_value(declared->value));
  }
  if (declared->is_spike || !declared->bounds) return sum;
  if (declared->bounds->low)
    sum = here.builder().op(Op::Max, {sum, declared_value(declared->bounds->low)});
  if (declared->bounds->high)
    sum = here.builder().op(Op::Min, {sum, declared_value(declared->bounds->high)});
  return sum;
}

}  // namespace snn::lower
