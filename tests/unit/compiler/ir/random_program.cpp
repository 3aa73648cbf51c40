#include "tests/unit/compiler/ir/random_program.h"

#include "compiler/ir/builder.h"
#include "compiler/ir/eval/number.h"

#include <array>
#include <limits>
#include <string>
#include <vector>

namespace snn::ir {
namespace {

/// splitmix64
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15U + 1) {}
  std::uint64_t word() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
    z = (z ^ z >> 27) * 0x94d049bb133111ebU;
    return z ^ z >> 31;
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(word() % n); }
  double real() {
    constexpr std::array kSpecial{0.0, -0.0, 1.0, -1.0, 0.5, 2.0, 1e300, 1e-300, 0x1p-1000};
    if (below(2) == 0) return kSpecial[below(kSpecial.size())];
    return (static_cast<double>(word() >> 11) * 0x1p-53 - 0.5) * 20;
  }

 private:
  std::uint64_t state_;
};

constexpr std::array kTypes{Type::F64, Type::F32, Type::I64, Type::I32, Type::Bool};

class KernelMaker {
 public:
  KernelMaker(Program& program, KernelId kernel, std::uint64_t seed)
      : program_(program), b_(program, kernel), chance_(seed) {}

  void run() {
    constexpr std::size_t kMost = 60;
    statements(10 + chance_.below(kMost), 0);
    for (std::size_t i = 0; i < 3; ++i)
      store();
  }

 private:
  /// Mostly f64, so that what is made is used.
  Type any_type() {
    return chance_.below(2) == 0 ? Type::F64 : kTypes[chance_.below(kTypes.size())];
  }
  Type float_type() { return chance_.below(2) == 0 ? Type::F64 : Type::F32; }

  void give(ValueId value) {
    if (chance_.below(5) == 0) b_.name(value, chance_.below(3) == 0 ? "x'" : "V");
    in_sight_.push_back(value);
  }

  ValueId constant(Type type) {
    if (type == Type::Bool) return b_.constant_bool(chance_.below(2) == 0);
    if (is_whole(type)) {
      return b_.constant_int(type, static_cast<std::int64_t>(chance_.below(9)) - 4);
    }
    return b_.constant(type, Number::real(type, chance_.real()).as_real());
  }

  /// One in sight of this type, or a new constant.
  ValueId value(Type type) {
    for (int attempt = 0; attempt < 4 && !in_sight_.empty(); ++attempt) {
      const ValueId found = in_sight_[chance_.below(in_sight_.size())];
      if (b_.type_of(found) == type) return found;
    }
    return constant(type);
  }

  FieldRef field(Type type, bool is_array) {
    std::vector<FieldRef> fitting;
    for (std::size_t i = 0; i < program_.blueprint.fields.size(); ++i) {
      const auto id = static_cast<FieldId>(i);
      const blueprint::Field& column = program_.blueprint.fields[id];
      if (column.type == type && (column.length > 1) == is_array) {
        fitting.push_back({Frame::Self, id});
      }
    }
    return fitting[chance_.below(fitting.size())];
  }

  void store() {
    const Type type = any_type();
    if (type == Type::F64 && chance_.below(3) == 0) {
      b_.store_at(field(type, true), value(Type::I64), value(type));
    } else if (type == Type::F64 && chance_.below(4) == 0) {
      b_.accumulate(field(type, false), value(type));
    } else if (type == Type::Bool && chance_.below(2) == 0) {
      b_.emit(value(type));
    } else {
      b_.store(field(type, false), value(type));
    }
  }

  Op any_op() {
    constexpr std::array kFrequent{Op::Add, Op::Sub, Op::Mul, Op::Div, Op::Select};
    return chance_.below(2) == 0
               ? kFrequent[chance_.below(kFrequent.size())]
               : static_cast<Op>(chance_.below(static_cast<std::size_t>(n_ops())));
  }

  void computed() {
    const Op op = any_op();
    const OpInfo& row = info(op);
    const bool is_plain = row.has(kPure) && row.arity > 0 && row.result != ResultRule::Many &&
                          row.result != ResultRule::Given;
    if (op == Op::Select) {
      const Type type = any_type();
      give(b_.op(op, {value(Type::Bool), value(type), value(type)}));
    } else if (op == Op::Convert) {
      const ValueId from = value(any_type());
      const ValueId converted = b_.convert(from, any_type());
      if (converted != from) give(converted);
    } else if (row.has(kRandom)) {
      const Type type = float_type();
      const Stream stream{static_cast<std::uint32_t>(chance_.below(3))};
      give(row.arity == 1 ? b_.op(op, {value(type)}, stream)
                          : b_.op(op, {value(type), value(type)}, stream));
    } else if (is_plain) {
      const Type numeric = chance_.below(3) == 0 ? Type::I64 : float_type();
      const Type type = row.has(kTruth) ? Type::Bool : row.has(kNumeric) ? numeric : float_type();
      Attribute attribute;
      if (row.attribute == AttributeKind::Integer) {
        attribute = static_cast<std::int64_t>(chance_.below(11)) - 5;
      }
      if (row.arity == 1) give(b_.op(op, {value(type)}, attribute));
      if (row.arity == 2) give(b_.op(op, {value(type), value(type)}));
      if (row.arity == 3) give(b_.op(op, {value(type), value(type), value(type)}));
    } else {
      read();
    }
  }

  void read() {
    const std::size_t what = chance_.below(8);
    if (what == 0) give(b_.index(Frame::Self));
    if (what == 1) give(b_.step_number());
    if (what == 2) give(b_.time(float_type()));
    if (what == 3) give(b_.fired(Frame::Self));
    if (what == 4) give(b_.load_at(field(Type::F64, true), value(Type::I64)));
    if (what == 5) {
      give(b_.load_global(static_cast<GlobalId>(chance_.below(program_.blueprint.globals.size()))));
    }
    if (what > 5) give(b_.load(field(any_type(), false)));
  }

  /// What a block makes is out of sight behind it.
  std::vector<ValueId> block(const std::vector<ValueId>& params, const std::vector<Type>& types,
                             int depth) {
    const std::vector<ValueId> outer = in_sight_;
    in_sight_.insert(in_sight_.end(), params.begin(), params.end());
    statements(chance_.below(8), depth + 1);
    std::vector<ValueId> given;
    for (const Type type : types)
      given.push_back(value(type));
    in_sight_ = outer;
    return given;
  }

  void region(int depth) {
    std::vector<Type> types;
    for (std::size_t i = chance_.below(3); i > 0; --i)
      types.push_back(any_type());
    std::vector<ValueId> given;
    if (chance_.below(2) == 0) {
      given = b_.branch(
          value(Type::Bool), [&] { return block({}, types, depth); },
          [&] { return block({}, types, depth); });
    } else {
      std::vector<ValueId> start;
      for (const Type type : types)
        start.push_back(value(type));
      const bool is_loop = chance_.below(2) == 0;
      const ValueId count = is_loop ? ValueId() : b_.constant_int(Type::I64, 3);
      if (is_loop) {
        std::vector<Type> yielded = types;
        yielded.insert(yielded.begin(), Type::Bool);
        given = b_.loop(4, start, [&](std::span<const ValueId> carried) {
          return block({carried.begin(), carried.end()}, yielded, depth);
        });
      } else {
        given = b_.repeat(count, start, [&](ValueId counter, std::span<const ValueId> carried) {
          std::vector<ValueId> params(carried.begin(), carried.end());
          params.push_back(counter);
          return block(params, types, depth);
        });
      }
    }
    for (const ValueId value : given)
      give(value);
  }

  void statements(std::size_t n, int depth) {
    constexpr int kDeepest = 3;
    for (std::size_t i = 0; i < n; ++i) {
      if (chance_.below(4) == 0) {
        b_.at({.file = chance_.below(3) == 0 ? "other \"file\".snn" : "model.snn",
               .line = static_cast<std::uint32_t>(1 + chance_.below(50)),
               .column = 3});
      }
      const std::size_t what = chance_.below(12);
      if (what == 0 && depth < kDeepest) {
        region(depth);
      } else if (what < 3) {
        store();
      } else if (what < 6) {
        read();
      } else {
        computed();
      }
    }
  }

  Program& program_;
  Builder b_;
  Chance chance_;
  std::vector<ValueId> in_sight_;
};

}  // namespace

Program random_program(std::uint64_t number) {
  Program program;
  program.level = Level::Machine;
  blueprint::Blueprint& all = program.blueprint;
  all.name = "random \"" + std::to_string(number) + "\"";
  const GlobalId size = all.globals.add({.name = "cells.size", .type = Type::I64, .value = 10});
  all.globals.add({.name = "tau", .type = Type::F64, .value = 0.1});
  const PopulationId cells = all.populations.add({.name = "cells", .size = size});
  for (const Type type : kTypes) {
    for (const std::string name : {"a", "b"}) {
      // One of most types, so that stores and loads meet.
      if (name == "b" && type != Type::F64) continue;
      all.fields.add({.name = "cells." + name + std::to_string(static_cast<int>(type)),
                      .type = type,
                      .population = cells});
    }
  }
  all.fields.add({.name = "cells.array", .type = Type::F64, .population = cells, .length = 4});
  all.populations[cells].fired = all.fields.add({.name = "cells.fired",
                                                 .type = Type::Bool,
                                                 .role = blueprint::FieldRole::Flag,
                                                 .population = cells});
  for (std::uint64_t i = 0; i < 1 + number % 3; ++i) {
    all.kernels.add({.name = "cells.step" + std::to_string(i),
                     .domain = blueprint::Domain::EachCell,
                     .population = cells});
    const KernelId kernel = program.kernels.add({});
    all.schedule.step.emplace_back(blueprint::Launch{kernel});
    KernelMaker(program, kernel, number + 100000 * i).run();
  }
  return program;
}

void fill(ElementMemory& memory, const Program& program, std::uint64_t number) {
  memory.mark = program.blueprint.populations[PopulationId{}].fired;
  Chance chance(number + 1000);
  const auto any = [&](Type type) {
    return is_float(type) ? Number::real(type, chance.real())
                          : Number::whole(type, static_cast<std::int64_t>(chance.below(7)) - 3);
  };
  memory.globals.clear();
  for (const blueprint::Global& global : program.blueprint.globals)
    memory.globals.push_back(any(global.type));
  for (std::size_t i = 0; i < program.blueprint.fields.size(); ++i) {
    const blueprint::Field& field = program.blueprint.fields[static_cast<FieldId>(i)];
    std::vector<Number>& row = memory.fields[{Frame::Self, static_cast<std::uint32_t>(i)}];
    row.clear();
    for (std::uint32_t k = 0; k < field.length; ++k)
      row.push_back(any(field.type));
  }
}

}  // namespace snn::ir
