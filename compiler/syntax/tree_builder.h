#pragma once
// The walk from ANTLR's contexts to our tree. After an error any child of a context may be missing;
// then the tree holds an empty name, an `ErrorExpr` or an `ErrorItem` in its place. Private to the
// room: one class, its rules in one file a topic.

#include "compiler/ast/file.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/syntax/parser_input.h"

#include <SnnParser.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace snn::syntax {

class TreeBuilder {
 public:
  using P = generated::SnnParser;
  using Context = antlr4::ParserRuleContext;

  /// `text` is the whole file's.
  TreeBuilder(ast::File& file, std::string_view text, diag::Diagnostics& diags)
      : file_(file), text_(text), diags_(diags) {}

  /// Appends the top-level items of one parsed stretch.
  void add_top_level(P::FileContext* context);

 private:
  // ---- places and parts (build_parts.cpp)
  [[nodiscard]] ast::SourceSpan span_of(const Lexeme& lexeme) const;
  [[nodiscard]] ast::SourceSpan span_of(const antlr4::Token* token) const;
  [[nodiscard]] ast::SourceSpan span_of(antlr4::tree::TerminalNode* node) const;
  [[nodiscard]] ast::SourceSpan span_of(const Context* context) const;
  [[nodiscard]] std::string_view text_of(ast::SourceSpan span) const;
  /// From the first `{` to the last `}` among the children.
  [[nodiscard]] ast::SourceSpan braces_of(Context* context) const;

  ast::Name name(Context* context, const Context* parent);
  std::optional<ast::Name> optional_name(Context* context);
  ast::QualifiedName qualified_name(P::QnameContext* context, const Context* parent);
  ast::UnitText unit(P::UnitContext* context, const Context* parent);
  std::optional<ast::UnitText> optional_unit(P::UnitContext* context,
                                             antlr4::tree::TerminalNode* colon);
  ast::Ref ref(P::RefContext* context, const Context* parent);
  std::optional<ast::Ref> optional_ref(P::RefContext* context);
  std::vector<ast::Ref> refs(const std::vector<P::RefContext*>& contexts, const Context* parent);
  ast::Index index(P::RangeOrExprContext* context);
  ast::Range range(P::RangeContext* context, const Context* parent);
  ast::Range range_between(const Context* context, const std::vector<P::ExprContext*>& exprs,
                           bool has_step);
  ast::Args args(P::ArgsContext* context);
  std::optional<ast::Args> optional_args(P::ArgsContext* context);
  ast::Arg arg(P::ArgContext* context);
  std::optional<ast::Bounds> bounds(P::BoundsContext* context);
  std::vector<ast::ExprId> dims(P::DimsContext* context);
  ast::Decl decl(P::DeclContext* context);
  std::vector<ast::Decl> decls(const std::vector<P::DeclContext*>& contexts);
  ast::Endpoint endpoint(P::EndpointContext* context, const Context* parent);
  ast::ModelUse model_use(P::ModelUseContext* context);
  std::string string(antlr4::tree::TerminalNode* node) const;

  // ---- expressions (build_expressions.cpp)
  ast::ExprId add(ast::SourceSpan span, ast::ExprKind kind);
  /// A missing expression: where `parent` ended.
  ast::ExprId missing_expr(const Context* parent);
  ast::ExprId expr(P::ExprContext* context, const Context* parent);
  /// The expression, or none when the grammar let it out.
  ast::ExprId optional_expr(P::ExprContext* context, antlr4::tree::TerminalNode* introducer,
                            const Context* parent);
  std::vector<ast::ExprId> exprs(const std::vector<P::ExprContext*>& contexts,
                                 const Context* parent);
  ast::ExprId operation(P::ExprContext* context);
  ast::ExprId prefixed(P::ExprContext* context, const Lexeme& op, P::ExprContext* operand);
  ast::ExprId infix(P::ExprContext* context, const Lexeme& op);
  ast::ExprId conditional(P::ExprContext* context);
  ast::ExprId primary(P::PrimaryContext* context);
  ast::ExprId reference(P::PrimaryContext* context);
  ast::ExprId number(const Lexeme& lexeme);
  ast::ExprId quantity(const Lexeme& lexeme);
  double value_of(ast::SourceSpan digits);

  // ---- statements (build_statements.cpp)
  ast::Block block(P::BlockContext* context, const Context* parent);
  std::optional<ast::Block> optional_block(P::BlockContext* context);
  std::optional<ast::StmtId> stmt(P::StmtContext* context);
  ast::Assign assignment(P::AssignmentContext* context);
  ast::If if_stmt(P::IfStmtContext* context);

  // ---- items (build_top_level.cpp, build_models.cpp, build_networks.cpp, build_experiments.cpp)
  /// An item from its wrapper, such as `modelItem` or `netItem`.
  ast::ItemId item(Context* wrapper);
  std::optional<ast::ItemKind> top_level_kind(Context* rule);
  std::optional<ast::ItemKind> model_kind(Context* rule);
  std::optional<ast::ItemKind> network_kind(Context* rule);
  std::optional<ast::ItemKind> experiment_kind(Context* rule);
  std::optional<ast::ItemKind> training_kind(Context* rule);
  /// The items between the braces of `context`; what the parser skipped becomes one `ErrorItem`.
  ast::Body body_of(Context* context, const Context* parent);

  ast::Import import(P::ImportDeclContext* context);
  ast::Fn fn(P::FnDeclContext* context);
  ast::Model model(ast::ModelKind kind, Context* context, P::NameContext* name,
                   P::BaseContext* base, P::BodyContext* body,
                   const std::vector<P::HostVarContext*>& hosts);
  ast::HostVar host_var(P::HostVarContext* context);
  ast::Let let(P::LetDeclContext* context);
  ast::Input input(P::InputDeclContext* context);
  ast::Use use(P::UseDeclContext* context);
  ast::Spike spike(P::SpikeDeclContext* context);
  ast::Refractory refractory(P::RefractoryContext* context);
  ast::ItemKind handler(P::HandlerContext* context);
  ast::Attach attach(P::AttachDeclContext* context);
  ast::Contribution contribution(P::ContributionContext* context);
  ast::Equation equation(P::EquationContext* context);
  void read_derivative(ast::Equation& equation, P::DerivContext* context);
  ast::ExprId coefficient(P::CoefContext* context);
  ast::Population population(P::PopulationDeclContext* context);
  ast::Connect connect(P::ConnectDeclContext* context);
  ast::Pairs pairs(P::PairsDeclContext* context);
  ast::Setting setting(P::SettingContext* context);
  ast::Sweep sweep(P::SweepDeclContext* context);
  ast::Record record(P::RecordDeclContext* context);
  ast::Optimize optimize(P::OptimizeDeclContext* context);

  ast::File& file_;
  std::string_view text_;
  diag::Diagnostics& diags_;
};

}  // namespace snn::syntax
