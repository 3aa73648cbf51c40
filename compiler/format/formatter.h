#pragma once
// Walks a tree and says where its words stand: which blanks, which breaks, what stays together.
// Private to the room.

#include "compiler/ast/file.h"
#include "compiler/format/layout.h"
#include "compiler/format/transcript.h"

#include <optional>
#include <string_view>
#include <vector>

namespace snn::format {

class Formatter {
 public:
  /// Both must outlive the lines that come out.
  Formatter(const ast::File& file, std::string_view text)
      : file_(file), text_(text), out_(text, layout_) {}

  [[nodiscard]] std::vector<Line> run();

 private:
  /// How the contents of braces stand when they do not stand on one line.
  enum class Rows {
    OneEach,
    AsWritten,  // what was written on one line stays on one
  };
  struct Braces {
    std::uint32_t end = 0;  // of the `}`
    Rows rows = Rows::OneEach;
    bool has_commas = false;
    /// Without a group of its own, it breaks together with what is around it.
    bool has_group = true;
  };

  // ---- small things (formatter.cpp)
  void word(std::string_view text) { out_.word(text); }
  void space() { layout_.space(); }
  /// A word with blanks around it.
  void infix(std::string_view text);
  /// A line ends here when the group around does not fit on one; else `gap` blanks. Comments behind
  /// the last word stay with it.
  void may_break(std::uint32_t gap);
  /// A word that begins a part of a declaration, and a line when the declaration is too long.
  void clause(std::string_view text);
  template <class List, class Write>
  void comma_list(const List& list, Write write_one);
  template <class List, class Write>
  void braces(const Braces& braces, const List& list, Write write_one);
  template <class List, class Write>
  void rows(const Braces& braces, const List& list, Write write_one);

  // ---- parts (format_parts.cpp)
  void qualified_name(const ast::QualifiedName& name);
  void ref(const ast::Ref& ref);
  void refs(const std::vector<ast::Ref>& refs);
  void range(const ast::Range& range);
  void args(const std::optional<ast::Args>& args);
  void arg(const ast::Arg& arg);
  void dims(const std::vector<ast::ExprId>& dims);
  void bounds(const std::optional<ast::Bounds>& bounds);
  /// `: unit`
  void unit(const std::optional<ast::UnitText>& unit);
  void decl(const ast::Decl& decl, std::uint32_t table);
  void decls(const std::vector<ast::Decl>& decls, bool is_braced, ast::SourceSpan item);
  void endpoint(const ast::Endpoint& endpoint);
  void model_use(const ast::ModelUse& use);
  void primes(int n);

  // ---- expressions (format_expressions.cpp)
  /// ` = value`; a sum that is too long hangs below the sign.
  void definition(std::string_view sign, ast::ExprId value);
  void expr(ast::ExprId id);
  /// Operations of one rank, `a + b - c`: all of their breaks are taken or none.
  void chain(const ast::Binary& top);
  [[nodiscard]] bool needs_blanks(const ast::Binary& operation) const;
  void write(const ast::Expr& expr, const ast::Number& number);
  void write(const ast::Expr& expr, const ast::Quantity& quantity);
  void write(const ast::Expr& expr, const ast::String& string);
  void write(const ast::Expr& expr, const ast::Bool& boolean);
  void write(const ast::Expr& expr, const ast::Infinity& infinity);
  void write(const ast::Expr& expr, const ast::Steady& steady);
  void write(const ast::Expr& expr, const ast::RefExpr& reference);
  void write(const ast::Expr& expr, const ast::Call& call);
  void write(const ast::Expr& expr, const ast::PrimeExpr& prime);
  void write(const ast::Expr& expr, const ast::Unary& unary);
  void write(const ast::Expr& expr, const ast::Binary& binary);
  void write(const ast::Expr& expr, const ast::Conditional& conditional);
  void write(const ast::Expr& expr, const ast::Array& array);
  void write(const ast::Expr& expr, const ast::Paren& paren);
  void write(const ast::Expr& expr, const ast::ErrorExpr& error);

  // ---- statements (format_statements.cpp)
  void block(const ast::Block& block, bool has_group = true);
  void write(const ast::Assign& assign);
  void write(const ast::LetStmt& let);
  void write(const ast::Deliver& deliver);
  void write(const ast::SpikeStmt& spike);
  void write(const ast::Emit& emit);
  void write(const ast::If& choice);
  void write(const ast::WithProbability& chance);
  void write(const ast::For& loop);

  // ---- items (format_top_level.cpp, format_models.cpp, format_networks.cpp,
  // format_experiments.cpp)
  void item(ast::ItemId id);
  void body(const ast::Body& body, Rows rows = Rows::OneEach);
  void write(const ast::Item& item, const ast::Import& import);
  void write(const ast::Item& item, const ast::UnitDecl& declaration);
  void write(const ast::Item& item, const ast::Const& constant);
  void write(const ast::Item& item, const ast::Fn& fn);
  void write(const ast::Item& item, const ast::Kernel& kernel);
  void write(const ast::Item& item, const ast::Event& event);
  void write(const ast::Item& item, const ast::Model& model);
  void write(const ast::Item& item, const ast::Network& network);
  void write(const ast::Item& item, const ast::Experiment& experiment);
  void write(const ast::Item& item, const ast::Test& test);
  void write(const ast::Item& item, const ast::Train& train);
  void write(const ast::Item& item, const ast::Param& param);
  void write(const ast::Item& item, const ast::State& state);
  void write(const ast::Item& item, const ast::Let& let);
  void write(const ast::Item& item, const ast::Input& input);
  void write(const ast::Item& item, const ast::Noise& noise);
  void write(const ast::Item& item, const ast::Use& use);
  void write(const ast::Item& item, const ast::Spike& spike);
  void write(const ast::Item& item, const ast::OnHandler& on_handler);
  void write(const ast::Item& item, const ast::WhenHandler& when_handler);
  void write(const ast::Item& item, const ast::EveryHandler& every_handler);
  void write(const ast::Item& item, const ast::Inject& inject);
  void write(const ast::Item& item, const ast::Compartment& compartment);
  void write(const ast::Item& item, const ast::Cable& cable);
  void write(const ast::Item& item, const ast::Couple& couple);
  void write(const ast::Item& item, const ast::Attach& attach);
  void write(const ast::Item& item, const ast::Contribution& contribution);
  void write(const ast::Item& item, const ast::Equation& equation);
  void write(const ast::Item& item, const ast::Setting& setting);
  void write(const ast::Item& item, const ast::Population& population);
  void write(const ast::Item& item, const ast::Connect& connect);
  void write(const ast::Item& item, const ast::Pairs& pairs);
  void write(const ast::Item& item, const ast::Drive& drive);
  void write(const ast::Item& item, const ast::Group& group);
  void write(const ast::Item& item, const ast::Place& place);
  void write(const ast::Item& item, const ast::NetworkInstance& network_instance);
  void write(const ast::Item& item, const ast::Record& record);
  void write(const ast::Item& item, const ast::Run& run);
  void write(const ast::Item& item, const ast::At& at);
  void write(const ast::Item& item, const ast::Set& set);
  void write(const ast::Item& item, const ast::Broadcast& broadcast);
  void write(const ast::Item& item, const ast::Sweep& sweep);
  void write(const ast::Item& item, const ast::Repeat& repeat);
  void write(const ast::Item& item, const ast::Expect& expect);
  void write(const ast::Item& item, const ast::Data& data);
  void write(const ast::Item& item, const ast::Feed& feed);
  void write(const ast::Item& item, const ast::Surrogate& surrogate);
  void write(const ast::Item& item, const ast::Loss& loss);
  void write(const ast::Item& item, const ast::Optimize& optimize);
  void write(const ast::Item& item, const ast::ErrorItem& error);

  const ast::File& file_;
  std::string_view text_;
  Layout layout_;
  Transcript out_;
  std::uint32_t n_tables_ = 0;
};

template <class List, class Write>
void Formatter::comma_list(const List& list, Write write_one) {
  bool is_first = true;
  for (const auto& each : list) {
    if (!is_first) {
      word(",");
      may_break(1);
    }
    is_first = false;
    write_one(each);
  }
}

template <class List, class Write>
void Formatter::braces(const Braces& braces, const List& list, Write write_one) {
  word("{");
  if (list.empty() && !out_.has_comment_next()) {
    space();
    word("}");
    return;
  }
  if (braces.has_group) layout_.open();
  if (!out_.is_one_line(braces.end)) layout_.stay_broken();
  layout_.indent(2);
  out_.comments_behind();
  rows(braces, list, write_one);
  out_.last_comments(list.empty() ? Transcript::Blanks::DropFirst : Transcript::Blanks::Keep);
  layout_.unindent();
  layout_.line_break(1);
  word("}");
  if (braces.has_group) layout_.close();
}

template <class List, class Write>
void Formatter::rows(const Braces& braces, const List& list, Write write_one) {
  constexpr std::uint32_t kGap = 3;
  bool is_first = true;
  bool begins_row = true;
  for (const auto& each : list) {
    if (begins_row) {
      out_.next_line(is_first ? 1 : kGap,
                     is_first ? Transcript::Blanks::DropFirst : Transcript::Blanks::Keep);
      layout_.open();
    } else {
      layout_.line_break(kGap);
    }
    layout_.open();
    write_one(each);
    layout_.close();
    out_.separator(braces.has_commas);
    is_first = false;
    begins_row = braces.rows == Rows::OneEach || &each == &list.back() || out_.line_ends();
    if (!begins_row) continue;
    layout_.close();
    out_.comments_behind();
  }
}

}  // namespace snn::format
