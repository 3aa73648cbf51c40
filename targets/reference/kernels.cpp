#include "targets/reference/kernels.h"

#include "compiler/ir/eval/interpret.h"
#include "compiler/support/check.h"
#include "targets/reference/args_memory.h"

namespace snn::reference {
namespace {

using blueprint::Domain;

/// One kernel, its memory, and the elements it is run for.
class Launch {
 public:
  Launch(const ir::Program& program, ir::KernelId kernel, const snn_kernel_args& args)
      : args_(args), memory_(program, kernel, args), interpreter_(program.kernels[kernel]) {}

  void over(Domain domain) {
    switch (domain) {
      case Domain::Once: run({}, 0); return;
      case Domain::EachCell: over_cells(); return;
      case Domain::EachFired: over_fired(); return;
      case Domain::SourceArrival: over_ends(&Element::source); return;
      case Domain::TargetArrival: over_ends(&Element::target); return;
      case Domain::RowArrival: over_rows(); return;
      case Domain::ColumnArrival: over_columns(); return;
      case Domain::EachEdge: over_edges(); return;
      case Domain::Pair: over_pair(); return;
    }
  }

 private:
  std::span<const ir::Number> run(const Element& element, std::uint64_t number) {
    memory_.enter(element, number);
    return interpreter_.run(memory_);
  }

  [[nodiscard]] std::uint32_t multiplicity(std::uint64_t edge) const {
    return args_.multiplicity == nullptr ? 0 : args_.multiplicity[edge];
  }

  [[nodiscard]] std::uint32_t target_of(std::uint64_t edge) const {
    return static_cast<std::uint32_t>(args_.first_target + args_.targets[edge]);
  }

  void run_edge(std::uint64_t edge, std::uint32_t source, std::uint32_t target) {
    run({.edge = edge, .source = source, .target = target, .multiplicity = multiplicity(edge)},
        edge);
  }

  void over_cells() {
    for (std::uint64_t cell = args_.begin; cell < args_.end; ++cell)
      run({.self = cell}, cell);
  }

  void over_fired() {
    for (std::uint64_t i = args_.begin; i < args_.end; ++i)
      run({.self = args_.list[i]}, args_.list[i]);
  }

  void over_ends(std::uint32_t Element::* end) {
    for (std::uint64_t i = args_.begin; i < args_.end; ++i) {
      Element element{.self = args_.list[i]};
      element.*end = args_.list[i];
      run(element, args_.list[i]);
    }
  }

  void over_rows() {
    for (std::uint64_t i = args_.begin; i < args_.end; ++i) {
      const std::uint32_t source = args_.list[i];
      for (std::uint64_t edge = args_.row_begin[source]; edge < args_.row_end[source]; ++edge)
        run_edge(edge, source, target_of(edge));
    }
  }

  void over_columns() {
    for (std::uint64_t i = args_.begin; i < args_.end; ++i) {
      const std::uint32_t target = args_.list[i];
      for (std::uint64_t at = args_.row_begin[target]; at < args_.row_end[target]; ++at) {
        const std::uint64_t edge = args_.edges[at];
        run_edge(edge, args_.sources[edge], target);
      }
    }
  }

  void over_edges() {
    for (std::uint64_t edge = args_.begin; edge < args_.end; ++edge)
      run_edge(edge, args_.sources[edge], target_of(edge));
  }

  void over_pair() {
    const auto given = run({.source = args_.source, .target = args_.target}, args_.source);
    SNN_CHECK(given.size() == 1, "a kernel of pairs gives one value, not {}", given.size());
    const ir::Number result = given.front();
    *args_.result =
        ir::is_float(result.type()) ? result.as_real() : static_cast<double>(result.as_whole());
  }

  const snn_kernel_args& args_;
  ArgsMemory memory_;
  ir::Interpreter interpreter_;
};

}  // namespace

void InterpretedKernels::run(blueprint::KernelId kernel, const snn_kernel_args& args) const {
  Launch(program_, kernel, args).over(program_.blueprint.kernels[kernel].domain);
}

}  // namespace snn::reference
