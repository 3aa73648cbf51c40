#include "tests/unit/compiler/typeset/latex_balance.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <vector>

namespace snn::typeset {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::string run() {
    while (at_ < text_.size() && fault_.empty())
      step();
    if (fault_.empty() && !open_.empty()) fail("open at the end: " + open_.back());
    if (fault_.empty() && is_formula_) fail("a dollar sign is open at the end");
    return fault_;
  }

 private:
  void step() {
    const char c = text_[at_++];
    switch (c) {
      case '%': at_ = std::min(text_.find('\n', at_), text_.size()); break;
      case '{': open_.emplace_back("{"); break;
      case '}': close("{"); break;
      case '$': is_formula_ = !is_formula_; break;
      case '#': fail("a bare #"); break;
      case '&': n_cells_ += open_.empty() || open_.back() != "tabular" ? 0 : 1; break;
      case '_':
      case '^':
        if (!is_formula_ && !in_display()) fail("a subscript outside of formulas");
        break;
      case '\\': command(); break;
      default: break;
    }
  }

  void command() {
    std::size_t end = at_;
    while (end < text_.size() && std::isalpha(static_cast<unsigned char>(text_[end])) != 0)
      ++end;
    if (end == at_) {
      const char sign = text_[at_++];
      if (sign == '\\') row_end();
      if (sign == '[') open_.emplace_back("\\[");
      if (sign == ']') close("\\[");
      return;
    }
    const std::string_view name = text_.substr(at_, end - at_);
    at_ = end;
    if (name == "begin") environment(true);
    if (name == "end") environment(false);
    if (name == "left") open_.emplace_back("\\left"), skip_delimiter();
    if (name == "right") close("\\left"), skip_delimiter();
  }

  void skip_delimiter() {
    if (at_ < text_.size() && text_[at_] != '\\') ++at_;
  }

  void environment(bool begins) {
    const std::size_t end = text_.find('}', at_);
    const std::string name(text_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    if (begins) {
      open_.push_back(name);
    } else {
      close(name);
    }
    if (name != "tabular") return;
    n_columns_ = 0;
    n_cells_ = 0;
  }

  void row_end() {
    if (open_.empty() || open_.back() != "tabular") return;
    if (n_columns_ == 0) n_columns_ = n_cells_ + 1;
    if (n_columns_ != n_cells_ + 1) fail("a row of another length");
    n_cells_ = 0;
  }

  bool in_display() const {
    for (const std::string& each : open_) {
      if (each == "align*" || each == "aligned" || each == "\\[") return true;
    }
    return false;
  }

  void close(const std::string& what) {
    if (open_.empty() || open_.back() != what) {
      fail("closes " + what + " inside " + (open_.empty() ? "nothing" : open_.back()));
    } else {
      open_.pop_back();
    }
  }

  void fail(const std::string& what) {
    const std::size_t begin = at_ < 60 ? 0 : at_ - 60;
    if (fault_.empty()) fault_ = what + ": " + std::string(text_.substr(begin, 80));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<std::string> open_;
  std::string fault_;
  bool is_formula_ = false;
  std::size_t n_cells_ = 0;
  std::size_t n_columns_ = 0;
};

}  // namespace

std::string latex_fault(std::string_view text) {
  return Reader(text).run();
}

}  // namespace snn::typeset
