#include "compiler/lower/lists.h"

namespace snn::lower {
namespace {

/// What a list is once its names are followed.
struct List {
  const model::ArrayValue* array = nullptr;  // not owned; null: the numbers of a file
  network::DataId file;
};

List list_at(const Workspace& work, network::InstanceId in, ExprId id) {
  const model::ExprKind& kind = work.model[id].kind;
  if (const auto* array = std::get_if<model::ArrayValue>(&kind)) return {array, {}};
  if (const auto file = work.network.file_of.find(id); file != work.network.file_of.end())
    return {nullptr, file->second};
  if (const auto* read = std::get_if<model::Read>(&kind)) {
    if (const network::Global* global = work.network.find_global(in, read->symbol)) {
      if (global->file.is_valid()) return {nullptr, global->file};
      return list_at(work, global->value.in, global->value.expr);
    }
    const ExprId value = work.model[read->symbol].value;
    if (value.is_valid()) return list_at(work, in, value);
  }
  throw Unsupported("this as a list of values", work.model[id].span);
}

}  // namespace

std::size_t n_elements(const Workspace& work, network::InstanceId in, ExprId id) {
  const List list = list_at(work, in, id);
  if (list.array != nullptr) return list.array->elements.size();
  return work.network.files[list.file].values.size();
}

ValueId element(Workspace& work, network::InstanceId in, Expressions& here, ExprId id,
                std::size_t k) {
  const List list = list_at(work, in, id);
  if (list.array != nullptr) return here.to_real(here.value(list.array->elements[k]));
  ir::Builder& b = here.builder();
  const ValueId at = b.constant_int(Type::I64, static_cast<std::int64_t>(k));
  return here.to_real(b.load_data(work.table(list.file), at));
}

}  // namespace snn::lower
