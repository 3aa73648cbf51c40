// Any bytes at all as a program in text: parsing ends, and what it gives prints and parses to the
// same text.
#include "compiler/ir/text/parse.h"
#include "compiler/ir/text/print.h"
#include "compiler/support/check.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace {

std::optional<snn::ir::Program> parsed(std::string text) {
  snn::source::SourceManager sources;
  snn::diag::Diagnostics diags;
  return snn::ir::parse(sources, sources.add("input.snir", std::move(text)), diags);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto program = parsed(std::string(reinterpret_cast<const char*>(data), size));
  if (!program) return 0;
  const std::string text = snn::ir::print(*program);
  const auto again = parsed(text);
  SNN_CHECK(again.has_value(), "what was printed cannot be parsed:\n{}", text);
  SNN_CHECK(snn::ir::print(*again) == text, "another text:\n{}", text);
  return 0;
}
