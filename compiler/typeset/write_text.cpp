// Pages for the terminal.

#include "compiler/support/match.h"
#include "compiler/typeset/width.h"
#include "compiler/typeset/writers.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace snn::typeset {
namespace {

std::string padded(std::string_view text, std::size_t width) {
  return std::string(text) + std::string(width - std::min(width, width_of(text)), ' ');
}

std::string plain(const Phrase& phrase) {
  std::string result;
  for (const Run& run : phrase.runs())
    result += run.text;
  const std::size_t begin = result.find_first_not_of(' ');
  return begin == std::string::npos ? std::string() : result.substr(begin);
}

class TextWriter {
 public:
  std::string run(const Page& page) {
    // What a heading is about follows it closely, but for the title of the page.
    bool is_behind_heading = false;
    for (const Block& each : page.blocks) {
      const auto* heading = std::get_if<Heading>(&each);
      if (heading != nullptr || !is_behind_heading) gap();
      is_behind_heading = heading != nullptr && heading->level > 1;
      match(
          each, [&](const Heading& block) { write(block); },
          [&](const Paragraph& block) { write(block); },
          [&](const Verbatim& block) { write(block); }, [&](const Table& block) { write(block); },
          [&](const Equations& block) { write(block); },
          [&](const Handler& block) { write(block); },
          [&](const Protocol& block) { steps(block.steps, indent_); });
    }
    return std::move(out_);
  }

 private:
  void line(std::size_t indent, std::string_view text) {
    const std::size_t end = text.find_last_not_of(' ');
    if (end != std::string_view::npos) {
      out_.append(indent, ' ');
      out_ += text.substr(0, end + 1);
    }
    out_ += '\n';
  }
  void gap() {
    if (!out_.empty()) out_ += '\n';
  }

  void write(const Heading& heading) {
    const std::string text = plain(heading.text);
    constexpr int kUnderlined = 2;
    if (heading.level <= kUnderlined) {
      line(0, text);
      line(0, std::string(width_of(text), heading.level == 1 ? '=' : '-'));
      indent_ = 0;
    } else {
      indent_ = 2 * static_cast<std::size_t>(heading.level - kUnderlined);
      line(indent_ - 2, text);
    }
  }

  void write(const Paragraph& paragraph) { line(indent_, plain(paragraph.text)); }

  void write(const Verbatim& verbatim) {
    for (const std::string& each : verbatim.lines)
      line(indent_ + 4, each);
  }

  void write(const Table& full) {
    const Table table = without_empty_columns(full);
    std::vector<std::size_t> widths;
    for (const std::string& each : table.columns)
      widths.push_back(width_of(each));
    for (const std::vector<Phrase>& row : table.rows) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        widths[i] = std::max(widths[i], width_of(plain(row[i])));
      }
    }
    std::string header;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      header += padded(table.columns[i], widths[i]) + "  ";
    }
    line(indent_, header);
    for (const std::vector<Phrase>& row : table.rows) {
      std::string text;
      for (std::size_t i = 0; i < row.size(); ++i)
        text += padded(plain(row[i]), widths[i]) + "  ";
      line(indent_, text);
    }
  }

  /// Left sides end in one column, unless one of them is long.
  void write(const Equations& equations) {
    constexpr std::size_t kWidest = 24;
    std::size_t widest = 0;
    for (const EquationRow& row : equations.rows) {
      const std::size_t width = width_of(row.left);
      if (width <= kWidest) widest = std::max(widest, width);
    }
    std::vector<std::string> lines;
    for (const EquationRow& row : equations.rows) {
      std::string head(widest - std::min(widest, width_of(row.left)), ' ');
      head += row.left;
      head += row.relation;
      lines.push_back(joined(head, row.right));
    }
    const std::size_t remark_column = end_of_lines_with_remarks(equations, lines) + 3;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string remark = plain(equations.rows[i].remark);
      equation(lines[i], remark.empty() ? 0 : remark_column, remark);
    }
  }

  /// The right side may have a line for each of its cases; they stand below one another.
  static std::string joined(std::string_view head, std::string_view right) {
    const std::string margin = "\n" + std::string(width_of(head), ' ');
    std::string result(head);
    for (const char c : right)
      result += c == '\n' ? margin : std::string(1, c);
    return result;
  }

  static std::size_t end_of_lines_with_remarks(const Equations& equations,
                                               const std::vector<std::string>& lines) {
    constexpr std::size_t kWidest = 60;
    std::size_t result = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::size_t width = width_of(lines[i].substr(lines[i].rfind('\n') + 1));
      if (!equations.rows[i].remark.is_empty() && width <= kWidest)
        result = std::max(result, width);
    }
    return result;
  }

  void equation(std::string_view lines, std::size_t remark_column, std::string_view remark) {
    for (std::size_t end = lines.find('\n'); end != std::string_view::npos;
         end = lines.find('\n')) {
      line(indent_, lines.substr(0, end));
      lines.remove_prefix(end + 1);
    }
    // What is too long for the column has its remark close behind.
    const std::size_t column = std::max(remark_column, remark.empty() ? 0 : width_of(lines) + 3);
    line(indent_, padded(lines, column) + std::string(remark));
  }

  void write(const Handler& handler) {
    line(indent_, plain(handler.occasion) + (handler.steps.empty() ? "" : ":"));
    for (const Step& each : handler.steps)
      step("", each, indent_ + 2);
  }

  void steps(const std::vector<Step>& steps, std::size_t indent) {
    for (const Step& each : steps)
      step("- ", each, indent);
  }

  void step(std::string_view bullet, const Step& step, std::size_t indent) {
    line(indent, std::string(bullet) + plain(step.text) + (step.inner.empty() ? "" : ":"));
    for (const Step& each : step.inner)
      this->step(bullet, each, indent + 2);
  }

  std::string out_;
  std::size_t indent_ = 0;
};

}  // namespace

Table without_empty_columns(const Table& table) {
  Table result;
  result.rows.resize(table.rows.size());
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    const bool is_empty = std::ranges::all_of(
        table.rows, [&](const std::vector<Phrase>& row) { return row[column].is_empty(); });
    if (is_empty) continue;
    result.columns.push_back(table.columns[column]);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      result.rows[i].push_back(table.rows[i][column]);
    }
  }
  return result;
}

std::string write_text(const Page& page) {
  return TextWriter().run(page);
}

}  // namespace snn::typeset
