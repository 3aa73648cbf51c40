#pragma once
// The state of one printing of a model; its parts are in print_*.cpp.

#include "compiler/model/program.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace snn::model {

class Printer {
 public:
  explicit Printer(const Program& program) : program_(program) {}

  void print_component(const Component& component);
  void print_function(const Function& function);
  void print_kernel(const KernelDef& kernel);
  void print_network(const NetworkDef& network);
  void print_experiment(const ExperimentDef& experiment);
  void print_training(const TrainDef& training);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::string expr(ExprId id) const;

 private:
  /// Lines written while one lives stand further right.
  class Indent {
   public:
    explicit Indent(Printer& printer) : printer_(printer) { ++printer_.depth_; }
    ~Indent() { --printer_.depth_; }
    Indent(const Indent&) = delete;
    Indent& operator=(const Indent&) = delete;

   private:
    Printer& printer_;
  };

  void line(const std::string& content);

  [[nodiscard]] const std::string& name(SymbolId symbol) const;
  [[nodiscard]] std::string exprs(const std::vector<ExprId>& ids) const;
  [[nodiscard]] std::string kind_of(const ExprKind& kind) const;
  [[nodiscard]] std::string dims(const std::vector<ExprId>& ids) const;
  [[nodiscard]] std::string subscripts(const std::vector<Subscript>& subscripts) const;
  [[nodiscard]] std::string subscript(const Subscript& subscript) const;
  [[nodiscard]] std::string named_args(const std::vector<NamedArg>& args) const;
  [[nodiscard]] std::string type(const Type& type);
  [[nodiscard]] std::string dimension(const DimTerm& dim);
  [[nodiscard]] std::string bounds(const Bounds& bounds) const;

  void print_variable(const Variable& variable);
  void print_equation(const Equation& equation);
  void print_spike(const SpikeRule& spike);
  void print_handler(const Handler& handler);
  void print_parts(const Component& component);
  void print_block(const Block& block);
  void print_stmt(const StmtKind& kind);
  void print_if(const If& stmt);

  void print_population(const PopulationDef& population);
  void print_projection(const ProjectionDef& projection);
  void print_pairs(const PairsRule& pairs);
  void print_injection(const Injection& injection);
  void print_drive(const DriveDef& drive);
  void print_settings(const std::vector<SettingValue>& settings);
  [[nodiscard]] std::string endpoints(const std::vector<EndpointRef>& ends) const;

  void print_script(const Script& script);
  void print_step(const StepKind& kind);
  void print_instance(const InstanceStep& step);

  const Program& program_;
  /// What the unknown dimensions of the declaration being printed are called.
  std::map<DimVarId, std::string> unknowns_;
  std::string text_;
  int depth_ = 0;
};

/// `pre` or `post`.
[[nodiscard]] std::string_view word_of(Side side);
/// `=` or `~`.
[[nodiscard]] std::string_view sign_of(bool is_draw);

}  // namespace snn::model
