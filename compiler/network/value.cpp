#include "compiler/network/value.h"

namespace snn::network {

std::string_view word_of(Spread spread) {
  switch (spread) {
    case Spread::Shared: return "shared";
    case Spread::PerCell: return "per cell";
    case Spread::PerPre: return "per pre";
    case Spread::PerPost: return "per post";
    case Spread::PerEdge: return "per edge";
  }
  return "";
}

Spread join(Spread a, Spread b) {
  if (a == b || b == Spread::Shared) return a;
  if (a == Spread::Shared) return b;
  return Spread::PerEdge;
}

}  // namespace snn::network
