#pragma once
// What the exit code of `snn` says.

namespace snn::cli {

inline constexpr int kOk = 0;
/// Something is wrong with the model.
inline constexpr int kModel = 1;
/// The command could not be followed: its options, or a file it names.
inline constexpr int kUsage = 2;
/// Something is wrong with the compiler.
inline constexpr int kInternal = 70;

}  // namespace snn::cli
