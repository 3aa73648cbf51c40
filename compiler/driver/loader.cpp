#include "compiler/driver/loader.h"

#include "compiler/driver/diagnostics.h"
#include "compiler/support/edit_distance.h"
#include "compiler/syntax/parse.h"

#include <algorithm>
#include <filesystem>
#include <utility>
#include <variant>

namespace snn::driver {
namespace {

std::string directory_of(const std::string& path) {
  const std::string directory = std::filesystem::path(path).parent_path().generic_string();
  return directory.empty() ? "." : directory;
}

std::string name_in_directory(const std::string& path) {
  return std::filesystem::path(path).filename().generic_string();
}

source::SourceSpan span_of(const ast::Import& import) {
  return import.path ? import.path_span : import.module.span;
}

}  // namespace

Loader::Loader(const source::FileSystem& files, const Library& library,
               const std::vector<std::string>& readable_directories, source::SourceManager& sources,
               diag::Diagnostics& diags)
    : files_on_disk_(files),
      library_(library),
      resolver_(files, library, readable_directories, diags),
      sources_(sources),
      diags_(diags) {}

std::optional<Loaded> Loader::load(const std::string& path) {
  load_prelude();
  resolver_.set_root(directory_of(path));
  const FilePlace place = resolver_.place_of(path);
  const auto known = by_key_.find(place.key);
  if (known != by_key_.end()) return assemble(known->second);
  std::optional<std::string> text = read_main(path);
  if (!text) return std::nullopt;
  if (const auto prelude = prelude_file(place, *text)) return assemble(*prelude);
  const std::size_t main = parse(place, std::move(*text));
  follow_imports(main);
  return assemble(main);
}

/// The prelude is visible everywhere; a file of it that is checked by itself must not meet itself.
std::optional<std::size_t> Loader::prelude_file(const FilePlace& place,
                                                const std::string& text) const {
  for (const std::size_t index : prelude_) {
    const LibraryFile& file = *files_[index].place.library_file;
    if (file.text == text || files_on_disk_.canonical(file.shown) == place.key) return index;
  }
  return std::nullopt;
}

Loaded Loader::load_text(const std::string& name, std::string text) {
  load_prelude();
  resolver_.set_root(".");
  const std::size_t main = parse({nullptr, name, "text:" + name}, std::move(text));
  follow_imports(main);
  return assemble(main);
}

std::optional<std::string> Loader::read_main(const std::string& path) {
  switch (files_on_disk_.kind(path)) {
    case source::PathKind::Missing: {
      auto builder = diags_.emit(kMissingFile, {}, path);
      const std::vector<std::string> names = files_on_disk_.list(directory_of(path));
      const std::vector<std::string_view> views(names.begin(), names.end());
      if (const auto near = nearest_name(name_in_directory(path), views))
        builder.help(fmt::format("did you mean `{}`?", *near));
      return std::nullopt;
    }
    case source::PathKind::Directory:
      diags_.emit(kDirectory, {}, path).help("name the files in it");
      return std::nullopt;
    case source::PathKind::File:
    case source::PathKind::Other: break;
  }
  Result<std::string> text = files_on_disk_.read(path);
  if (!text) {
    diags_.emit(kUnreadable, {}, path, text.error());
    return std::nullopt;
  }
  return std::move(*text);
}

Result<std::string> Loader::read_data(source::FileId naming, const std::string& path) const {
  const auto found = std::ranges::find_if(
      files_, [&](const Parsed& parsed) { return parsed.tree.source == naming; });
  SNN_CHECK(found != files_.end(), "file {} was never loaded", naming.index);
  return resolver_.read_data(found->place, path);
}

void Loader::load_prelude() {
  if (!prelude_.empty()) return;
  for (const LibraryFile& file : library_) {
    if (!is_prelude(file)) continue;
    prelude_.push_back(parse(resolver_.place_of(file), file.text));
  }
  for (const std::size_t index : prelude_)
    follow_imports(index);
}

std::size_t Loader::parse(FilePlace place, std::string text) {
  const std::size_t index = files_.size();
  const source::FileId source = sources_.add(place.path, std::move(text));
  by_key_.emplace(place.key, index);
  const std::size_t n_before = diags_.all().size();
  const std::size_t n_errors = diags_.n_errors();
  Parsed& parsed = files_.emplace_back(
      Parsed{.place = std::move(place), .tree = syntax::parse(sources_, source, diags_)});
  if (diags_.n_errors() == n_errors && parsed.tree.top.empty()) {
    diags_.emit(kDeclaresNothing, {source, 0, 0}, parsed.place.path)
        .help("a model file declares at least one neuron, synapse, network or experiment");
  }
  for (std::size_t i = n_before; i < diags_.all().size(); ++i) {
    const diag::Diagnostic& told = diags_.all()[i];
    if (told.severity == diag::Severity::Error) parsed.damage.push_back(told.span);
  }
  return index;
}

void Loader::follow_imports(std::size_t index) {
  open_files_.push_back(index);
  Parsed& parsed = files_[index];
  for (const ast::ItemId item : parsed.tree.top) {
    const auto* import = std::get_if<ast::Import>(&parsed.tree[item].kind);
    if (import == nullptr) continue;
    const auto places = resolver_.resolve(*import, parsed.place);
    Import& followed = parsed.imports.emplace_back(Import{.item = item});
    if (!places) {
      parsed.lacks_imports = true;
      continue;
    }
    for (const FilePlace& place : *places) {
      const std::optional<std::size_t> file = open(place, span_of(*import));
      if (file) followed.files.push_back(*file);
      parsed.lacks_imports = parsed.lacks_imports || !file;
    }
  }
  open_files_.pop_back();
}

std::optional<std::size_t> Loader::open(const FilePlace& place, source::SourceSpan import_span) {
  const auto known = by_key_.find(place.key);
  if (known != by_key_.end()) {
    const bool is_cycle = std::ranges::find(open_files_, known->second) != open_files_.end();
    if (!is_cycle) return known->second;
    report_cycle(known->second, import_span);
    return std::nullopt;
  }
  std::size_t index = 0;
  if (place.library_file != nullptr) {
    index = parse(place, place.library_file->text);
  } else {
    Result<std::string> text = files_on_disk_.read(place.path);
    if (!text) {
      diags_.emit(kUnreadable, import_span, place.path, text.error());
      return std::nullopt;
    }
    index = parse(place, std::move(*text));
  }
  follow_imports(index);
  return index;
}

void Loader::report_cycle(std::size_t closing, source::SourceSpan import_span) {
  std::string path;
  const auto first = std::ranges::find(open_files_, closing);
  for (auto file = first; file != open_files_.end(); ++file)
    path += fmt::format("`{}` → ", files_[*file].place.path);
  path += fmt::format("`{}`", files_[closing].place.path);
  diags_.emit(kImportCycle, import_span, path)
      .help("move what both need into a file that imports neither");
}

Loaded Loader::assemble(std::size_t main) {
  Loaded loaded;
  std::map<std::size_t, ast::ModuleId> done;
  for (const std::size_t index : prelude_)
    add_modules(index, done, loaded);
  add_modules(main, done, loaded);
  return loaded;
}

void Loader::add_modules(std::size_t index, std::map<std::size_t, ast::ModuleId>& done,
                         Loaded& loaded) {
  if (done.contains(index)) return;
  const Parsed& parsed = files_[index];
  std::vector<ast::ResolvedImport> imports;
  for (const Import& import : parsed.imports) {
    ast::ResolvedImport& resolved = imports.emplace_back();
    resolved.item = import.item;
    for (const std::size_t file : import.files) {
      add_modules(file, done, loaded);
      resolved.modules.push_back(done.at(file));
    }
  }
  const LibraryFile* library_file = parsed.place.library_file;
  done[index] = loaded.program.modules.push_back(
      {.path = parsed.place.path,
       .is_library = library_file != nullptr,
       .is_prelude = library_file != nullptr && is_prelude(*library_file),
       .file = parsed.tree,
       .imports = std::move(imports),
       .damage = parsed.damage,
       .lacks_imports = parsed.lacks_imports});
  loaded.is_sound = loaded.is_sound && parsed.is_sound();
}

}  // namespace snn::driver
