#pragma once
// Exhaustive matching on a closed std::variant: one lambda per alternative, no default arm.

#include <utility>
#include <variant>

namespace snn {

template <class... Arms>
struct Overloaded : Arms... {
  using Arms::operator()...;
};
template <class... Arms>
Overloaded(Arms...) -> Overloaded<Arms...>;

/// Calls the arm written for the alternative that `variant` holds. A new alternative that no arm
/// accepts is a compile error, which is how every pass learns of a new kind of node.
template <class Variant, class... Arms>
decltype(auto) match(Variant&& variant, Arms&&... arms) {
  return std::visit(Overloaded{std::forward<Arms>(arms)...}, std::forward<Variant>(variant));
}

}  // namespace snn
