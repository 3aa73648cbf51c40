#pragma once
// Reads stretch after stretch into one tree, says what does not fit, and mends it where the meaning
// is plain. Private to the room.

#include "compiler/diag/diagnostic.h"
#include "compiler/syntax/complaints.h"
#include "compiler/syntax/grammar_parser.h"
#include "compiler/syntax/stretches.h"
#include "compiler/syntax/tree_builder.h"

#include <set>
#include <string_view>

namespace snn::syntax {

class StretchReader {
 public:
  /// `text` is the file's, without what is not text.
  StretchReader(ast::File& file, const source::SourceManager& sources, std::string_view text,
                diag::Diagnostics& diags);

  void read(Stretch stretch);

 private:
  /// Says what is wrong; the change after which it is right, if there is one.
  std::optional<Repair> complain(const Stretch& stretch, const Failure& failure);
  std::optional<Repair> find_and_say(const Stretch& stretch, const Failure& failure,
                                     Complaints& complaints);
  [[nodiscard]] bool is_echo(const Stretch& stretch, const Failure& failure) const;
  [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const;

  ast::File& file_;
  const source::SourceManager& sources_;
  diag::Diagnostics& diags_;
  std::string_view text_;
  GrammarParser parser_;
  GrammarParser trial_;
  TreeBuilder builder_;
  std::set<std::uint32_t> told_lines_;  // one message a line: the rest is often its echo
  std::size_t n_failures_ = 0;
  std::size_t trial_budget_;
  std::size_t reread_budget_;
};

}  // namespace snn::syntax
