#include "compiler/ir/op_table.h"

#include "compiler/ir/op.h"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

namespace snn::ir {
namespace {

std::string_view result_of(ResultRule rule) {
  switch (rule) {
    case ResultRule::None: return "-";
    case ResultRule::Same: return "as a";
    case ResultRule::Second: return "as b";
    case ResultRule::Bool: return "bool";
    case ResultRule::Given: return "written";
    case ResultRule::Many: return "several";
  }
  return "";
}

std::string_view attribute_of(AttributeKind kind) {
  switch (kind) {
    case AttributeKind::None: return "-";
    case AttributeKind::Number: return "number";
    case AttributeKind::Field: return "frame, field";
    case AttributeKind::Global: return "global";
    case AttributeKind::Frame: return "frame";
    case AttributeKind::Population: return "population";
    case AttributeKind::Data: return "data";
    case AttributeKind::Stream: return "stream";
    case AttributeKind::Integer: return "integer";
    case AttributeKind::Text: return "text";
  }
  return "";
}

std::string traits_of(const OpInfo& row) {
  constexpr std::array<std::pair<Trait, std::string_view>, 12> kNames{
      {{kPure, "pure"},
       {kCommutative, "commutative"},
       {kFloat, "floats"},
       {kWhole, "integers"},
       {kTruth, "truth"},
       {kNumeric, "numbers"},
       {kReads, "reads"},
       {kWrites, "writes"},
       {kRandom, "random"},
       {kRegion, "blocks"},
       {kSetup, "set-up only"},
       {kEnds, "ends a block"}}};
  std::string text;
  for (const auto& [trait, name] : kNames) {
    if (row.has(trait)) text += fmt::format("{}{}", text.empty() ? "" : ", ", name);
  }
  return text;
}

/// A bar ends a cell of a Markdown table.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '|') result += '\\';
    result += c;
  }
  return result;
}

}  // namespace

std::string op_table() {
  std::string text =
      "| op | operands | behind the op | result | traits | meaning |\n|---|---|---|---|---|---|\n";
  for (int i = 0; i < n_ops(); ++i) {
    const OpInfo& row = info(static_cast<Op>(i));
    const std::string arity = row.arity == kVariadic ? "any" : fmt::format("{}", row.arity);
    text += fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", row.name, arity,
                        attribute_of(row.attribute), result_of(row.result), traits_of(row),
                        escaped(row.meaning));
  }
  return text;
}

}  // namespace snn::ir
