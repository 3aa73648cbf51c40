#include "compiler/network/file_weights.h"

#include "compiler/model/limits.h"
#include "compiler/model/walk.h"
#include "compiler/network/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::network {
namespace {

model::Bindings values_of(const std::vector<Setting>& settings) {
  model::Bindings values;
  for (const Setting& setting : settings)
    values[setting.variable] = setting.is_draw ? std::nullopt : setting.value.known;
  return values;
}

std::string_view word(model::Polarity polarity) {
  return polarity == model::Polarity::Excitatory ? "excitatory" : "inhibitory";
}

}  // namespace

FileWeights::FileWeights(Builder& builder, const Projection& row, const DataFile& file,
                         SymbolId variable, double factor)
    : builder_(builder),
      row_(row),
      file_(file),
      variable_(variable),
      factor_(factor),
      known_(values_of(row.settings)) {
  const model::Component& synapse = builder.program.components[row.synapse];
  for (const model::Variable& each : synapse.variables) {
    if (each.kind == model::SymbolKind::State) known_[each.symbol] = std::nullopt;
  }
  signs_ = known_;
  for (const model::Variable& each : synapse.variables) {
    if (!each.bounds) continue;
    const Interval bounds = interval(*each.bounds, known_);
    if (each.symbol == variable) own_.push_back(bounds);
    if (each.kind == model::SymbolKind::State && bounds.low.value_or(-1) >= 0)
      signs_[each.symbol] = 1;
  }
  take_bounds_of_rules();
  take_port();
}

bool FileWeights::Interval::holds(double value) const {
  const bool is_low = low && (value < *low || (is_low_open && value == *low));
  const bool is_high = high && (value > *high || (is_high_open && value == *high));
  return !is_low && !is_high;
}

FileWeights::Interval FileWeights::interval(const model::Bounds& bounds,
                                            const model::Bindings& bindings) const {
  const auto end = [&](ExprId expr) {
    return expr.is_valid() ? model::evaluate(builder_.program, expr, bindings) : std::nullopt;
  };
  return {.low = end(bounds.low),
          .high = end(bounds.high),
          .is_low_open = bounds.is_low_open,
          .is_high_open = bounds.is_high_open,
          .span = bounds.span};
}

void FileWeights::take_bounds_of_rules() {
  for (const RuleUse& use : row_.rules) {
    const SymbolId plastic = builder_.program.components[use.component].plastic;
    if (!plastic.is_valid() || builder_.program[plastic].name != builder_.program[variable_].name)
      continue;
    const model::Variable* variable = builder_.program.find_variable(plastic);
    if (variable != nullptr && variable->bounds)
      own_.push_back(interval(*variable->bounds, values_of(use.settings)));
  }
}

void FileWeights::take_port() {
  const model::Component& synapse = builder_.program.components[row_.synapse];
  for (const model::Transport& transport : synapse.delivered) {
    const bool is_plain = transport.port.empty();
    if (is_plain && model::reads_of(builder_.program, transport.value).contains(variable_))
      delivered_.push_back(transport.value);
  }
  const model::Variable* port = builder_.program.find_variable(row_.target.port);
  if (port == nullptr || delivered_.empty()) return;
  if (port->bounds) port_ = interval(*port->bounds, {});
  if (builder_.plan.populations[row_.source.population].polarity == model::Polarity::None) return;
  if (port->polarity == model::Polarity::Excitatory) influence_ = model::Influence::Excites;
  if (port->polarity == model::Polarity::Inhibitory) influence_ = model::Influence::Inhibits;
  if (influence_ != model::Influence::Unknown) return;
  const Population& target = builder_.plan.populations[row_.target.cells.population];
  influence_ = model::influence_of(builder_.program, target.symbol, row_.target.port);
}

bool FileWeights::check(std::size_t row, double number) {
  const double value = number * factor_;
  for (const Interval& bounds : own_) {
    if (bounds.holds(value)) continue;
    builder_.diags
        .emit(kDataShape, file_.span, file_.path,
              fmt::format("gives `{}` = {:.12g} in row {}, which is outside its bounds",
                          builder_.program[variable_].name, number, row + 1))
        .label(bounds.span, "the bounds");
    return false;
  }
  return std::ranges::all_of(
      delivered_, [&](ExprId delivered) { return check_delivered(delivered, row, number); });
}

bool FileWeights::check_delivered(ExprId delivered, std::size_t row, double number) {
  known_[variable_] = number * factor_;
  signs_[variable_] = number * factor_;
  const auto exact = model::evaluate(builder_.program, delivered, known_);
  const auto value = exact ? exact : model::evaluate(builder_.program, delivered, signs_);
  if (!value) return true;
  const bool is_outside =
      port_ && (exact ? !port_->holds(*exact) : port_->low.value_or(-1) >= 0 && *value < 0);
  if (is_outside) {
    const std::string port = builder_.program[row_.target.port].name;
    const bool is_negative = *value < 0 && port_->low == 0;
    builder_.diags
        .emit(model::kOutsidePort, file_.span,
              is_negative ? fmt::format("a weight of the port `{}` cannot be negative", port)
                          : fmt::format("the port `{}` does not take such a weight", port),
              builder_.program[variable_].name, where(row, number))
        .label(port_->span, "the bounds of the port");
    return false;
  }
  return check_polarity(*value, row, number);
}

bool FileWeights::check_polarity(double sign, std::size_t row, double number) {
  if (influence_ == model::Influence::Unknown || sign == 0) return true;
  const Population& source = builder_.plan.populations[row_.source.population];
  const Population& target = builder_.plan.populations[row_.target.cells.population];
  const bool excites = (influence_ == model::Influence::Excites) == (sign > 0);
  if (excites == (source.polarity == model::Polarity::Excitatory)) return true;
  builder_.diags
      .emit(model::kDalesLaw, file_.span, source.path, word(source.polarity),
            fmt::format("{} `{}`", excites ? "excites" : "inhibits", target.path))
      .note(fmt::format("`{}` is {}", builder_.program[variable_].name, where(row, number)))
      .label(builder_.program[source.symbol].span,
             fmt::format("declared {}", word(source.polarity)));
  return false;
}

std::string FileWeights::where(std::size_t row, double number) const {
  return fmt::format("{:.12g} in row {} of `{}`", number, row + 1, file_.path);
}

}  // namespace snn::network
