#include "compiler/lower/responses.h"

#include "compiler/equations/convolutions.h"
#include "compiler/equations/kernel_horizon.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace snn::lower {

using ir::Frame;
using ir::Op;
using model::SymbolKind;

namespace {

class Declaration {
 public:
  Declaration(Workspace& work, Numbers& numbers, network::PopulationId id)
      : work_(work), numbers_(numbers), id_(id), population_(work.network.populations[id]) {}

  void declare() {
    for (const ExprId expr : equations::convolutions_in(work_.model, work_.component_of(id_)))
      add(work_.model[expr]);
  }

 private:
  void add(const model::Expr& expr) {
    const auto asked = std::get<model::Convolution>(expr.kind);
    const auto* source = std::get_if<model::Read>(&work_.model[asked.source].kind);
    const SymbolKind kind =
        source != nullptr ? work_.model[source->symbol].kind : SymbolKind::Local;
    if (kind != SymbolKind::Input && kind != SymbolKind::Train)
      throw Unsupported(
          "a kernel that is no sum of exponentials, over anything but an input or `self`",
          expr.span);
    CellRow& row = work_.cells[id_];
    const bool is_known = std::ranges::any_of(row.responses, [&](const Response& response) {
      return response.kernel == asked.kernel && response.source == source->symbol;
    });
    if (is_known) return;
    Response response{.kernel = asked.kernel, .source = source->symbol};
    response.is_own = kind == SymbolKind::Train;
    remember(response, expr);
    row.responses.push_back(response);
  }

  void remember(Response& response, const model::Expr& expr) {
    const auto kernel =
        std::ranges::find(work_.model.kernels, response.kernel, &model::KernelDef::symbol);
    const auto horizon =
        equations::horizon_of(work_.model, *kernel, settings(), equations::kLongestMemory);
    if (!horizon)
      throw Unsupported(
          fmt::format("the kernel `{}` at these parameters", work_.model[response.kernel].name),
          expr.span);
    const std::string name =
        fmt::format("{}.{} of {}", population_.path, work_.model[response.kernel].name,
                    work_.model[response.source].name);
    response.n_steps =
        numbers_.steps(name + " steps", {.expr = {}, .in = {}, .known = *horizon}, 0);
    // Room for a step that is half as long.
    const double dt = work_.network.dt.known.value_or(0.1);
    const auto room = static_cast<std::int64_t>(std::ceil(2 * *horizon / dt)) + 2;
    const model::Variable* input = work_.model.find_variable(response.source);
    const bool is_continuous = !response.is_own && input != nullptr && !input->is_spike;
    response.samples = numbers_.samples({.in = population_.instance, .population = id_}, *kernel,
                                        name, room, is_continuous, response.n_steps);
    response.past = work_.add_field({.name = name + " past",
                                     .type = Type::Real,
                                     .role = blueprint::FieldRole::State,
                                     .population = work_.cells[id_].id,
                                     .history = response.n_steps});
  }

  [[nodiscard]] model::Bindings settings() const {
    model::Bindings bindings;
    for (const network::Setting& setting : population_.settings)
      if (setting.value.known) bindings[setting.variable] = setting.value.known;
    return bindings;
  }

  Workspace& work_;
  Numbers& numbers_;
  network::PopulationId id_;
  const network::Population& population_;
};

}  // namespace

void declare_responses(Workspace& work, Numbers& numbers, network::PopulationId id) {
  Declaration(work, numbers, id).declare();
}

ValueId response_at(Expressions& here, const Response& response, bool is_at_start) {
  ir::Builder& b = here.builder();
  const FieldRef past{Frame::Self, response.past};
  const FieldRef samples{Frame::Run, response.samples};
  ValueId sum = here.number(0);
  if (!is_at_start && !response.is_own) {
    const ValueId first = here.to_real(b.load_at(samples, b.constant_int(Type::I64, 0)));
    sum = b.op(Op::Mul, {here.to_real(b.load(past)), first});
  }
  // What arrived in the last step is one step old at the end of this one.
  const ValueId offset = b.constant_int(Type::I64, is_at_start ? 0 : 1);
  const ValueId n = b.load_global(response.n_steps);
  return b.repeat(n, {&sum, 1}, [&](ValueId age, std::span<const ValueId> carried) {
    const ValueId at = b.op(Op::Add, {age, offset});
    const ValueId weight = here.to_real(b.load_at(samples, at));
    const ValueId size = here.to_real(b.load_past(past, age));
    return std::vector{b.op(Op::Add, {carried.front(), b.op(Op::Mul, {weight, size})})};
  })[0];
}

}  // namespace snn::lower
