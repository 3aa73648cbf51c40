#pragma once
// Walks a tree and puts what is worth telling on a page. Private to the room.

#include "compiler/ast/file.h"
#include "compiler/source/source.h"
#include "compiler/typeset/formulas.h"
#include "compiler/typeset/page.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace snn::typeset {

class Describer {
 public:
  Describer(const ast::File& file, const source::SourceManager& sources, const Notation& notation)
      : file_(file), sources_(sources), formulas_(file, sources, notation) {}

  [[nodiscard]] Page run();

 private:
  // ---- parts (describe_parts.cpp)
  /// What is on the line of the declaration around it documents that one.
  [[nodiscard]] Phrase documentation(ast::SourceSpan declaration) const;
  [[nodiscard]] std::uint32_t line_of(ast::SourceSpan span) const {
    return sources_.begin_of(span).line;
  }
  [[nodiscard]] Phrase model_use(const ast::QualifiedName& model,
                                 const std::optional<ast::Args>& args) const;
  [[nodiscard]] std::string endpoint(const ast::Endpoint& endpoint) const;
  [[nodiscard]] std::string setting(const ast::Setting& setting) const;
  [[nodiscard]] Phrase pairs(const ast::Pairs& pairs) const;
  [[nodiscard]] std::string refs(const std::vector<ast::Ref>& refs) const;
  [[nodiscard]] std::string declared(const ast::Name& name,
                                     const std::vector<ast::ExprId>& dims) const;
  [[nodiscard]] Phrase size(const std::vector<ast::ExprId>& dims) const;
  /// A value and its unit apart, as tables show them.
  struct Value {
    std::string value;
    std::string unit;
  };
  [[nodiscard]] Value value_of(ast::ExprId value, const std::optional<ast::UnitText>& unit) const;
  [[nodiscard]] std::vector<Phrase> decl_row(const ast::Decl& decl) const;
  void add_decls(std::string_view title, int level, const std::vector<const ast::Decl*>& decls);

  // ---- blocks
  void heading(int level, std::string title) { heading(level, Phrase().words(std::move(title))); }
  void heading(int level, Phrase title);
  void paragraph(Phrase text);
  void add(Block block) { page_.blocks.push_back(std::move(block)); }
  /// Nothing for a table without rows.
  void table(std::string_view title, int level, Table table);
  void equations(std::string_view title, int level, Equations equations);

  // ---- the file (describe_file.cpp)
  void opening_comment();
  void imports();
  void units();
  void constants();
  void functions();
  void events();

  // ---- models (describe_models.cpp)
  void model(const ast::Item& item, const ast::Model& model);
  /// `line` is that of the declaration whose body it is.
  void model_body(const ast::Body& body, std::uint32_t line, int level);
  void declarations(const ast::Body& body, int level);
  void noise(const ast::Body& body, int level);
  void inputs(const ast::Body& body, int level);
  void mechanisms(const ast::Body& body, int level);
  void model_equations(const ast::Body& body, int level);
  void handlers(const ast::Body& body, int level);
  void parts(const ast::Body& body, int level);
  [[nodiscard]] std::optional<EquationRow> equation(const ast::Item& item) const;
  [[nodiscard]] std::optional<Handler> handler(const ast::Item& item) const;
  [[nodiscard]] std::optional<Phrase> coupling(const ast::Item& item) const;

  // ---- statements (describe_statements.cpp)
  [[nodiscard]] std::vector<Step> steps(const ast::Block& block) const;
  void add_step(const ast::Stmt& stmt, std::vector<Step>& steps) const;
  void add_choice(const ast::If& choice, std::vector<Step>& steps) const;
  [[nodiscard]] std::string assignment(const ast::Assign& assign) const;

  // ---- networks (describe_networks.cpp)
  void network(const ast::Item& item, const ast::Network& network);
  void populations(const ast::Body& body, int level);
  void connections(const ast::Body& body, int level);
  void drives(const ast::Body& body, int level);
  void groups(const ast::Body& body, int level);

  // ---- experiments, tests, training (describe_experiments.cpp)
  void protocol(const ast::Item& item, Phrase title, const ast::Body& body);
  [[nodiscard]] std::vector<Step> protocol_steps(const ast::Body& body) const;
  [[nodiscard]] Step protocol_step(const ast::Item& item) const;
  [[nodiscard]] std::optional<Step> network_step(const ast::Item& item) const;
  [[nodiscard]] std::optional<Step> training_step(const ast::Item& item) const;
  [[nodiscard]] std::optional<Step> run_step(const ast::Item& item) const;

  template <class Kind>
  [[nodiscard]] std::vector<std::pair<const ast::Item*, const Kind*>> all(
      const std::vector<ast::ItemId>& items) const;

  const ast::File& file_;
  const source::SourceManager& sources_;
  Formulas formulas_;
  Page page_;
  /// Of the declaration whose body is being told.
  std::uint32_t outer_line_ = 0;
};

/// The items of one kind, in order.
template <class Kind>
std::vector<std::pair<const ast::Item*, const Kind*>> Describer::all(
    const std::vector<ast::ItemId>& items) const {
  std::vector<std::pair<const ast::Item*, const Kind*>> result;
  for (const ast::ItemId id : items) {
    const ast::Item& item = file_[id];
    if (const auto* kind = std::get_if<Kind>(&item.kind)) result.emplace_back(&item, kind);
  }
  return result;
}

}  // namespace snn::typeset
