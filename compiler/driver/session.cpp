#include "compiler/driver/session.h"

#include "compiler/driver/diagnostics.h"
#include "compiler/equations/convolutions.h"
#include "compiler/sema/check.h"
#include "compiler/syntax/parse.h"

#include <algorithm>
#include <utility>

namespace snn::driver {
namespace {

Library library_of(const source::FileSystem& files, const SessionOptions& options,
                   diag::Diagnostics& diags) {
  if (options.library_directory.empty()) return embedded_library();
  Result<Library> library = read_library(files, options.library_directory);
  if (library) return std::move(*library);
  diags.emit(kNoLibrary, {}, options.library_directory, library.error());
  return {};
}

constexpr std::string_view kReading = "read and parse";

}  // namespace

Session::Session(const source::FileSystem& files, const SessionOptions& options)
    : library_(library_of(files, options, diags_)),
      has_library_(!library_.empty()),
      loader_(files, library_, options.readable_directories, sources_, diags_) {}

std::optional<Checked> Session::check(const std::string& path) {
  if (!has_library_) return std::nullopt;
  std::optional<Loaded> loaded = timed(kReading, [&] { return loader_.load(path); });
  if (!loaded) return std::nullopt;
  named_.push_back(path);
  return check(std::move(*loaded));
}

Checked Session::check_text(const std::string& name, std::string text) {
  if (!has_library_) return {};
  return check(timed(kReading, [&] { return loader_.load_text(name, std::move(text)); }));
}

Checked Session::check(Loaded loaded) {
  Checked checked{.tree = std::move(loaded.program)};
  const std::size_t n_errors = diags_.n_errors();
  checked.model = timed("check", [&] { return sema::check(checked.tree, sources_, diags_); });
  checked.is_sound = loaded.is_sound && diags_.n_errors() == n_errors;
  if (checked.is_sound) {
    for (const equations::KernelProblem& problem : equations::replace_convolutions(checked.model))
      diags_.emit(kKernelStays, problem.span, problem.kernel, problem.text);
    checked.is_sound = diags_.n_errors() == n_errors;
  }
  return checked;
}

std::optional<ast::File> Session::parse(const std::string& path) {
  return timed(kReading, [&]() -> std::optional<ast::File> {
    const std::optional<source::FileId> file = read(path);
    if (!file) return std::nullopt;
    return syntax::parse(sources_, *file, diags_);
  });
}

std::optional<source::FileId> Session::read(const std::string& path) {
  std::optional<std::string> text = loader_.read_main(path);
  return text ? std::optional(sources_.add(path, std::move(*text))) : std::nullopt;
}

ast::File Session::parse_text(const std::string& name, std::string text) {
  return timed(kReading, [&] {
    return syntax::parse(sources_, sources_.add(name, std::move(text)), diags_);
  });
}

bool Session::is_users(source::FileId file) const {
  const std::string_view name = sources_.file(file).name();
  return std::ranges::find(named_, name) != named_.end() ||
         std::ranges::find(library_, name, &LibraryFile::shown) == library_.end();
}

void Session::add_time(std::string_view stage, std::chrono::nanoseconds spent) {
  const auto known = std::ranges::find(times_, stage, &StageTime::stage);
  if (known == times_.end()) {
    times_.push_back({stage, spent});
  } else {
    known->spent += spent;
  }
}

}  // namespace snn::driver
