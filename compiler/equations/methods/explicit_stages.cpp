#include "compiler/equations/methods/explicit_stages.h"

#include <fmt/format.h>

#include <utility>

namespace snn::equations {

ExprId reached_by(Writer& writer, const Span& span, const Slopes& slopes,
                  std::span<const double> weights, std::size_t index) {
  Algebra& a = writer.algebra();
  ExprId value = span.start[index];
  for (std::size_t s = 0; s < weights.size(); ++s) {
    const ExprId weight = a.multiply(a.literal(weights[s]), span.h);
    value = a.add(value, a.multiply(weight, slopes[s][index]));
  }
  return value;
}

Slopes slopes_of(Writer& writer, const Block& block, const Span& span,
                 std::span<const Stage> stages) {
  Algebra& a = writer.algebra();
  Slopes slopes;
  for (const Stage& stage : stages) {
    const std::size_t number = slopes.size() + 1;
    std::vector<ExprId> values;
    for (std::size_t i = 0; i < block.size(); ++i)
      values.push_back(reached_by(writer, span, slopes, stage.weights, i));
    const ExprId delay = a.add(span.delay, a.multiply(a.literal(stage.node), span.h));
    const Moment moment = writer.moment(block, values, delay, stage.node);
    std::vector<ExprId>& found = slopes.emplace_back();
    for (const std::size_t i : block) {
      const ExprId value = moment.at(writer.system().equations[i].variable);
      if (number > 1) writer.named(fmt::format("{} at {}", writer.name(i), number), value);
      const ExprId slope = writer.drift_at(i, moment);
      found.push_back(writer.named(fmt::format("k{}[{}]", number, writer.name(i)), slope));
    }
  }
  return slopes;
}

Span whole_step(Writer& writer, const Block& block) {
  Span span{{}, writer.algebra().literal(0), writer.step()};
  for (const std::size_t i : block)
    span.start.push_back(writer.state(i));
  return span;
}

void build_explicit(Writer& writer, const Block& block, std::span<const Stage> stages,
                    std::span<const double> weights) {
  const Span span = whole_step(writer, block);
  const Slopes slopes = slopes_of(writer, block, span, stages);
  for (std::size_t i = 0; i < block.size(); ++i)
    writer.set(block[i], reached_by(writer, span, slopes, weights, i));
}

}  // namespace snn::equations
