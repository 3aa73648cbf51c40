// Drives, of networks and of the script: one row for each target.

#include "compiler/model/walk.h"
#include "compiler/network/data.h"
#include "compiler/network/drive_files.h"
#include "compiler/network/endpoints.h"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace snn::network {
namespace {

constexpr InstanceId kScript{std::size_t{0}};

class DriveAdder {
 public:
  explicit DriveAdder(Builder& builder) : builder_(builder) {}

  void add_network(InstanceId instance, const model::NetworkDef& network) {
    for (const model::DriveDef& drive : network.drives)
      add(instance, drive, {});
  }

  void add_script(const model::Script& script) {
    for (const model::StepId id : script) {
      const auto& kind = builder_.program.steps[id].kind;
      if (const auto* step = std::get_if<model::DriveStep>(&kind)) add(kScript, step->drive, id);
      if (const auto* step = std::get_if<model::SweepStep>(&kind)) add_script(step->script);
      if (const auto* step = std::get_if<model::RepeatStep>(&kind)) add_script(step->script);
      if (const auto* step = std::get_if<model::AtStep>(&kind)) add_script(step->script);
    }
  }

 private:
  void add(InstanceId in, const model::DriveDef& def, model::StepId step) {
    const std::string name = fmt::format("drive#{}", n_in_[in]++);
    const std::string path = path_in(builder_.plan, in, name);
    for (std::size_t k = 0; k < def.targets.size(); ++k) {
      Drive row;
      row.path = def.targets.size() == 1 ? path : fmt::format("{}[{}]", path, k);
      row.instance = in;
      row.span = def.span;
      row.step = step;
      row.target = target_of(builder_, in, def.targets[k]);
      row.is_process = def.is_draw;
      add_value(row, def);
      row.stream = builder_.stream(row.path);
      builder_.plan.drives.push_back(std::move(row));
    }
  }

  void add_value(Drive& row, const model::DriveDef& def) {
    if (!row.is_process) {
      const bool reads_index = model::reads_of(builder_.program, def.value).contains(builder_.row);
      row.value = {"", builder_.value(row.instance, def.value),
                   reads_index ? Spread::PerCell : Spread::Shared, builder_.reads_time(def.value)};
      return;
    }
    const auto* call = std::get_if<model::IntrinsicCall>(&builder_.program[def.value].kind);
    if (call == nullptr) return;
    row.process = call->intrinsic;
    row.arguments = builder_.arguments(row.instance, *call, Spread::PerCell);
    for (const Argument& argument : row.arguments) {
      const bool may_be_file = argument.name == "file" || argument.name == "times";
      const auto& kind = builder_.program[argument.value.expr].kind;
      if (may_be_file && std::holds_alternative<model::TextLiteral>(kind)) {
        row.file = file_at(builder_, def.value, argument.value.expr, Shape::Any);
        take_file(builder_, row);
      }
    }
  }

  Builder& builder_;
  std::map<InstanceId, std::size_t> n_in_;
};

}  // namespace

void add_drives(Builder& builder, const model::Script& script) {
  DriveAdder adder(builder);
  for (std::size_t i = 0; i < builder.plan.instances.size(); ++i) {
    const model::NetworkDef* network = builder.network_of(InstanceId(i));
    if (network != nullptr) adder.add_network(InstanceId(i), *network);
  }
  adder.add_script(script);
}

}  // namespace snn::network
