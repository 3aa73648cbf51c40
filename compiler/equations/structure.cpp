#include "compiler/equations/structure.h"

#include <algorithm>

namespace snn::equations {
namespace {

using model::SymbolKind;

// Tarjan's strongly connected components with a stack of our own: a system may be long.
class BlockFinder {
 public:
  explicit BlockFinder(const std::vector<std::set<std::size_t>>& reads)
      : reads_(reads), marks_(reads.size()) {}

  std::vector<Block> run() {
    for (std::size_t i = 0; i < reads_.size(); ++i) {
      if (marks_[i].order == 0) visit(i);
    }
    return std::move(blocks_);
  }

 private:
  struct Mark {
    std::size_t order = 0;  // 0: not seen
    std::size_t lowest = 0;
    bool is_open = false;
  };
  struct Frame {
    std::size_t node = 0;
    std::set<std::size_t>::const_iterator next;
  };

  void enter(std::size_t node) {
    marks_[node] = {++n_seen_, n_seen_, true};
    open_.push_back(node);
    frames_.push_back({node, reads_[node].begin()});
  }

  void visit(std::size_t root) {
    enter(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const std::size_t node = frame.node;
      if (frame.next == reads_[node].end()) {
        frames_.pop_back();
        if (!frames_.empty()) lower(frames_.back().node, marks_[node].lowest);
        if (marks_[node].lowest == marks_[node].order) close(node);
        continue;
      }
      const std::size_t read = *frame.next++;
      if (marks_[read].order == 0) {
        enter(read);
      } else if (marks_[read].is_open) {
        lower(node, marks_[read].order);
      }
    }
  }

  void lower(std::size_t node, std::size_t to) {
    marks_[node].lowest = std::min(marks_[node].lowest, to);
  }

  void close(std::size_t root) {
    Block block;
    while (true) {
      const std::size_t node = open_.back();
      open_.pop_back();
      marks_[node].is_open = false;
      block.push_back(node);
      if (node == root) break;
    }
    std::ranges::sort(block);
    blocks_.push_back(std::move(block));
  }

  const std::vector<std::set<std::size_t>>& reads_;
  std::vector<Mark> marks_;
  std::vector<std::size_t> open_;
  std::vector<Frame> frames_;
  std::vector<Block> blocks_;
  std::size_t n_seen_ = 0;
};

}  // namespace

std::set<std::size_t> Structure::variables_of(ExprId expr) const {
  std::set<std::size_t> found;
  for (const StateVariable variable : variables_in(*program, expr)) {
    if (const auto index = system->index_of(variable)) found.insert(*index);
    if (!system->tree) continue;
    // The voltage at a site is one of its cable's.
    for (const Site& site : system->tree->sites) {
      if (site.voltage != variable.symbol) continue;
      const SymbolId voltage = system->tree->shape.parts[site.place.part].voltage;
      if (const auto index = system->index_of({voltage})) found.insert(*index);
    }
  }
  return found;
}

std::set<std::size_t> reached_from(const Structure& structure, std::size_t equation) {
  std::set<std::size_t> reached{equation};
  std::vector<std::size_t> pending{equation};
  while (!pending.empty()) {
    const std::size_t next = pending.back();
    pending.pop_back();
    for (const std::size_t read : structure.reads[next]) {
      if (reached.insert(read).second) pending.push_back(read);
    }
  }
  return reached;
}

std::vector<Block> connected_parts(const Block& equations,
                                   const std::function<bool(std::size_t, std::size_t)>& is_joined) {
  std::vector<Block> parts;
  for (const std::size_t i : equations) {
    Block joined{i};
    std::erase_if(parts, [&](const Block& part) {
      const bool joins = std::ranges::any_of(
          part, [&](std::size_t j) { return is_joined(i, j) || is_joined(j, i); });
      if (joins) joined.insert(joined.end(), part.begin(), part.end());
      return joins;
    });
    std::ranges::sort(joined);
    parts.push_back(std::move(joined));
  }
  std::ranges::sort(parts);
  return parts;
}

bool is_constant(const model::Program& program, ExprId slope) {
  bool moves = false;
  visit_once(program, slope, [&](ExprId part) {
    const model::Expr& expr = program[part];
    if (std::holds_alternative<model::Remote>(expr.kind) ||
        std::holds_alternative<model::Convolution>(expr.kind)) {
      moves = true;
    }
    const auto* read = std::get_if<model::Read>(&expr.kind);
    if (read == nullptr) return;
    const SymbolKind kind = program[read->symbol].kind;
    const bool is_fixed =
        kind == SymbolKind::Param || kind == SymbolKind::Const || kind == SymbolKind::Step;
    moves = moves || !is_fixed;
  });
  return !moves;
}

namespace {

// All voltages of a cell need one another, and what flows into them at sites.
void join_tree(Structure& structure, const TreeSystem& tree) {
  std::vector<std::size_t> voltages;
  for (const morphology::Part& part : tree.shape.parts) {
    if (!part.voltage) continue;
    if (const auto index = structure.system->index_of({part.voltage})) voltages.push_back(*index);
  }
  for (std::size_t k = 0; k < voltages.size(); ++k)
    structure.reads[voltages[k]].insert(voltages[(k + 1) % voltages.size()]);
  for (const Site& site : tree.sites) {
    const auto voltage = structure.system->index_of({tree.shape.parts[site.place.part].voltage});
    if (voltage) structure.reads[*voltage].merge(structure.variables_of(site.current));
  }
}

}  // namespace

Structure structure_of(Algebra& algebra, const OdeSystem& system) {
  Structure structure;
  structure.program = &algebra.program();
  structure.system = &system;
  for (std::size_t i = 0; i < system.equations.size(); ++i) {
    const OdeEquation& equation = system.equations[i];
    std::set<std::size_t> reads = structure.variables_of(equation.drift);
    for (const ImpulseTerm& term : equation.diffusions) {
      reads.merge(structure.variables_of(term.factor));
    }
    std::set<StateVariable> variables;
    for (const std::size_t j : reads)
      variables.insert(system.equations[j].variable);
    structure.forms.push_back(linear_in(algebra, equation.drift, variables));
    structure.own_forms.push_back(linear_in(algebra, equation.drift, {equation.variable}));
    for (const std::size_t j : reads) {
      const auto slope = differentiate(algebra, equation.drift, system.equations[j].variable);
      if (!slope) {
        structure.rough.insert(i);
      } else if (!algebra.is_zero(*slope)) {
        structure.slopes[{i, j}] = *slope;
      }
    }
    structure.reads.push_back(std::move(reads));
  }
  if (system.tree) join_tree(structure, *system.tree);
  structure.blocks = BlockFinder(structure.reads).run();
  return structure;
}

}  // namespace snn::equations
