#pragma once
// What the compiler has to say to its user: a code, a sentence, places with labels, why, and a fix.

#include "compiler/source/source.h"

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace snn::diag {

using source::SourceSpan;

enum class Severity { Error, Warning, Hint, Note };

/// "error", "warning", "hint", "note".
[[nodiscard]] std::string_view name_of(Severity severity);

/// The code and the sentence of one message; the arguments are checked against the sentence when we
/// compile. All of a room's definitions stand in its `diagnostics.h`.
template <class... Args>
struct DiagDef {
  Severity severity;
  std::string_view code;
  fmt::format_string<Args...> sentence;
};

/// What a room tells about its messages, so that a test can prove that each one is produced.
struct DiagInfo {
  std::string_view code;
  Severity severity;
  std::string_view sentence;
};

template <class... Args>
[[nodiscard]] DiagInfo info_of(const DiagDef<Args...>& def) {
  const fmt::string_view sentence = def.sentence;
  return {def.code, def.severity, {sentence.data(), sentence.size()}};
}

struct Label {
  SourceSpan span;
  std::string text;
};

/// Replaces the text of `span`; an empty span inserts.
struct Edit {
  SourceSpan span;
  std::string replacement;
};

/// A change that, applied, compiles. `title` says it in words: "write `C * dV/dt`".
struct Fix {
  std::string title;
  std::vector<Edit> edits;
};

struct Diagnostic {
  Severity severity = Severity::Error;
  std::string_view code;
  std::string message;
  SourceSpan span;
  std::string label;           // what stands at the primary span, may be empty
  std::vector<Label> related;  // at most two: the other side, the declaration
  std::vector<std::string> notes;
  std::vector<std::string> help;
  std::vector<Fix> fixes;
};

/// Adds to a diagnostic that was just emitted; every method returns the builder.
class DiagBuilder {
 public:
  explicit DiagBuilder(Diagnostic* diagnostic) : diagnostic_(diagnostic) {}

  /// Words under the primary span.
  DiagBuilder& at(std::string text);
  /// A second place with its own words; nothing where there is none, as for built-in names.
  DiagBuilder& label(SourceSpan span, std::string text);
  /// Why it is so: shown after `=`.
  DiagBuilder& note(std::string text);
  /// What to do, in words, when no edit can be offered.
  DiagBuilder& help(std::string text);
  /// What to do, as an edit.
  DiagBuilder& fix(std::string title, SourceSpan span, std::string replacement);
  DiagBuilder& fix(std::string title, std::vector<Edit> edits);

 private:
  Diagnostic* diagnostic_;  // not owned; null when the sink is muted
};

/// Collects what the stages say. A muted sink forgets it: used where the same text was checked
/// before, as when a mechanism is put into a second neuron.
class Diagnostics {
 public:
  template <class... Args>
  DiagBuilder emit(const DiagDef<Args...>& def, SourceSpan span,
                   const std::type_identity_t<Args>&... args) {
    if (mute_depth_ > 0) return DiagBuilder(nullptr);
    Diagnostic diagnostic;
    diagnostic.severity = def.severity;
    diagnostic.code = def.code;
    diagnostic.message = fmt::vformat(def.sentence, fmt::make_format_args(args...));
    diagnostic.span = span;
    return add(std::move(diagnostic));
  }

  /// Takes over what was said to another sink.
  void pass_on(const Diagnostic& diagnostic) {
    if (mute_depth_ == 0) (void)add(diagnostic);
  }

  [[nodiscard]] bool has_errors() const { return n_errors_ > 0; }
  [[nodiscard]] std::size_t n_errors() const { return n_errors_; }
  /// In the order of emission.
  [[nodiscard]] const std::vector<Diagnostic>& all() const { return diagnostics_; }
  /// Sorted by file and place, without exact duplicates.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;

  /// While one lives, `emit` forgets.
  class [[nodiscard]] Mute {
   public:
    explicit Mute(Diagnostics& sink) : sink_(sink) { ++sink_.mute_depth_; }
    ~Mute() { --sink_.mute_depth_; }
    Mute(const Mute&) = delete;
    Mute& operator=(const Mute&) = delete;

   private:
    Diagnostics& sink_;
  };
  [[nodiscard]] bool is_muted() const { return mute_depth_ > 0; }

 private:
  DiagBuilder add(Diagnostic diagnostic);

  std::vector<Diagnostic> diagnostics_;
  std::size_t n_errors_ = 0;
  int mute_depth_ = 0;
};

}  // namespace snn::diag
