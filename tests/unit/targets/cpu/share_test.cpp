#include "targets/cpu/object/share.h"

#include "targets/cpu/jit/kernels.h"
#include "tests/unit/targets/cpu/laboratory.h"

#include <doctest/doctest.h>

#include <string>

namespace snn::cpu {
namespace {

/// to = exp(from) plus a draw times `sd`.
ir::KernelId noisy(World& world, ir::FieldId from, ir::FieldId to, std::uint32_t stream,
                   double sd) {
  const ir::KernelId kernel = world.kernel(blueprint::Domain::EachCell);
  ir::Builder builder(world.program, kernel);
  const ir::ValueId mean = builder.op(ir::Op::Exp, {builder.load({ir::Frame::Self, from})});
  const ir::ValueId spread = builder.constant(ir::Type::F64, sd);
  builder.store({ir::Frame::Self, to},
                builder.op(ir::Op::Normal, {mean, spread}, ir::Stream{stream}));
  return kernel;
}

std::size_t n_shared(const ir::Program& program, const CompileOptions& options) {
  const auto text = compile(program, Form::Llvm, options);
  REQUIRE(text.is_ok());
  std::size_t n = 0;
  for (std::size_t at = 0;
       (at = (*text).find("define internal void @snn_kernel_", at)) != std::string::npos; ++at)
    ++n;
  return n;
}

TEST_CASE("cpu: kernels that differ in columns and streams share their code, and keep their bits") {
  World world(11);
  const ir::KernelId one = noisy(world, world.f64[0], world.f64[1], 5, 0.25);
  const ir::KernelId two = noisy(world, world.f64[1], world.f64[2], 77, 0.25);
  const ir::KernelId three = noisy(world, world.f64[2], world.f64[0], 5, 0.25);
  for (const unsigned width : {1U, 4U, 8U}) {
    for (const unsigned level : {0U, 2U}) {
      CAPTURE(width);
      CAPTURE(level);
      const CompileOptions options{.level = level, .width = width};
      CHECK(n_shared(world.program, options) == 1);
      const auto object = compile(world.program, Form::Object, options);
      REQUIRE(object.is_ok());
      const auto loaded = CompiledKernels::load({&*object, 1}, world.program.kernels.size());
      REQUIRE(loaded.is_ok());
      for (const ir::KernelId kernel : {one, two, three}) {
        const World::Memory expected = world.interpreted(kernel, 3, World::kCells - 5);
        CHECK(world.run_in(**loaded, kernel, 3, World::kCells - 5) == expected);
      }
    }
  }
}

TEST_CASE("cpu: kernels that compute something else share nothing") {
  World world(12);
  noisy(world, world.f64[0], world.f64[1], 5, 0.25);
  noisy(world, world.f64[0], world.f64[1], 5, 0.5);
  CHECK(n_shared(world.program, {}) == 0);
}

}  // namespace
}  // namespace snn::cpu
