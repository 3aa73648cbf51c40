#include "tests/fuzz/reader.h"

#include "compiler/ast/equal.h"
#include "compiler/ast/print.h"
#include "compiler/diag/apply_edits.h"
#include "compiler/diag/render_json.h"
#include "compiler/diag/render_text.h"
#include "compiler/diag/selection.h"
#include "compiler/format/format.h"
#include "compiler/support/check.h"

#include <algorithm>
#include <map>
#include <utility>

namespace snn::fuzz {
namespace {

constexpr std::size_t kInputsInASession = 16;
constexpr std::string_view kNextFile = "\n# --- ";

/// The files of one input, in a folder of their own.
std::map<std::string, std::string> files_of(std::string_view input, const std::string& folder) {
  std::map<std::string, std::string> files;
  std::string name = "main.snn";
  while (true) {
    const std::size_t end = input.find(kNextFile);
    files[folder + "/" + name] = input.substr(0, end);
    if (end == std::string_view::npos) return files;
    input.remove_prefix(end + kNextFile.size());
    name = input.substr(0, input.find('\n'));
    input.remove_prefix(std::min(input.find('\n'), input.size()));
  }
}

void expect_inside(const source::SourceManager& sources, source::SourceSpan span,
                   std::string_view what, std::string_view code) {
  if (!span.is_valid()) return;
  const std::size_t size = sources.file(span.file).text().size();
  SNN_CHECK(span.begin <= span.end && span.end <= size, "{} of {} lies at {}-{} of {} bytes", what,
            code, span.begin, span.end, size);
}

void expect_sound(const diag::Diagnostic& diagnostic, const source::SourceManager& sources) {
  SNN_CHECK(!diagnostic.message.empty(), "{} says nothing", diagnostic.code);
  expect_inside(sources, diagnostic.span, "the place", diagnostic.code);
  for (const diag::Label& label : diagnostic.related)
    expect_inside(sources, label.span, "a label", diagnostic.code);
  for (const diag::Fix& fix : diagnostic.fixes) {
    for (const diag::Edit& edit : fix.edits)
      expect_inside(sources, edit.span, "a fix", diagnostic.code);
  }
}

/// What the parser could not read stands in the tree as an error, and was reported.
bool has_gaps(const ast::File& file) {
  const auto is_gap = [](const auto& kind) { return std::holds_alternative<ast::ErrorExpr>(kind); };
  return std::ranges::any_of(file.exprs, is_gap, &ast::Expr::kind) ||
         std::ranges::any_of(file.items, [](const ast::Item& item) {
           return std::holds_alternative<ast::ErrorItem>(item.kind);
         });
}

void render(driver::Session& session) {
  const source::SourceManager& sources = session.sources();
  const diag::Selection selection =
      diag::select(session.diagnostics(), sources, {.with_notes = true});
  (void)diag::render_text(selection, sources, {.is_coloured = true});
  (void)diag::render_json(selection, sources);
  (void)diag::render_sarif(
      selection, sources,
      {.version = "0", .describe = [](std::string_view code) { return std::string(code); }});
}

/// Formatting keeps the meaning, and what is formatted stays as it is.
void expect_stable_format(driver::Session& session, const std::string& path) {
  const diag::Diagnostics& diags = session.diagnostics();
  const std::size_t n_errors = diags.n_errors();
  const std::optional<ast::File> tree = session.parse(path);
  if (!tree || diags.n_errors() > n_errors) return;
  const std::string text = format::format(*tree, session.sources());
  const ast::File again = session.parse_text("formatted.snn", text);
  SNN_CHECK(diags.n_errors() == n_errors, "formatted, it cannot be read: {}",
            diags.all().back().message);
  SNN_CHECK(ast::equal(*tree, again), "formatted, it is another program");
  SNN_CHECK(format::format(again, session.sources()) == text, "formatting again changes something");
}

}  // namespace

void Reader::begin_session() {
  session_ = std::make_unique<driver::Session>(files_, driver::SessionOptions{});
  n_read_ = 0;
}

void Reader::read(std::string_view input) {
  if (!session_ || ++n_read_ == kInputsInASession) begin_session();
  const std::string folder = fmt::format("input{}", n_read_);
  files_.replace(files_of(input, folder));
  const diag::Diagnostics& diags = session_->diagnostics();
  const std::size_t n_said = diags.all().size();
  expect_stable_format(*session_, folder + "/main.snn");

  const std::size_t n_errors = diags.n_errors();
  const std::optional<driver::Checked> checked = session_->check(folder + "/main.snn");
  const bool is_silent = diags.n_errors() == n_errors;
  SNN_CHECK(checked.has_value(), "a file in memory could not be read");
  SNN_CHECK(checked->is_sound == is_silent, "unsound without an error, or the other way round");
  for (const ast::Module& module : checked->tree.modules) {
    (void)ast::print(module.file, session_->sources());
    SNN_CHECK(!is_silent || !has_gaps(module.file), "a gap in {} is not reported", module.path);
  }
  for (std::size_t i = n_said; i < diags.all().size(); ++i)
    expect_sound(diags.all()[i], session_->sources());
  render(*session_);
  (void)diag::apply_fixes(
      {diags.all().begin() + static_cast<std::ptrdiff_t>(n_said), diags.all().end()},
      session_->sources());
}

}  // namespace snn::fuzz
