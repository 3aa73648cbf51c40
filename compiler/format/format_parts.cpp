// Names, references, arguments, units, bounds: the parts that items and expressions share.

#include "compiler/format/formatter.h"

namespace snn::format {

void Formatter::qualified_name(const ast::QualifiedName& name) {
  bool is_first = true;
  for (const ast::Name& part : name.parts) {
    if (!is_first) word(".");
    is_first = false;
    out_.name(part);
  }
}

void Formatter::ref(const ast::Ref& ref) {
  bool is_first = true;
  for (const ast::RefPart& part : ref.parts) {
    if (!is_first) word(".");
    is_first = false;
    out_.name(part.name);
    if (part.indices.empty()) continue;
    word("[");
    comma_list(part.indices, [&](const ast::Index& index) {
      if (index.range) {
        range(*index.range);
      } else {
        expr(index.at);
      }
    });
    word("]");
  }
}

void Formatter::refs(const std::vector<ast::Ref>& refs) {
  layout_.open();
  layout_.align();
  comma_list(refs, [&](const ast::Ref& each) { ref(each); });
  layout_.unindent();
  layout_.close();
}

void Formatter::range(const ast::Range& range) {
  expr(range.begin);
  word("..");
  expr(range.end);
  if (!range.step) return;
  infix("step");
  expr(range.step);
}

void Formatter::args(const std::optional<ast::Args>& args) {
  if (!args) return;
  word("(");
  layout_.open();
  layout_.align();
  comma_list(args->list, [&](const ast::Arg& each) { arg(each); });
  layout_.unindent();
  layout_.close();
  word(")");
}

void Formatter::arg(const ast::Arg& arg) {
  if (arg.name) out_.name(*arg.name);
  if (arg.range) {
    infix("in");
    range(*arg.range);
    word(":");
    space();
  } else if (arg.name) {
    infix("=");
  }
  expr(arg.value);
}

void Formatter::dims(const std::vector<ast::ExprId>& dims) {
  if (dims.empty()) return;
  word("[");
  comma_list(dims, [&](ast::ExprId each) { expr(each); });
  word("]");
}

void Formatter::bounds(const std::optional<ast::Bounds>& bounds) {
  if (!bounds) return;
  word("in");
  space();
  word(bounds->is_low_open ? "(" : "[");
  expr(bounds->low);
  word(",");
  space();
  expr(bounds->high);
  word(bounds->is_high_open ? ")" : "]");
}

void Formatter::unit(const std::optional<ast::UnitText>& unit) {
  if (!unit) return;
  word(":");
  space();
  out_.unit(*unit);
}

void Formatter::primes(int n) {
  for (int i = 0; i < n; ++i)
    word("'");
}

void Formatter::decl(const ast::Decl& decl, std::uint32_t table) {
  const auto cell = [&](Cell which) {
    if (which != Cell::Name) space();
    if (table != 0) layout_.mark(which, table);
  };
  cell(Cell::Name);
  out_.name(decl.name);
  primes(decl.n_primes);
  dims(decl.dims);
  unit(decl.unit);
  if (decl.init_kind != ast::InitKind::None) {
    cell(Cell::Value);
    definition(decl.init_kind == ast::InitKind::Draw ? "~" : "=", decl.init);
  }
  if (!decl.bounds) return;
  cell(Cell::Bounds);
  bounds(decl.bounds);
}

void Formatter::decls(const std::vector<ast::Decl>& decls, bool is_braced, ast::SourceSpan item) {
  space();
  if (is_braced) {
    const std::uint32_t table = ++n_tables_;
    braces({.end = item.end, .rows = Rows::AsWritten, .has_commas = true}, decls,
           [&](const ast::Decl& each) { decl(each, table); });
    return;
  }
  layout_.open();
  layout_.align();
  comma_list(decls, [&](const ast::Decl& each) { decl(each, 0); });
  layout_.unindent();
  layout_.close();
}

void Formatter::endpoint(const ast::Endpoint& endpoint) {
  if (!endpoint.is_tuple) {
    ref(endpoint.refs.front());
    return;
  }
  word("(");
  refs(endpoint.refs);
  word(")");
  if (!endpoint.port) return;
  word(".");
  out_.name(*endpoint.port);
}

void Formatter::model_use(const ast::ModelUse& use) {
  qualified_name(use.model);
  args(use.args);
}

}  // namespace snn::format
