#include "compiler/passes/kernel_rows.h"

#include "runtime/blueprint/members.h"

#include <optional>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace snn::passes {
namespace {

using blueprint::KernelId;

/// Calls `found` with every kernel that a row, or anything in it, names.
template <class Found>
class KernelVisitor {
 public:
  explicit KernelVisitor(Found found) : found_(std::move(found)) {}

  template <class T>
  void look_at(T& row) {
    using Plain = std::remove_const_t<T>;
    if constexpr (std::is_same_v<Plain, KernelId>) {
      if (blueprint::exists(row)) found_(row);
    } else if constexpr (blueprint::Described<Plain>) {
      blueprint::Members<Plain>::visit(row,
                                       [&](std::string_view, auto& member) { look_at(member); });
    } else if constexpr (requires { std::visit([](auto&) {}, row); }) {
      std::visit([&](auto& given) { look_at(given); }, row);
    } else if constexpr (requires { row.has_value(); }) {
      if (row) look_at(*row);
    } else if constexpr (requires { row.begin() != row.end(); }) {
      for (auto& one : row)
        look_at(one);
    }
  }

 private:
  Found found_;
};

template <class Row, class Found>
void for_each_kernel_in(Row& row, Found found) {
  KernelVisitor<Found>(std::move(found)).look_at(row);
}

}  // namespace

std::set<KernelId> kernels_in_use(const ir::Program& program) {
  std::set<KernelId> used;
  blueprint::Members<blueprint::Blueprint>::visit(
      program.blueprint, [&](std::string_view name, const auto& table) {
        // A reason says of a kernel why it may fail, which is no use of it.
        if (name == "reasons") return;
        for_each_kernel_in(table, [&](KernelId kernel) { used.insert(kernel); });
      });
  return used;
}

void drop_kernels(ir::Program& program, const std::set<KernelId>& dropped) {
  blueprint::Table<KernelId, ir::Kernel> kernels;
  blueprint::Table<KernelId, blueprint::KernelInfo> rows;
  std::vector<KernelId> now(program.kernels.size(), KernelId::none);
  for (std::size_t i = 0; i < now.size(); ++i) {
    const auto id = static_cast<KernelId>(i);
    if (dropped.contains(id)) continue;
    kernels.add(std::move(program.kernels[id]));
    now[i] = rows.add(std::move(program.blueprint.kernels[id]));
  }
  program.kernels = std::move(kernels);
  program.blueprint.kernels = std::move(rows);
  std::erase_if(program.blueprint.reasons,
                [&](const auto& reason) { return dropped.contains(reason.kernel); });
  for_each_kernel_in(program.blueprint,
                     [&](KernelId& kernel) { kernel = now[blueprint::index_of(kernel)]; });
}

}  // namespace snn::passes
