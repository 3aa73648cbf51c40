// The lines of experiments, tests and training blocks.

#include "compiler/format/formatter.h"

namespace snn::format {

void Formatter::write(const ast::Item& /*item*/, const ast::NetworkInstance& network_instance) {
  word("network");
  space();
  out_.name(network_instance.name);
  infix("=");
  qualified_name(network_instance.network);
  args(network_instance.args);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Record& record) {
  layout_.indent(4);
  word("record");
  space();
  expr(record.what);
  if (record.every) {
    clause("every");
    expr(record.every);
  }
  if (record.file) {
    clause("to");
    out_.literal(record.file_span);
  }
  layout_.unindent();
}

void Formatter::write(const ast::Item& /*item*/, const ast::Run& run) {
  word("run");
  space();
  if (run.is_until) {
    word("until");
    space();
  }
  expr(run.value);
}

void Formatter::write(const ast::Item& /*item*/, const ast::At& at) {
  word("at");
  space();
  expr(at.time);
  body(at.body);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Set& set) {
  word("set");
  space();
  endpoint(set.target);
  space();
  definition(set.is_draw ? "~" : "=", set.value);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Broadcast& broadcast) {
  word("broadcast");
  space();
  ref(broadcast.event);
  args(broadcast.args);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Sweep& sweep) {
  word("sweep");
  space();
  layout_.open();
  layout_.align();
  comma_list(sweep.variables, [&](const ast::SweepVar& each) {
    out_.name(each.name);
    infix("in");
    if (each.range) {
      range(*each.range);
    } else {
      expr(each.values);
    }
  });
  layout_.unindent();
  layout_.close();
  body(sweep.body);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Repeat& repeat) {
  word("repeat");
  space();
  expr(repeat.count);
  body(repeat.body);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Expect& expect) {
  layout_.indent(4);
  word("expect");
  space();
  expr(expect.value);
  if (expect.bounds) {
    may_break(1);
    bounds(expect.bounds);
  }
  if (expect.within) {
    clause("within");
    expr(expect.within);
  }
  layout_.unindent();
}

void Formatter::write(const ast::Item& /*item*/, const ast::Data& data) {
  word("data");
  space();
  out_.name(data.name);
  space();
  definition("=", data.value);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Feed& feed) {
  layout_.indent(4);
  word("feed");
  space();
  endpoint(feed.target);
  clause("from");
  expr(feed.source);
  layout_.unindent();
}

void Formatter::write(const ast::Item& /*item*/, const ast::Surrogate& surrogate) {
  word("surrogate");
  if (surrogate.population) {
    space();
    ref(*surrogate.population);
  }
  word("(");
  out_.name(surrogate.variable);
  word(")");
  space();
  definition("=", surrogate.value);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Loss& loss) {
  word("loss");
  space();
  definition("=", loss.value);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Optimize& optimize) {
  layout_.indent(4);
  word("optimize");
  space();
  refs(optimize.parameters);
  clause("with");
  ref(optimize.optimizer);
  args(optimize.args);
  layout_.unindent();
}

}  // namespace snn::format
