#include "compiler/syntax/grammar_parser.h"

#include <algorithm>

namespace snn::syntax {
namespace {

using P = generated::SnnParser;
using Context = antlr4::ParserRuleContext;

/// Thrown through ANTLR's rules, which catch only their own exceptions.
struct Stopped {};

/// Whether the rule reads items or statements in a loop.
bool is_container(std::size_t rule) {
  switch (rule) {
    case P::RuleFile:
    case P::RuleBody:
    case P::RuleDeclGroup:
    case P::RuleCableDecl:
    case P::RuleBlock:
    case P::RuleNetworkDecl:
    case P::RuleSettings:
    case P::RuleConnectDecl:
    case P::RuleExpBlock:
    case P::RuleTrainDecl: return true;
    default: return false;
  }
}

/// Whether the rule reads one turn of such a loop.
bool is_wrapper(std::size_t rule) {
  switch (rule) {
    case P::RuleTopDecl:
    case P::RuleModelItem:
    case P::RuleDecl:
    case P::RuleCableItem:
    case P::RuleStmt:
    case P::RuleNetItem:
    case P::RuleSetting:
    case P::RuleConnItem:
    case P::RuleExpItem:
    case P::RuleTrainItem: return true;
    default: return false;
  }
}

/// Where the items of a container begin: behind its `{`. None when that was not read yet.
std::optional<std::size_t> items_begin(Context* container) {
  if (container->getRuleIndex() == P::RuleFile) return container->start->getTokenIndex();
  antlr4::tree::TerminalNode* open = container->getToken(P::LBRACE, 0);
  if (open == nullptr) return std::nullopt;
  return open->getSymbol()->getTokenIndex() + 1;
}

}  // namespace

std::size_t Failure::container() const {
  const auto found = std::ranges::find_if(rules, is_container);
  return found == rules.end() ? std::size_t{P::RuleFile} : *found;
}

bool Failure::is_inside(std::size_t rule) const {
  return std::ranges::find(rules, rule) != rules.end();
}

/// Stops the parser at the first word that does not fit, unless that is forgiven: then everything
/// up to the next item is skipped, and what was understood of this one stays in the tree.
class GrammarParser::Strategy final : public antlr4::ANTLRErrorStrategy {
 public:
  void begin(const Forgiveness* forgiveness) {
    forgiveness_ = forgiveness;
    is_unwinding_ = false;
    failure_.reset();
  }
  [[nodiscard]] std::optional<Failure>& failure() { return failure_; }

  void reset(antlr4::Parser* /*parser*/) override {}
  bool inErrorRecoveryMode(antlr4::Parser* /*parser*/) override { return false; }
  void reportMatch(antlr4::Parser* /*parser*/) override {}
  antlr4::Token* recoverInline(antlr4::Parser* parser) override {
    throw antlr4::InputMismatchException(parser);
  }
  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) override;
  void recover(antlr4::Parser* parser, std::exception_ptr error) override;
  void sync(antlr4::Parser* parser) override;

 private:
  void misfit(antlr4::Parser* parser, std::size_t at);
  void describe(Context* context, std::size_t at);
  static void skip(antlr4::Parser* parser, std::size_t begin, std::size_t at,
                   const antlr4::misc::IntervalSet& starts);

  const Forgiveness* forgiveness_ = nullptr;  // not owned; null: no interest in what was read
  std::optional<Failure> failure_;
  std::size_t misfit_ = 0;     // while unwinding, the word that began it
  bool is_unwinding_ = false;  // towards the next wrapper
};

void GrammarParser::Strategy::reportError(antlr4::Parser* parser,
                                          const antlr4::RecognitionException& error) {
  if (is_unwinding_) return;
  misfit(parser, error.getOffendingToken()->getTokenIndex());
  is_unwinding_ = true;
}

/// Returns when the word is forgiven.
void GrammarParser::Strategy::misfit(antlr4::Parser* parser, std::size_t at) {
  misfit_ = at;
  if (forgiveness_ == nullptr) {
    failure_ = Failure{.at = at};
    throw Stopped{};
  }
  if (forgiveness_->everywhere || forgiveness_->at.contains(at)) return;
  describe(parser->getContext(), at);
  throw Stopped{};
}

void GrammarParser::Strategy::describe(Context* context, std::size_t at) {
  Failure failure{.at = at, .item_begin = at};
  Context* child = nullptr;
  bool is_innermost = true;
  for (; context != nullptr; context = static_cast<Context*>(context->parent)) {
    const std::size_t rule = context->getRuleIndex();
    failure.rules.push_back(rule);
    const std::optional<std::size_t> begin =
        is_container(rule) ? items_begin(context) : std::nullopt;
    if (begin) {
      std::size_t kept = child == nullptr ? at : child->start->getTokenIndex();
      if (is_innermost) {
        failure.item_begin = kept;
        for (antlr4::tree::ParseTree* each : context->children) {
          auto* sibling = dynamic_cast<Context*>(each);
          if (sibling == nullptr || sibling == child || !is_wrapper(sibling->getRuleIndex())) {
            continue;
          }
          failure.previous_begin.reset();
          if (sibling->exception == nullptr) {
            failure.previous_begin = sibling->start->getTokenIndex();
          }
        }
        kept = failure.previous_begin.value_or(kept);
      }
      if (kept > *begin) failure.settled.insert(failure.settled.begin(), {*begin, kept});
      is_innermost = false;
    }
    child = context;
  }
  failure_ = std::move(failure);
}

void GrammarParser::Strategy::recover(antlr4::Parser* parser, std::exception_ptr error) {
  Context* context = parser->getContext();
  const std::size_t rule = context->getRuleIndex();
  if (!is_wrapper(rule) && rule != P::RuleFile) std::rethrow_exception(std::move(error));
  is_unwinding_ = false;
  const auto& atn = parser->getATN();
  skip(parser, context->start->getTokenIndex(), misfit_,
       atn.nextTokens(atn.ruleToStartState[rule]));
}

void GrammarParser::Strategy::sync(antlr4::Parser* parser) {
  Context* context = parser->getContext();
  if (!is_container(context->getRuleIndex())) return;
  const auto& atn = parser->getATN();
  antlr4::atn::ATNState* state = atn.states[parser->getState()];
  const std::size_t kind = state->getStateType();
  if (kind != antlr4::atn::ATNState::STAR_LOOP_ENTRY &&
      kind != antlr4::atn::ATNState::STAR_LOOP_BACK) {
    return;
  }
  const antlr4::misc::IntervalSet fitting = atn.nextTokens(state);
  antlr4::Token* token = parser->getCurrentToken();
  if (fitting.contains(token->getType()) || fitting.contains(antlr4::Token::EPSILON)) return;
  misfit(parser, token->getTokenIndex());
  if (token->getType() == antlr4::Token::EOF) return;
  context->addChild(parser->createErrorNode(token));
  skip(parser, token->getTokenIndex(), token->getTokenIndex(), fitting);
}

/// Moves on from an item that began at `begin` and failed at `at`: to the `}` that closes the
/// braces around it, or to a line that begins like one of `starts`. Always moves.
void GrammarParser::Strategy::skip(antlr4::Parser* parser, std::size_t begin, std::size_t at,
                                   const antlr4::misc::IntervalSet& starts) {
  auto* input = static_cast<ParserInput*>(parser->getTokenStream());
  int depth = 0;
  std::size_t next = begin;
  for (; next < input->size() - 1; ++next) {
    const Lexeme& lexeme = lexeme_of(input->get(next));
    const bool is_outside = next >= at && next > begin && depth == 0;
    if (is_outside && lexeme.is_first_on_line && starts.contains(ssize_t{lexeme.type})) break;
    if (lexeme.type == P::LBRACE) ++depth;
    if (lexeme.type != P::RBRACE) continue;
    if (depth == 0 && next >= at) break;
    if (depth > 0) --depth;
  }
  // A `}` that nothing opened is itself what is skipped.
  if (next == begin && next < input->size() - 1) ++next;
  input->seek(next);
}

GrammarParser::GrammarParser()
    : input_(std::make_unique<ParserInput>(std::span<const Lexeme>())),
      strategy_(std::make_shared<Strategy>()),
      parser_(input_.get()) {
  parser_.removeErrorListeners();
  parser_.setErrorHandler(strategy_);
}

GrammarParser::~GrammarParser() = default;

void GrammarParser::start(std::span<const Lexeme> lexemes, bool builds_tree) {
  tree_ = nullptr;
  auto input = std::make_unique<ParserInput>(lexemes);
  parser_.setTokenStream(input.get());
  input_ = std::move(input);
  parser_.setBuildParseTree(builds_tree);
}

std::optional<Failure> GrammarParser::parse(std::span<const Lexeme> lexemes,
                                            const Forgiveness& forgiveness) {
  start(lexemes, true);
  strategy_->begin(&forgiveness);
  try {
    tree_ = parser_.file();
  } catch (const Stopped&) {
    tree_ = nullptr;
  }
  return std::move(strategy_->failure());
}

std::optional<std::size_t> GrammarParser::first_misfit(std::span<const Lexeme> lexemes) {
  start(lexemes, false);
  strategy_->begin(nullptr);
  try {
    parser_.file();
  } catch (const Stopped&) {
    return strategy_->failure()->at;
  }
  return std::nullopt;
}

std::string GrammarParser::spelling(std::size_t type) const {
  const std::string quoted = parser_.getVocabulary().getLiteralName(type);
  if (quoted.size() < 2) return {};
  std::string result = quoted.substr(1, quoted.size() - 2);
  return result == "\\'" ? "'" : result;
}

}  // namespace snn::syntax
