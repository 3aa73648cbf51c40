#pragma once
// The lines of each kind of item: its own, then those of what it holds. Private to the room.

#include "compiler/ast/printer.h"

#include <string_view>

namespace snn::ast {

struct ItemLines {
  Printer& p;
  SourceSpan span;

  void say(std::string_view text) const { p.line(text, span); }

  void operator()(const Import& import) const;
  void operator()(const UnitDecl& unit) const;
  void operator()(const Const& constant) const;
  void operator()(const Fn& fn) const;
  void operator()(const Kernel& kernel) const;
  void operator()(const Event& event) const;
  void operator()(const Model& model) const;
  void operator()(const Param& param) const;
  void operator()(const State& state) const;
  void operator()(const Let& let) const;
  void operator()(const Input& input) const;
  void operator()(const Noise& noise) const;
  void operator()(const Use& use) const;
  void operator()(const Spike& spike) const;
  void operator()(const OnHandler& handler) const;
  void operator()(const WhenHandler& handler) const;
  void operator()(const EveryHandler& handler) const;
  void operator()(const Inject& inject) const;
  void operator()(const Compartment& compartment) const;
  void operator()(const Cable& cable) const;
  void operator()(const Couple& couple) const;
  void operator()(const Attach& attach) const;
  void operator()(const Contribution& contribution) const;
  void operator()(const Equation& equation) const;
  void operator()(const Network& network) const;
  void operator()(const Setting& setting) const;
  void operator()(const Population& population) const;
  void operator()(const Connect& connect) const;
  void operator()(const Pairs& pairs) const;
  void operator()(const Drive& drive) const;
  void operator()(const Group& group) const;
  void operator()(const Place& place) const;
  void operator()(const Experiment& experiment) const;
  void operator()(const Test& test) const;
  void operator()(const Train& train) const;
  void operator()(const NetworkInstance& instance) const;
  void operator()(const Record& record) const;
  void operator()(const Run& run) const;
  void operator()(const At& at) const;
  void operator()(const Set& set) const;
  void operator()(const Broadcast& broadcast) const;
  void operator()(const Sweep& sweep) const;
  void operator()(const Repeat& repeat) const;
  void operator()(const Expect& expect) const;
  void operator()(const Data& data) const;
  void operator()(const Feed& feed) const;
  void operator()(const Surrogate& surrogate) const;
  void operator()(const Loss& loss) const;
  void operator()(const Optimize& optimize) const;
  void operator()(const ErrorItem&) const;
};

/// " excitatory", or nothing for nothing.
[[nodiscard]] std::string with_space(std::string_view word);
/// " ~" before what is drawn, " =" before what is given.
[[nodiscard]] std::string_view sign_of(bool is_draw);

}  // namespace snn::ast
