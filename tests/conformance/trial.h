#pragma once
// One model, one target, one way to run it: the result hash that comes out.

#include "compiler/driver/session.h"
#include "compiler/ir/program.h"
#include "compiler/source/file_system.h"
#include "compiler/target/target.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace snn::conformance {

/// Nothing in it may change a bit of the result.
struct Way {
  std::size_t n_threads = 1;
  target::TargetOptions options;
};
[[nodiscard]] std::string describe(const Way& way);

enum class Verdict {
  Ready,
  Invalid,     // the checker or the elaboration says no
  NotLowered,  // valid, and beyond what can be run so far: I920, I921
};

struct Compiled {
  Verdict verdict = Verdict::Ready;
  std::string messages;  // of a model that is not ready
  std::vector<std::unique_ptr<ir::Program>> programs;
};

/// Through the driver, as `snn run` does it.
class Compiler {
 public:
  /// A path on disk.
  [[nodiscard]] Compiled compile_file(const std::string& path, bool is_f32);
  /// A text; every experiment of it.
  [[nodiscard]] Compiled compile(const std::string& text, bool is_f32);

 private:
  driver::Session& fresh_session();
  Compiled lower(driver::Checked& checked, std::size_t n_messages, bool is_f32);

  source::DiskFileSystem disk_;
  std::unique_ptr<driver::Session> session_;
  std::size_t n_compiled_ = 0;
};

/// The hash, or what stopped the run.
[[nodiscard]] std::string run_steps(const ir::Program& program, const target::Target& target,
                                    const Way& way, std::int64_t n_steps);
/// "step 12: net.P0.v[3] is 0.5 on reference, 0.25 on cpu"; the two run side by side.
[[nodiscard]] std::string first_difference(const ir::Program& program,
                                           const target::Target& reference,
                                           const target::Target& other, const Way& way,
                                           std::int64_t n_steps);

}  // namespace snn::conformance
