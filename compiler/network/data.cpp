#include "compiler/network/data.h"

#include "compiler/network/diagnostics.h"
#include "runtime/readers/numbers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

namespace snn::network {
namespace {

DataId read_already(const Plan& plan, source::FileId named_in, const std::string& path) {
  for (std::size_t k = 0; k < plan.files.size(); ++k) {
    const DataFile& file = plan.files[DataId(k)];
    if (file.span.file == named_in && file.path == path) return DataId(k);
  }
  return {};
}

// A row or a column of a table is a vector, and a vector a table of one column.
bool fit(std::vector<std::size_t>& sides, Shape wanted) {
  if (wanted == Shape::Any) return sides.size() == 1 || sides.size() == 2;
  if (wanted == Shape::Table) {
    if (sides.size() == 1) sides.push_back(1);
    return sides.size() == 2;
  }
  if (sides.size() == 2 && (sides[0] == 1 || sides[1] == 1)) sides = {sides[0] * sides[1]};
  return sides.size() == 1;
}

DataId read_now(Builder& builder, source::SourceSpan span, const std::string& path, Shape shape) {
  const Result<std::string> bytes = builder.read(span.file, path);
  if (!bytes) {
    builder.diags.emit(kDataFile, span, path, bytes.error());
    return {};
  }
  auto read = readers::read_numbers(path, *bytes);
  if (!read) {
    builder.diags.emit(kDataFile, span, path, read.status().text)
        .help("numbers are read from .npy files of NumPy and from .csv files");
    return {};
  }
  const std::vector<std::size_t> sides = read->shape;
  if (!fit(read->shape, shape)) {
    builder.diags.emit(
        kDataShape, span, path,
        fmt::format("holds {} numbers; {} needed here", fmt::join(sides, " x "),
                    shape == Shape::Vector ? "one row or one column is" : "rows and columns are"));
    return {};
  }
  return builder.plan.files.push_back(
      {path, span, std::move(read->shape), std::move(read->values), std::move(read->columns)});
}

}  // namespace

DataId file_at(Builder& builder, ExprId call, ExprId name, Shape shape) {
  if (!name.is_valid()) return {};
  if (const auto known = builder.plan.file_of.find(call); known != builder.plan.file_of.end())
    return known->second;
  const model::Expr& expr = builder.program[name];
  const auto* text = std::get_if<model::TextLiteral>(&expr.kind);
  if (text == nullptr) return {};
  DataId id = read_already(builder.plan, expr.span.file, text->value);
  if (!id.is_valid()) id = read_now(builder, expr.span, text->value, shape);
  builder.plan.file_of[call] = id;
  return id;
}

DataId file_named(Builder& builder, ExprId expr) {
  if (!expr.is_valid()) return {};
  const auto* call = std::get_if<model::IntrinsicCall>(&builder.program[expr].kind);
  const bool is_file =
      call != nullptr && info_of(call->intrinsic).group == model::IntrinsicGroup::Data;
  if (!is_file || call->args.empty()) return {};
  const bool is_matrix = call->intrinsic == model::Intrinsic::MatrixFile;
  return file_at(builder, expr, call->args.front().value, is_matrix ? Shape::Table : Shape::Vector);
}

}  // namespace snn::network
