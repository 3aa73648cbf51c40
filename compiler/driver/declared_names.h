#pragma once
// Which names a file declares, without parsing it: a library of many files is searched in no time.

#include <string_view>
#include <vector>

namespace snn::driver {

/// The names behind `neuron`, `fn`, `event` … outside of all braces, in the order of the text.
[[nodiscard]] std::vector<std::string_view> declared_names(std::string_view text);

}  // namespace snn::driver
