#pragma once
// The values that a connection gives to its synapse and its rules.

#include "compiler/sema/network/settings.h"
#include "compiler/sema/network/use_dims.h"

#include <optional>
#include <vector>

namespace snn::sema {

/// A rule after `with`.
struct UsedRule {
  SymbolId symbol;  // none: it was reported
  SourceSpan span;
  const ast::ModelUse* use = nullptr;  // not owned
};

class ConnectionValues {
 public:
  ConnectionValues(Context& ctx, const Env& env, model::ProjectionDef& projection,
                   const std::vector<UsedRule>& rules, SourceSpan synapse_use);

  /// `via Static(w = 1 nS)`
  void add_synapse_args(const std::optional<ast::Args>& args);
  /// `with PairSTDP(w_max = 2 nS)`
  void add_rule_args(std::size_t rule, const std::optional<ast::Args>& args);
  /// The settings in braces, for whichever has the name.
  void add_settings(const ast::Body& body);

  /// Compares with what the ports take, and asks for what is missing and for bounds. The weights
  /// may come with the pairs.
  void check(const std::vector<Port>& ports, const Ends& ends, bool has_weights);

 private:
  /// The synapse, or one of the rules.
  struct Owner {
    SymbolId model;
    SourceSpan use;
    ScopeId members;
    GivenOnce once;
    std::vector<model::SettingValue>* settings = nullptr;  // not owned
  };
  struct Entry {
    std::size_t owner = 0;
    std::size_t place = 0;  // among the owner's settings
    Given given;
  };

  void add(Owner& owner, const Given& given, std::size_t first);
  void add_setting(const Given& given);
  void add_delay(const Given& given);
  [[nodiscard]] std::vector<std::size_t> owners_of(const Given& given) const;
  void report_unknown_setting(const Given& given);
  void report_ambiguous(const Given& given, const std::vector<std::size_t>& owners);
  void check_dims(const std::vector<Port>& ports, const Ends& ends);
  bool check_entry(const Entry& entry, const UseDims& dims, const Port& port);
  void check_bounds_of(const Owner& owner);
  void check_plastic_bounds();
  [[nodiscard]] std::string name_of(const Owner& owner) const;

  Context& ctx_;
  const Env& env_;
  model::ProjectionDef& projection_;
  std::vector<Owner> owners_;
  std::vector<Entry> entries_;
  std::map<std::string_view, SourceSpan> delays_;
};

/// The ports among which dimensions differ: one of each.
[[nodiscard]] std::vector<const Port*> distinct_ports(const std::vector<Port>& ports);

/// Declares what may follow the connection's name: variables of the synapse and of the rules, with
/// the dimensions they have here, and the rules by name.
void declare_members(Context& ctx, SymbolId symbol, const model::ProjectionDef& projection,
                     const Ends& ends, const Port& port);

}  // namespace snn::sema
