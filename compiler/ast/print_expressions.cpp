// Expressions, statements and shared parts, a line a node.

#include "compiler/ast/printer.h"
#include "compiler/support/match.h"

#include <fmt/format.h>

namespace snn::ast {

void Printer::line(std::string_view text, SourceSpan span) {
  const source::LineColumn place = sources_.begin_of(span);
  out_ += fmt::format("{:{}}{}  {}:{}\n", "", 2 * depth_, text, place.line, place.column);
}

std::string Printer::quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else {
      if (c == '"' || c == '\\') result += '\\';
      result += c;
    }
  }
  return result + '"';
}

std::string Printer::labelled(std::string_view role, std::string_view text) {
  return role.empty() ? std::string(text) : fmt::format("{}: {}", role, text);
}

std::string Printer::text_of(const Name& name) {
  return name.text.empty() ? "(missing)" : std::string(name.text);
}

std::string Printer::text_of(const QualifiedName& name) {
  std::string result;
  for (const Name& part : name.parts)
    result += (result.empty() ? "" : ".") + text_of(part);
  return result;
}

std::string Printer::text_of(const std::optional<UnitText>& unit) {
  return unit ? fmt::format(" : {}", unit->text) : "";
}

std::string Printer::text_of(const Ref& ref) {
  std::string result;
  for (const RefPart& part : ref.parts) {
    if (!result.empty()) result += '.';
    result += text_of(part.name);
    if (!part.indices.empty()) result += "[]";
  }
  return result;
}

void Printer::indices(const Ref& ref) {
  const Deeper deeper(*this);
  for (const RefPart& part : ref.parts) {
    for (const Index& index : part.indices) {
      if (index.range) {
        range("index", *index.range);
      } else {
        expr("index", index.at);
      }
    }
  }
}

void Printer::ref(std::string_view role, const Ref& ref) {
  line(labelled(role, text_of(ref)), ref.span);
  indices(ref);
}

void Printer::refs(std::string_view role, const std::vector<Ref>& refs) {
  for (const Ref& each : refs)
    ref(role, each);
}

void Printer::range(std::string_view role, const Range& range) {
  line(labelled(role, "range"), range.span);
  const Deeper deeper(*this);
  expr("from", range.begin);
  expr("to", range.end);
  optional_expr("step", range.step);
}

void Printer::optional_bounds(const std::optional<Bounds>& bounds) {
  if (!bounds) return;
  line(fmt::format("bounds {}low, high{}", bounds->is_low_open ? '(' : '[',
                   bounds->is_high_open ? ')' : ']'),
       bounds->span);
  const Deeper deeper(*this);
  expr("low", bounds->low);
  expr("high", bounds->high);
}

void Printer::args(const std::optional<Args>& args) {
  if (args) this->args(*args);
}

void Printer::args(const Args& args) {
  line("arguments", args.span);
  const Deeper deeper(*this);
  for (const Arg& arg : args.list) {
    const std::string role = arg.name ? text_of(*arg.name) : "";
    if (arg.range) {
      range(role + " in", *arg.range);
      const Deeper value(*this);
      expr("value", arg.value);
    } else {
      expr(role, arg.value);
    }
  }
}

void Printer::optional_expr(std::string_view role, ExprId id) {
  if (id) expr(role, id);
}

void Printer::exprs(std::string_view role, const std::vector<ExprId>& ids) {
  for (const ExprId id : ids)
    expr(role, id);
}

void Printer::expr(std::string_view role, ExprId id) {
  const Expr& node = file_[id];
  const auto say = [&](std::string_view text) { line(labelled(role, text), node.span); };
  const auto below = [&](std::string_view child_role, ExprId child) {
    const Deeper deeper(*this);
    expr(child_role, child);
  };
  match(
      node.kind, [&](const Number& number) { say(fmt::format("number {}", number.value)); },
      [&](const Quantity& q) { say(fmt::format("quantity {} [{}]", q.value, q.unit.text)); },
      [&](const String& string) { say("string " + quoted(string.value)); },
      [&](const Bool& boolean) { say(boolean.value ? "true" : "false"); },
      [&](const Infinity&) { say("inf"); }, [&](const Steady&) { say("steady"); },
      [&](const RefExpr& read) {
        say("ref " + text_of(read.ref));
        indices(read.ref);
      },
      [&](const Call& call) {
        say("call " + text_of(call.callee));
        indices(call.callee);
        const Deeper deeper(*this);
        args(call.args);
      },
      [&](const PrimeExpr& prime) {
        say(fmt::format("derivative order {}", prime.order));
        below("", prime.base);
      },
      [&](const Unary& unary) {
        say(fmt::format("unary {}", spelling(unary.op)));
        below("", unary.operand);
      },
      [&](const Binary& binary) {
        say(fmt::format("binary {}", spelling(binary.op)));
        below("", binary.lhs);
        below("", binary.rhs);
      },
      [&](const Conditional& choice) {
        say("if");
        below("condition", choice.condition);
        below("then", choice.yes);
        below("else", choice.no);
      },
      [&](const Array& array) {
        say("array");
        const Deeper deeper(*this);
        exprs("", array.elements);
      },
      [&](const Paren& paren) {
        say("parentheses");
        below("", paren.inner);
      },
      [&](const ErrorExpr&) { say("(error)"); });
}

void Printer::block(std::string_view role, const Block& block) {
  line(labelled(role, "block"), block.span);
  const Deeper deeper(*this);
  for (const StmtId id : block.stmts)
    stmt(id);
}

void Printer::stmt(StmtId id) {
  const Stmt& node = file_[id];
  const auto say = [&](std::string_view text) { line(text, node.span); };
  match(
      node.kind,
      [&](const Assign& assign) {
        say(fmt::format("assign {} {}", text_of(assign.target), spelling(assign.op)));
        indices(assign.target);
        const Deeper deeper(*this);
        expr("", assign.value);
      },
      [&](const LetStmt& let) {
        say("let " + text_of(let.name));
        const Deeper deeper(*this);
        expr("", let.value);
      },
      [&](const Deliver& deliver) {
        say("deliver");
        const Deeper deeper(*this);
        expr("", deliver.value);
        if (deliver.port) ref("to", *deliver.port);
      },
      [&](const SpikeStmt&) { say("spike"); },
      [&](const Emit& emit) {
        say("emit " + text_of(emit.event));
        const Deeper deeper(*this);
        args(emit.args);
      },
      [&](const If& branch) {
        say("if");
        const Deeper deeper(*this);
        for (const IfArm& arm : branch.arms) {
          expr("condition", arm.condition);
          block("then", arm.block);
        }
        if (branch.otherwise) block("else", *branch.otherwise);
      },
      [&](const WithProbability& chance) {
        say("with probability");
        const Deeper deeper(*this);
        expr("", chance.probability);
        block("", chance.block);
      },
      [&](const For& loop) {
        say("for " + text_of(loop.variable));
        const Deeper deeper(*this);
        range("in", loop.range);
        block("", loop.block);
      });
}

}  // namespace snn::ast
