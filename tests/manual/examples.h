#pragma once
// The examples of a manual: blocks of Markdown fenced as `snn`, with what their fence promises.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace snn::manual {

enum class Promise {
  Clean,     // ```snn             checks without a message
  Mistake,   // ```snn error=U101  is reported with exactly that code
  Fragment,  // ```snn fragment    is no file of its own
};

struct Example {
  /// Of the fence, from 1.
  std::size_t line = 0;
  Promise promise = Promise::Clean;
  /// Of a Mistake.
  std::string code;
  std::string text;
};

struct Examples {
  std::vector<Example> list;
  /// Fences that cannot be read, as `line: what is wrong`.
  std::vector<std::string> mistakes;
};

[[nodiscard]] Examples read_examples(std::string_view markdown);

}  // namespace snn::manual
