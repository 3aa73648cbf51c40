#pragma once
// A model written in the language, checked, with its component at hand.

#include "compiler/driver/session.h"
#include "compiler/equations/symbolic/algebra.h"

#include <doctest/doctest.h>

#include <map>
#include <optional>
#include <string>

namespace snn::tests {

struct CheckedModel {
  model::Program program;

  explicit CheckedModel(const std::string& text) {
    const source::MemoryFileSystem files({});
    driver::Session session(files, {});
    driver::Checked checked = session.check_text("model.snn", text);
    REQUIRE(checked.is_sound);
    program = std::move(checked.model);
  }

  [[nodiscard]] model::ComponentId component(std::string_view name) const {
    for (std::size_t i = 0; i < program.components.size(); ++i) {
      const model::ComponentId id(i);
      if (program[program.components[id].symbol].name == name) return id;
    }
    FAIL("no such component");
    return {};
  }

  [[nodiscard]] model::SymbolId symbol(std::string_view component_name,
                                       std::string_view name) const {
    const auto& scope = program[program.components[component(component_name)].scope];
    const auto found = scope.names.find(name);
    REQUIRE(found != scope.names.end());
    return found->second;
  }
};

}  // namespace snn::tests
