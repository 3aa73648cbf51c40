#pragma once
// NumPy's .npy: one array of records, a field for each column.

#include "runtime/writers/writer.h"

#include <memory>
#include <string>

namespace snn::writers {

status::Result<std::unique_ptr<Writer>> open_npy(const std::string& path,
                                                 const recording::Origin& origin,
                                                 const recording::Table& table);

}  // namespace snn::writers
