#include "compiler/driver/import_resolver.h"

#include "compiler/driver/declared_names.h"
#include "compiler/driver/diagnostics.h"
#include "compiler/support/edit_distance.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace snn::driver {
namespace {

constexpr std::string_view kLibraryName = "std";

/// `neurons` of `std.neurons`, `neurons/lif` of `std.neurons.lif`.
std::string path_in_library(const ast::QualifiedName& module) {
  std::string path;
  for (std::size_t i = 1; i < module.parts.size(); ++i) {
    if (!path.empty()) path += '/';
    path += module.parts[i].text;
  }
  return path;
}

std::string dotted(std::string path) {
  std::ranges::replace(path, '/', '.');
  return path.empty() ? std::string(kLibraryName) : fmt::format("{}.{}", kLibraryName, path);
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

std::string joined(const std::string& folder, const std::string& path) {
  return (std::filesystem::path(folder) / path).lexically_normal().generic_string();
}

std::vector<std::string_view> views_of(const std::vector<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

/// Folders and files of one folder of the library, as an import names them.
std::vector<std::string> names_in(const Library& library, const std::string& folder) {
  const std::string prefix = folder.empty() ? "" : folder + "/";
  std::set<std::string> names;
  for (const LibraryFile& file : library) {
    if (!file.path.starts_with(prefix)) continue;
    const std::string rest = file.path.substr(prefix.size());
    names.insert(rest.substr(0, rest.find_first_of("/.")));
  }
  return {names.begin(), names.end()};
}

bool declares(const LibraryFile& file, std::string_view name) {
  const std::vector<std::string_view> names = declared_names(file.text);
  return std::ranges::find(names, name) != names.end();
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names)
    text += fmt::format("{}`{}`", text.empty() ? "" : ", ", name);
  return text;
}

}  // namespace

ImportResolver::ImportResolver(const source::FileSystem& files, const Library& library,
                               const std::vector<std::string>& readable_directories,
                               diag::Diagnostics& diags)
    : files_(files), library_(library), readable_{""}, diags_(diags) {
  for (const std::string& directory : readable_directories)
    readable_.push_back(files_.canonical(directory));
}

void ImportResolver::set_root(const std::string& directory) {
  root_ = directory;
  readable_.front() = files_.canonical(directory);
}

FilePlace ImportResolver::place_of(const LibraryFile& file) const {
  return {&file, file.shown, "std:" + file.path};
}

FilePlace ImportResolver::place_of(const std::string& path) const {
  return {nullptr, path, files_.canonical(path)};
}

std::optional<std::vector<FilePlace>> ImportResolver::resolve(const ast::Import& import,
                                                              const FilePlace& importing) const {
  return import.path ? resolve_path(import, importing) : resolve_module(import);
}

bool ImportResolver::may_read(const std::string& path) const {
  const std::string canonical = files_.canonical(path);
  return std::ranges::any_of(readable_, [&](const std::string& directory) {
    const bool is_all = directory.empty() || directory == "." || directory == "/";
    return is_all || canonical.starts_with(directory + "/");
  });
}

ImportResolver::Places ImportResolver::resolve_path(const ast::Import& import,
                                                    const FilePlace& importing) const {
  const std::string& written = *import.path;
  if (importing.library_file != nullptr) {
    const std::string path = joined(folder_of(importing.library_file->path), written);
    if (const LibraryFile* file = find(library_, path)) return {{place_of(*file)}};
    report_missing_file(import, path);
    return std::nullopt;
  }
  const std::string path = joined(folder_of(importing.path), written);
  const bool is_absolute = written.starts_with('/');
  if (is_absolute || !may_read(path)) {
    diags_.emit(kOutside, import.path_span, written)
        .note(
            "a model reads only what lies beside it or below, so that it can be given away as a "
            "folder")
        .help("copy the file there, or permit its directory: `--allow-read DIR`");
    return std::nullopt;
  }
  switch (files_.kind(path)) {
    case source::PathKind::Missing: report_missing_file(import, path); return std::nullopt;
    case source::PathKind::Directory:
      diags_.emit(kDirectory, import.path_span, written);
      return std::nullopt;
    case source::PathKind::File:
    case source::PathKind::Other: break;
  }
  return {{place_of(path)}};
}

Result<std::string> ImportResolver::read_data(const FilePlace& naming,
                                              const std::string& written) const {
  const std::string folder = naming.library_file != nullptr ? root_ : folder_of(naming.path);
  const std::string path = written.starts_with('/') ? written : joined(folder, written);
  if (!may_read(path)) {
    return Failure{
        "lies outside the directory of the model; permit its directory: `--allow-read DIR`"};
  }
  return files_.read(path, source::kLargestData);
}

void ImportResolver::report_missing_file(const ast::Import& import, const std::string& path) const {
  auto builder = diags_.emit(kNoSuchModule, import.path_span, fmt::format("file `{}`", path));
  const std::string folder = folder_of(path);
  const std::string name = folder.empty() ? path : path.substr(folder.size() + 1);
  const std::vector<std::string> names = files_.list(folder);
  if (const auto near = nearest_name(name, views_of(names))) {
    const std::string folder_written = folder_of(*import.path);
    const std::string better =
        folder_written.empty() ? std::string(*near) : fmt::format("{}/{}", folder_written, *near);
    builder.fix(fmt::format("did you mean `{}`?", better), import.path_span,
                fmt::format("\"{}\"", better));
  }
}

ImportResolver::Places ImportResolver::resolve_module(const ast::Import& import) const {
  const std::vector<ast::Name>& parts = import.module.parts;
  if (parts.empty() || parts.front().text != kLibraryName) {
    const std::string name(parts.empty() ? "" : parts.front().text);
    diags_.emit(kNoSuchModule, import.module.span, fmt::format("module `{}`", name))
        .note("modules with dots are those of the library, `std`; a file is imported by its path")
        .help(fmt::format("import \"{}.snn\"", name));
    return std::nullopt;
  }
  const std::string path = path_in_library(import.module);
  if (const LibraryFile* file = find(library_, path + ".snn")) return with_names(import, {file});
  const std::vector<const LibraryFile*> files = files_in(library_, path);
  if (path.empty() || files.empty()) {
    report_missing_module(import, path);
    return std::nullopt;
  }
  return with_names(import, files);
}

void ImportResolver::report_missing_module(const ast::Import& import,
                                           const std::string& path) const {
  const source::SourceSpan span = import.module.span;
  if (path.empty()) {
    diags_.emit(kNoSuchModule, span, "single module `std`")
        .help(fmt::format("name one of its folders: {}", listed(names_in(library_, ""))));
    return;
  }
  const std::string folder = folder_of(path);
  const std::string name = path.substr(folder.empty() ? 0 : folder.size() + 1);
  auto builder = diags_.emit(kNoSuchModule, span, fmt::format("module `{}`", dotted(path)));
  for (const LibraryFile* file : files_in(library_, folder)) {
    if (!declares(*file, name)) continue;
    const std::string better = fmt::format("{}.{{{}}}", dotted(folder), name);
    builder.fix(fmt::format("a declaration stands in braces: `{}`", better), span, better);
    return;
  }
  const std::vector<std::string> names = names_in(library_, folder);
  if (names.empty()) return;
  if (const auto near = nearest_name(name, views_of(names))) {
    builder.fix(fmt::format("did you mean `{}`?", *near), import.module.parts.back().span,
                std::string(*near));
  } else {
    builder.help(fmt::format("`{}` has {}", dotted(folder), listed(names)));
  }
}

ImportResolver::Places ImportResolver::with_names(
    const ast::Import& import, const std::vector<const LibraryFile*>& candidates) const {
  std::set<const LibraryFile*> wanted;
  if (import.names.empty()) wanted.insert(candidates.begin(), candidates.end());
  bool all_found = true;
  for (const ast::Name& name : import.names) {
    if (name.text.empty()) continue;
    const auto found = std::ranges::find_if(
        candidates, [&](const LibraryFile* file) { return declares(*file, name.text); });
    if (found != candidates.end()) {
      wanted.insert(*found);
      continue;
    }
    all_found = false;
    std::vector<std::string_view> known;
    for (const LibraryFile* file : candidates) {
      for (const std::string_view declared : declared_names(file->text))
        known.push_back(declared);
    }
    auto builder =
        diags_.emit(kNoSuchImport, name.span, dotted(path_in_library(import.module)), name.text);
    if (const auto near = nearest_name(name.text, known)) {
      builder.fix(fmt::format("did you mean `{}`?", *near), name.span, std::string(*near));
    }
  }
  if (!all_found) return std::nullopt;
  std::vector<FilePlace> places;
  for (const LibraryFile* file : candidates) {
    if (wanted.contains(file)) places.push_back(place_of(*file));
  }
  return places;
}

}  // namespace snn::driver
