#include "compiler/syntax/complaints.h"

#include "compiler/syntax/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::syntax {
namespace {

using P = generated::SnnParser;

/// Where the items live that begin with a word; empty for words that begin none.
std::string_view home_of(std::uint32_t word) {
  switch (word) {
    case P::IMPORT:
    case P::NEURON:
    case P::SYNAPSE:
    case P::MECHANISM:
    case P::PLASTICITY:
    case P::EXPERIMENT:
    case P::TEST:
    case P::TRAIN: return "at the top of a file";
    case P::PARAM:
    case P::STATE:
    case P::SHARED:
    case P::INPUT:
    case P::NOISE:
    case P::ON:
    case P::WHEN:
    case P::EVERY: return "in a neuron, synapse, mechanism or plasticity rule";
    case P::USE:
    case P::COMPARTMENT:
    case P::CABLE:
    case P::COUPLE:
    case P::ATTACH: return "in a neuron";
    case P::POPULATION:
    case P::CONNECT: return "in a network";
    case P::DELIVER:
    case P::EMIT:
    case P::IF:
    case P::FOR: return "in a handler";
    case P::RECORD:
    case P::RUN:
    case P::BROADCAST:
    case P::SWEEP:
    case P::REPEAT:
    case P::EXPECT: return "in an experiment";
    case P::SURROGATE:
    case P::LOSS:
    case P::OPTIMIZE: return "in a `train` block";
    default: return {};
  }
}

/// The construct whose items are being read, with its article.
std::string_view name_of(std::size_t rule) {
  switch (rule) {
    case P::RuleFile: return "a file";
    case P::RuleNeuronDecl: return "a neuron";
    case P::RuleSynapseDecl: return "a synapse";
    case P::RuleMechanismDecl: return "a mechanism";
    case P::RulePlasticityDecl: return "a plasticity rule";
    case P::RuleCompartmentDecl: return "a compartment";
    case P::RuleCableDecl: return "a cable";
    case P::RuleBlock: return "a handler";
    case P::RuleDeclGroup: return "a group of declarations";
    case P::RuleNetworkDecl: return "a network";
    case P::RuleSettings: return "the settings of a population";
    case P::RuleConnectDecl: return "a connection";
    case P::RuleExperimentDecl: return "an experiment";
    case P::RuleTestDecl: return "a test";
    case P::RuleTrainDecl: return "a `train` block";
    default: return {};
  }
}

/// How items begin there, for somebody who guessed.
std::string_view usual_begins(std::size_t container) {
  switch (container) {
    case P::RuleFile:
      return "a file holds `import`, `neuron`, `synapse`, `mechanism`, `plasticity`, `network`, "
             "`experiment`, `test`, `train`, `fn`, `const`, `kernel`, `event` and `unit`";
    case P::RuleBody:
      return "here stand `param`, `state`, `let`, `input`, `use`, `on`, `when`, `every`, `spike`, "
             "equations such as `dV/dt = …`, and contributions such as `I += …`";
    case P::RuleBlock:
      return "here stand changes such as `V = …` or `w += …`, `let`, `if`, `for`, `deliver`, "
             "`emit`, `spike` and `with probability`";
    case P::RuleNetworkDecl:
      return "here stand `population`, `connect`, `drive`, `let`, `group` and `place`";
    case P::RuleExpBlock:
      return "here stand `network`, `population`, `connect`, `drive`, `record`, `run`, `set`, "
             "`sweep`, `repeat`, `at`, `expect`, `broadcast` and settings such as `dt = 0.1 ms`";
    default: return {};
  }
}

}  // namespace

source::SourceSpan Complaints::span(std::size_t at) const {
  if (at < stretch_.size()) return {file_, stretch_[at].begin, stretch_[at].end};
  return behind(stretch_.size() - 1);
}

source::SourceSpan Complaints::behind(std::size_t at) const {
  return {file_, stretch_[at].end, stretch_[at].end};
}

std::string_view Complaints::word(std::size_t at) const {
  return at < stretch_.size() ? text_of(stretch_[at], text_) : std::string_view{};
}

std::uint32_t Complaints::type(std::size_t at) const {
  return at < stretch_.size() ? stretch_[at].type : 0;
}

/// Whether the lexeme stands on the line of the one before it.
bool Complaints::stands_beside(std::size_t at) const {
  return at < stretch_.size() && !stretch_[at].is_first_on_line;
}

std::string Complaints::surroundings() const {
  for (const std::size_t rule : failure_.rules) {
    // A body is called by what it is the body of.
    if (const std::string_view name = name_of(rule); !name.empty()) return std::string(name);
  }
  return "a file";
}

bool Complaints::about_place() {
  const std::size_t at = failure_.at;
  if (at >= stretch_.size()) return false;
  if (failure_.container() == P::RuleBlock) {
    for (std::size_t i = failure_.item_begin; i <= at + 2 && i < stretch_.size(); ++i) {
      if (i > at && stretch_[i].is_first_on_line) break;
      if (type(i) != P::DERIV && type(i) != P::PRIME) continue;
      diags_.emit(kEquationInHandler, span(i))
          .at("a derivative")
          .note(
              "equations hold at all times and stand outside of braces; a handler changes values "
              "at an instant: `V = …`, `V += …`");
      return true;
    }
  }
  if (failure_.item_begin != at) return false;
  const std::string_view home = home_of(type(at));
  if (home.empty()) return false;
  const bool is_at_top = failure_.container() == P::RuleFile;
  diags_.emit(kWrongPlace, span(at), word(at), home,
              is_at_top ? std::string("at the top of a file") : "in " + surroundings());
  return true;
}

bool Complaints::is_statement() const {
  const std::size_t begin = failure_.item_begin;
  if (failure_.container() != P::RuleBody || type(begin) != P::ID || begin == 0) return false;
  return type(failure_.at) == P::ASSIGN || type(failure_.at) == P::SCALE_BY ||
         type(failure_.at) == P::DIVIDE_BY;
}

std::optional<Repair> Complaints::about_statement() {
  const std::size_t begin = failure_.item_begin;
  const std::string_view name = word(begin);
  const std::uint32_t place = stretch_[begin].begin;
  auto complaint = diags_.emit(kOutsideHandler, span(failure_.at), name);
  complaint.note(
      "outside of handlers stand declarations and equations; `on`, `when`, `every` and the reset "
      "of `spike` change values");
  if (failure_.at != begin + 1 || type(failure_.at) != P::ASSIGN || is_named_before(begin)) {
    return std::nullopt;
  }
  const std::string_view keyword = has_equation(name) ? "state" : "let";
  complaint.fix(fmt::format("define it: `{} {} = …`", keyword, name), {file_, place, place},
                fmt::format("{} ", keyword));
  return Repair{RepairKind::MissingWord,
                begin,
                0,
                {{.type = has_equation(name) ? std::uint32_t{P::STATE} : std::uint32_t{P::LET},
                  .begin = place,
                  .end = place,
                  .is_first_on_line = true}}};
}

bool Complaints::is_named_before(std::size_t at) const {
  return std::any_of(stretch_.begin(), stretch_.begin() + static_cast<std::ptrdiff_t>(at),
                     [&](const Lexeme& lexeme) {
                       return lexeme.type == P::ID && text_of(lexeme, text_) == word(at);
                     });
}

bool Complaints::has_equation(std::string_view name) const {
  return std::ranges::any_of(stretch_, [&](const Lexeme& lexeme) {
    return lexeme.type == P::DERIV && text_of(lexeme, text_).substr(1).starts_with(name) &&
           text_of(lexeme, text_).substr(1 + name.size()).starts_with('/');
  });
}

void Complaints::about(const Repair& repair) {
  const std::size_t at = repair.at;
  switch (repair.kind) {
    case RepairKind::Doubled:
      diags_.emit(kTwice, span(at), word(at))
          .at("leave one of them out")
          .fix("leave it out", {file_, stretch_[at - 1].end, stretch_[at].end}, "");
      return;
    case RepairKind::Misspelt: return about_misspelt(repair);
    // The checker knows the units.
    case RepairKind::UnknownUnit: return;
    case RepairKind::SpacedDerivative: {
      const source::SourceSpan whole{file_, stretch_[at].begin, stretch_[at + 2].end};
      const std::string together = fmt::format("{}/{}", word(at), word(at + 2));
      diags_.emit(kSpacedDerivative, whole)
          .at(fmt::format("write `{}`", together))
          .fix("leave the blanks out", whole, together);
      return;
    }
    case RepairKind::ReservedName:
      diags_.emit(kReservedName, span(at), word(at)).help("choose another name");
      return;
    case RepairKind::WrongSign: return about_wrong_sign(repair);
    case RepairKind::MissingComma: return about_commas(at);
    case RepairKind::MissingValue: return about_missing(repair, "an expression");
    case RepairKind::MissingName: return about_missing(repair, "a name");
    case RepairKind::MissingOperator:
      diags_.emit(kMissingOperator, span(at), word(at - 1), word(at))
          .label(span(at - 1), "a value ends here")
          .at("and another begins")
          .help("a product is written with `*`");
      return;
    case RepairKind::MissingSign:
    case RepairKind::MissingWord: return about_sign(repair);
    case RepairKind::TooMany: return about_removed(repair);
    case RepairKind::WrongOrder: return about_order(repair);
  }
}

/// One message for the whole line, whose other names lack their commas too.
void Complaints::about_commas(std::size_t at) {
  std::vector<diag::Edit> edits{{behind(at - 1), ","}};
  int n_open = 0;
  for (std::size_t i = at + 1; i + 1 < stretch_.size() && stands_beside(i); ++i) {
    if (type(i) == P::LPAREN || type(i) == P::LBRACKET) ++n_open;
    if (type(i) == P::RPAREN || type(i) == P::RBRACKET) --n_open;
    const bool begins = type(i) == P::ID && (type(i + 1) == P::ASSIGN || type(i + 1) == P::COLON);
    if (n_open == 0 && begins && type(i - 1) != P::COMMA) edits.push_back({behind(i - 1), ","});
  }
  const bool are_states = type(*failure_.previous_begin) != P::PARAM;
  const char* const advice = edits.size() == 1 ? "add a comma" : "add commas";
  diags_.emit(kGroupCommas, span(at), are_states ? "states" : "parameters")
      .at("put a comma before")
      .fix(advice, std::move(edits));
}

void Complaints::about_missing(const Repair& repair, std::string_view what) {
  const std::size_t at = repair.at;
  if (repair.kind == RepairKind::MissingName && at < stretch_.size() && !stands_beside(at)) {
    diags_.emit(kMissing, span(at), what, fmt::format("before `{}`", word(at)));
    return;
  }
  const std::string where = fmt::format("after `{}`", word(at - 1));
  if (!stands_beside(at)) {
    diags_.emit(kMissing, span(at - 1), what, where).at(fmt::format("{} belongs after this", what));
    return;
  }
  diags_.emit(kMissing, span(at), what, where)
      .at(fmt::format("expected {} before `{}`", what, word(at)));
}

void Complaints::about_sign(const Repair& repair) {
  const std::size_t at = repair.at;
  const std::uint32_t type = repair.inserted[0].type;
  const std::string sign = parser_.spelling(type);
  const bool is_word = sign[0] >= 'a' && sign[0] <= 'z';
  const bool hugs_left = type == P::COMMA || type == P::RPAREN || type == P::RBRACKET ||
                         type == P::COLON || type == P::DOT;
  const std::string what = fmt::format("`{}`", sign);
  const std::string where = is_word && at < stretch_.size()
                                ? fmt::format("before `{}`", word(at))
                                : fmt::format("after `{}`", word(at - 1));
  // An opening sign and a word go with what follows, other signs with what is before.
  const bool goes_with_next =
      at < stretch_.size() && (is_word || type == P::LPAREN || type == P::LBRACKET);
  const source::SourceSpan next{file_, span(at).begin, span(at).begin};
  const source::SourceSpan edit = goes_with_next ? next : behind(at - 1);
  const std::string inserted = is_word                       ? sign + " "
                               : goes_with_next || hugs_left ? sign
                                                             : " " + sign;
  auto complaint = diags_.emit(
      kMissing, stands_beside(at) || goes_with_next ? span(at) : span(at - 1), what, where);
  complaint.at(stands_beside(at) || goes_with_next ? fmt::format("{} belongs before this", what)
                                                   : fmt::format("{} belongs after this", what));
  if (type == P::RPAREN || type == P::RBRACKET) {
    const std::size_t open = open_bracket_before(at);
    if (open < at) complaint.label(span(open), "opened here");
  }
  complaint.fix(fmt::format("add {}", what), edit, inserted);
}

/// The innermost bracket that is open at `at`; `at` when there is none.
std::size_t Complaints::open_bracket_before(std::size_t at) const {
  int n_closed = 0;
  for (std::size_t i = at; i > failure_.item_begin; --i) {
    const std::uint32_t each = type(i - 1);
    if (each == P::RPAREN || each == P::RBRACKET) ++n_closed;
    if ((each == P::LPAREN || each == P::LBRACKET) && n_closed-- == 0) return i - 1;
  }
  return at;
}

void Complaints::about_removed(const Repair& repair) {
  const std::size_t at = repair.at;
  const std::uint32_t removed = type(at);
  const source::SourceSpan gap{file_, stretch_[at].begin, stretch_[at].end};
  if (removed == P::RPAREN || removed == P::RBRACKET || removed == P::RBRACE) {
    diags_.emit(kClosesNothing, span(at), word(at)).fix("leave it out", gap, "");
    return;
  }
  diags_.emit(kUnexpected, span(at), fmt::format("`{}`", word(at))).fix("leave it out", gap, "");
}

void Complaints::about_misspelt(const Repair& repair) {
  const std::size_t at = repair.at;
  const std::string meant = parser_.spelling(repair.inserted[0].type);
  auto complaint = at == failure_.item_begin
                       ? diags_.emit(kBeginsNothing, span(at), word(at), surroundings())
                       : diags_.emit(kUnexpected, span(at), fmt::format("`{}`", word(at)));
  complaint.at(fmt::format("did you mean `{}`?", meant))
      .fix(fmt::format("write `{}`", meant), span(at), meant);
}

void Complaints::about_wrong_sign(const Repair& repair) {
  const std::size_t at = repair.at;
  const std::uint32_t meant_type = repair.inserted[0].type;
  const std::string meant = parser_.spelling(meant_type);
  const std::string title = fmt::format("write `{}`", meant);
  if (type(at) == P::ASSIGN && meant_type == P::EQUAL) {
    diags_.emit(kAssignOrCompare, span(at), "=", "gives a value; a condition compares with `==`")
        .at(title)
        .fix(title, span(at), meant);
    return;
  }
  if (type(at) == P::EQUAL && meant_type == P::ASSIGN) {
    diags_.emit(kAssignOrCompare, span(at), "==", "compares; a value is given with `=`")
        .at(title)
        .fix(title, span(at), meant);
    return;
  }
  diags_.emit(kWrongSign, span(at), word(at), meant).at(title).fix(title, span(at), meant);
}

void Complaints::about_order(const Repair& repair) {
  const std::size_t at = repair.at;
  const source::SourceSpan whole{file_, stretch_[at].begin, stretch_[at + 1].end};
  const std::string_view between =
      text_.substr(stretch_[at].end, stretch_[at + 1].begin - stretch_[at].end);
  diags_.emit(kWrongOrder, whole, word(at), word(at + 1))
      .fix("exchange them", whole, fmt::format("{}{}{}", word(at + 1), between, word(at)));
}

void Complaints::about_unexpected(const std::vector<std::string>& expected) {
  const std::size_t at = failure_.at;
  const std::size_t begin = failure_.item_begin;
  std::string wanted;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (i > 0) wanted += i + 1 == expected.size() ? " or " : ", ";
    wanted += expected[i];
  }
  // A line that begins with a word nobody knows.
  if (at <= begin + 1 && type(begin) == P::ID && begin < stretch_.size()) {
    auto complaint = diags_.emit(kBeginsNothing, span(begin), word(begin), surroundings());
    if (const std::string_view begins = usual_begins(failure_.container()); !begins.empty()) {
      complaint.note(std::string(begins));
    }
    return;
  }
  if (!stands_beside(at) && at > 0 && !wanted.empty() && begin < at) {
    diags_.emit(kMissing, span(at - 1), wanted, fmt::format("after `{}`", word(at - 1)));
    return;
  }
  const std::string found =
      at < stretch_.size() ? fmt::format("`{}`", word(at)) : std::string("the end");
  auto complaint = diags_.emit(kUnexpected, span(at), found);
  if (!wanted.empty()) complaint.at("expected " + wanted);
}

}  // namespace snn::syntax
