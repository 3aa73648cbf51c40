#pragma once
// What every part of the checker shares: the trees it reads, the model it builds, and where it
// stands in them.

#include "compiler/ast/program.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/model/program.h"
#include "compiler/sema/dim_solver.h"
#include "compiler/source/source.h"
#include "compiler/units/unit.h"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace snn::sema {

using model::ComponentId;
using model::ExprId;
using model::ScopeId;
using model::SymbolId;
using model::SymbolKind;
using model::Type;
using source::SourceSpan;

/// What an expression is part of decides which names and calls mean something in it.
enum class Place {
  Constant,  // a `const`, a default, an initial value: known before the run
  Equation,  // right-hand sides, `let`, contributions: trains and noise may enter
  Guard,     // conditions, rates, periods
  Handler,   // statements of an instant
  Kernel,    // the body of a kernel
  Function,  // the body of a `fn`
  Network,   // sizes, `let`, parameters of a network
  Cell,      // settings of a population: one value per cell, `i` is its index
  Pair,      // settings of a connect: `i`, `j`, `pre.x`, `post.x`
  Drive,     // a value per cell and step: `t`, `i`
  Script,    // experiments and tests
  Training,
};

/// The models at the two ends of a `connect`, for `pre.x` and `post.x` in its body.
struct Ends {
  std::vector<SymbolId> pre;  // populations
  std::vector<SymbolId> post;
  SymbolId unplaced;  // one of them whose cells have no positions
};

struct Port;

struct Env {
  const ast::File* file = nullptr;
  ScopeId scope;
  ComponentId component;  // none outside models
  Place place = Place::Constant;
  const Ends* ends = nullptr;  // not owned; set within a connect
  const Port* port = nullptr;  // not owned; where a drive leads, for `w` of a process
  /// After `~`: a call of a distribution draws.
  bool may_draw = false;
  /// After `drive … ~`: a process may stand here.
  bool may_be_process = false;

  [[nodiscard]] Env in(Place other) const {
    Env changed = *this;
    changed.place = other;
    return changed;
  }
};

/// A symbol whose type is found when it is first needed, so that declarations have no order.
struct Definition {
  enum class State { Waiting, Running, Done };
  State state = State::Waiting;
  const ast::File* file = nullptr;
  ScopeId scope;
  std::vector<ast::ExprId> reads;      // the expressions it is defined by
  std::function<void()> run;           // sets the symbol's type
  diag::Diagnostics* diags = nullptr;  // not owned; where its mistakes are said
};

/// A `fn` as written; it is checked once per tuple of argument types.
struct FunctionSource {
  const ast::File* file = nullptr;
  const ast::Fn* fn = nullptr;
  ScopeId scope;
  ComponentId component;
  std::map<std::string, model::FunctionId> instances;  // by argument types
  bool is_running = false;
  bool is_sound = true;  // nothing was reported where it is declared
};

/// A neuron, synapse, mechanism or rule as written, and whether it was checked.
struct ModelSource {
  enum class State { Waiting, Running, Done };
  const ast::Module* module = nullptr;
  const ast::Model* model = nullptr;
  ScopeId scope;  // of the module
  State state = State::Waiting;
  bool is_cut = false;  // extends more models than are followed; reported
};

/// A network as written.
struct NetworkSource {
  const ast::Module* module = nullptr;
  const ast::Network* network = nullptr;
  ScopeId scope;  // of the module
};

struct Context {
  Context(const ast::Program& tree_read, const source::SourceManager& sources_read,
          diag::Diagnostics& main_diags);
  ~Context();

  const ast::Program& tree;
  const source::SourceManager& sources;
  diag::Diagnostics* diags;  // not owned; swapped while a generic function is tried
  diag::Diagnostics* main;   // not owned; where the user listens
  diag::Diagnostics silent;  // for bodies that were checked where they stand
  diag::Diagnostics::Mute silence{silent};
  model::Program program;
  units::UnitTable units;
  DimSolver dims;
  std::vector<std::string> unknown_names;  // by DimVarId: `target`, `post.V`

  std::map<SymbolId, Definition> definitions;
  std::vector<SymbolId> running;  // definitions being resolved, outermost first
  std::vector<SymbolId> calls;    // functions being checked, outermost first
  std::map<SymbolId, FunctionSource> functions;
  std::map<SymbolId, model::KernelDef> kernels;
  std::map<SymbolId, ModelSource> models;
  std::map<SymbolId, NetworkSource> networks;
  std::map<std::string, SourceSpan, std::less<>> own_units;  // declared outside the prelude
  int n_nested_parts = 0;                  // mechanisms that stand inside another one
  std::size_t n_inner_bodies = 0;          // of functions called in functions
  std::vector<bool> is_read;               // by SymbolId: some expression reads it
  std::set<SymbolId> disputed;             // declared twice, or lost: what they are is not known
  std::vector<SourceSpan> not_understood;  // where an expression has no meaning
  std::set<SymbolId> observed;             // recorded, expected or trained by name
  std::set<std::string, std::less<>> remote_names;  // read as `pre.x` or `post.x` somewhere
  /// Where a variable has its equation; -1 for the whole of it, else one element of an array.
  std::map<std::pair<SymbolId, std::int64_t>, SourceSpan> first_equations;
  ScopeId prelude_scope;
  SymbolId time;
  SymbolId step;
  SymbolId row;              // `i`
  SymbolId column;           // `j`
  int depth = 0;             // of nested expressions, across functions
  bool is_damaged = false;   // some declaration could not be read as written
  bool lacks_names = false;  // and may have declared what is missing elsewhere

  [[nodiscard]] std::string_view text(SourceSpan span) const { return sources.text(span); }
  void mark_read(SymbolId symbol);
  [[nodiscard]] bool was_read(SymbolId symbol) const;
  [[nodiscard]] const Type& type_of(ExprId expr) const { return program.exprs[expr].type; }
  ExprId add(SourceSpan span, Type type, model::ExprKind kind);
  ExprId error(SourceSpan span);
};

}  // namespace snn::sema
