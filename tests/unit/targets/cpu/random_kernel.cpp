#include "tests/unit/targets/cpu/laboratory.h"

#include <cmath>
#include <map>
#include <random>

namespace snn::cpu {
namespace {

using blueprint::Domain;
using ir::Frame;
using ir::Op;
using ir::Type;
using ir::ValueId;

class Writer {
 public:
  Writer(World& world, ir::KernelId kernel, std::uint64_t seed)
      : world_(world),
        domain_(world.program.blueprint.kernels[kernel].domain),
        builder_(world.program, kernel),
        words_(seed) {}

  void write() {
    constant_of_each_type();
    for (int i = 0; i < 6; ++i)
      read();
    statements(14, 0);
    for (const Type type : {Type::F64, Type::F64, Type::F32, Type::I64, Type::Bool})
      store(type);
    if (domain_ == Domain::Pair) builder_.yield(std::vector{any(Type::F64)});
  }

 private:
  std::uint64_t below(std::uint64_t n) { return words_() % n; }
  bool chance(std::uint64_t one_in) { return below(one_in) == 0; }

  ValueId any(Type type) {
    const std::vector<ValueId>& pool = pools_[type];
    // The newest values more often.
    const std::size_t from = chance(2) && pool.size() > 4 ? pool.size() - 4 : 0;
    return pool[from + below(pool.size() - from)];
  }
  void keep(ValueId value) { pools_[builder_.type_of(value)].push_back(value); }

  void constant_of_each_type() {
    keep(builder_.constant(Type::F64, std::ldexp(static_cast<double>(below(1000)) - 500, -8)));
    keep(builder_.constant(Type::F32, static_cast<double>(below(64)) / 16 - 2));
    keep(builder_.constant_int(Type::I64, static_cast<std::int64_t>(below(9)) - 3));
    keep(builder_.constant_int(Type::I32, static_cast<std::int32_t>(below(9)) - 3));
    keep(builder_.constant_bool(chance(2)));
  }

  bool has_edges() const {
    return domain_ == Domain::EachEdge || domain_ == Domain::RowArrival ||
           domain_ == Domain::ColumnArrival;
  }
  bool has_ends() const { return has_edges() || domain_ == Domain::Pair; }
  Frame cell_frame() {
    if (has_ends()) return chance(2) ? Frame::Pre : Frame::Post;
    return Frame::Self;
  }
  ir::FieldRef cell_field(Type type) {
    const Frame frame = cell_frame();
    if (type == Type::F64) return {frame, world_.f64.at(below(3))};
    if (type == Type::F32) return {frame, world_.f32.at(below(2))};
    if (type == Type::I64) return {frame, world_.i64};
    if (type == Type::I32) return {frame, world_.i32};
    return {frame, world_.truth};
  }

  void read() {
    static constexpr std::array kTypes{Type::F64, Type::F64, Type::F32,
                                       Type::I64, Type::I32, Type::Bool};
    switch (below(10)) {
      case 0: keep(builder_.load_global(world_.real)); return;
      case 1: keep(builder_.load_global(chance(2) ? world_.count : world_.real32)); return;
      case 2: keep(builder_.index(cell_frame())); return;
      case 3: keep(chance(2) ? builder_.step_number() : builder_.time(Type::F64)); return;
      case 4: keep(builder_.fired(cell_frame())); return;
      case 5: keep(builder_.load_at({cell_frame(), world_.array}, any(Type::I64))); return;
      case 6: keep(builder_.load_past({cell_frame(), world_.history}, any(Type::I64))); return;
      case 7:
        if (has_edges()) {
          keep(builder_.load({Frame::Edge, chance(2) ? world_.weight : world_.trace}));
          return;
        }
        [[fallthrough]];
      default: keep(builder_.load(cell_field(kTypes.at(below(kTypes.size()))))); return;
    }
  }

  void compute_real(Type type) {
    static constexpr std::array kUnary{Op::Neg,     Op::Abs,    Op::Floor, Op::Ceil,  Op::Round,
                                       Op::Flush,   Op::Sqrt,   Op::Exp,   Op::Expm1, Op::Log,
                                       Op::Log1p,   Op::Sin,    Op::Cos,   Op::Tan,   Op::Tanh,
                                       Op::Sigmoid, Op::Linoid, Op::Phi};
    static constexpr std::array kBinary{Op::Add, Op::Sub, Op::Mul,   Op::Div, Op::Mod, Op::Min,
                                        Op::Max, Op::Pow, Op::Atan2, Op::Add, Op::Mul, Op::Sub};
    const std::uint64_t which = below(8);
    if (which < 2) {
      keep(builder_.op(kUnary.at(below(kUnary.size())), {any(type)}));
    } else if (which < 6) {
      keep(builder_.op(kBinary.at(below(kBinary.size())), {any(type), any(type)}));
    } else if (which < 7) {
      keep(builder_.op(Op::Fma, {any(type), any(type), any(type)}));
    } else {
      keep(builder_.op(chance(2) ? Op::PowInt : Op::PowHalf, {any(type)},
                       static_cast<std::int64_t>(below(13)) - 6));
    }
  }

  void compute_whole(Type type) {
    static constexpr std::array kBinary{Op::Add, Op::Sub, Op::Mul, Op::Div,
                                        Op::Mod, Op::Min, Op::Max};
    if (chance(5)) {
      keep(builder_.op(chance(2) ? Op::Neg : Op::Abs, {any(type)}));
    } else {
      keep(builder_.op(kBinary.at(below(kBinary.size())), {any(type), any(type)}));
    }
  }

  void compute_truth() {
    static constexpr std::array kTypes{Type::F64, Type::F32, Type::I64, Type::I32};
    static constexpr std::array kCompare{Op::Lt, Op::Le, Op::Gt, Op::Ge, Op::Eq, Op::Ne};
    if (chance(3)) {
      const Op op = chance(2) ? Op::And : Op::Or;
      keep(builder_.op(op, {any(Type::Bool), any(Type::Bool)}));
    } else if (chance(5)) {
      keep(builder_.op(Op::Not, {any(Type::Bool)}));
    } else {
      const Type type = kTypes.at(below(kTypes.size()));
      keep(builder_.op(kCompare.at(below(kCompare.size())), {any(type), any(type)}));
    }
  }

  void convert() {
    static constexpr std::array kTypes{Type::F64, Type::F32, Type::I64, Type::I32, Type::Bool};
    const ValueId from = any(kTypes.at(below(kTypes.size())));
    keep(builder_.convert(from, kTypes.at(below(kTypes.size()))));
  }

  void draw() {
    static constexpr std::array kBinary{Op::Uniform, Op::Normal, Op::Lognormal, Op::Gamma,
                                        Op::Binomial};
    const ir::Stream stream{static_cast<std::uint32_t>(below(1U << 24U))};
    const Type type = chance(3) ? Type::F32 : Type::F64;
    // Parameters that make sense: a rejection that never ends would be no test.
    const ValueId one = builder_.constant(type, 1.25);
    const ValueId other = builder_.op(
        Op::Add, {builder_.op(Op::Sigmoid, {any(type)}), builder_.constant(type, 0.25)});
    const ValueId safe = builder_.op(
        Op::Select, {builder_.op(Op::Ge, {other, builder_.constant(type, 0.25)}), other, one});
    switch (below(3)) {
      case 0: keep(builder_.op(Op::Exponential, {safe}, stream)); return;
      case 1: {
        const ValueId factor = builder_.constant(type, chance(3) ? 30 : 4);
        keep(builder_.op(Op::Poisson, {builder_.op(Op::Mul, {safe, factor})}, stream));
        return;
      }
      default: keep(builder_.op(kBinary.at(below(kBinary.size())), {safe, safe}, stream)); return;
    }
  }

  void branch(int depth) {
    const Type type = chance(3) ? Type::F32 : Type::F64;
    const auto arm = [&] {
      const auto outside = pools_;
      statements(1 + static_cast<int>(below(4)), depth + 1);
      const std::vector<ValueId> given{any(type), any(Type::I64)};
      pools_ = outside;
      return given;
    };
    for (const ValueId result : builder_.branch(any(Type::Bool), arm, arm))
      keep(result);
  }

  void repeat(int depth) {
    const ValueId at_most = builder_.constant_int(Type::I64, 4);
    const ValueId n = builder_.op(Op::Mod, {any(Type::I64), at_most});
    const std::vector<ValueId> start{any(Type::F64), any(Type::I64)};
    const auto results =
        builder_.repeat(n, start, [&](ValueId counter, std::span<const ValueId> carried) {
          const auto outside = pools_;
          keep(counter);
          for (const ValueId value : carried)
            keep(value);
          statements(1 + static_cast<int>(below(3)), depth + 1);
          const std::vector<ValueId> given{any(Type::F64), any(Type::I64)};
          pools_ = outside;
          return given;
        });
    for (const ValueId result : results)
      keep(result);
  }

  void loop(int depth) {
    const std::vector<ValueId> start{any(Type::F64), any(Type::I32)};
    const auto results = builder_.loop(
        static_cast<std::int64_t>(1 + below(6)), start, [&](std::span<const ValueId> carried) {
          const auto outside = pools_;
          for (const ValueId value : carried)
            keep(value);
          statements(1 + static_cast<int>(below(3)), depth + 1);
          const std::vector<ValueId> given{any(Type::Bool), any(Type::F64), any(Type::I32)};
          pools_ = outside;
          return given;
        });
    for (const ValueId result : results)
      keep(result);
  }

  void solve() {
    std::vector<ValueId> matrix;
    for (int i = 0; i < 4; ++i)
      matrix.push_back(any(Type::F64));
    const std::vector<ValueId> right{any(Type::F64), any(Type::F64)};
    for (const ValueId result :
         chance(2) ? builder_.solve(2, matrix, right) : builder_.matrix_exponential(2, matrix))
      keep(result);
  }

  /// To what the domain may change.
  void store(Type type) {
    if (domain_ == Domain::Pair) return;
    const ValueId value = any(type);
    if (!has_edges()) {
      if (type == Type::Bool && chance(2)) {
        if (domain_ == Domain::EachCell) builder_.emit(value);
      } else if (type == Type::F64 && chance(3)) {
        builder_.store_at({Frame::Self, world_.array}, any(Type::I64), value);
      } else if (type == Type::F64 && chance(3)) {
        builder_.accumulate({Frame::Self, world_.f64.at(below(3))}, value);
      } else {
        builder_.store(cell_field(type), value);
      }
      return;
    }
    if (type == Type::F64) {
      const bool adds = domain_ != Domain::ColumnArrival && chance(2);
      if (adds) {
        builder_.accumulate({Frame::Post, world_.f64[0]}, value);
      } else {
        builder_.store({Frame::Edge, world_.weight}, value);
      }
    } else if (type == Type::F32) {
      builder_.store({Frame::Edge, world_.trace}, value);
    }
  }

  void statements(int n, int depth) {
    for (int i = 0; i < n; ++i) {
      const std::uint64_t which = below(24);
      if (which < 9) {
        compute_real(chance(3) ? Type::F32 : Type::F64);
      } else if (which < 11) {
        compute_whole(chance(3) ? Type::I32 : Type::I64);
      } else if (which < 14) {
        compute_truth();
      } else if (which < 15) {
        convert();
      } else if (which < 17) {
        read();
      } else if (which < 18) {
        store(chance(2) ? Type::F64 : Type::F32);
      } else if (which < 19) {
        draw();
      } else if (which < 21) {
        const Type type = chance(2) ? Type::F64 : Type::I32;
        keep(builder_.op(Op::Select, {any(Type::Bool), any(type), any(type)}));
      } else if (depth < 3) {
        structure(depth);
      }
    }
  }

  void structure(int depth) {
    switch (below(6)) {
      case 0:
      case 1:
      case 2: branch(depth); return;
      case 3: repeat(depth); return;
      case 4: loop(depth); return;
      default:
        if (chance(3)) {
          builder_.require(any(Type::Bool), "a condition");
        } else {
          solve();
        }
        return;
    }
  }

  World& world_;
  Domain domain_;
  ir::Builder builder_;
  std::mt19937_64 words_;
  std::map<Type, std::vector<ValueId>> pools_;
};

}  // namespace

void write_random_kernel(World& world, ir::KernelId kernel, std::uint64_t seed) {
  Writer(world, kernel, seed).write();
}

}  // namespace snn::cpu
