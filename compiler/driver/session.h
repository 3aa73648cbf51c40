#pragma once
// One run of the compiler: the stages in order, for one file after another, and what they say.

#include "compiler/ast/program.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/driver/library.h"
#include "compiler/driver/loader.h"
#include "compiler/model/program.h"
#include "compiler/source/file_system.h"
#include "compiler/source/source.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snn::driver {

struct SessionOptions {
  std::string library_directory;                  // empty: the library inside the program
  std::vector<std::string> readable_directories;  // besides that of each main file
};

/// A main file and all it imports.
struct Checked {
  ast::Program tree;
  model::Program model;   // as far as it is understood
  bool is_sound = false;  // there is a model, and no stage reported an error
};

/// The time a stage took, over all files.
struct StageTime {
  std::string_view stage;
  std::chrono::nanoseconds spent{};
};

class Session {
 public:
  Session(const source::FileSystem& files, const SessionOptions& options);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Nothing when the file cannot be had; why is among the messages.
  [[nodiscard]] std::optional<Checked> check(const std::string& path);
  [[nodiscard]] Checked check_text(const std::string& name, std::string text);
  /// Only the tree of one file, its imports left alone; for commands that need no meaning.
  [[nodiscard]] std::optional<ast::File> parse(const std::string& path);
  [[nodiscard]] ast::File parse_text(const std::string& name, std::string text);

  /// The text of a file that is no model: a program in text.
  [[nodiscard]] std::optional<source::FileId> read(const std::string& path);

  [[nodiscard]] const source::SourceManager& sources() const { return sources_; }
  [[nodiscard]] diag::Diagnostics& diagnostics() { return diags_; }
  /// Whether a file is the user's: named by them, or not the library's.
  [[nodiscard]] bool is_users(source::FileId file) const;
  /// The bytes of a file of numbers that the text in `naming` names, or why there are none.
  [[nodiscard]] Result<std::string> read_data(source::FileId naming,
                                              const std::string& path) const {
    return loader_.read_data(naming, path);
  }
  /// In the order in which the stages began.
  [[nodiscard]] const std::vector<StageTime>& times() const { return times_; }
  void add_time(std::string_view stage, std::chrono::nanoseconds spent);
  /// Does some work of a stage, and adds the time it takes to the stage's.
  template <class Work>
  auto timed(std::string_view stage, Work work) {
    const auto began = std::chrono::steady_clock::now();
    auto result = work();
    add_time(stage, std::chrono::steady_clock::now() - began);
    return result;
  }

 private:
  [[nodiscard]] Checked check(Loaded loaded);

  source::SourceManager sources_;
  diag::Diagnostics diags_;
  Library library_;
  bool has_library_ = true;
  Loader loader_;
  std::vector<std::string> named_;  // by the user, to be checked
  std::vector<StageTime> times_;
};

}  // namespace snn::driver
