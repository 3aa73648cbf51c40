#pragma once
// What the checker says about a mutant, and what can be proved about one that it accepts.

#include "compiler/ast/file.h"
#include "compiler/driver/session.h"
#include "compiler/source/file_system.h"
#include "tests/mutation/mutants.h"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace snn::mutation {

enum class Verdict {
  Near,       // a message is about a line at most one away
  NearLabel,  // another place that a message shows is at most one line away
  Elsewhere,  // there are messages, about other lines
  Equal,      // accepted, and provably the same model
  Silent,     // accepted
};

/// Judges the mutants of one file.
class Judge {
 public:
  /// `text` must check without a message.
  explicit Judge(std::string_view text);
  Judge(const Judge&) = delete;
  Judge& operator=(const Judge&) = delete;

  [[nodiscard]] Verdict judge(const Mutant& mutant);
  /// The messages of the mutant judged last, a line each.
  [[nodiscard]] std::string messages() const;
  /// Whether the text itself checks without a message.
  [[nodiscard]] bool accepts_original();

 private:
  driver::Checked check(std::string text);
  [[nodiscard]] bool is_renaming(const Mutant& mutant) const;

  std::string_view text_;
  source::MemoryFileSystem files_{std::map<std::string, std::string>()};
  std::unique_ptr<driver::Session> original_session_;
  ast::File original_;
  std::unique_ptr<driver::Session> session_;
  std::size_t n_checked_ = 0;   // in this session
  std::size_t n_messages_ = 0;  // before the last check
};

}  // namespace snn::mutation
