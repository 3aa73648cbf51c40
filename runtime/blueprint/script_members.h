#pragma once
// The members of every row of the script; part of members.h.

#include "runtime/blueprint/described.h"
#include "runtime/blueprint/script.h"

namespace snn::blueprint {

template <>
struct Members<CellRead> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("field", row.field);
    visitor("cell", row.cell);
    visitor("element", row.element);
    visitor("result", row.result);
  }
};
template <>
struct Members<MeasureRead> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("measure", row.measure);
    visitor("result", row.result);
  }
};
template <>
struct Members<Expression> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("prepare", row.prepare);
    visitor("cells", row.cells);
    visitor("measures", row.measures);
    visitor("kernel", row.kernel);
    visitor("result", row.result);
    visitor("unit", row.unit);
  }
};
template <>
struct Members<Cells> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("population", row.population);
    visitor("slice", row.slice);
  }
};
template <>
struct Members<Measure> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("name", row.name);
    visitor("kind", row.kind);
    visitor("reduction", row.reduction);
    visitor("of", row.of);
    visitor("with", row.with);
    visitor("field", row.field);
    visitor("amount", row.amount);
    visitor("element", row.element);
    visitor("unit", row.unit);
  }
};
template <>
struct Members<Run> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("duration", row.duration);
  }
};
template <>
struct Members<RunUntil> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("condition", row.condition);
  }
};
template <>
struct Members<Record> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("what", row.what);
    visitor("every", row.every);
    visitor("file", row.file);
  }
};
template <>
struct Members<Change> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("kernels", row.kernels);
  }
};
template <>
struct Members<Broadcast> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("event", row.event);
    visitor("value", row.value);
    visitor("handlers", row.handlers);
  }
};
template <>
struct Members<At> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("time", row.time);
    visitor("steps", row.steps);
  }
};
template <>
struct Members<Axis> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("variable", row.variable);
    visitor("begin", row.begin);
    visitor("end", row.end);
    visitor("step", row.step);
    visitor("values", row.values);
  }
};
template <>
struct Members<Sweep> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("axes", row.axes);
    visitor("steps", row.steps);
  }
};
template <>
struct Members<Repeat> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("count", row.count);
    visitor("steps", row.steps);
  }
};
template <>
struct Members<Expect> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("text", row.text);
    visitor("place", row.place);
    visitor("value", row.value);
    visitor("low", row.low);
    visitor("high", row.high);
    visitor("is_low_open", row.is_low_open);
    visitor("is_high_open", row.is_high_open);
  }
};
template <>
struct Members<Step> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("place", row.place);
    visitor("what", row.what);
  }
};
template <>
struct Members<Script> {
  template <class Row, class Visitor>
  static void visit(Row& row, Visitor&& visitor) {
    visitor("name", row.name);
    visitor("is_test", row.is_test);
    visitor("steps", row.steps);
    visitor("body", row.body);
  }
};

}  // namespace snn::blueprint
