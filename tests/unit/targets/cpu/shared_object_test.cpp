#include "targets/cpu/aot/shared_object.h"

#include "targets/cpu/emit/kernel.h"
#include "targets/cpu/object/compile.h"
#include "tests/unit/targets/cpu/laboratory.h"

#include <dlfcn.h>
#include <doctest/doctest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <string>

namespace snn::cpu {
namespace {

TEST_CASE("cpu: a linked program loads alone and computes what it computes in this process") {
  World world(7);
  const ir::KernelId kernel = world.kernel(blueprint::Domain::EachCell);
  // Functions, tables, constants and draws: all that an object may need from elsewhere.
  write_random_kernel(world, kernel, 4);
  ir::Builder builder(world.program, kernel);
  const ir::ValueId x = builder.load({ir::Frame::Self, world.f64[0]});
  builder.store({ir::Frame::Self, world.f64[1]},
                builder.op(ir::Op::Add,
                           {builder.op(ir::Op::Sin, {x}),
                            builder.op(ir::Op::Pow, {x, builder.constant(ir::Type::F64, 1.5)})}));
  for (const unsigned level : {0U, 3U}) {
    CAPTURE(level);
    const auto object = compile(world.program, Form::Object, {.level = level});
    REQUIRE(object.is_ok());
    const auto linked = shared_object(*object);
    REQUIRE_MESSAGE(linked.is_ok(), linked.error());

    const int file = memfd_create("kernels", 0);
    REQUIRE(write(file, (*linked).data(), (*linked).size()) ==
            static_cast<ssize_t>((*linked).size()));
    void* library = dlopen(("/proc/self/fd/" + std::to_string(file)).c_str(), RTLD_NOW);
    REQUIRE(library != nullptr);
    void* symbol = dlsym(library, symbol_of(kernel).c_str());
    REQUIRE(symbol != nullptr);
    const World::Memory expected = world.interpreted(kernel, 0, World::kCells);
    CHECK(world.run_by(reinterpret_cast<snn_kernel>(symbol), 0, World::kCells) == expected);
    dlclose(library);
    close(file);
  }
}

TEST_CASE("cpu: clearing and copying columns calls no function of a C library") {
  World world(3);
  ir::Builder clear(world.program, world.kernel(blueprint::Domain::EachCell));
  clear.store({ir::Frame::Self, world.f64[0]}, clear.constant(ir::Type::F64, 0));
  ir::Builder copy(world.program, world.kernel(blueprint::Domain::EachCell));
  copy.store({ir::Frame::Self, world.f64[1]}, copy.load({ir::Frame::Self, world.f64[2]}));
  for (const unsigned width : {1U, 16U}) {
    const auto object = compile(world.program, Form::Object, {.level = 3, .width = width});
    REQUIRE(object.is_ok());
    const auto linked = shared_object(*object);
    CHECK_MESSAGE(linked.is_ok(), linked.error());
  }
}

TEST_CASE("cpu: random programs link to shared objects without a symbol from elsewhere") {
  for (std::uint64_t seed = 100; seed < 110; ++seed) {
    CAPTURE(seed);
    World world(seed);
    write_random_kernel(world, world.kernel(blueprint::Domain::EachCell), seed);
    write_random_kernel(world, world.kernel(blueprint::Domain::EachEdge), seed);
    const auto object =
        compile(world.program, Form::Object, {.level = static_cast<unsigned>(seed % 4)});
    REQUIRE(object.is_ok());
    const auto linked = shared_object(*object);
    CHECK_MESSAGE(linked.is_ok(), linked.error());
  }
}

TEST_CASE("cpu: what is no object cannot be linked, and the reason is given") {
  const auto linked = shared_object("no object");
  REQUIRE_FALSE(linked.is_ok());
  CHECK(linked.error().find("kernels.o") != std::string::npos);
}

TEST_CASE("cpu: a program can be read as LLVM's text and as assembly") {
  World world(1);
  world.kernel(blueprint::Domain::Once);
  const auto text = compile(world.program, Form::Llvm, {});
  REQUIRE(text.is_ok());
  CHECK((*text).find("define void @snn_kernel_0(") != std::string::npos);
  const auto assembly = compile(world.program, Form::Assembly, {});
  REQUIRE(assembly.is_ok());
  CHECK((*assembly).find("snn_kernel_0:") != std::string::npos);
}

}  // namespace
}  // namespace snn::cpu
