#pragma once
// The documentation of a file before it has a format: headings, tables, equations, steps.

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace snn::typeset {

/// A stretch of a phrase. Formulas are in the notation of the page.
struct Run {
  enum class Kind { Words, Code, Formula };
  Kind kind = Kind::Words;
  std::string text;
};

class Phrase {
 public:
  Phrase& words(std::string text) { return add(Run::Kind::Words, std::move(text)); }
  Phrase& code(std::string text) { return add(Run::Kind::Code, std::move(text)); }
  Phrase& formula(std::string text) { return add(Run::Kind::Formula, std::move(text)); }
  Phrase& phrase(const Phrase& other) {
    runs_.insert(runs_.end(), other.runs_.begin(), other.runs_.end());
    return *this;
  }

  [[nodiscard]] const std::vector<Run>& runs() const { return runs_; }
  [[nodiscard]] bool is_empty() const { return runs_.empty(); }

 private:
  Phrase& add(Run::Kind kind, std::string text) {
    if (!text.empty()) runs_.push_back({kind, std::move(text)});
    return *this;
  }

  std::vector<Run> runs_;
};

struct Heading {
  int level = 1;
  Phrase text;
};
struct Paragraph {
  Phrase text;
};
/// Lines whose blanks count.
struct Verbatim {
  std::vector<std::string> lines;
};
/// Columns in which no row has anything are not written.
struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<Phrase>> rows;
};
struct EquationRow {
  std::string left;
  std::string relation;
  std::string right;
  Phrase remark;
};
struct Equations {
  std::vector<EquationRow> rows;
};
struct Step {
  Phrase text;
  std::vector<Step> inner;
};
/// What happens at an instant: the occasion, and what is done then.
struct Handler {
  Phrase occasion;
  std::vector<Step> steps;
};
/// What is done one after the other.
struct Protocol {
  std::vector<Step> steps;
};

using Block = std::variant<Heading, Paragraph, Verbatim, Table, Equations, Handler, Protocol>;
struct Page {
  std::vector<Block> blocks;
};

}  // namespace snn::typeset
