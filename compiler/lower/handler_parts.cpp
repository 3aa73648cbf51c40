#include "compiler/lower/handler_parts.h"

#include "compiler/model/walk.h"
#include "compiler/support/match.h"

namespace snn::lower {

using model::ExprId;
using model::StmtId;
using model::SymbolId;

namespace {

class Parts {
 public:
  Parts(const model::Program& program, const std::function<bool(SymbolId)>& is_meant)
      : program_(program), is_meant_(is_meant) {}

  std::set<StmtId> of(const model::Block& block) {
    // Names stand before whoever reads them, so another look finds those that were passed over.
    for (std::size_t n_before = kNever; n_before != kept_.size() + needed_.size();) {
      n_before = kept_.size() + needed_.size();
      look_at(block);
    }
    return kept_;
  }

 private:
  static constexpr std::size_t kNever = static_cast<std::size_t>(-1);

  void need(ExprId expr) {
    if (!expr) return;
    const std::set<SymbolId> read = model::reads_of(program_, expr);
    needed_.insert(read.begin(), read.end());
  }

  bool look_at(const model::Block& block) {
    bool has_part = false;
    for (const StmtId id : block) {
      if (!is_part(program_[id])) continue;
      kept_.insert(id);
      model::for_each_value(program_[id], [&](ExprId expr) { need(expr); });
      has_part = true;
    }
    return has_part;
  }

  bool is_part(const model::Stmt& stmt) {
    return match(
        stmt.kind, [&](const model::Assign& assign) { return is_meant_(assign.target); },
        [&](const model::LocalLet& let) { return needed_.contains(let.symbol); },
        [](const model::Deliver&) { return false; }, [](const model::SpikeNow&) { return false; },
        [](const model::Emit&) { return false; },
        [&](const model::If& choice) {
          bool has_part = look_at(choice.otherwise);
          for (const model::If::Arm& arm : choice.arms)
            has_part = look_at(arm.block) || has_part;
          return has_part;
        },
        [&](const model::WithProbability& chance) { return look_at(chance.block); },
        [&](const model::For& loop) { return look_at(loop.block); });
  }

  const model::Program& program_;
  const std::function<bool(SymbolId)>& is_meant_;
  std::set<SymbolId> needed_;
  std::set<StmtId> kept_;
};

}  // namespace

std::set<StmtId> statements_about(const model::Program& program, const model::Block& block,
                                  const std::function<bool(SymbolId)>& is_meant) {
  return Parts(program, is_meant).of(block);
}

bool assigns(const model::Program& program, const model::Block& block,
             const std::function<bool(SymbolId)>& is_meant) {
  bool is_found = false;
  model::for_each_stmt(program, block, [&](const model::Stmt& stmt) {
    const auto* assign = std::get_if<model::Assign>(&stmt.kind);
    is_found = is_found || (assign != nullptr && is_meant(assign->target));
  });
  return is_found;
}

}  // namespace snn::lower
