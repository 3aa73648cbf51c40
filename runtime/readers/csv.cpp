#include "runtime/readers/numbers.h"

#include <charconv>
#include <optional>

namespace snn::readers {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> fields;
  while (true) {
    const std::size_t comma = line.find(',');
    fields.push_back(trimmed(line.substr(0, comma)));
    if (comma == std::string_view::npos) return fields;
    line.remove_prefix(comma + 1);
  }
}

std::optional<double> number_of(std::string_view field) {
  // from_chars takes no sign in front of a positive number, people do.
  if (field.starts_with('+')) field.remove_prefix(1);
  double value = 0;
  const char* end = field.data() + field.size();
  const auto [rest, error] = std::from_chars(field.data(), end, value);
  if (error != std::errc() || rest != end || field.empty()) return std::nullopt;
  return value;
}

std::string in_line(std::size_t line, std::string_view what) {
  return "line " + std::to_string(line) + " " + std::string(what);
}

class CsvReader {
 public:
  Result<Numbers> read(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (std::size_t line = 1; !text.empty(); ++line) {
      const std::size_t end = text.find('\n');
      add_line(line, trimmed(text.substr(0, end)));
      if (!why_.empty()) return status::failure(status::Code::Input, why_);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    if (n_rows_ == 0) return status::failure(status::Code::Input, "holds no numbers");
    numbers_.shape = {n_rows_, n_fields_};
    return std::move(numbers_);
  }

 private:
  void add_line(std::size_t line, std::string_view text) {
    if (text.empty() || text.starts_with('#')) return;
    const std::vector<std::string_view> fields = fields_of(text);
    if (n_fields_ == 0) {
      n_fields_ = fields.size();
      if (take_names(fields)) return;
    }
    if (fields.size() != n_fields_) {
      why_ = in_line(line, "has " + std::to_string(fields.size()) + " fields, the first has " +
                               std::to_string(n_fields_));
      return;
    }
    for (const std::string_view field : fields) {
      const auto value = number_of(field);
      if (!value) {
        why_ =
            in_line(line, "holds `" + std::string(field.substr(0, 40)) + "`, which is no number");
        return;
      }
      numbers_.values.push_back(*value);
    }
    ++n_rows_;
  }

  bool take_names(const std::vector<std::string_view>& fields) {
    for (const std::string_view field : fields) {
      if (field.empty() || number_of(field)) return false;
    }
    numbers_.columns.assign(fields.begin(), fields.end());
    return true;
  }

  Numbers numbers_;
  std::size_t n_rows_ = 0;
  std::size_t n_fields_ = 0;
  std::string why_;
};

}  // namespace

Result<Numbers> read_csv(std::string_view text) {
  return CsvReader().read(text);
}

}  // namespace snn::readers
