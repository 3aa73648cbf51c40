#include "tests/mutation/judge.h"

#include "compiler/ast/equal.h"
#include "compiler/support/check.h"
#include "tests/mutation/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace snn::mutation {
namespace {

/// The prelude is read once in so many mutants.
constexpr std::size_t kMutantsInASession = 64;

/// Whether a place in the mutant is at most one line away from the slip.
bool is_near(const source::SourceManager& sources, source::SourceSpan span,
             source::SourceSpan slip) {
  if (span.file != slip.file) return false;
  return sources.begin_of(span).line <= sources.end_of(slip).line + 1 &&
         sources.end_of(span).line + 1 >= sources.begin_of(slip).line;
}

std::size_t count(std::string_view text, std::string_view name) {
  const std::vector<Word> words = words_of(text);
  return static_cast<std::size_t>(std::ranges::count_if(
      words, [&](const Word& word) { return is_program(word) && word.text == name; }));
}

}  // namespace

Judge::Judge(std::string_view text)
    : text_(text),
      original_session_(std::make_unique<driver::Session>(files_, driver::SessionOptions{})),
      original_(original_session_->parse_text("original.snn", std::string(text))) {}

driver::Checked Judge::check(std::string text) {
  if (!session_ || ++n_checked_ == kMutantsInASession) {
    session_ = std::make_unique<driver::Session>(files_, driver::SessionOptions{});
    n_checked_ = 0;
  }
  const std::string path = fmt::format("{}.snn", n_checked_);
  files_.replace({{path, std::move(text)}});
  n_messages_ = session_->diagnostics().all().size();
  std::optional<driver::Checked> checked = session_->check(path);
  SNN_CHECK(checked.has_value(), "a file in memory could not be read");
  return std::move(*checked);
}

bool Judge::accepts_original() {
  (void)check(std::string(text_));
  return messages().empty();
}

std::string Judge::messages() const {
  std::string lines;
  const auto& all = session_->diagnostics().all();
  for (std::size_t i = n_messages_; i < all.size(); ++i) {
    if (all[i].severity == diag::Severity::Note) continue;
    const std::uint32_t line =
        all[i].span.is_valid() ? session_->sources().begin_of(all[i].span).line : 0;
    lines += fmt::format("  {}: {} {}\n", line, all[i].code, all[i].message);
  }
  return lines;
}

/// A name that is declared here and used nowhere may be spelt in any way: had it been a use, the
/// new name would be unknown.
bool Judge::is_renaming(const Mutant& mutant) const {
  const std::string_view before = text_.substr(mutant.begin, mutant.end - mutant.begin);
  return mutant.slip == Slip::Misspelt && count(text_, before) == 1 &&
         count(text_, mutant.replacement) == 0;
}

Verdict Judge::judge(const Mutant& mutant) {
  const driver::Checked checked = check(apply(mutant, text_));
  const source::SourceManager& sources = session_->sources();
  const ast::File& tree = (*std::prev(checked.tree.modules.end())).file;
  const auto begin = static_cast<std::uint32_t>(mutant.begin);
  const source::SourceSpan slip{tree.source, begin,
                                begin + static_cast<std::uint32_t>(mutant.replacement.size())};

  const auto& all = session_->diagnostics().all();
  Verdict verdict = Verdict::Silent;
  for (std::size_t i = n_messages_; i < all.size(); ++i) {
    if (all[i].severity == diag::Severity::Note) continue;
    if (is_near(sources, all[i].span, slip)) return Verdict::Near;
    const bool shows_slip = std::ranges::any_of(all[i].related, [&](const diag::Label& label) {
      return is_near(sources, label.span, slip);
    });
    if (shows_slip) verdict = Verdict::NearLabel;
    if (verdict == Verdict::Silent) verdict = Verdict::Elsewhere;
  }
  if (verdict != Verdict::Silent) return verdict;
  return is_renaming(mutant) || ast::equal(original_, tree) ? Verdict::Equal : Verdict::Silent;
}

}  // namespace snn::mutation
