#include "tests/unit/compiler/format/disturb.h"

#include "compiler/source/source.h"
#include "compiler/syntax/lexemes.h"

#include <cstddef>
#include <vector>

namespace snn::format {
namespace {

class Disturber {
 public:
  Disturber(const Disturbance& kind, std::mt19937& random) : kind_(kind), random_(random) {}

  /// What stands in place of `gap` behind a word that ends with `last`.
  std::string between(char last, std::string_view gap) {
    std::string result(gap);
    const bool has_comment = gap.find('#') != std::string_view::npos;
    const bool has_line_end = gap.find('\n') != std::string_view::npos;
    if (has_line_end && !has_comment && happens(kind_.joining)) result = " ";
    const bool may_end_item = std::string_view("{,;").find(last) == std::string_view::npos;
    if (has_line_end && may_end_item && happens(kind_.separator)) result = ";" + result;
    if (happens(kind_.line_end)) result += happens(0.2) ? "\n\n\n  " : "\n";
    if (happens(kind_.blanks)) result += happens(0.5) ? "   " : "\t";
    if (happens(kind_.comment)) result += comment();
    return result;
  }

 private:
  bool happens(double probability) {
    return std::uniform_real_distribution<double>(0, 1)(random_) < probability;
  }

  std::string comment() {
    std::string result = happens(0.5) ? "\n" : " ";
    if (happens(0.2)) result += "\r\n\n";
    result += happens(0.3) ? "## " : "# ";
    result += "µ" + std::to_string(++n_comments_) + (happens(0.2) ? "  \n" : "\n");
    if (happens(0.2)) result += "\n  ";
    return result;
  }

  const Disturbance& kind_;
  std::mt19937& random_;
  int n_comments_ = 0;
};

}  // namespace

std::string disturbed(std::string_view text, const Disturbance& kind, std::mt19937& random) {
  Disturber disturber(kind, random);
  std::string result;
  std::size_t at = 0;
  char last = ';';
  for (const syntax::Lexeme& each : syntax::lex(text, source::FileId(0)).lexemes) {
    result += disturber.between(last, text.substr(at, each.begin - at));
    result += text.substr(each.begin, each.end - each.begin);
    last = text[each.end - 1];
    at = each.end;
  }
  result += disturber.between(last, text.substr(at));
  return result;
}

}  // namespace snn::format
