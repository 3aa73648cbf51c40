#pragma once
// The files of a run: one for each recording, which all points of a sweep share.

#include "runtime/recording/table.h"
#include "runtime/status/status.h"
#include "runtime/writers/file_queue.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace snn::host {

class ResultFiles {
 public:
  using FileId = writers::FileQueue::FileId;

  /// At once, or rows are kept until another's `take`.
  enum class When : std::uint8_t { Now, Later };

  /// An empty directory: nothing is written.
  explicit ResultFiles(std::string directory, When when = When::Now);

  /// The file of a recording; opened when it is first asked for. `owner` tells recordings apart.
  status::Result<FileId> open(std::uint64_t owner, const std::string& name,
                              const recording::Origin& origin, const recording::Table& table);
  status::Status write(FileId file, std::vector<double> rows);
  /// Opens the files of `later` and writes its rows into them.
  status::Status take(ResultFiles& later, const recording::Origin& origin);
  /// Text that is complete, written at once.
  status::Status write_text(const std::string& name, const std::string& text);
  /// Gives the files their names.
  status::Status finish();

  [[nodiscard]] bool is_writing() const { return !directory_.empty(); }
  [[nodiscard]] const std::string& directory() const { return directory_; }
  /// In the order they were opened, within the directory.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  struct Opened {
    std::uint64_t owner = 0;
    FileId file{};
    recording::Table table;
    std::vector<double> rows = {};  // of When::Later
  };

  [[nodiscard]] std::string path_of(const std::string& name) const;
  status::Status make_directory_of(const std::string& name) const;

  std::string directory_;
  When when_;
  std::map<std::string, Opened> opened_;
  std::vector<std::string> names_;
  std::unique_ptr<writers::FileQueue> queue_;  // null until the first file
};

/// A file name for a measure: letters, digits, `-`, `_` and `.` stay, all else becomes `_`.
[[nodiscard]] std::string file_name_of(const std::string& measure);

}  // namespace snn::host
