// Experiments, tests and training blocks: what is done one after the other.

#include "compiler/typeset/describe.h"

#include <utility>

namespace snn::typeset {

void Describer::protocol(const ast::Item& item, Phrase title, const ast::Body& body) {
  heading(2, std::move(title));
  paragraph(documentation(item.span));
  outer_line_ = line_of(item.span);
  add(Protocol{protocol_steps(body)});
  outer_line_ = 0;
}

std::vector<Step> Describer::protocol_steps(const ast::Body& body) const {
  std::vector<Step> result;
  for (const ast::ItemId id : body.items) {
    const ast::Item& item = file_[id];
    Step step = protocol_step(item);
    const Phrase remark = documentation(item.span);
    if (!remark.is_empty()) step.text.words(" (").phrase(remark).words(")");
    if (!step.text.is_empty()) result.push_back(std::move(step));
  }
  return result;
}

Step Describer::protocol_step(const ast::Item& item) const {
  if (std::optional<Step> step = run_step(item)) return std::move(*step);
  if (std::optional<Step> step = network_step(item)) return std::move(*step);
  if (std::optional<Step> step = training_step(item)) return std::move(*step);
  if (const std::optional<EquationRow> row = equation(item)) {
    return {Phrase().formula(row->left + row->relation + row->right), {}};
  }
  return {};
}

std::optional<Step> Describer::run_step(const ast::Item& item) const {
  Step step;
  Phrase& text = step.text;
  if (const auto* line = std::get_if<ast::Setting>(&item.kind)) {
    text.formula(setting(*line));
  } else if (const auto* record = std::get_if<ast::Record>(&item.kind)) {
    text.words("record ").formula(formulas_.expr(record->what));
    if (record->every) text.words(" every ").formula(formulas_.expr(record->every));
    if (record->file) text.words(" to ").code(*record->file);
  } else if (const auto* run = std::get_if<ast::Run>(&item.kind)) {
    text.words(run->is_until ? "run until " : "run ").formula(formulas_.expr(run->value));
  } else if (const auto* at = std::get_if<ast::At>(&item.kind)) {
    text.words("at ").formula(formulas_.expr(at->time));
    step.inner = protocol_steps(at->body);
  } else if (const auto* set = std::get_if<ast::Set>(&item.kind)) {
    const Notation& notation = formulas_.notation();
    text.words("set ").formula(
        endpoint(set->target) +
        std::string(set->is_draw ? notation.drawn() : notation.infix(ast::BinaryOp::Eq)) +
        formulas_.expr(set->value));
  } else if (const auto* broadcast = std::get_if<ast::Broadcast>(&item.kind)) {
    text.words("broadcast ").formula(formulas_.ref(broadcast->event));
    if (broadcast->args) text.words(" with ").formula(formulas_.args(*broadcast->args));
  } else if (const auto* sweep = std::get_if<ast::Sweep>(&item.kind)) {
    text.words("for every ");
    for (const ast::SweepVar& each : sweep->variables) {
      if (&each != &sweep->variables.front()) text.words(" and every ");
      text.formula(formulas_.name(each.name.text)).words(" in ");
      text.formula(each.range ? formulas_.range(*each.range) : formulas_.expr(each.values));
    }
    step.inner = protocol_steps(sweep->body);
  } else if (const auto* repeat = std::get_if<ast::Repeat>(&item.kind)) {
    text.words("repeat ").formula(formulas_.expr(repeat->count)).words(" times");
    step.inner = protocol_steps(repeat->body);
  } else if (const auto* expect = std::get_if<ast::Expect>(&item.kind)) {
    text.words("expect ").formula(formulas_.expr(expect->value));
    if (expect->bounds) text.words(" in ").formula(formulas_.bounds(*expect->bounds));
    if (expect->within) text.words(" within ").formula(formulas_.expr(expect->within));
  } else {
    return std::nullopt;
  }
  return step;
}

std::optional<Step> Describer::network_step(const ast::Item& item) const {
  Step step;
  Phrase& text = step.text;
  if (const auto* instance = std::get_if<ast::NetworkInstance>(&item.kind)) {
    text.formula(formulas_.name(instance->name.text)).words(" is the network ");
    text.phrase(model_use(instance->network, instance->args));
  } else if (const auto* population = std::get_if<ast::Population>(&item.kind)) {
    text.words("population ").formula(formulas_.name(population->name.text)).words(": ");
    text.phrase(size(population->dims)).words(population->dims.empty() ? "" : " × ");
    text.phrase(model_use(population->model, population->args));
    if (population->settings) {
      for (const auto& [line, each] : all<ast::Setting>(population->settings->items)) {
        text.words(", ").formula(setting(*each));
      }
    }
  } else if (const auto* connect = std::get_if<ast::Connect>(&item.kind)) {
    text.words("connect ").formula(endpoint(connect->from)).words(" to ");
    text.formula(endpoint(connect->to));
    if (connect->via)
      text.words(" via ").phrase(model_use(connect->via->model, connect->via->args));
    for (const ast::ModelUse& each : connect->rules) {
      text.words(" with ").phrase(model_use(each.model, each.args));
    }
    const std::vector<ast::ItemId> lines =
        connect->body ? connect->body->items : std::vector<ast::ItemId>();
    for (const auto& [line, each] : all<ast::Pairs>(lines)) {
      text.words(", pairs ").phrase(pairs(*each));
    }
    for (const auto& [line, each] : all<ast::Setting>(lines)) {
      text.words(", ").formula(setting(*each));
    }
  } else if (const auto* drive = std::get_if<ast::Drive>(&item.kind)) {
    const Notation& notation = formulas_.notation();
    text.words("drive ").formula(
        endpoint(drive->target) +
        std::string(drive->is_draw ? notation.drawn() : notation.infix(ast::BinaryOp::Eq)) +
        formulas_.expr(drive->value));
  } else if (const auto* group = std::get_if<ast::Group>(&item.kind)) {
    text.words("group ").formula(formulas_.name(group->name.text) +
                                 std::string(formulas_.notation().infix(ast::BinaryOp::Eq)) +
                                 endpoint(group->members));
  } else if (const auto* place = std::get_if<ast::Place>(&item.kind)) {
    text.words("place ").formula(formulas_.ref(place->population)).words(" on ");
    text.formula(formulas_.expr(place->layout));
  } else {
    return std::nullopt;
  }
  return step;
}

std::optional<Step> Describer::training_step(const ast::Item& item) const {
  const std::string equals(formulas_.notation().infix(ast::BinaryOp::Eq));
  Step step;
  Phrase& text = step.text;
  if (const auto* data = std::get_if<ast::Data>(&item.kind)) {
    text.words("data ").formula(formulas_.name(data->name.text) + equals +
                                formulas_.expr(data->value));
  } else if (const auto* feed = std::get_if<ast::Feed>(&item.kind)) {
    text.words("feed ").formula(endpoint(feed->target)).words(" from ");
    text.formula(formulas_.expr(feed->source));
  } else if (const auto* surrogate = std::get_if<ast::Surrogate>(&item.kind)) {
    const std::string variable = formulas_.name(surrogate->variable.text);
    text.words("surrogate derivative of the spike");
    if (surrogate->population) text.words(" of ").formula(formulas_.ref(*surrogate->population));
    text.words(" at distance ").formula(variable).words(": ");
    text.formula(formulas_.expr(surrogate->value));
  } else if (const auto* loss = std::get_if<ast::Loss>(&item.kind)) {
    text.words("loss ").formula(formulas_.expr(loss->value));
  } else if (const auto* optimize = std::get_if<ast::Optimize>(&item.kind)) {
    text.words("optimize ").formula(refs(optimize->parameters)).words(" with ");
    text.code(std::string(sources_.text(optimize->optimizer.span)));
    if (optimize->args && !optimize->args->list.empty()) {
      text.formula(formulas_.notation().parentheses(formulas_.args(*optimize->args)));
    }
  } else {
    return std::nullopt;
  }
  return step;
}

}  // namespace snn::typeset
