#pragma once
// Does with a text everything the front end can do with it, and stops the program when a promise is
// broken: messages that point outside of the text, errors that nobody reported, unstable
// formatting.

#include "compiler/driver/session.h"
#include "compiler/source/file_system.h"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace snn::fuzz {

/// Reads one input after another. The prelude is parsed anew only now and then, so that most of the
/// time goes into the inputs.
class Reader {
 public:
  Reader() = default;
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// A line `# --- other.snn` begins a second file, which the first may import.
  void read(std::string_view input);

 private:
  void begin_session();

  source::MemoryFileSystem files_{std::map<std::string, std::string>()};
  std::unique_ptr<driver::Session> session_;
  std::size_t n_read_ = 0;  // in this session
};

}  // namespace snn::fuzz
