#include "runtime/writers/writer.h"

#include "runtime/writers/csv.h"
#include "runtime/writers/npy.h"
#include "runtime/writers/npz.h"

#include <array>
#include <utility>

namespace snn::writers {

using recording::Origin;
using recording::Table;
using OpenedWriter = status::Result<std::unique_ptr<Writer>>;

namespace {

struct Format {
  std::string_view ending;
  OpenedWriter (*open)(const std::string& path, const Origin& origin, const Table& table);
};

constexpr std::array kFormats{Format{".csv", &open_csv}, Format{".npy", &open_npy},
                              Format{".npz", &open_npz}};

const Format* format_of(std::string_view path) {
  for (const Format& format : kFormats) {
    if (path.ends_with(format.ending) && path.size() > format.ending.size()) return &format;
  }
  return nullptr;
}

}  // namespace

std::vector<std::string_view> endings() {
  std::vector<std::string_view> result;
  for (const Format& format : kFormats)
    result.push_back(format.ending);
  return result;
}

status::Status check_name(std::string_view path) {
  if (format_of(path) != nullptr) return status::ok();
  std::string text = "cannot tell the format of `";
  text += path;
  text += "`; its name must end in";
  for (std::size_t i = 0; i < kFormats.size(); ++i) {
    if (i > 0) text += i + 1 < kFormats.size() ? "," : " or";
    text += " `";
    text += kFormats[i].ending;
    text += '`';
  }
  return status::failure(status::Code::Input, std::move(text));
}

OpenedWriter open(const std::string& path, const Origin& origin, const Table& table) {
  if (status::Status status = check_name(path); !status) return status;
  return format_of(path)->open(path, origin, table);
}

}  // namespace snn::writers
