#pragma once
// A model file of any size: areas of a cortex, each with its own cells, receptors, synapses, rules,
// network and experiment, as in the library's files.

#include <cstddef>
#include <string>

namespace snn::bench {

/// The shortest such text of at least `n_bytes`; the same for the same size.
[[nodiscard]] std::string large_model(std::size_t n_bytes);

}  // namespace snn::bench
