#pragma once
// Comma-separated values: a header of `#` lines that says where the file comes from, the names of
// the columns, then the rows.

#include "runtime/writers/writer.h"

#include <memory>
#include <string>

namespace snn::writers {

status::Result<std::unique_ptr<Writer>> open_csv(const std::string& path,
                                                 const recording::Origin& origin,
                                                 const recording::Table& table);

}  // namespace snn::writers
