#pragma once
// The signatures of intrinsics.def, taken apart.

#include <string_view>
#include <vector>

namespace snn::sema {

struct SignatureArg {
  std::string_view name;
  std::string_view type;
  bool is_optional = false;
  bool is_repeated = false;
};
struct Signature {
  std::vector<SignatureArg> args;
  std::string_view result;
};

/// `low: a, high: a -> a`
[[nodiscard]] Signature parse_signature(std::string_view text);

}  // namespace snn::sema
