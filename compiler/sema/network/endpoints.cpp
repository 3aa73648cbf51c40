#include "compiler/sema/network/endpoints.h"

#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/wording.h"

#include <string>
#include <utility>

namespace snn::sema {
namespace {

std::string name_of(const Context& ctx, const std::vector<model::PathStep>& steps) {
  std::string name;
  for (const model::PathStep& step : steps) {
    if (!name.empty()) name += '.';
    name += ctx.program[step.symbol].name;
  }
  return name;
}

// A group stands for its members, each below the network that holds the group.
std::vector<Cells> members_of(const Context& ctx, SymbolId symbol,
                              const std::vector<model::PathStep>& prefix) {
  std::vector<Cells> members;
  const model::GroupDef* group = ctx.program.find_group(symbol);
  if (group == nullptr) return members;
  for (const model::EndpointRef& member : group->members) {
    Cells cells;
    cells.steps = prefix;
    const auto& path = std::get<model::Path>(ctx.program[member.path].kind);
    cells.steps.insert(cells.steps.end(), path.steps.begin(), path.steps.end());
    cells.population = member.population;
    cells.name = name_of(ctx, cells.steps);
    members.push_back(std::move(cells));
  }
  return members;
}

// One subscript counts cells, row by row on a sheet; as many as the sheet has sides name a place.
bool require_sides(Context& ctx, SymbolId population, const ast::RefPart& part,
                   std::size_t n_subscripts) {
  const model::PopulationDef* def = ctx.program.find_population(population);
  const std::size_t n_sides = def == nullptr ? 0 : def->n_sides;
  if (n_subscripts <= 1 || n_subscripts == n_sides) return true;
  ctx.diags
      ->emit(kSubscriptRange, part.name.span,
             fmt::format("`{}` takes {} subscript{}, not {}", part.name.text,
                         n_sides > 1 ? fmt::format("1 or {}", n_sides) : "1",
                         n_sides > 1 ? "s" : "", n_subscripts))
      .label(ctx.program[population].span, "declared here");
  return false;
}

std::optional<NamedCells> cells_at(Context& ctx, const Env& env, const ast::Ref& ref,
                                   SymbolId symbol, std::size_t i,
                                   std::vector<model::PathStep> steps) {
  const ast::RefPart& part = ref.parts[i];
  NamedCells named;
  named.n_parts = i + 1;
  auto subscripts = check_subscripts(ctx, env, part.indices);
  if (ctx.program[symbol].kind == SymbolKind::Population) {
    if (!require_sides(ctx, symbol, part, subscripts.size())) return std::nullopt;
    steps.push_back({symbol, std::move(subscripts)});
    std::string name = name_of(ctx, steps);
    named.members.push_back({std::move(steps), symbol, std::move(name)});
    return named;
  }
  if (!subscripts.empty()) {
    ctx.diags
        ->emit(kSubscriptRange, part.name.span,
               fmt::format("`{}` is a group and takes no subscript", part.name.text))
        .help("take a range of one of its populations");
    return std::nullopt;
  }
  resolve(ctx, symbol, part.name.span);
  named.members = members_of(ctx, symbol, steps);
  return named.members.empty() ? std::nullopt : std::optional(std::move(named));
}

PortWords words_after(const ast::Endpoint& endpoint, const ast::Ref& ref, std::size_t n_parts) {
  return {std::span(ref.parts).subspan(n_parts), endpoint.is_tuple ? ref.span : endpoint.span};
}

void report_port_of_source(Context& ctx, const ast::Ref& ref, std::size_t n_parts,
                           std::string_view population) {
  const ast::Name& first = ref.parts[n_parts].name;
  const SourceSpan rest{ref.span.file, ref.parts[n_parts - 1].name.span.end, ref.span.end};
  ctx.diags
      ->emit(kPortChoice, first.span, first.text,
             fmt::format("follows `{}`, but spikes leave a population as a whole", population))
      .fix("leave it out", rest, "");
}

}  // namespace

std::optional<NamedCells> find_cells(Context& ctx, const Env& env, const ast::Ref& ref) {
  if (ref.parts.empty() || ref.parts.front().name.text.empty()) return std::nullopt;
  std::vector<model::PathStep> steps;
  SymbolId symbol = find(ctx, env.scope, ref.parts.front().name.text);
  if (!symbol) {
    report_unknown(ctx, env.scope, ref.parts.front().name, where_of(ctx, env));
    return std::nullopt;
  }
  if (!require_made(ctx, env, ref, symbol)) return std::nullopt;
  for (std::size_t i = 0; i < ref.parts.size(); ++i) {
    const model::Symbol current = ctx.program[symbol];
    if (current.type.is_error() && current.kind != SymbolKind::Param &&
        current.kind != SymbolKind::Let) {
      return std::nullopt;
    }
    const bool is_cells =
        current.kind == SymbolKind::Population || current.kind == SymbolKind::Group;
    if (is_cells) return cells_at(ctx, env, ref, symbol, i, std::move(steps));
    if (current.kind != SymbolKind::NetworkInstance || i + 1 == ref.parts.size()) {
      ctx.diags
          ->emit(kWrongKind, ref.parts[i].name.span, ref.parts[i].name.text, noun(current.kind),
                 "a population or a group")
          .label(current.span, "declared here");
      return std::nullopt;
    }
    steps.push_back({symbol, {}});
    const ast::Name& next = ref.parts[i + 1].name;
    symbol = find_member(ctx, current.members, next.text);
    if (!symbol) {
      report_unknown_member(ctx, current.members, next, fmt::format("`{}`", current.name));
      return std::nullopt;
    }
  }
  return std::nullopt;
}

std::vector<Cells> check_cells(Context& ctx, const Env& env, const ast::Endpoint& endpoint) {
  std::vector<Cells> result;
  for (const ast::Ref& ref : endpoint.refs) {
    const auto named = find_cells(ctx, env, ref);
    if (!named) continue;
    if (named->n_parts < ref.parts.size() || endpoint.port) {
      if (named->n_parts < ref.parts.size()) {
        report_port_of_source(ctx, ref, named->n_parts, named->members.front().name);
      } else {
        ctx.diags->emit(kPortChoice, endpoint.port->span, endpoint.port->text,
                        "follows populations, but spikes leave them as a whole");
      }
      continue;
    }
    result.insert(result.end(), named->members.begin(), named->members.end());
  }
  return result;
}

std::vector<model::EndpointRef> check_sources(Context& ctx, const Env& env,
                                              const ast::Endpoint& endpoint) {
  std::vector<model::EndpointRef> sources;
  for (Cells& cells : check_cells(ctx, env, endpoint)) {
    model::EndpointRef source;
    source.population = cells.population;
    source.path = ctx.add(endpoint.span, Type::entity(), model::Path{std::move(cells.steps)});
    sources.push_back(source);
  }
  return sources;
}

std::vector<Port> check_targets(Context& ctx, const Env& env, const ast::Endpoint& endpoint,
                                Traffic traffic, bool may_be_implied) {
  std::vector<Port> ports;
  for (const ast::Ref& ref : endpoint.refs) {
    const auto named = find_cells(ctx, env, ref);
    if (!named) continue;
    PortWords words = words_after(endpoint, ref, named->n_parts);
    std::vector<ast::RefPart> with_port;
    if (endpoint.port) {
      with_port.assign(words.parts.begin(), words.parts.end());
      with_port.push_back({*endpoint.port, {}});
      words = {with_port, endpoint.span};
    }
    for (const Cells& cells : named->members) {
      auto port = find_port(ctx, env, cells, words, traffic, may_be_implied);
      // The words are shared, and so is the mistake.
      if (!port && endpoint.port) return {};
      if (!port) break;
      ports.push_back(std::move(*port));
    }
  }
  return ports;
}

}  // namespace snn::sema
