#pragma once
// The members of every row, by name, so that what writes and reads rows (as text, as bytes) is
// written once and forgets none. Of a row of a table the name comes first.

#include "runtime/blueprint/blueprint.h"
#include "runtime/blueprint/described.h"
#include "runtime/blueprint/script_members.h"

#include <array>
#include <concepts>
#include <string_view>

namespace snn::blueprint {

// ---- enums

using NameOfValue = std::string_view;

template <>
struct Names<Scalar> {
  static constexpr std::array<NameOfValue, 6> kAll{"bool", "i32", "i64", "real", "f32", "f64"};
};
template <>
struct Names<GlobalRole> {
  static constexpr std::array<NameOfValue, 3> kAll{"param", "derived", "state"};
};
template <>
struct Names<FieldRole> {
  static constexpr std::array<NameOfValue, 5> kAll{"param", "derived", "state", "input", "flag"};
};
template <>
struct Names<Place> {
  static constexpr std::array<NameOfValue, 5> kAll{"cell", "edge", "source", "target", "run"};
};
template <>
struct Names<Rule> {
  static constexpr std::array<NameOfValue, 9> kAll{
      "all",         "one_to_one", "probability", "pair_probability", "fixed_in", "fixed_out",
      "fixed_total", "list",       "matrix"};
};
template <>
struct Names<Domain> {
  static constexpr std::array<NameOfValue, 9> kAll{
      "once",           "each_cell",      "each_fired",
      "source_arrival", "target_arrival", "row_arrival",
      "column_arrival", "each_edge",      "pair"};
};
template <>
struct Names<MeasureKind> {
  static constexpr std::array<NameOfValue, 12> kAll{
      "spikes",      "rate",       "cv_isi",      "isi",   "synchrony", "correlation",
      "first_spike", "last_spike", "spike_count", "value", "psd",       "prc"};
};
template <>
struct Names<Reduction> {
  static constexpr std::array<NameOfValue, 5> kAll{"none", "min", "max", "mean", "sum"};
};

// ---- alternatives of variants

template <>
struct Names<Launch> {
  static constexpr std::string_view kName = "launch";
  static constexpr bool kIsBrief = true;
};
template <>
struct Names<Deliver> {
  static constexpr std::string_view kName = "deliver";
};
template <>
struct Names<Connect> {
  static constexpr std::string_view kName = "connect";
};
template <>
struct Names<Route> {
  static constexpr std::string_view kName = "route";
};
template <>
struct Names<Sum> {
  static constexpr std::string_view kName = "sum";
};
template <>
struct Names<Run> {
  static constexpr std::string_view kName = "run";
};
template <>
struct Names<RunUntil> {
  static constexpr std::string_view kName = "run_until";
};
template <>
struct Names<Record> {
  static constexpr std::string_view kName = "record";
};
template <>
struct Names<Change> {
  static constexpr std::string_view kName = "change";
};
template <>
struct Names<Broadcast> {
  static constexpr std::string_view kName = "broadcast";
};
template <>
struct Names<At> {
  static constexpr std::string_view kName = "at";
};
template <>
struct Names<Sweep> {
  static constexpr std::string_view kName = "sweep";
};
template <>
struct Names<Repeat> {
  static constexpr std::string_view kName = "repeat";
};
template <>
struct Names<Expect> {
  static constexpr std::string_view kName = "expect";
};

// ---- entities

template <>
struct Members<Unit> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("spelling", row.spelling);
    visitor("factor", row.factor);
  }
};
template <>
struct Members<Display> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("doc", row.doc);
    visitor("bounds", row.bounds);
    visitor("unit", row.unit);
    visitor("accepted", row.accepted);
  }
};
template <>
struct Members<Written> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("text", row.text);
    visitor("place", row.place);
  }
};
template <>
struct Members<Global> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("name", row.name);
    visitor("type", row.type);
    visitor("role", row.role);
    visitor("value", row.value);
    visitor("display", row.display);
    visitor("equation", row.equation);
    visitor("change", row.change);
  }
};
template <>
struct Members<Field> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("name", row.name);
    visitor("type", row.type);
    visitor("role", row.role);
    visitor("place", row.place);
    visitor("population", row.population);
    visitor("projection", row.projection);
    visitor("length", row.length);
    visitor("history", row.history);
    visitor("values", row.values);
    visitor("display", row.display);
    visitor("equation", row.equation);
    visitor("change", row.change);
  }
};
template <>
struct Members<Population> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("name", row.name);
    visitor("size", row.size);
    visitor("fired", row.fired);
  }
};
template <>
struct Members<Slice> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("begin", row.begin);
    visitor("end", row.end);
    visitor("step", row.step);
    visitor("row_length", row.row_length);
    visitor("column_begin", row.column_begin);
    visitor("column_end", row.column_end);
    visitor("column_step", row.column_step);
  }
};
template <>
struct Members<Pairs> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("rule", row.rule);
    visitor("number", row.number);
    visitor("is_multi", row.is_multi);
    visitor("excepts_self", row.excepts_self);
    visitor("allows", row.allows);
    visitor("probability", row.probability);
    visitor("data", row.data);
    visitor("source_column", row.source_column);
    visitor("target_column", row.target_column);
    visitor("row", row.row);
    visitor("stream", row.stream);
  }
};
template <>
struct Members<Projection> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("name", row.name);
    visitor("source", row.source);
    visitor("target", row.target);
    visitor("from", row.from);
    visitor("to", row.to);
    visitor("pairs", row.pairs);
    visitor("delay", row.delay);
    visitor("edge_delay", row.edge_delay);
    visitor("dendritic_delay", row.dendritic_delay);
    visitor("edge_dendritic_delay", row.edge_dendritic_delay);
  }
};
template <>
struct Members<Data> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("path", row.path);
    visitor("n_columns", row.n_columns);
    visitor("values", row.values);
  }
};

// ---- code and order

template <>
struct Members<KernelInfo> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("name", row.name);
    visitor("domain", row.domain);
    visitor("population", row.population);
    visitor("projection", row.projection);
  }
};
template <>
struct Members<Launch> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("kernel", row.kernel);
    visitor("when", row.when);
  }
};
template <>
struct Members<Deliver> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("kernels", row.kernels);
  }
};
template <>
struct Members<Connect> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("projection", row.projection);
  }
};
template <>
struct Members<Route> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("population", row.population);
  }
};
template <>
struct Members<Sum> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("field", row.field);
    visitor("result", row.result);
  }
};
template <>
struct Members<Schedule> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("numbers", row.numbers);
    visitor("build", row.build);
    visitor("coefficients", row.coefficients);
    visitor("init", row.init);
    visitor("step", row.step);
  }
};

// ---- the whole

template <>
struct Members<Reason> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("kernel", row.kernel);
    visitor("inst", row.inst);
    visitor("text", row.text);
    visitor("place", row.place);
  }
};
template <>
struct Members<Blueprint> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("name", row.name);
    visitor("dt", row.dt);
    visitor("seed", row.seed);
    visitor("globals", row.globals);
    visitor("fields", row.fields);
    visitor("populations", row.populations);
    visitor("projections", row.projections);
    visitor("kernels", row.kernels);
    visitor("measures", row.measures);
    visitor("data", row.data);
    visitor("schedule", row.schedule);
    visitor("script", row.script);
    visitor("reasons", row.reasons);
  }
};

}  // namespace snn::blueprint
