#pragma once
// Numbers that a user gives to a program: parameters by name, with or without a unit.

#include "runtime/host/run.h"
#include "runtime/status/status.h"

#include <string>
#include <string_view>
#include <vector>

namespace snn::host {

/// Whether a user may set it: a parameter, and no note of the compiler's own.
[[nodiscard]] bool is_settable(const blueprint::Global& global);

/// By its whole name or, where that is one only, by what stands behind a dot: `g` for `net.g`.
status::Result<blueprint::GlobalId> find_parameter(const blueprint::Blueprint& blueprint,
                                                   std::string_view name);

/// `value`: a number in the declared unit, or a number and a unit of the same dimension. Adds the
/// setting, and one to the global `NAME is given`, where there is one: it tells the kernels that
/// compute a default to leave it.
status::Status set_parameter(const blueprint::Blueprint& blueprint, std::string_view name,
                             std::string_view value, std::vector<Setting>& settings);

/// `name=value`
status::Status set_parameter(const blueprint::Blueprint& blueprint, std::string_view text,
                             std::vector<Setting>& settings);

/// `200 ms`, `1.5s`; a number alone is in ms. Not whether it is positive.
status::Result<double> read_duration(std::string_view text);

}  // namespace snn::host
