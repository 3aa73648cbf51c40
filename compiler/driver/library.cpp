#include "compiler/driver/library.h"

#include "compiler/library/library.h"

#include <algorithm>
#include <filesystem>

namespace snn::driver {
namespace {

constexpr std::string_view kPrelude = "prelude/";
constexpr int kDeepestFolder = 8;

std::string joined(const std::string& folder, const std::string& name) {
  if (folder.empty() || name.empty()) return folder + name;
  return fmt::format("{}/{}", folder, name);
}

/// Collects below `root/folder`; returns why a file cannot be had, or nothing.
std::string collect(const source::FileSystem& files, const std::string& root,
                    const std::string& folder, int depth, Library& library) {
  const std::string directory = joined(root, folder);
  for (const std::string& name : files.list(directory)) {
    const std::string path = joined(folder, name);
    const std::string shown = joined(root, path);
    if (files.kind(shown) == source::PathKind::Directory && depth < kDeepestFolder) {
      std::string problem = collect(files, root, path, depth + 1, library);
      if (!problem.empty()) return problem;
    } else if (name.ends_with(".snn")) {
      Result<std::string> text = files.read(shown);
      if (!text) return fmt::format("its file `{}` {}", path, text.error());
      library.push_back({path, shown, std::move(*text)});
    }
  }
  return {};
}

}  // namespace

Library embedded_library() {
  Library library;
  for (const EmbeddedFile& file : library::files()) {
    library.push_back(
        {std::string(file.path), fmt::format("std/{}", file.path), std::string(file.text)});
  }
  return library;
}

Result<Library> read_library(const source::FileSystem& files, const std::string& directory) {
  std::string root = directory;
  while (root.size() > 1 && root.ends_with('/'))
    root.pop_back();
  switch (files.kind(root)) {
    case source::PathKind::Missing: return Failure{"it does not exist"};
    case source::PathKind::File:
    case source::PathKind::Other: return Failure{"it is not a directory"};
    case source::PathKind::Directory: break;
  }
  Library library;
  std::string problem = collect(files, root, "", 0, library);
  if (!problem.empty()) return Failure{std::move(problem)};
  if (std::ranges::none_of(library, is_prelude))
    return Failure{"it has no folder `prelude` with `.snn` files"};
  std::ranges::sort(library, {}, &LibraryFile::path);
  return library;
}

bool is_prelude(const LibraryFile& file) {
  return file.path.starts_with(kPrelude);
}

const LibraryFile* find(const Library& library, std::string_view path) {
  const auto found = std::ranges::lower_bound(library, path, {}, &LibraryFile::path);
  return found != library.end() && found->path == path ? &*found : nullptr;
}

std::vector<const LibraryFile*> files_in(const Library& library, std::string_view folder) {
  const std::string prefix = std::string(folder) + "/";
  std::vector<const LibraryFile*> found;
  for (const LibraryFile& file : library) {
    if (file.path.starts_with(prefix)) found.push_back(&file);
  }
  return found;
}

}  // namespace snn::driver
