#pragma once
// Structs whose members, and enums whose values, have names; members.h names them.

#include <string_view>

namespace snn::blueprint {

/// `Members<T>::visit(row, visitor)` calls `visitor(name, member)` for each member, in order.
template <class T>
struct Members;
/// `Names<T>::kAll`: the names of an enum's values, by position. `Names<T>::kName`: of a struct
/// that is an alternative of a variant.
template <class T>
struct Names;

/// Written as its first member where the others have their defaults.
template <class T>
concept Brief = Names<T>::kIsBrief;
template <class T>
concept Described = requires(T& row) { Members<T>::visit(row, [](std::string_view, auto&) {}); };
template <class T>
concept Enumerated = requires { Names<T>::kAll.size(); };

}  // namespace snn::blueprint
