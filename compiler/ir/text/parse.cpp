#include "compiler/ir/text/parse.h"

#include "compiler/ir/diagnostics.h"
#include "compiler/ir/text/parse_kernel.h"
#include "compiler/ir/text/read_rows.h"
#include "compiler/ir/type_names.h"
#include "compiler/ir/verify.h"

#include <fmt/format.h>

namespace snn::ir {
namespace {

class ProgramParser {
 public:
  ProgramParser(Reader& reader, diag::Diagnostics& diags)
      : reader_(reader), rows_(reader), diags_(diags) {}

  std::optional<Program> run() {
    head();
    while (!reader_.has_failed() && !reader_.is_at(TokenKind::End))
      declaration();
    if (reader_.has_failed()) return std::nullopt;
    const std::vector<Violation> violations = verify(program_);
    for (const Violation& violation : violations)
      diags_.emit(kViolation, span_of(violation), violation.text);
    return violations.empty() ? std::optional(std::move(program_)) : std::nullopt;
  }

 private:
  void head() {
    head_span_ = reader_.token().span;
    if (!reader_.accept(TokenKind::Word, "program")) reader_.fail_expected("`program`");
    program_.blueprint.name = reader_.quoted();
    const Token at = reader_.token();
    const std::string word = reader_.word("a level");
    const std::optional<Level> level = level_named(word);
    if (!level) reader_.fail(kUnknown, at.span, "level", word);
    program_.level = level.value_or(Level::Ideal);
  }

  void declaration() {
    const Token at = reader_.token();
    const std::string word = reader_.word("a declaration");
    blueprint::Blueprint& all = program_.blueprint;
    if (word == "dt") {
      all.dt = reader_.row_of<GlobalId>();
    } else if (word == "seed") {
      all.seed = reader_.row_of<GlobalId>();
    } else if (word == "global") {
      row(all.globals);
    } else if (word == "population") {
      row(all.populations);
    } else if (word == "projection") {
      row(all.projections);
    } else if (word == "field") {
      row(all.fields);
    } else if (word == "data") {
      row(all.data);
    } else if (word == "measure") {
      row(all.measures);
    } else if (word == "kernel") {
      kernel_spans_.push_back(at.span);
      row(all.kernels);
      ParsedKernel parsed = parse_kernel(reader_);
      program_.kernels.add(std::move(parsed.kernel));
      spans_.push_back(std::move(parsed.spans));
    } else if (word == "schedule") {
      rows_.read(all.schedule);
    } else if (word == "script") {
      rows_.read(all.script);
    } else {
      reader_.fail(kUnknown, at.span, "declaration", word);
    }
  }

  template <class Id, class Row>
  void row(blueprint::Table<Id, Row>& table) {
    Row parsed;
    bool is_first = true;
    blueprint::Members<Row>::visit(parsed, [&](std::string_view, auto& member) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::string>) {
        if (is_first) member = reader_.token().text;
      }
      is_first = false;
    });
    reader_.expect_row();
    rows_.read_members(parsed);
    table.add(std::move(parsed));
  }

  [[nodiscard]] source::SourceSpan span_of(const Violation& violation) const {
    if (!blueprint::exists(violation.kernel)) return head_span_;
    const auto kernel = index_of(violation.kernel);
    const bool is_inst = violation.inst.index < spans_[kernel].size();
    return is_inst ? spans_[kernel][violation.inst] : kernel_spans_[kernel];
  }

  Reader& reader_;
  RowReader rows_;
  diag::Diagnostics& diags_;
  Program program_;
  source::SourceSpan head_span_;
  std::vector<source::SourceSpan> kernel_spans_;
  std::vector<IdVector<InstId, source::SourceSpan>> spans_;
};

}  // namespace

std::optional<Program> parse(const source::SourceManager& sources, source::FileId file,
                             diag::Diagnostics& diags) {
  Reader reader(tokens_of(sources.file(file).text(), file), diags);
  return ProgramParser(reader, diags).run();
}

}  // namespace snn::ir
