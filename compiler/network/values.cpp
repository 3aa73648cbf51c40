#include "compiler/model/walk.h"
#include "compiler/network/builder.h"

#include <algorithm>
#include <utility>

namespace snn::network {

const model::NetworkDef* Builder::network_of(InstanceId instance) const {
  const model::NetworkId id = plan.instances[instance].network;
  return id.is_valid() ? &program.networks[id] : nullptr;
}

EnteredPath enter(const Plan& plan, InstanceId in, const model::Path& path) {
  const InstanceId named = plan.find_instance(path.steps.front().symbol);
  return named.is_valid() ? EnteredPath{named, 1} : EnteredPath{in, 0};
}

namespace {

// The values of every instance that a path of the expression goes through, beside those of the
// script; none when one network is reached in two ways, since its symbols then have two values.
std::optional<model::Bindings> with_entered(const Builder& builder, InstanceId in, ExprId expr,
                                            model::Bindings bindings) {
  std::vector<InstanceId> entered;
  model::for_each_expr(builder.program, expr, [&](const model::Expr& node) {
    const auto* path = std::get_if<model::Path>(&node.kind);
    if (path == nullptr) return;
    const EnteredPath found = enter(builder.plan, in, *path);
    if (found.next > 0 && !std::ranges::count(entered, found.instance))
      entered.push_back(found.instance);
  });
  for (const InstanceId instance : entered) {
    const bool is_twice = std::ranges::any_of(entered, [&](InstanceId other) {
      return other != instance &&
             builder.plan.instances[other].network == builder.plan.instances[instance].network;
    });
    if (is_twice) return std::nullopt;
    const model::Bindings& inner = builder.bindings[instance];
    bindings.insert(inner.begin(), inner.end());
  }
  return bindings;
}

}  // namespace

std::optional<double> Builder::evaluate(InstanceId in, ExprId expr,
                                        const model::Bindings& more) const {
  if (!expr.is_valid()) return std::nullopt;
  model::Bindings all = bindings[in];
  for (const auto& [symbol, known] : more)
    all[symbol] = known;
  const auto entered = with_entered(*this, in, expr, std::move(all));
  return entered ? model::evaluate(program, expr, *entered) : std::nullopt;
}

bool Builder::was_checked(InstanceId in, ExprId expr) const {
  return model::evaluate(program, expr, declared[in]).has_value();
}

Value Builder::value(InstanceId in, ExprId expr) const {
  return {expr, in, evaluate(in, expr, {})};
}

Value Builder::implied(InstanceId in, double known) {
  return {{}, in, known};
}

bool Builder::reads_time(ExprId expr) const {
  const auto reads = model::reads_of(program, expr);
  return std::ranges::any_of(
      reads, [&](SymbolId symbol) { return program[symbol].kind == model::SymbolKind::Time; });
}

std::vector<Argument> Builder::arguments(InstanceId in, const model::IntrinsicCall& call,
                                         Spread of_index) const {
  std::vector<Argument> result;
  for (const model::NamedArg& arg : call.args) {
    const auto reads = model::reads_of(program, arg.value);
    const bool reads_index = reads.contains(row) || reads.contains(column);
    result.push_back({arg.name, value(in, arg.value), reads_index ? of_index : Spread::Shared,
                      reads_time(arg.value)});
  }
  return result;
}

Stream Builder::stream(std::string path) const {
  const random::Stream number = plan.streams.assign(path);
  return {std::move(path), number};
}

}  // namespace snn::network
