// Arrays of the run: fields of no cell, which all kernels read.

#include "compiler/lower/number_names.h"
#include "compiler/lower/statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace snn::lower {

using ir::Frame;

FieldId Numbers::add_table(const std::string& name, std::int64_t length,
                           std::vector<double> values) {
  return work_.add_field({.name = name,
                          .type = Type::F64,
                          .role = blueprint::FieldRole::Param,
                          .place = blueprint::Place::Run,
                          .length = static_cast<std::uint32_t>(length),
                          .values = std::move(values)});
}

Array Numbers::table(network::InstanceId in, SymbolId symbol, const model::Expr& asked) {
  const std::pair key{in, symbol};
  if (const auto found = tables_.find(key); found != tables_.end()) return found->second;
  const network::Global* row = work_.network.find_global(in, symbol);
  const std::string& name = work_.model[symbol].name;
  if (row == nullptr) throw Unsupported(fmt::format("the array `{}` here", name), asked.span);
  const std::string& path = work_.network.instances[in].path;
  const std::string full = path.empty() ? name : path + "." + name;
  Array array;
  array.field.frame = Frame::Run;
  if (row->file) {
    const network::DataFile& file = work_.network.files[row->file];
    array.length = static_cast<std::int64_t>(file.values.size());
    array.n_columns = file.shape.size() > 1 ? static_cast<std::int64_t>(file.shape[1]) : 1;
    array.field.field = add_table(full, array.length, file.values);
  } else {
    Here names(*this, {.in = row->value.in});
    Expressions here(work_.model, builder_, Type::F64, names);
    array.length = here.length_of(row->value.expr);
    array.field.field = add_table(full, array.length, {});
    fill(here, array.field.field, row->value.expr, array.length);
  }
  tables_[key] = array;
  return array;
}

FieldId Numbers::table(const Scope& scope, const network::Setting& setting, const std::string& name,
                       std::int64_t length) {
  const FieldId field = add_table(name, length, {});
  Scope owner = setting.is_default ? scope : Scope{};
  owner.in = setting.value.in;
  Here names(*this, owner);
  Expressions here(work_.model, builder_, Type::F64, names);
  fill(here, field, setting.value.expr, length);
  return field;
}

// What is loaded in a loop is not there behind it.
void Numbers::fill(Expressions& here, FieldId table, ExprId values, std::int64_t length) {
  here.prepare(values);
  const std::map<GlobalId, ValueId> outside = values_;
  here.for_each_element(length, [&](const Position& at) {
    here.store({Frame::Run, table}, at, here.to_real(here.element(values, at)));
  });
  values_ = outside;
}

namespace {

// Gauss and Legendre's five nodes and weights on the interval from 0 to 1.
constexpr std::array<double, 5> kNodes{0.046910077030668, 0.2307653449471585, 0.5,
                                       0.7692346550528415, 0.953089922969332};
constexpr std::array<double, 5> kWeights{0.1184634425280945, 0.2393143352496832, 0.2844444444444444,
                                         0.2393143352496832, 0.1184634425280945};

}  // namespace

FieldId Numbers::samples(const Scope& scope, const model::KernelDef& kernel,
                         const std::string& name, std::int64_t n, bool is_integral,
                         GlobalId n_needed) {
  const FieldId field = add_table(name + " samples", n, {});
  require(builder_.op(ir::Op::Lt, {in_kernel(n_needed), builder_.constant_int(Type::I64, n)}),
          name + " is remembered for more steps than the program has room for: build it again");
  Here names(*this, scope);
  Expressions here(work_.model, builder_, Type::F64, names);
  const ValueId step = in_kernel(dt());
  const auto kernel_at = [&](ValueId steps) {
    here.forget_computed();
    here.bind(kernel.variable, builder_.op(ir::Op::Mul, {steps, step}));
    return here.to_real(here.value(kernel.body));
  };
  const std::map<GlobalId, ValueId> outside = values_;
  here.for_each_element(n, [&](const Position& at) {
    const ValueId age = here.to_real(here.index_of(at));
    if (!is_integral) {
      here.store({Frame::Run, field}, at, kernel_at(age));
      return;
    }
    ValueId sum = here.number(0);
    for (std::size_t i = 0; i < kNodes.size(); ++i) {
      const ValueId value = kernel_at(builder_.op(ir::Op::Add, {age, here.number(kNodes[i])}));
      sum = builder_.op(ir::Op::Add,
                        {sum, builder_.op(ir::Op::Mul, {value, here.number(kWeights[i])})});
    }
    here.store({Frame::Run, field}, at, builder_.op(ir::Op::Mul, {sum, step}));
  });
  values_ = outside;
  return field;
}

std::vector<FieldId> Numbers::derive_tables(const Scope& scope,
                                            const equations::Statement& statement,
                                            const std::string& prefix) {
  Here names(*this, scope);
  Expressions here(work_.model, builder_, Type::F64, names);
  std::vector<FieldId> fields;
  std::int64_t length = 0;
  for (const SymbolId symbol : results_of(statement)) {
    length = std::max(length, work_.model[symbol].type.length);
  }
  for (const SymbolId symbol : results_of(statement))
    fields.push_back(add_table(prefix + "." + work_.model[symbol].name, length, {}));
  const std::map<GlobalId, ValueId> outside = values_;
  here.for_each_element(length, [&](const Position& at) {
    const std::vector<ValueId> values = values_at(here, statement, at);
    for (std::size_t i = 0; i < fields.size(); ++i)
      here.store({Frame::Run, fields[i]}, at, here.to_real(values[i]));
  });
  values_ = outside;
  return fields;
}

}  // namespace snn::lower
