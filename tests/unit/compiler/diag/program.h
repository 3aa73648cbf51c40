#pragma once
// A file in memory and spans found in it by their text, for tests of what is said about it.

#include "compiler/diag/diagnostic.h"
#include "compiler/source/source.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace snn::diag {

/// What the tests say; the words are the test's business.
inline constexpr DiagDef<> kTestError{Severity::Error, "U102", "cannot add"};
inline constexpr DiagDef<> kTestWarning{Severity::Warning, "D201", "state is constant"};
inline constexpr DiagDef<> kTestHint{Severity::Hint, "U110", "slow"};
inline constexpr DiagDef<> kTestNote{Severity::Note, "D208", "a limit was taken"};

struct TestProgram {
  explicit TestProgram(std::string text, std::string name = "lif.snn")
      : file(sources.add(std::move(name), std::move(text))) {}

  /// Where `part` stands, the `nth` time.
  [[nodiscard]] source::SourceSpan span(std::string_view part, int nth = 1) const {
    return span_in(file, part, nth);
  }
  [[nodiscard]] source::SourceSpan span_in(source::FileId in, std::string_view part,
                                           int nth = 1) const {
    std::size_t at = sources.file(in).text().find(part);
    for (int i = 1; i < nth; ++i)
      at = sources.file(in).text().find(part, at + 1);
    REQUIRE(at != std::string_view::npos);
    return {in, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + part.size())};
  }

  source::SourceManager sources;
  source::FileId file;
  Diagnostics diags;
};

}  // namespace snn::diag
