// What stands at the top of a file.

#include "compiler/format/formatter.h"
#include "compiler/support/check.h"

namespace snn::format {

void Formatter::item(ast::ItemId id) {
  const ast::Item& node = file_[id];
  std::visit([&](const auto& kind) { write(node, kind); }, node.kind);
}

void Formatter::body(const ast::Body& body, Rows rows) {
  space();
  // In a table of its own, so that comments behind its lines stand in one column.
  const std::uint32_t table = rows == Rows::AsWritten ? ++n_tables_ : 0;
  braces({.end = body.span.end, .rows = rows}, body.items, [&](ast::ItemId id) {
    if (table != 0) layout_.mark(Cell::Name, table);
    item(id);
  });
}

void Formatter::write(const ast::Item& /*item*/, const ast::Import& import) {
  word("import");
  space();
  if (import.path) {
    out_.literal(import.path_span);
  } else {
    qualified_name(import.module);
  }
  if (!import.names.empty()) {
    word(".");
    word("{");
    layout_.open();
    layout_.align();
    comma_list(import.names, [&](const ast::Name& each) { out_.name(each); });
    layout_.unindent();
    layout_.close();
    word("}");
  }
  if (!import.alias) return;
  infix("as");
  out_.name(*import.alias);
}

void Formatter::write(const ast::Item& /*item*/, const ast::UnitDecl& declaration) {
  word("unit");
  space();
  out_.name(declaration.name);
  if (declaration.is_prefixed) {
    space();
    word("prefixed");
  }
  space();
  definition("=", declaration.value);
  if (!declaration.origin) return;
  infix("from");
  expr(declaration.origin);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Const& constant) {
  word("const");
  space();
  out_.name(constant.name);
  unit(constant.unit);
  space();
  definition("=", constant.value);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Fn& fn) {
  word("fn");
  space();
  out_.name(fn.name);
  word("(");
  layout_.open();
  layout_.align();
  comma_list(fn.args, [&](const ast::FnArg& each) {
    out_.name(each.name);
    unit(each.unit);
  });
  layout_.unindent();
  layout_.close();
  word(")");
  unit(fn.unit);
  space();
  definition("=", fn.value);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Kernel& kernel) {
  word("kernel");
  space();
  out_.name(kernel.name);
  if (kernel.variable) {
    word("(");
    out_.name(*kernel.variable);
    word(")");
  }
  space();
  definition("=", kernel.value);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Event& event) {
  word("event");
  space();
  out_.name(event.name);
  unit(event.unit);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Model& model) {
  layout_.open();
  layout_.indent(4);
  word(ast::spelling(model.kind));
  space();
  out_.name(model.name);
  if (!model.hosts.empty()) {
    clause("on");
    layout_.align();
    comma_list(model.hosts, [&](const ast::HostVar& each) {
      out_.name(each.name);
      unit(each.unit);
      if (each.bounds) space();
      bounds(each.bounds);
    });
    layout_.unindent();
  }
  if (model.extends) {
    clause("extends");
    qualified_name(model.extends->base);
    args(model.extends->args);
  }
  layout_.unindent();
  layout_.close();
  body(model.body);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Network& network) {
  word("network");
  space();
  out_.name(network.name);
  // Empty parentheses are not part of the tree.
  if (out_.is_next('(')) {
    word("(");
    layout_.open();
    layout_.align();
    comma_list(network.params, [&](const ast::Decl& each) { decl(each, 0); });
    layout_.unindent();
    layout_.close();
    word(")");
  }
  body(network.body);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Experiment& experiment) {
  word("experiment");
  space();
  out_.name(experiment.name);
  body(experiment.body);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Test& test) {
  word("test");
  space();
  out_.literal(test.title_span);
  body(test.body);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Train& train) {
  word("train");
  space();
  out_.name(train.name);
  body(train.body);
}

void Formatter::write(const ast::Item& /*item*/, const ast::ErrorItem& /*error*/) {
  SNN_CHECK(false, "a file with errors cannot be formatted");
}

}  // namespace snn::format
