#include "tests/mutation/silent_list.h"

#include <array>
#include <optional>

namespace snn::mutation {
namespace {

constexpr std::array kClasses{SilentClass::EqualMeaning, SilentClass::LegalOtherModel,
                              SilentClass::Missed};

std::optional<SilentClass> class_of_heading(std::string_view line) {
  for (const SilentClass silent_class : kClasses) {
    if (line.substr(1, line.size() - 2) == name_of(silent_class)) return silent_class;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(SilentClass silent_class) {
  switch (silent_class) {
    case SilentClass::EqualMeaning: return "equal meaning";
    case SilentClass::LegalOtherModel: return "legal other model";
    case SilentClass::Missed: return "missed";
  }
  return {};
}

SilentList::SilentList(std::string_view text) {
  std::optional<SilentClass> current;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with('[')) {
      current = class_of_heading(line);
    } else if (current) {
      classes_.emplace(line, *current);
    }
  }
}

const SilentClass* SilentList::find(const std::string& key) {
  const auto found = classes_.find(key);
  if (found == classes_.end()) return nullptr;
  used_.insert(key);
  return &found->second;
}

std::vector<std::string> SilentList::unused() const {
  std::vector<std::string> keys;
  for (const auto& [key, silent_class] : classes_) {
    if (!used_.contains(key)) keys.push_back(key);
  }
  return keys;
}

}  // namespace snn::mutation
