#pragma once
// The contract of a format: rows go in, a file comes out.

#include "runtime/recording/table.h"
#include "runtime/status/status.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace snn::writers {

/// One open file. Destroyed before `finish` it leaves `NAME.part` behind.
class Writer {
 public:
  Writer() = default;
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  virtual ~Writer() = default;

  /// Whole rows, one after another.
  virtual status::Status write(std::span<const double> rows) = 0;
  /// Completes the file and gives it its name.
  virtual status::Status finish() = 0;
};

/// The format of a recording without `to`.
inline constexpr std::string_view kDefaultEnding = ".csv";

/// Endings that name a format: `.csv`, `.npy`, `.npz`.
[[nodiscard]] std::vector<std::string_view> endings();

/// Why a recording cannot have this name; Ok when it can.
status::Status check_name(std::string_view path);

/// The writer that the ending of `path` names.
status::Result<std::unique_ptr<Writer>> open(const std::string& path,
                                             const recording::Origin& origin,
                                             const recording::Table& table);

}  // namespace snn::writers
