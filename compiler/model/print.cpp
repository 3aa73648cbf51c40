#include "compiler/model/print.h"

#include "compiler/model/printer.h"

namespace snn::model {

void Printer::line(const std::string& content) {
  text_ += std::string(static_cast<std::size_t>(depth_) * 2, ' ') + content + '\n';
}

std::string print(const Program& program, const std::function<bool(source::FileId)>& is_shown) {
  Printer printer(program);
  const auto declared_here = [&](SymbolId symbol) {
    return symbol.is_valid() && is_shown(program[symbol].span.file);
  };
  for (const Function& function : program.functions) {
    if (is_shown(function.span.file)) printer.print_function(function);
  }
  for (const KernelDef& kernel : program.kernels) {
    if (declared_here(kernel.symbol)) printer.print_kernel(kernel);
  }
  for (const Component& component : program.components) {
    if (declared_here(component.symbol)) printer.print_component(component);
  }
  // A network without a name is printed with the experiment or test that declares it.
  for (const NetworkDef& network : program.networks) {
    if (declared_here(network.symbol)) printer.print_network(network);
  }
  for (const ExperimentDef& experiment : program.experiments) {
    if (is_shown(experiment.span.file)) printer.print_experiment(experiment);
  }
  for (const TrainDef& training : program.trainings) {
    if (is_shown(training.span.file)) printer.print_training(training);
  }
  return printer.text();
}

std::string print(const Program& program, ExprId expr) {
  return Printer(program).expr(expr);
}

}  // namespace snn::model
