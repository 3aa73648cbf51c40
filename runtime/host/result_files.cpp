#include "runtime/host/result_files.h"

#include "runtime/writers/pending_file.h"
#include "runtime/writers/writer.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace snn::host {

using recording::Table;
using status::Code;
using status::Result;
using status::Status;

namespace fs = std::filesystem;

namespace {

// A model may not write beside the directory of its results.
bool leaves_directory(const fs::path& path) {
  return path.is_absolute() ||
         std::any_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".."; });
}

}  // namespace

ResultFiles::ResultFiles(std::string directory, When when)
    : directory_(std::move(directory)), when_(when) {}

std::string ResultFiles::path_of(const std::string& name) const {
  return (fs::path(directory_) / name).string();
}

Status ResultFiles::make_directory_of(const std::string& name) const {
  const fs::path folder = fs::path(path_of(name)).parent_path();
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) return status::ok();
  return status::failure(Code::World,
                         "cannot make the directory `" + folder.string() + "`: " + error.message());
}

Result<ResultFiles::FileId> ResultFiles::open(std::uint64_t owner, const std::string& name,
                                              const recording::Origin& origin, const Table& table) {
  const auto known = opened_.find(name);
  if (known != opened_.end()) {
    if (known->second.owner != owner)
      return status::failure(Code::Input, "two recordings go to `" + name + "`");
    if (known->second.table != table) {
      return status::failure(Code::Input, "`" + name +
                                              "` would have other columns in this point of the "
                                              "sweep than in the first");
    }
    return known->second.file;
  }
  if (leaves_directory(name)) {
    return status::failure(Code::Input, "`" + name + "` lies outside the directory of the results");
  }
  if (Status status = writers::check_name(name); !status) return status;
  if (when_ == When::Later) {
    const auto file = static_cast<FileId>(names_.size());
    opened_.emplace(name, Opened{.owner = owner, .file = file, .table = table});
    names_.push_back(name);
    return file;
  }
  if (Status status = make_directory_of(name); !status) return status;
  if (!queue_) queue_ = std::make_unique<writers::FileQueue>();
  Result<FileId> file = queue_->open(path_of(name), origin, table);
  if (!file) return file.status();
  opened_.emplace(name, Opened{.owner = owner, .file = *file, .table = table});
  names_.push_back(name);
  return *file;
}

Status ResultFiles::write(FileId file, std::vector<double> rows) {
  if (when_ == When::Now) return queue_->write(file, std::move(rows));
  std::vector<double>& kept = opened_.at(names_[static_cast<std::size_t>(file)]).rows;
  kept.insert(kept.end(), rows.begin(), rows.end());
  return status::ok();
}

Status ResultFiles::take(ResultFiles& later, const recording::Origin& origin) {
  for (const std::string& name : later.names_) {
    Opened& kept = later.opened_.at(name);
    Result<FileId> file = open(kept.owner, name, origin, kept.table);
    if (!file) return file.status();
    if (kept.rows.empty()) continue;
    if (Status status = write(*file, std::move(kept.rows)); !status) return status;
  }
  return status::ok();
}

Status ResultFiles::write_text(const std::string& name, const std::string& text) {
  if (Status status = make_directory_of(name); !status) return status;
  Result<writers::PendingFile> file = writers::PendingFile::create(path_of(name));
  if (!file) return file.status();
  if (Status status = file->write(text); !status) return status;
  return file->commit();
}

Status ResultFiles::finish() {
  return queue_ ? queue_->finish() : status::ok();
}

std::string file_name_of(const std::string& measure) {
  constexpr std::string_view kKept =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
  std::string name;
  for (const char c : measure) {
    const bool is_kept = kKept.find(c) != std::string_view::npos;
    if (is_kept) name += c;
    if (!is_kept && !name.empty() && name.back() != '_') name += '_';
  }
  while (!name.empty() && name.back() == '_')
    name.pop_back();
  return name.empty() ? "recording" : name;
}

}  // namespace snn::host
