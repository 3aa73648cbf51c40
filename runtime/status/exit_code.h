#pragma once
// What the exit code of a program says: `snn` and the simulators that it builds.

#include "runtime/status/status.h"

namespace snn::status {

inline constexpr int kOk = 0;
/// Something is wrong with the model.
inline constexpr int kModel = 1;
/// The command could not be followed: its options, or a file it names.
inline constexpr int kUsage = 2;
/// A value became infinite or no number at all while the model ran.
inline constexpr int kNumerical = 3;
/// The network is larger than the machine or the target.
inline constexpr int kDoesNotFit = 4;
/// The user stopped the run; what was recorded until then is written.
inline constexpr int kInterrupted = 5;
/// Something is wrong with the compiler.
inline constexpr int kInternal = 70;

[[nodiscard]] inline int exit_code_of(const Status& status) {
  switch (status.code) {
    case Code::Ok: return kOk;
    case Code::Input:
    case Code::Expectation: return kModel;
    case Code::World: return kUsage;
    case Code::Memory: return kDoesNotFit;
    case Code::Numerical: return kNumerical;
    case Code::Interrupted: return kInterrupted;
  }
  return kInternal;
}

}  // namespace snn::status
