#include "compiler/network/memory.h"

#include "compiler/morphology/join.h"
#include "compiler/network/diagnostics.h"
#include "compiler/network/text_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace snn::network {
namespace {

constexpr double kIndex = 2;    // the other cell of an edge, within its part
constexpr double kSteps = 4;    // a delay
constexpr double kHandle = 12;  // from a target to an edge (8) and its source (4)
constexpr double kRowBegin = 8;

/// What adds up to one row.
class Sum {
 public:
  void add(double bytes, std::string_view what) {
    bytes_ += bytes;
    parts_.emplace_back(what);
  }
  [[nodiscard]] MemoryRow row(std::string what, double n, double sd) const {
    return {std::move(what), n, sd, bytes_, fmt::format("{}", fmt::join(parts_, ", "))};
  }

 private:
  double bytes_ = 0;
  std::vector<std::string> parts_;
};

class MemoryFinder {
 public:
  MemoryFinder(const model::Program& program, const Plan& plan)
      : program_(program), plan_(plan), real_(plan.precision == "f32" ? 4 : 8) {}

  Memory find() {
    for (std::size_t k = 0; k < plan_.populations.size(); ++k)
      add_population(PopulationId(k));
    for (const Projection& projection : plan_.projections)
      add_projection(projection);
    for (const DataFile& file : plan_.files) {
      memory_.rows.push_back(
          {file.path, static_cast<double>(file.values.size()), 0, 8, "numbers of the file"});
    }
    return std::move(memory_);
  }

  // What one edge holds.
  [[nodiscard]] Sum of_edge(const Projection& projection) const {
    Sum sum;
    sum.add(kIndex, "the target index");
    add_edge_values(sum, projection.settings);
    for (const RuleUse& rule : projection.rules)
      add_edge_values(sum, rule.settings);
    if (projection.delay.spread == Spread::PerEdge) sum.add(kSteps, "delay");
    if (!projection.rules.empty()) sum.add(kHandle, "the way back from the target");
    return sum;
  }

 private:
  [[nodiscard]] double width(SymbolId variable) const {
    const std::int64_t length = program_[variable].type.length;
    return real_ * static_cast<double>(std::max<std::int64_t>(length, 1));
  }

  void add_edge_values(Sum& sum, const std::vector<Setting>& settings) const {
    for (const Setting& setting : settings) {
      const model::Variable* variable = program_.find_variable(setting.variable);
      const bool is_state =
          variable != nullptr && variable->kind == model::SymbolKind::State && !variable->is_shared;
      const bool is_stored = setting.spread == Spread::PerEdge || setting.is_plastic || is_state;
      if (is_stored && setting.derivative == 0)
        sum.add(width(setting.variable), program_[setting.variable].name);
    }
  }

  // How many steps ahead something may arrive at a port.
  [[nodiscard]] double slots(PopulationId population, SymbolId port) const {
    std::int64_t most = 0;
    for (const Projection& projection : plan_.projections) {
      const Target& target = projection.target;
      if (target.cells.population == population && target.port == port)
        most = std::max(most, projection.delay.most.value_or(1));
    }
    return static_cast<double>(most) + 1;
  }

  void add_population(PopulationId id) {
    const Population& population = plan_.populations[id];
    const model::Component& component = program_.components[population.component];
    Sum sum;
    const std::optional<morphology::CellTree> tree = tree_of(population);
    for (const Setting& setting : population.settings) {
      const model::Variable* variable = program_.find_variable(setting.variable);
      const bool is_state = variable != nullptr && variable->kind == model::SymbolKind::State;
      const std::string& name = program_[setting.variable].name;
      const morphology::Part* cable = cable_of(tree, name);
      if (is_state || (setting.spread == Spread::PerCell && setting.derivative == 0))
        sum.add(width(setting.variable) *
                    (is_state && cable != nullptr ? n_places(id, *cable, name) : 1),
                name);
    }
    if (tree) sum.add(2 * real_ * static_cast<double>(tree->n_nodes), "its tree");
    for (const model::Variable& variable : component.variables) {
      const bool is_on_cable = cable_of(tree, program_[variable.symbol].name) != nullptr;
      if (variable.kind != model::SymbolKind::Input) continue;
      if (is_on_cable && n_targets(id, program_[variable.symbol].name) == 0) continue;
      const double n_slots = variable.is_spike ? slots(id, variable.symbol) : 1;
      sum.add(width(variable.symbol) * n_slots, program_[variable.symbol].name);
    }
    if (component.spike) sum.add(1, "spike");
    if (component.spike && component.spike->has_refractory) sum.add(kSteps, "refractory");
    put(sum, population.path, population.n_cells);
  }

  /// Of a cell whose cables can be divided at the declared values.
  std::optional<morphology::CellTree> tree_of(const Population& population) const {
    model::Bindings values;
    for (const Setting& setting : population.settings)
      values[setting.variable] = setting.is_draw ? std::nullopt : setting.value.known;
    diag::Diagnostics silent;
    const morphology::ReadFile no_files = [](source::FileId, const std::string&) {
      return Result<std::string>(Failure{"files are read when the program is compiled"});
    };
    return morphology::tree_of(
        {program_, program_.components[population.component], values, no_files}, false, silent);
  }

  static const morphology::Part* cable_of(const std::optional<morphology::CellTree>& tree,
                                          const std::string& name) {
    if (!tree) return nullptr;
    const auto found = std::ranges::find_if(tree->parts, [&](const morphology::Part& part) {
      return part.kind == morphology::PartKind::Cable && name.starts_with(part.name + ".");
    });
    return found == tree->parts.end() ? nullptr : &*found;
  }

  /// A state of a cable stands in every segment; of a mechanism to which something connects, there.
  double n_places(PopulationId id, const morphology::Part& cable, const std::string& name) const {
    const std::size_t end = name.find('.', cable.name.size() + 1);
    const double n = end == std::string::npos ? 0 : n_targets(id, name.substr(0, end + 1));
    return n > 0 ? n : static_cast<double>(cable.n_nodes);
  }

  /// Connections and drives whose port begins like this.
  double n_targets(PopulationId id, const std::string& beginning) const {
    const auto is_meant = [&](const auto& from) {
      return from.target.cells.population == id && from.target.port &&
             program_[from.target.port].name.starts_with(beginning);
    };
    return static_cast<double>(std::ranges::count_if(plan_.projections, is_meant) +
                               std::ranges::count_if(plan_.drives, is_meant));
  }

  void put(const Sum& sum, const std::string& what, const std::optional<std::uint64_t>& n) {
    if (!n) {
      memory_.is_partial = true;
      return;
    }
    memory_.rows.push_back(sum.row(what, static_cast<double>(*n), 0));
  }

  void add_projection(const Projection& projection) {
    // Values of a component without a synapse are summed where they arrive.
    if (!projection.synapse.is_valid()) return;
    if (!projection.n_edges) {
      memory_.is_partial = true;
      return;
    }
    const EdgeCount& edges = *projection.n_edges;
    memory_.rows.push_back(of_edge(projection).row(projection.path, edges.mean, edges.sd));
    Sum rows;
    rows.add(kRowBegin, "where a row begins");
    put(rows, projection.path + " rows", projection.source.n_cells);
  }

  const model::Program& program_;
  const Plan& plan_;
  double real_;
  Memory memory_;
};

std::string with_groups(double n) {
  std::string text = fmt::format("{:.0f}", n);
  for (std::size_t k = text.size(); k > 3; k -= 3)
    text.insert(k - 3, 1, ' ');
  return text;
}

}  // namespace

double Memory::bytes() const {
  double sum = 0;
  for (const MemoryRow& row : rows)
    sum += row.bytes();
  return sum;
}

std::string bytes_text(double bytes) {
  constexpr std::array<std::string_view, 7> kUnits{"B", "kB", "MB", "GB", "TB", "PB", "EB"};
  std::size_t unit = 0;
  while (bytes >= 999.5 && unit + 1 < kUnits.size()) {
    bytes /= 1000;
    ++unit;
  }
  return fmt::format("{:.3g} {}", bytes, kUnits[unit]);
}

Memory memory_of(const model::Program& program, const Plan& plan) {
  return MemoryFinder(program, plan).find();
}

std::string render(const Memory& memory) {
  TextTable table;
  for (const MemoryRow& row : memory.rows) {
    const std::string n =
        row.sd > 0 ? fmt::format("{} +- {:.0f}", with_groups(row.n), row.sd) : with_groups(row.n);
    table.add(
        {row.what, n, fmt::format("{:.12g} B", row.bytes_each), bytes_text(row.bytes()), row.why});
  }
  table.add({memory.is_partial ? "at least" : "together", "", "", bytes_text(memory.bytes())});
  return table.text(2);
}

void check_memory(const model::Program& program, const Plan& plan, std::optional<double> limit,
                  diag::Diagnostics& diags) {
  const MemoryFinder finder(program, plan);
  for (const Projection& projection : plan.projections) {
    if (!projection.n_edges || !projection.synapse.is_valid()) continue;
    const MemoryRow row = finder.of_edge(projection).row("", projection.n_edges->mean, 0);
    const std::string cost =
        fmt::format("{} ({:.12g} B each: {})", bytes_text(row.bytes()), row.bytes_each, row.why);
    diags.emit(kSynapses, projection.span, with_groups(row.n), cost).at(projection.path);
  }
  if (!limit) return;
  const Memory memory = memory_of(program, plan);
  if (memory.bytes() <= *limit || memory.rows.empty()) return;
  const MemoryRow& largest = *std::ranges::max_element(memory.rows, {}, &MemoryRow::bytes);
  source::SourceSpan span;
  for (const Projection& projection : plan.projections) {
    if (projection.path == largest.what) span = projection.span;
  }
  for (const Population& population : plan.populations) {
    if (population.path == largest.what) span = program[population.symbol].span;
  }
  diags.emit(kTooLarge, span, bytes_text(memory.bytes()), bytes_text(*limit))
      .note(fmt::format("most of it is `{}`: {} of {:.12g} B each ({})", largest.what,
                        with_groups(largest.n), largest.bytes_each, largest.why))
      .help("take smaller populations or fewer partners, or values that all synapses share");
}

}  // namespace snn::network
