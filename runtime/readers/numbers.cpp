#include "runtime/readers/numbers.h"

namespace snn::readers {

Result<Numbers> read_numbers(std::string_view name, std::string_view bytes) {
  if (name.ends_with(".npy")) return read_npy(bytes);
  if (name.ends_with(".csv")) return read_csv(bytes);
  return status::failure(status::Code::Input,
                         "ends neither in .npy nor in .csv, the formats that are read");
}

}  // namespace snn::readers
