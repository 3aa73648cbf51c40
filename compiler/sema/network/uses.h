#pragma once
// Networks as they are put to use: with the values and the step of an experiment, or as declared.
// What is asked of sizes and times can only be answered here.

#include "compiler/model/eval.h"
#include "compiler/sema/context.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace snn::sema {

struct NetworkUse {
  model::NetworkId network;
  SymbolId instance;  // none: the declared values, or the populations of a script
  model::Bindings bindings;
};

/// An experiment, a test, a training block, or a network that none of them uses.
struct RunUse {
  std::vector<NetworkUse> networks;
  model::Bindings declared;  // of what lies in no network: empty
  std::optional<double> dt;  // none: not known before the run
  Type dt_type;
  const model::ExperimentDef* experiment = nullptr;  // not owned
};

/// Every check below, once the whole program is known.
void check_uses(Context& ctx);

/// The same place in several experiments is one mistake.
class SaidOnce {
 public:
  [[nodiscard]] bool is_new(SourceSpan span, std::string_view code) {
    return said_.insert({{span.file.index, span.begin}, code}).second;
  }

 private:
  std::set<std::pair<std::pair<std::uint32_t, std::uint32_t>, std::string_view>> said_;
};

/// C506, C507, C514, C515 (sizes.cpp).
void check_sizes(Context& ctx, const RunUse& run, SaidOnce& said);
/// C501, C502, E303 (timing.cpp).
void check_timing(Context& ctx, const RunUse& run, SaidOnce& said);
/// X602 (recording_size.cpp).
void check_recordings(Context& ctx, const RunUse& run, SaidOnce& said);
/// C508 (idle.cpp).
void check_idle(Context& ctx);

/// The values that hold where the path leads: those of the network it goes through.
[[nodiscard]] const model::Bindings& bindings_of(const RunUse& run, const model::Path& path,
                                                 const Context& ctx);

/// Every expression that a network, a script or a training block holds itself.
void for_each_root(const model::NetworkDef& network, const std::function<void(ExprId)>& visit);
void for_each_root(const model::Program& program, const model::Script& script,
                   const std::function<void(ExprId)>& visit);

}  // namespace snn::sema
