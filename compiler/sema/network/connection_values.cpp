#include "compiler/sema/network/connection_values.h"

#include "compiler/model/eval.h"
#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace snn::sema {
namespace {

constexpr std::string_view kDelay = "delay";
constexpr std::string_view kDendriticDelay = "dendritic_delay";

bool is_settable(const Context& ctx, SymbolId symbol) {
  if (!symbol) return false;
  const SymbolKind kind = ctx.program[symbol].kind;
  return kind == SymbolKind::Param || kind == SymbolKind::State;
}

bool is_bare_number(const Context& ctx, ExprId value) {
  const model::Expr& expr = ctx.program.exprs[value];
  return std::holds_alternative<model::Literal>(expr.kind) && expr.type.dim.is_plain();
}

model::Bindings values_of(const Context& ctx, const std::vector<model::SettingValue>& settings) {
  model::Bindings bindings;
  for (const model::SettingValue& setting : settings) {
    if (!setting.target.is_valid()) continue;
    bindings[setting.target] =
        setting.is_draw ? std::nullopt : model::evaluate(ctx.program, setting.value, {});
  }
  return bindings;
}

}  // namespace

ConnectionValues::ConnectionValues(Context& ctx, const Env& env, model::ProjectionDef& projection,
                                   const std::vector<UsedRule>& rules, SourceSpan synapse_use)
    : ctx_(ctx), env_(env), projection_(projection) {
  const auto members = [&](SymbolId model) {
    return model ? ctx.program[model].members : ScopeId();
  };
  owners_.push_back(
      {projection.synapse, synapse_use, members(projection.synapse), {}, &projection.settings});
  for (std::size_t i = 0; i < rules.size(); ++i) {
    owners_.push_back({rules[i].symbol,
                       rules[i].span,
                       members(rules[i].symbol),
                       {},
                       &projection.rules[i].settings});
  }
}

std::string ConnectionValues::name_of(const Owner& owner) const {
  return ctx_.program[owner.model].name;
}

void ConnectionValues::add_synapse_args(const std::optional<ast::Args>& args) {
  for (const Given& given : given_in(ctx_, args, ctx_.text(owners_[0].use)))
    add(owners_[0], given, 0);
}

void ConnectionValues::add_rule_args(std::size_t rule, const std::optional<ast::Args>& args) {
  Owner& owner = owners_[rule + 1];
  for (const Given& given : given_in(ctx_, args, ctx_.text(owner.use)))
    add(owner, given, 0);
}

void ConnectionValues::add_settings(const ast::Body& body) {
  for (const Given& given : given_in(ctx_, env_, body))
    add_setting(given);
}

void ConnectionValues::add(Owner& owner, const Given& given, std::size_t first) {
  if (!owner.model) {
    (void)check_given(ctx_, env_, given);
    return;
  }
  const SymbolId target =
      find_settable(ctx_, owner.members, given, first, fmt::format("`{}`", name_of(owner)));
  const ExprId value = check_given(ctx_, env_, given);
  if (!target || !owner.once.add(ctx_, target, given)) return;
  const auto index = static_cast<std::size_t>(&owner - owners_.data());
  entries_.push_back({index, owner.settings->size(), given});
  owner.settings->push_back({given.span, target, ctx_.program[target].name, given.is_draw, value});
}

// Who has a parameter or state of this name.
std::vector<std::size_t> ConnectionValues::owners_of(const Given& given) const {
  std::vector<std::size_t> owners;
  for (std::size_t i = 0; i < owners_.size(); ++i) {
    const Owner& owner = owners_[i];
    if (is_settable(ctx_, find_member(ctx_, owner.members, given.path[0].text))) {
      owners.push_back(i);
    }
  }
  return owners;
}

void ConnectionValues::add_setting(const Given& given) {
  const std::string_view first = given.path[0].text;
  if (given.path.size() > 1) {
    for (Owner& owner : owners_) {
      if (owner.model && name_of(owner) == first) return add(owner, given, 1);
    }
  }
  const std::vector<std::size_t> owners = owners_of(given);
  if (owners.size() == 1) return add(owners_[owners[0]], given, 0);
  if (owners.empty() && (first == kDelay || first == kDendriticDelay)) return add_delay(given);
  (void)check_given(ctx_, env_, given);
  if (!owners.empty()) return report_ambiguous(given, owners);
  // A rule or synapse that is unknown may well have had the name.
  const bool is_known = std::ranges::all_of(owners_, [&](const Owner& o) {
    return o.model || (&o == owners_.data() && !o.use.is_valid());
  });
  if (is_known) report_unknown_setting(given);
}

void ConnectionValues::add_delay(const Given& given) {
  const std::string_view name = given.path[0].text;
  const ExprId value = check_given(ctx_, env_, given);
  const auto [place, is_new] = delays_.emplace(name, given.name);
  if (!is_new) {
    ctx_.diags->emit(kGivenTwice, given.name, name).label(place->second, "given here first");
    return;
  }
  if (!require_fit(ctx_, value, name, time_type())) return;
  if (ctx_.type_of(value).is_error() || !require_shape(ctx_, value, time_type())) return;
  projection_.settings.push_back({given.span, {}, std::string(name), given.is_draw, value});
}

void ConnectionValues::report_unknown_setting(const Given& given) {
  for (const Owner& owner : owners_) {
    const SymbolId found = find_member(ctx_, owner.members, given.path[0].text);
    if (!found) continue;
    (void)find_settable(ctx_, owner.members, given, 0, "");
    return;
  }
  std::vector<std::string_view> candidates{kDelay, kDendriticDelay};
  for (const Owner& owner : owners_) {
    if (!owner.members.is_valid()) continue;
    for (const auto& [name, symbol] : ctx_.program.scopes[owner.members].names) {
      if (is_settable(ctx_, symbol)) candidates.push_back(name);
    }
  }
  std::string where = "this connection";
  if (owners_[0].model) where = fmt::format("`{}`", name_of(owners_[0]));
  for (std::size_t i = 1; i < owners_.size(); ++i)
    where += fmt::format(" or `{}`", name_of(owners_[i]));
  report_unknown_among(ctx_, candidates, given.path[0], where);
}

void ConnectionValues::report_ambiguous(const Given& given,
                                        const std::vector<std::size_t>& owners) {
  const std::string_view name = given.path[0].text;
  auto report = ctx_.diags->emit(kAmbiguousName, given.name, name, name_of(owners_[owners[0]]),
                                 name_of(owners_[owners[1]]));
  for (const std::size_t owner : owners) {
    const std::string qualified = fmt::format("{}.{}", name_of(owners_[owner]), name);
    report.fix(fmt::format("write `{}`", qualified), given.path[0].span, qualified);
  }
}

void ConnectionValues::check(const std::vector<Port>& ports, const Ends& ends, bool has_weights) {
  check_dims(ports, ends);
  for (Owner& owner : owners_) {
    if (!owner.model) continue;
    const bool is_synapse = &owner == owners_.data();
    GivenOnce given = owner.once;
    if (is_synapse && has_weights) {
      const SymbolId weight = find_member(ctx_, owner.members, "w");
      if (weight && !given.has(weight)) (void)given.add(ctx_, weight, {});
    }
    require_values(ctx_, ctx_.program[owner.model].component, given, owner.use);
    check_bounds_of(owner);
  }
  check_plastic_bounds();
}

void ConnectionValues::check_dims(const std::vector<Port>& ports, const Ends& ends) {
  std::set<std::size_t> wrong;
  for (const Port* port : distinct_ports(ports)) {
    std::vector<UseDims> dims;
    for (const Owner& owner : owners_) {
      const ComponentId component =
          owner.model ? ctx_.program[owner.model].component : ComponentId();
      dims.emplace_back(ctx_, component, ends, *port);
    }
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (!wrong.contains(i) && !check_entry(entries_[i], dims[entries_[i].owner], *port)) {
        wrong.insert(i);
      }
    }
  }
  for (const std::size_t i : wrong) {
    model::SettingValue& setting = (*owners_[entries_[i].owner].settings)[entries_[i].place];
    setting.value = ctx_.error(setting.span);
  }
}

bool ConnectionValues::check_entry(const Entry& entry, const UseDims& dims, const Port& port) {
  const model::SettingValue setting = (*owners_[entry.owner].settings)[entry.place];
  const Type declared = type_of(ctx_, setting.target, setting.span);
  const Type type = ctx_.type_of(setting.value);
  const auto wanted = dims.concrete(declared);
  if (!wanted || type.is_error()) return true;
  if (!require_shape(ctx_, setting.value, declared)) return false;
  if (fits(ctx_, type, *wanted)) return true;
  const bool is_of_port = UseDims::depends_on_use(ctx_, declared) && type.is_real() &&
                          !is_bare_number(ctx_, setting.value);
  if (!is_of_port) {
    return require_fit(ctx_, setting.value, entry.given.path.back().text, *wanted,
                       ctx_.program[setting.target].span);
  }
  auto report = report_port_mismatch(ctx_, ctx_.program.exprs[setting.value].span,
                                     excerpt(ctx_, setting.span), type, port);
  if (port.is_spike && wanted->dim == port.type.dim) {
    report.note(fmt::format("a weight in {0} would need a port `spike {0}`", unit_of(ctx_, type)));
  }
  return false;
}

void ConnectionValues::check_bounds_of(const Owner& owner) {
  const model::Bindings bindings = values_of(ctx_, *owner.settings);
  for (const model::SettingValue& setting : *owner.settings) {
    if (setting.target.is_valid()) require_in_bounds(ctx_, setting, bindings);
  }
}

// The parameter that a rule changes starts inside the rule's bounds.
void ConnectionValues::check_plastic_bounds() {
  for (std::size_t i = 1; i < owners_.size(); ++i) {
    if (!owners_[i].model || !owners_[0].model) continue;
    const SymbolId host = ctx_.program.components[ctx_.program[owners_[i].model].component].plastic;
    if (!host) continue;
    const SymbolId changed = find_member(ctx_, owners_[0].members, ctx_.program[host].name);
    for (model::SettingValue setting : *owners_[0].settings) {
      if (!changed || setting.target != changed) continue;
      setting.target = host;
      require_in_bounds(ctx_, setting, values_of(ctx_, *owners_[i].settings));
    }
  }
}

std::vector<const Port*> distinct_ports(const std::vector<Port>& ports) {
  std::vector<const Port*> distinct;
  for (const Port& port : ports) {
    const bool is_new = std::ranges::none_of(
        distinct, [&](const Port* other) { return other->type.dim == port.type.dim; });
    if (is_new) distinct.push_back(&port);
  }
  return distinct;
}

}  // namespace snn::sema
