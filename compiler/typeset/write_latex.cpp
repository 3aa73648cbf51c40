// Pages as a fragment of a LaTeX document.

#include "compiler/support/match.h"
#include "compiler/typeset/latex_notation.h"
#include "compiler/typeset/latex_phrase.h"
#include "compiler/typeset/writers.h"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

namespace snn::typeset {
namespace {

std::string marked_up(const Phrase& phrase) {
  std::string result;
  for (const Run& run : phrase.runs()) {
    switch (run.kind) {
      case Run::Kind::Words: result += latex_text(run.text); break;
      case Run::Kind::Code: result += fmt::format("\\texttt{{{}}}", latex_text(run.text)); break;
      case Run::Kind::Formula: result += fmt::format("${}$", trimmed(run.text)); break;
    }
  }
  return result;
}

/// A row that begins with a bracket would be read as an option of the line end before it.
std::string row_begin(std::string_view text) {
  return (text.starts_with('[') ? "{}" : "") + std::string(text);
}

/// Steps as one brace with a line for each.
std::string brace(const std::vector<Step>& steps) {
  std::string result = "\\begin{cases} ";
  for (const Step& each : steps) {
    if (&each != &steps.front()) result += " \\\\ ";
    result += row_begin(latex_formula(each.text));
    if (!each.inner.empty()) result += "\\text{: } " + brace(each.inner);
  }
  return result + " \\end{cases}";
}

/// Blanks in a row are kept.
std::string typed(std::string_view line) {
  std::string result;
  bool is_behind_blank = true;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= line.size(); ++i) {
    const bool is_blank = i < line.size() && (line[i] == ' ' || line[i] == '\t');
    if (i < line.size() && !is_blank) continue;
    result += latex_text(line.substr(begin, i - begin));
    if (i > begin) is_behind_blank = false;
    if (is_blank) result += is_behind_blank ? "\\ " : " ";
    is_behind_blank = true;
    begin = i + 1;
  }
  return fmt::format("\\texttt{{{}}}", result);
}

class LatexWriter {
 public:
  std::string run(const Page& page) {
    out_ = "% To be read by a document that says \\usepackage{amsmath}.\n";
    for (const Block& each : page.blocks) {
      match(
          each, [&](const Heading& block) { write(block); },
          [&](const Paragraph& block) { out_ += "\n" + marked_up(block.text) + "\n"; },
          [&](const Verbatim& block) { write(block); }, [&](const Table& block) { write(block); },
          [&](const Equations& block) { write(block); },
          [&](const Handler& block) { write(block); },
          [&](const Protocol& block) { steps(block.steps, 0); });
    }
    return std::move(out_);
  }

 private:
  void write(const Heading& heading) {
    static constexpr std::string_view kCommands[] = {"section*", "subsection*", "subsubsection*",
                                                     "paragraph"};
    const std::size_t level = static_cast<std::size_t>(heading.level);
    out_ += fmt::format("\n\\{}{{{}}}\n", kCommands[level > 4 ? 3 : level - 1],
                        marked_up(heading.text));
  }

  void write(const Verbatim& verbatim) {
    out_ += "\n\\begin{flushleft}\n";
    for (const std::string& each : verbatim.lines) {
      out_ += typed(each) + (&each == &verbatim.lines.back() ? "\n" : "\\\\\n");
    }
    out_ += "\\end{flushleft}\n";
  }

  void write(const Table& full) {
    const Table table = without_empty_columns(full);
    std::string layout;
    for (const std::string& each : table.columns) {
      layout += each == "Meaning" ? "p{0.4\\linewidth}" : "l";
    }
    out_ += fmt::format("\n\\noindent\\begin{{tabular}}{{{}}}\n{} \\\\\n\\hline\n", layout,
                        fmt::join(table.columns, " & "));
    for (const std::vector<Phrase>& row : table.rows) {
      std::string line;
      for (const Phrase& each : row) {
        if (&each != &row.front()) line += " & ";
        line += marked_up(each);
      }
      out_ += line + " \\\\\n";
    }
    out_ += "\\end{tabular}\\par\\medskip\n";
  }

  void write(const Equations& equations) {
    out_ += "\n\\begin{align*}\n";
    for (const EquationRow& row : equations.rows) {
      out_ += fmt::format("  {} &{} {}", row_begin(row.left), trimmed(row.relation), row.right);
      if (!row.remark.is_empty()) out_ += " && " + latex_formula(row.remark);
      out_ += &row == &equations.rows.back() ? "\n" : " \\\\\n";
    }
    out_ += "\\end{align*}\n";
  }

  void write(const Handler& handler) {
    out_ += "\n\\noindent " + marked_up(handler.occasion);
    if (handler.steps.empty()) {
      out_ += ".\\par\n";
    } else {
      out_ += fmt::format(":\n\\[\n  {}\n\\]\n", brace(handler.steps));
    }
  }

  /// LaTeX nests four lists; what is deeper stays on the fourth.
  void steps(const std::vector<Step>& steps, std::size_t depth) {
    constexpr std::size_t kDeepest = 4;
    if (steps.empty()) return;
    const bool has_list = depth < kDeepest;
    const std::string margin(2 * depth, ' ');
    if (has_list) out_ += (depth == 0 ? "\n" : "") + margin + "\\begin{itemize}\n";
    for (const Step& each : steps) {
      out_ += fmt::format("{}\\item {}{}\n", margin, marked_up(each.text),
                          each.inner.empty() ? "" : ":");
      this->steps(each.inner, depth + 1);
    }
    if (has_list) out_ += margin + "\\end{itemize}\n";
  }

  std::string out_;
};

}  // namespace

std::string write_latex(const Page& page) {
  return LatexWriter().run(page);
}

}  // namespace snn::typeset
