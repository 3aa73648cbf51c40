#include "runtime/readers/swc.h"

#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace snn::readers {
namespace {

using status::Result;

constexpr std::size_t kFields = 7;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

std::optional<double> number_of(std::string_view field) {
  if (field.starts_with('+')) field.remove_prefix(1);
  double value = 0;
  const char* end = field.data() + field.size();
  const auto [rest, error] = std::from_chars(field.data(), end, value);
  if (error != std::errc() || rest != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::vector<std::string_view> fields_of(std::string_view line) {
  constexpr std::string_view kBlanks = " \t\r,";
  std::vector<std::string_view> fields;
  while (true) {
    const std::size_t begin = line.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) return fields;
    line.remove_prefix(begin);
    const std::size_t end = line.find_first_of(kBlanks);
    fields.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return fields;
    line.remove_prefix(end);
  }
}

std::string in_line(std::size_t line, const std::string& what) {
  return "line " + std::to_string(line) + ": " + what;
}

class SwcReader {
 public:
  Result<std::vector<SwcSample>> read(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (std::size_t line = 1; !text.empty() && why_.empty(); ++line) {
      const std::size_t end = text.find('\n');
      add_line(line, text.substr(0, end));
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    if (why_.empty()) find_parents();
    if (why_.empty()) put_in_order();
    if (!why_.empty()) return status::failure(status::Code::Input, why_);
    return std::move(ordered_);
  }

 private:
  void fail(std::size_t line, const std::string& what) {
    if (why_.empty()) why_ = in_line(line, what);
  }

  void add_line(std::size_t line, std::string_view text) {
    const std::vector<std::string_view> fields = fields_of(text.substr(0, text.find('#')));
    if (fields.empty()) return;
    if (fields.size() != kFields) {
      fail(line, std::to_string(fields.size()) +
                     " fields; a sample has 7: number, type, x, y, z, radius, parent");
      return;
    }
    double values[kFields] = {};
    for (std::size_t i = 0; i < kFields; ++i) {
      const std::optional<double> value = number_of(fields[i]);
      if (!value) {
        fail(line, "`" + std::string(fields[i].substr(0, 40)) + "` is no number");
        return;
      }
      values[i] = *value;
    }
    add_sample(line, values);
  }

  void add_sample(std::size_t line, const double (&values)[kFields]) {
    constexpr double kMost = 1e9;
    const double number = values[0];
    const double parent = values[6];
    if (number != std::floor(number) || number < 0 || number > kMost)
      return fail(line, "samples have whole numbers");
    if (parent != std::floor(parent) || parent < -1 || parent > kMost)
      return fail(line, "a parent is the number of a sample, or -1");
    if (values[1] != std::floor(values[1]) || std::fabs(values[1]) > kMost)
      return fail(line, "a type is a whole number");
    SwcSample sample{.number = static_cast<std::size_t>(number),
                     .type = static_cast<int>(values[1]),
                     .x = values[2],
                     .y = values[3],
                     .z = values[4],
                     .radius = values[5],
                     .parent = parent < 0 ? kNone : static_cast<std::size_t>(parent),
                     .line = line};
    const std::string name = "sample " + std::to_string(sample.number);
    if (!(sample.radius > 0)) return fail(line, "the radius of " + name + " is not above 0");
    const auto [known, is_new] = places_.emplace(sample.number, samples_.size());
    if (!is_new)
      return fail(line, name + " stands in line " + std::to_string(samples_[known->second].line) +
                            " already");
    samples_.push_back(sample);
  }

  // Numbers of parents become positions.
  void find_parents() {
    std::size_t root = kNone;
    for (std::size_t i = 0; i < samples_.size(); ++i) {
      SwcSample& sample = samples_[i];
      const std::string name = "sample " + std::to_string(sample.number);
      if (sample.parent == kNone) {
        if (root != kNone)
          return fail(sample.line, name + " is a second root; the first stands in line " +
                                       std::to_string(samples_[root].line));
        root = i;
        continue;
      }
      const auto parent = places_.find(sample.parent);
      if (parent == places_.end())
        return fail(sample.line, name + " hangs on " + std::to_string(sample.parent) +
                                     ", which is not in the file");
      sample.parent = parent->second;
    }
    if (samples_.empty()) {
      why_ = "holds no samples";
    } else if (root == kNone) {
      why_ = "has no root: no sample has the parent -1";
    } else if (samples_[root].type != kSwcSoma) {
      fail(samples_[root].line, "the root is no soma, which has type 1");
    }
    root_ = root;
  }

  // Each behind its parent. What is never reached from the root hangs on itself.
  void put_in_order() {
    std::vector<std::vector<std::size_t>> children(samples_.size());
    for (std::size_t i = 0; i < samples_.size(); ++i)
      if (i != root_) children[samples_[i].parent].push_back(i);
    std::vector<std::size_t> position(samples_.size(), kNone);
    std::vector<std::size_t> pending{root_};
    while (!pending.empty()) {
      const std::size_t at = pending.back();
      pending.pop_back();
      position[at] = ordered_.size();
      SwcSample sample = samples_[at];
      sample.parent = at == root_ ? position[at] : position[sample.parent];
      ordered_.push_back(sample);
      pending.insert(pending.end(), children[at].rbegin(), children[at].rend());
    }
    for (std::size_t i = 0; i < samples_.size(); ++i) {
      if (position[i] != kNone) continue;
      return fail(samples_[i].line, "sample " + std::to_string(samples_[i].number) +
                                        " is part of a loop: its parents lead back to it");
    }
  }

  std::vector<SwcSample> samples_;
  std::map<std::size_t, std::size_t> places_;  // by number
  std::vector<SwcSample> ordered_;
  std::size_t root_ = kNone;
  std::string why_;
};

}  // namespace

Result<std::vector<SwcSample>> read_swc(std::string_view text) {
  return SwcReader().read(text);
}

}  // namespace snn::readers
