#include "compiler/syntax/stretch_reader.h"

#include "compiler/syntax/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace snn::syntax {
namespace {

constexpr std::uint32_t kBrace = generated::SnnParser::RBRACE;

/// After so many mistakes in one file the rest is read without a word.
constexpr std::size_t kMostFailures = 40;
/// Lexemes that may be parsed on trial in one file, and that may be read again after a mistake.
/// Each is about half a second.
constexpr std::size_t kTrialBudget = 400'000;
constexpr std::size_t kRereadBudget = 2'000'000;

/// Whether the meaning is so plain that another mistake on the line is one of its own.
bool is_plain(const Repair& repair) {
  switch (repair.kind) {
    case RepairKind::Doubled:
    case RepairKind::Misspelt:
    case RepairKind::UnknownUnit:
    case RepairKind::SpacedDerivative: return repair.n_read >= 3;
    case RepairKind::ReservedName:
    case RepairKind::WrongSign:
    case RepairKind::MissingSign: return repair.is_sure;
    case RepairKind::MissingComma:
    case RepairKind::MissingValue:
    case RepairKind::MissingName:
    case RepairKind::MissingOperator:
    case RepairKind::MissingWord:
    case RepairKind::TooMany:
    case RepairKind::WrongOrder: return false;
  }
  return false;
}

/// Whether a line `x = 3` in a body says more about the mistake than this change.
bool is_guess(RepairKind kind) {
  return kind == RepairKind::TooMany || kind == RepairKind::MissingWord ||
         kind == RepairKind::MissingName || kind == RepairKind::WrongSign ||
         kind == RepairKind::WrongOrder || kind == RepairKind::ReservedName;
}

/// Moves what was forgiven behind a repair along with its lexemes.
void shift(Forgiveness& forgiveness, const Repair& repair) {
  std::set<std::size_t> moved;
  for (const std::size_t at : forgiveness.at) {
    moved.insert(at < repair.at ? at : at - repair.n_removed + repair.inserted.size());
  }
  forgiveness.at = std::move(moved);
}

}  // namespace

StretchReader::StretchReader(ast::File& file, const source::SourceManager& sources,
                             std::string_view text, diag::Diagnostics& diags)
    : file_(file),
      sources_(sources),
      diags_(diags),
      text_(text),
      // Names in the tree are views that outlive the cleaned text.
      builder_(file, sources.file(file.source).text(), diags),
      trial_budget_(kTrialBudget),
      reread_budget_(kRereadBudget) {
  for (const diag::Diagnostic& told : diags.all()) {
    if (told.span.file == file.source) told_lines_.insert(sources.begin_of(told.span).line);
  }
}

void StretchReader::read(Stretch stretch) {
  Forgiveness forgiveness{.at = {}, .everywhere = n_failures_ >= kMostFailures};
  while (const std::optional<Failure> failure = parser_.parse(stretch, forgiveness)) {
    if (const std::optional<Repair> repair = complain(stretch, *failure)) {
      repair->apply_to(stretch);
      shift(forgiveness, *repair);
    } else {
      forgiveness.at.insert(failure->at);
    }
    ++n_failures_;
    reread_budget_ -= std::min(reread_budget_, stretch.size());
    forgiveness.everywhere = n_failures_ >= kMostFailures || reread_budget_ == 0;
  }
  builder_.add_top_level(parser_.tree());
}

std::optional<Repair> StretchReader::complain(const Stretch& stretch, const Failure& failure) {
  Complaints complaints(trial_, stretch, failure, text_, file_.source, diags_);
  std::optional<diag::Diagnostics::Mute> silence;
  if (is_echo(stretch, failure)) silence.emplace(diags_);
  const std::size_t n_before = diags_.all().size();
  std::optional<Repair> repair = find_and_say(stretch, failure, complaints);
  if (repair && is_plain(*repair)) return repair;
  for (std::size_t i = n_before; i < diags_.all().size(); ++i) {
    told_lines_.insert(line_of(diags_.all()[i].span.begin));
  }
  return repair;
}

/// Whether a message of before explains this failure too: it stands beside an invented word, or on
/// a line about which something was said.
bool StretchReader::is_echo(const Stretch& stretch, const Failure& failure) const {
  const auto is_invented = [&](std::size_t at) {
    return at < stretch.size() && stretch[at].is_invented && stretch[at].type != kBrace;
  };
  const std::size_t at = failure.at;
  if (is_invented(at) || is_invented(failure.item_begin)) return true;
  if (at > 0 && is_invented(at - 1)) return true;
  const bool follows = at > 0 && (at == stretch.size() || stretch[at].is_first_on_line);
  if (follows && told_lines_.contains(line_of(stretch[at - 1].begin))) return true;
  return at < stretch.size() && told_lines_.contains(line_of(stretch[at].begin));
}

std::uint32_t StretchReader::line_of(std::uint32_t offset) const {
  return sources_.file(file_.source).line_column(offset).line;
}

std::optional<Repair> StretchReader::find_and_say(const Stretch& stretch, const Failure& failure,
                                                  Complaints& complaints) {
  RepairSearch plain(trial_, stretch, failure, text_, trial_budget_);
  std::optional<Repair> repair = plain.find_plain();
  if (!repair && complaints.about_place()) return std::nullopt;
  RepairSearch search(trial_, stretch, failure, text_, trial_budget_);
  if (!repair) repair = search.find();
  if (complaints.is_statement() && (!repair || is_guess(repair->kind))) {
    return complaints.about_statement();
  }
  if (!repair) {
    complaints.about_unexpected(search.expected());
    return std::nullopt;
  }
  complaints.about(*repair);
  return repair;
}

}  // namespace snn::syntax
