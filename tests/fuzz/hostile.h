#pragma once
// Texts that nobody writes by accident: one construct repeated without end, towers of braces,
// models that double at every level.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace snn::fuzz {

struct Hostile {
  std::string name;
  /// A text of about so many bytes.
  std::function<std::string(std::size_t n_bytes)> text;
};

[[nodiscard]] std::vector<Hostile> hostile_inputs();

}  // namespace snn::fuzz
