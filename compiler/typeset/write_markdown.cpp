// Pages as Markdown, formulas between dollar signs.

#include "compiler/support/match.h"
#include "compiler/typeset/latex_phrase.h"
#include "compiler/typeset/writers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace snn::typeset {
namespace {

std::string escaped(std::string_view words) {
  std::string result;
  for (const char c : words) {
    if (std::string_view("\\`*_|<>[]$#").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

/// A bar would end the cell of a table, even within code.
std::string code(std::string_view text) {
  std::string result = "`";
  for (const char c : text) {
    if (c == '|') result += '\\';
    if (c != '`') result += c;
  }
  return result + "`";
}

std::string marked_up(const Phrase& phrase) {
  std::string result;
  for (const Run& run : phrase.runs()) {
    switch (run.kind) {
      case Run::Kind::Words: result += escaped(run.text); break;
      case Run::Kind::Code: result += code(run.text); break;
      case Run::Kind::Formula: result += fmt::format("${}$", trimmed(run.text)); break;
    }
  }
  return result;
}

class MarkdownWriter {
 public:
  std::string run(const Page& page) {
    for (const Block& each : page.blocks) {
      if (!out_.empty()) out_ += '\n';
      match(
          each, [&](const Heading& block) { write(block); },
          [&](const Paragraph& block) { out_ += marked_up(block.text) + "\n"; },
          [&](const Verbatim& block) { write(block); }, [&](const Table& block) { write(block); },
          [&](const Equations& block) { write(block); },
          [&](const Handler& block) { write(block); },
          [&](const Protocol& block) { steps(block.steps, 0); });
    }
    return std::move(out_);
  }

 private:
  void write(const Heading& heading) {
    constexpr int kDeepest = 6;
    out_ += std::string(static_cast<std::size_t>(std::min(heading.level, kDeepest)), '#');
    out_ += " " + marked_up(heading.text) + "\n";
  }

  void write(const Verbatim& verbatim) {
    // Indented, so that nothing in it can end it.
    for (const std::string& each : verbatim.lines)
      out_ += each.empty() ? "\n" : "    " + each + "\n";
  }

  void write(const Table& full) {
    const Table table = without_empty_columns(full);
    out_ += "|";
    for (const std::string& each : table.columns)
      out_ += " " + each + " |";
    out_ += "\n|";
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      out_ += "---|";
    out_ += "\n";
    for (const std::vector<Phrase>& row : table.rows) {
      out_ += "|";
      for (const Phrase& each : row)
        out_ += " " + marked_up(each) + (each.is_empty() ? "|" : " |");
      out_ += "\n";
    }
  }

  void write(const Equations& equations) {
    out_ += "$$\n\\begin{aligned}\n";
    for (const EquationRow& row : equations.rows) {
      out_ += fmt::format("{} &{} {}", row.left, trimmed(row.relation), row.right);
      if (!row.remark.is_empty()) out_ += " && " + latex_formula(row.remark);
      out_ += &row == &equations.rows.back() ? "\n" : " \\\\\n";
    }
    out_ += "\\end{aligned}\n$$\n";
  }

  void write(const Handler& handler) {
    out_ += marked_up(handler.occasion) + (handler.steps.empty() ? "\n" : ":\n\n");
    steps(handler.steps, 0);
  }

  void steps(const std::vector<Step>& steps, std::size_t indent) {
    for (const Step& each : steps) {
      out_ += std::string(indent, ' ') + "- " + marked_up(each.text);
      out_ += each.inner.empty() ? "\n" : ":\n";
      this->steps(each.inner, indent + 2);
    }
  }

  std::string out_;
};

}  // namespace

std::string write_markdown(const Page& page) {
  return MarkdownWriter().run(page);
}

}  // namespace snn::typeset
