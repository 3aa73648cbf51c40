#include "compiler/network/print.h"

#include "compiler/model/print.h"
#include "compiler/network/memory.h"
#include "compiler/network/text_table.h"
#include "compiler/support/match.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>

namespace snn::network {
namespace {

class PlanPrinter {
 public:
  PlanPrinter(const model::Program& program, const Plan& plan) : program_(program), plan_(plan) {}

  std::string print() {
    text_ += plan_.title + '\n';
    print_run();
    print_instances();
    print_globals();
    print_files();
    for (const Population& population : plan_.populations)
      print_population(population);
    for (const Projection& projection : plan_.projections)
      print_projection(projection);
    for (const Drive& drive : plan_.drives)
      print_drive(drive);
    text_ += "\nmemory\n" + render(memory_of(program_, plan_));
    return std::move(text_);
  }

 private:
  // ---- values -----------------------------------------------------------------------------------

  [[nodiscard]] const std::string& name(SymbolId symbol) const { return program_[symbol].name; }
  [[nodiscard]] const std::string& name(model::ComponentId component) const {
    return name(program_.components[component].symbol);
  }
  static std::string number(double value) { return fmt::format("{:.12g}", value); }

  // `C_E = 1000`
  [[nodiscard]] std::string value(const Value& value) const {
    if (!value.is_given()) return value.known ? number(*value.known) : "from the file";
    const std::string written = model::print(program_, value.expr);
    const bool is_literal = std::holds_alternative<model::Literal>(program_[value.expr].kind) ||
                            std::holds_alternative<model::BoolLiteral>(program_[value.expr].kind);
    if (is_literal || !value.known) return written;
    return fmt::format("{} = {}", written, number(*value.known));
  }

  static std::string stream(const std::optional<Stream>& stream) {
    return stream ? fmt::format("stream {} ({:06x})", stream->path, stream->number) : "";
  }

  void line(const std::string& content) { text_ += content + '\n'; }

  [[nodiscard]] std::string method(const Method& method) const {
    std::string text = method.solver;
    if (method.tolerance.is_given()) text += fmt::format("(tol = {})", value(method.tolerance));
    return text;
  }

  // ---- the run, instances, globals --------------------------------------------------------------

  void print_run() {
    TextTable table;
    table.add({"dt", value(plan_.dt)});
    table.add({"seed", value(plan_.seed)});
    if (!plan_.method.solver.empty()) table.add({"solver", method(plan_.method)});
    if (plan_.has_exact_spike_times) table.add({"spike times", "exact"});
    if (!plan_.precision.empty()) table.add({"precision", plan_.precision});
    text_ += table.text(2);
  }

  void print_instances() {
    TextTable table;
    for (const Instance& instance : plan_.instances) {
      if (!instance.symbol.is_valid()) continue;
      const model::NetworkDef& network = program_.networks[instance.network];
      table.add({instance.path, name(network.symbol)});
    }
    if (!table.empty()) text_ += "\ninstances\n" + table.text(2);
  }

  void print_globals() {
    TextTable table;
    for (const Global& global : plan_.globals) {
      const std::string& owner = plan_.instances[global.instance].path;
      const std::string path =
          owner.empty() ? name(global.symbol) : fmt::format("{}.{}", owner, name(global.symbol));
      const std::string_view role = global.role == Role::Let             ? "let"
                                    : global.role == Role::SweepVariable ? "sweep"
                                    : global.is_argument                 ? "argument"
                                                                         : "parameter";
      table.add({path, std::string(role), value(global.value)});
    }
    if (!table.empty()) text_ += "\nglobals\n" + table.text(2);
  }

  void print_files() {
    TextTable table;
    for (const DataFile& file : plan_.files)
      table.add({file.path, fmt::format("{}", fmt::join(file.shape, " x "))});
    if (!table.empty()) text_ += "\nfiles\n" + table.text(2);
  }

  // ---- populations ------------------------------------------------------------------------------

  void print_population(const Population& population) {
    std::vector<std::string> sides;
    for (const Value& side : population.sides)
      sides.push_back(value(side));
    std::string head = fmt::format("\npopulation {}[{}]: {}", population.path,
                                   fmt::join(sides, ", "), name(population.component));
    if (population.polarity == model::Polarity::Excitatory) head += " excitatory";
    if (population.polarity == model::Polarity::Inhibitory) head += " inhibitory";
    line(head);
    TextTable table;
    add_settings(table, population.settings, "");
    if (!population.method.solver.empty()) table.add({"solver", "", method(population.method)});
    if (!population.method.interpretation.empty())
      table.add({"interpretation", "", population.method.interpretation});
    if (population.layout) add_layout(table, *population.layout);
    text_ += table.text(2);
  }

  void add_layout(TextTable& table, const Layout& layout) const {
    table.add({"place", layout.is_periodic ? "periodic" : "",
               call(layout.kind, layout.arguments) +
                   (layout.stream ? ", " + stream(layout.stream) : "")});
  }

  [[nodiscard]] std::string call(model::Intrinsic kind,
                                 const std::vector<Argument>& arguments) const {
    std::vector<std::string> written;
    for (const Argument& argument : arguments)
      written.push_back(fmt::format("{} = {}", argument.name, argument_text(argument)));
    return fmt::format("{}({})", info_of(kind).name, fmt::join(written, ", "));
  }
  [[nodiscard]] std::string argument_text(const Argument& argument) const {
    std::string text = value(argument.value);
    if (argument.spread != Spread::Shared) text += fmt::format(" ({})", word_of(argument.spread));
    return text;
  }

  void add_settings(TextTable& table, const std::vector<Setting>& settings,
                    const std::string& owner) const {
    for (const Setting& setting : settings) {
      const std::string primes(static_cast<std::size_t>(setting.derivative), '\'');
      std::string text = (setting.is_draw ? "~ " : "") + value(setting.value);
      if (setting.is_plastic) text += ", plastic";
      if (setting.stream) text += ", " + stream(setting.stream);
      if (setting.is_default) text += ", default";
      table.add(
          {owner + name(setting.variable) + primes, std::string(word_of(setting.spread)), text});
    }
  }

  // ---- projections and drives -------------------------------------------------------------------

  [[nodiscard]] std::string cells(const Cells& cells) const {
    std::vector<std::string> slices;
    for (const Slice& slice : cells.slices) {
      std::string text = value(slice.begin);
      if (!slice.is_single) text += ".." + value(slice.end);
      if (slice.step.is_given()) text += " step " + value(slice.step);
      slices.push_back(text);
    }
    const std::string& path = plan_.populations[cells.population].path;
    return slices.empty() ? path : fmt::format("{}[{}]", path, fmt::join(slices, ", "));
  }
  [[nodiscard]] std::string target(const Target& target) const {
    std::string text = cells(target.cells);
    std::string port = name(target.port);
    if (target.cable.is_valid()) {
      const std::string& cable = name(target.cable);
      text += fmt::format(".{}[{}]", cable, value(target.position));
      if (port.starts_with(cable + ".")) port.erase(0, cable.size() + 1);
    }
    return text + "." + port;
  }

  void print_projection(const Projection& row) {
    std::string head =
        fmt::format("\nprojection {}: {} -> {}", row.path, cells(row.source), target(row.target));
    if (row.synapse.is_valid()) head += " via " + name(row.synapse);
    for (const RuleUse& rule : row.rules)
      head += " with " + name(rule.component);
    line(head);
    TextTable table;
    table.add({"pairs", "", pairs(row.pairs) + ", " + stream(row.stream)});
    table.add({"edges", "", edges(row.n_edges)});
    add_delay(table, "delay", row.delay);
    if (row.dendritic_delay.value.is_given())
      add_delay(table, "dendritic delay", row.dendritic_delay);
    add_settings(table, row.settings, "");
    for (const RuleUse& rule : row.rules)
      add_settings(table, rule.settings, name(rule.component) + ".");
    for (const Inject& inject : row.injections)
      table.add({"inject", "", value(inject.value)});
    text_ += table.text(2);
  }

  [[nodiscard]] static std::string edges(const std::optional<EdgeCount>& count) {
    if (!count) return "known at set-up";
    std::string text = (count->is_at_most ? "at most " : "") + fmt::format("{:.0f}", count->mean);
    if (count->sd > 0) text += fmt::format(" +- {:.0f}", count->sd);
    return text;
  }

  void add_delay(TextTable& table, const std::string& what, const Delay& delay) const {
    std::string text = (delay.is_draw ? "~ " : "") + value(delay.value);
    if (delay.least && delay.most) {
      text += *delay.least == *delay.most
                  ? fmt::format(", {} steps", *delay.least)
                  : fmt::format(", {} to {} steps", *delay.least, *delay.most);
    }
    if (delay.stream) text += ", " + stream(delay.stream);
    table.add({what, std::string(word_of(delay.spread)), text});
  }

  [[nodiscard]] std::string counted(std::string_view rule, const Value& count,
                                    const Value& is_multi) const {
    const std::string multi = is_multi.is_given() ? ", multi = " + value(is_multi) : "";
    return fmt::format("{}({}{})", rule, value(count), multi);
  }
  [[nodiscard]] std::string file(std::string_view rule, DataId id) const {
    return id.is_valid() ? fmt::format("{}(\"{}\")", rule, plan_.files[id].path)
                         : std::string(rule);
  }

  [[nodiscard]] std::string pairs(const Pairs& pairs) const {
    const std::string_view rule = name_of(pairs.rule);
    std::string text = match(
        pairs.rule, [&](const AllPairs&) { return std::string(rule); },
        [&](const OneToOne&) { return std::string(rule); },
        [&](const WithProbability& r) {
          return fmt::format("prob({}), {}", value(r.p), word_of(r.spread));
        },
        [&](const FixedIn& r) { return counted(rule, r.count, r.is_multi); },
        [&](const FixedOut& r) { return counted(rule, r.count, r.is_multi); },
        [&](const FixedTotal& r) { return counted(rule, r.count, r.is_multi); },
        [&](const ListedPairs& r) { return file(rule, r.file); },
        [&](const MatrixPairs& r) { return file(rule, r.file); });
    if (pairs.where) text += " where " + condition(*pairs.where);
    if (pairs.except) text += " except " + condition(*pairs.except);
    if (pairs.excepts_self) text += " except self";
    return text;
  }
  [[nodiscard]] std::string condition(const Condition& condition) const {
    return fmt::format("{} ({})", value(condition.value), word_of(condition.spread));
  }

  void print_drive(const Drive& row) {
    line(fmt::format("\ndrive {}: {}", row.path, target(row.target)));
    TextTable table;
    if (row.is_process) {
      table.add({"process", call(row.process, row.arguments) + ", " + stream(row.stream)});
    } else {
      table.add({"value", argument_text(row.value)});
    }
    if (row.step.is_valid()) table.add({"from", "the statement of the script"});
    text_ += table.text(2);
  }

  const model::Program& program_;
  const Plan& plan_;
  std::string text_;
};

}  // namespace

std::string print(const model::Program& program, const Plan& plan) {
  return PlanPrinter(program, plan).print();
}

}  // namespace snn::network
