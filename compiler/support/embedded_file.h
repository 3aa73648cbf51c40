#pragma once
// A text file that the build put into the program.

#include <string_view>

namespace snn {

struct EmbeddedFile {
  /// Below the folder that was embedded, as in `neurons/lif.snn`.
  std::string_view path;
  std::string_view text;
};

}  // namespace snn
