// Names, references, arguments, units, bounds: the parts that items and expressions share.

#include "compiler/syntax/tree_builder.h"

#include <algorithm>

namespace snn::syntax {

ast::SourceSpan TreeBuilder::span_of(const Lexeme& lexeme) const {
  return {file_.source, lexeme.begin, lexeme.end};
}

ast::SourceSpan TreeBuilder::span_of(const antlr4::Token* token) const {
  return token == nullptr ? ast::SourceSpan{file_.source, 0, 0} : span_of(lexeme_of(token));
}

ast::SourceSpan TreeBuilder::span_of(antlr4::tree::TerminalNode* node) const {
  return node == nullptr ? ast::SourceSpan{file_.source, 0, 0} : span_of(node->getSymbol());
}

ast::SourceSpan TreeBuilder::span_of(const Context* context) const {
  if (context == nullptr || context->start == nullptr) return {file_.source, 0, 0};
  const std::uint32_t begin = lexeme_of(context->start).begin;
  // A context that was given up before it read anything ends before it begins.
  const std::uint32_t end = context->stop == nullptr ? begin : lexeme_of(context->stop).end;
  return {file_.source, begin, std::max(begin, end)};
}

std::string_view TreeBuilder::text_of(ast::SourceSpan span) const {
  return text_.substr(span.begin, span.end - span.begin);
}

ast::SourceSpan TreeBuilder::braces_of(Context* context) const {
  auto* open = context->getToken(P::LBRACE, 0);
  auto* close = context->getToken(P::RBRACE, 0);
  const ast::SourceSpan whole = span_of(context);
  return {file_.source, open != nullptr ? span_of(open).begin : whole.begin,
          close != nullptr ? span_of(close).end : whole.end};
}

ast::Name TreeBuilder::name(Context* context, const Context* parent) {
  if (context == nullptr || context->exception != nullptr) {
    const std::uint32_t place = span_of(parent).end;
    return {{file_.source, place, place}, {}};
  }
  const ast::SourceSpan span = span_of(context);
  const bool is_invented = lexeme_of(context->start).is_invented;
  return {span, is_invented ? std::string_view{} : text_of(span)};
}

std::optional<ast::Name> TreeBuilder::optional_name(Context* context) {
  if (context == nullptr) return std::nullopt;
  return name(context, context);
}

ast::QualifiedName TreeBuilder::qualified_name(P::QnameContext* context, const Context* parent) {
  if (context == nullptr) return {span_of(parent), {name(nullptr, parent)}};
  ast::QualifiedName result{span_of(context), {}};
  result.parts.push_back(name(context->name(), context));
  for (P::PathNameContext* part : context->pathName())
    result.parts.push_back(name(part, context));
  return result;
}

ast::UnitText TreeBuilder::unit(P::UnitContext* context, const Context* parent) {
  if (context == nullptr || context->exception != nullptr) {
    const std::uint32_t place = span_of(parent).end;
    return {{file_.source, place, place}, {}};
  }
  const ast::SourceSpan span = span_of(context);
  const bool is_bracketed = context->children.size() == 1 && context->unitTerm(0) != nullptr &&
                            context->unitTerm(0)->LBRACKET() != nullptr &&
                            context->unitTerm(0)->RBRACKET() != nullptr;
  std::string_view text = text_of(span);
  if (is_bracketed) text = text.substr(1, text.size() - 2);
  return {span, text};
}

std::optional<ast::UnitText> TreeBuilder::optional_unit(P::UnitContext* context,
                                                        antlr4::tree::TerminalNode* colon) {
  if (colon == nullptr) return std::nullopt;
  return unit(context, context);
}

ast::Ref TreeBuilder::ref(P::RefContext* context, const Context* parent) {
  if (context == nullptr) return {span_of(parent), {{name(nullptr, parent), {}}}};
  ast::Ref result{span_of(context), {}};
  for (antlr4::tree::ParseTree* child : context->children) {
    if (auto* part = dynamic_cast<P::NameContext*>(child)) {
      result.parts.push_back({name(part, context), {}});
    } else if (auto* indices = dynamic_cast<P::IndicesContext*>(child)) {
      for (P::RangeOrExprContext* each : indices->rangeOrExpr()) {
        result.parts.back().indices.push_back(index(each));
      }
    }
  }
  if (result.parts.empty()) result.parts.push_back({name(nullptr, context), {}});
  return result;
}

std::optional<ast::Ref> TreeBuilder::optional_ref(P::RefContext* context) {
  if (context == nullptr) return std::nullopt;
  return ref(context, context);
}

std::vector<ast::Ref> TreeBuilder::refs(const std::vector<P::RefContext*>& contexts,
                                        const Context* parent) {
  std::vector<ast::Ref> result;
  for (P::RefContext* context : contexts)
    result.push_back(ref(context, parent));
  return result;
}

ast::Index TreeBuilder::index(P::RangeOrExprContext* context) {
  if (context->DOTS() == nullptr) return {std::nullopt, expr(context->expr(0), context)};
  return {range_between(context, context->expr(), context->STEP() != nullptr), {}};
}

ast::Range TreeBuilder::range(P::RangeContext* context, const Context* parent) {
  if (context == nullptr) return range_between(parent, {}, false);
  return range_between(context, context->expr(), context->STEP() != nullptr);
}

ast::Range TreeBuilder::range_between(const Context* context,
                                      const std::vector<P::ExprContext*>& exprs, bool has_step) {
  const auto at = [&](std::size_t i) { return i < exprs.size() ? exprs[i] : nullptr; };
  const ast::ExprId begin = expr(at(0), context);
  const ast::ExprId end = expr(at(1), context);
  const ast::ExprId step = has_step ? expr(at(2), context) : ast::ExprId();
  return {span_of(context), begin, end, step};
}

ast::Args TreeBuilder::args(P::ArgsContext* context) {
  ast::Args result{span_of(context), {}};
  for (P::ArgContext* each : context->arg())
    result.list.push_back(arg(each));
  return result;
}

std::optional<ast::Args> TreeBuilder::optional_args(P::ArgsContext* context) {
  if (context == nullptr) return std::nullopt;
  return args(context);
}

ast::Arg TreeBuilder::arg(P::ArgContext* context) {
  ast::Arg result{span_of(context), optional_name(context->name()), std::nullopt, {}};
  if (antlr4::tree::TerminalNode* every = context->EVERY())
    result.name = ast::Name{span_of(every), text_of(span_of(every))};
  if (context->IN() != nullptr) result.range = range(context->range(), context);
  result.value = expr(context->expr(), context);
  return result;
}

std::optional<ast::Bounds> TreeBuilder::bounds(P::BoundsContext* context) {
  if (context == nullptr) return std::nullopt;
  const ast::ExprId low = expr(context->expr(0), context);
  const ast::ExprId high = expr(context->expr(1), context);
  return ast::Bounds{span_of(context), context->LPAREN() != nullptr, context->RPAREN() != nullptr,
                     low, high};
}

std::vector<ast::ExprId> TreeBuilder::dims(P::DimsContext* context) {
  if (context == nullptr) return {};
  return exprs(context->expr(), context);
}

ast::Decl TreeBuilder::decl(P::DeclContext* context) {
  ast::Decl result;
  result.span = span_of(context);
  result.name = name(context->name(), context);
  result.n_primes = static_cast<int>(context->PRIME().size());
  result.dims = dims(context->dims());
  result.unit = optional_unit(context->unit(), context->COLON());
  if (context->ASSIGN() != nullptr) result.init_kind = ast::InitKind::Equals;
  if (context->DRAW() != nullptr) result.init_kind = ast::InitKind::Draw;
  if (result.init_kind != ast::InitKind::None) result.init = expr(context->expr(), context);
  result.bounds = bounds(context->bounds());
  return result;
}

std::vector<ast::Decl> TreeBuilder::decls(const std::vector<P::DeclContext*>& contexts) {
  std::vector<ast::Decl> result;
  for (P::DeclContext* context : contexts)
    result.push_back(decl(context));
  return result;
}

ast::Endpoint TreeBuilder::endpoint(P::EndpointContext* context, const Context* parent) {
  if (context == nullptr) return {span_of(parent), false, {ref(nullptr, parent)}, std::nullopt};
  ast::Endpoint result{span_of(context), context->LPAREN() != nullptr,
                       refs(context->ref(), context), optional_name(context->name())};
  if (result.refs.empty()) result.refs.push_back(ref(nullptr, context));
  return result;
}

ast::ModelUse TreeBuilder::model_use(P::ModelUseContext* context) {
  return {span_of(context), qualified_name(context->qname(), context),
          optional_args(context->args())};
}

std::string TreeBuilder::string(antlr4::tree::TerminalNode* node) const {
  std::string result;
  if (node == nullptr || lexeme_of(node->getSymbol()).is_invented) return result;
  std::string_view text = text_of(span_of(node));
  text.remove_prefix(1);
  if (text.ends_with('"')) text.remove_suffix(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      result += text[i];
      continue;
    }
    const char escaped = text[++i];
    result += escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped;
  }
  return result;
}

}  // namespace snn::syntax
