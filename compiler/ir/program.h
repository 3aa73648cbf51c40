#pragma once
// A network as code: the blueprint says what there is and in which order things happen, a kernel
// says what happens. Values are assigned once; control is structured; there are no pointers.

#include "compiler/ir/op.h"
#include "compiler/support/ids.h"
#include "runtime/blueprint/blueprint.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace snn::ir {

using blueprint::DataId;
using blueprint::FieldId;
using blueprint::GlobalId;
using blueprint::KernelId;
using blueprint::PopulationId;
using blueprint::ProjectionId;
using Type = blueprint::Scalar;

struct ValueId : Id<ValueId> {
  using Id::Id;
};
struct InstId : Id<InstId> {
  using Id::Id;
};

/// Whose cell or edge is meant. Self: of the kernel's population. Edge: the kernel's edge. Pre and
/// Post: the cells at its ends. Run: no cell, the arrays of the whole run.
enum class Frame : std::uint8_t { Self, Pre, Post, Edge, Run };

struct FieldRef {
  Frame frame = Frame::Self;
  FieldId field = FieldId::none;

  friend bool operator==(const FieldRef&, const FieldRef&) = default;
};
/// 24 bits of a stream of random words.
struct Stream {
  std::uint32_t value = 0;

  friend bool operator==(const Stream&, const Stream&) = default;
};

/// Constants: floats as double (f32 constants hold a value that fits), Bools and integers as
/// int64.
using Attribute = std::variant<std::monostate, double, std::int64_t, FieldRef, GlobalId, Frame,
                               PopulationId, DataId, Stream, std::string>;

/// Where in the user's text an instruction comes from.
struct Location {
  std::string file;
  std::uint32_t line = 0;  // from 1; 0: nowhere
  std::uint32_t column = 0;

  friend bool operator==(const Location&, const Location&) = default;
};

struct Value {
  Type type = Type::Real;
  std::string name;  // a hint for readers: `V`; may be empty or not unique
};

/// Values that come in, and instructions in order; the last one is a `yield` unless nothing is
/// given.
struct Block {
  std::vector<ValueId> params;
  std::vector<InstId> body;
};

struct Inst {
  Op op = Op::Const;
  std::vector<ValueId> args;
  std::vector<ValueId> results;
  Attribute attribute;
  std::vector<Block> blocks;
  Location location;
};

struct Kernel {
  Arena<ValueId, Value> values;
  Arena<InstId, Inst> insts;
  Block body;
};

/// How far a program is from the machine. Ideal: floats are `real`. Machine: every number has its
/// width, and the bits of every result are settled. Legal: besides, only what a target offers.
enum class Level : std::uint8_t { Ideal, Machine, Legal };

struct Program {
  Level level = Level::Ideal;
  blueprint::Blueprint blueprint;
  blueprint::Table<KernelId, Kernel> kernels;  // row by row with blueprint.kernels
};

}  // namespace snn::ir
