#pragma once
// NumPy's .npz: one array for each column, in a zip that is not compressed. Rows are kept in one
// spool file for each column until the end, since an array needs its length first.

#include "runtime/writers/writer.h"

#include <memory>
#include <string>

namespace snn::writers {

status::Result<std::unique_ptr<Writer>> open_npz(const std::string& path,
                                                 const recording::Origin& origin,
                                                 const recording::Table& table);

}  // namespace snn::writers
