#include "compiler/sema/network/cells.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <variant>

namespace snn::sema {
namespace {

// The positions that a subscript chooses: begin, begin + step, … so many of them.
struct Progression {
  std::int64_t begin = 0;
  std::int64_t step = 1;
  std::int64_t n = 1;

  [[nodiscard]] std::int64_t last() const { return begin + (n - 1) * step; }
};

std::optional<std::int64_t> whole(const Context& ctx, ExprId expr,
                                  const model::Bindings& bindings) {
  constexpr double kMost = 4294967296.0;
  const auto known = model::evaluate(ctx.program, expr, bindings);
  if (!known || !(*known >= 0) || *known > kMost || *known != std::floor(*known))
    return std::nullopt;
  return static_cast<std::int64_t>(*known);
}

std::optional<Progression> positions(const Context& ctx, const model::Subscript& subscript,
                                     const model::Bindings& bindings) {
  const auto begin = whole(ctx, subscript.begin, bindings);
  if (!begin) return std::nullopt;
  if (!subscript.end) return Progression{*begin, 1, 1};
  const auto end = whole(ctx, subscript.end, bindings);
  const auto step = subscript.step ? whole(ctx, subscript.step, bindings) : 1;
  if (!end || !step || *step < 1 || *begin >= *end) return std::nullopt;
  return Progression{*begin, *step, (*end - *begin + *step - 1) / *step};
}

std::int64_t count_shared(Progression a, Progression b) {
  if (a.n > b.n) std::swap(a, b);
  // One of the first positions of `a` is on the way of `b`, or none is. There are few to try: the
  // steps of `b`, the longer one, are short when it has many.
  const std::int64_t n_tries = std::min(a.n, b.step);
  for (std::int64_t k = 0; k < n_tries; ++k) {
    std::int64_t first = a.begin + k * a.step;
    if ((first - b.begin) % b.step != 0) continue;
    const std::int64_t stride = std::lcm(a.step, b.step);
    if (first < b.begin) first += (b.begin - first + stride - 1) / stride * stride;
    const std::int64_t last = std::min(a.last(), b.last());
    return first > last ? 0 : (last - first) / stride + 1;
  }
  return 0;
}

const std::vector<model::Subscript>& subscripts_of(const Context& ctx,
                                                   const model::EndpointRef& end) {
  static const std::vector<model::Subscript> kNone;
  const auto& path = std::get<model::Path>(ctx.program[end.path].kind);
  const auto step = std::ranges::find(path.steps, end.population, &model::PathStep::symbol);
  return step == path.steps.end() ? kNone : step->subscripts;
}

}  // namespace

std::optional<double> size_of(const Context& ctx, SymbolId population,
                              const model::Bindings& bindings) {
  const model::PopulationDef* def = ctx.program.find_population(population);
  if (def == nullptr) return std::nullopt;
  double size = 1;
  for (const ExprId side : def->dims) {
    const auto known = model::evaluate(ctx.program, side, bindings);
    if (!known || !(*known >= 1)) return std::nullopt;
    size *= *known;
  }
  return size;
}

std::optional<double> n_cells(const Context& ctx, const model::Path& path,
                              const model::Bindings& bindings) {
  for (const model::PathStep& step : path.steps) {
    if (ctx.program[step.symbol].kind != SymbolKind::Population) continue;
    if (step.subscripts.empty()) return size_of(ctx, step.symbol, bindings);
    double n = 1;
    for (const model::Subscript& subscript : step.subscripts) {
      const auto chosen = positions(ctx, subscript, bindings);
      if (!chosen) return std::nullopt;
      n *= static_cast<double>(chosen->n);
    }
    return n;
  }
  return std::nullopt;
}

std::optional<double> n_shared(const Context& ctx, const model::EndpointRef& from,
                               const model::EndpointRef& to, const model::Bindings& bindings) {
  if (from.population != to.population) return 0;
  const auto& of_from = subscripts_of(ctx, from);
  const auto& of_to = subscripts_of(ctx, to);
  const auto cells = [&](const model::EndpointRef& end) {
    return n_cells(ctx, std::get<model::Path>(ctx.program[end.path].kind), bindings);
  };
  if (of_from.empty()) return cells(to);
  if (of_to.empty()) return cells(from);
  if (of_from.size() != of_to.size()) return std::nullopt;
  double n = 1;
  for (std::size_t side = 0; side < of_from.size(); ++side) {
    const auto a = positions(ctx, of_from[side], bindings);
    const auto b = positions(ctx, of_to[side], bindings);
    if (!a || !b) return std::nullopt;
    n *= static_cast<double>(count_shared(*a, *b));
  }
  return n;
}

}  // namespace snn::sema
