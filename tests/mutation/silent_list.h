#pragma once
// The reviewed list of mutants that are accepted without a message: silent.txt.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace snn::mutation {

enum class SilentClass {
  EqualMeaning,     // the model means the same
  LegalOtherModel,  // another model, as good as the first: nobody can know
  Missed,           // a reader would see the mistake, and we do not
};

[[nodiscard]] std::string_view name_of(SilentClass silent_class);

/// Mutants by what is shown of them. Headings `[class]` stand above the lines of a class; lines
/// that begin with `#` say why.
class SilentList {
 public:
  /// Lines under a heading that names no class are left out.
  explicit SilentList(std::string_view text);

  /// The class of a mutant; null when it was never reviewed.
  [[nodiscard]] const SilentClass* find(const std::string& key);
  /// What was reviewed and never asked for.
  [[nodiscard]] std::vector<std::string> unused() const;

 private:
  std::map<std::string, SilentClass> classes_;
  std::set<std::string> used_;
};

}  // namespace snn::mutation
