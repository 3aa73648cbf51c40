#include "compiler/ir/text/print_kernel.h"

#include "compiler/ir/text/print_rows.h"
#include "compiler/ir/type_names.h"
#include "compiler/ir/walk.h"

#include <fmt/format.h>

#include <span>

namespace snn::ir {
namespace {

/// `%V`, `%7` for a value without a name, `%V#7` where another has the same name. The numbers count
/// the values in the order of the text.
class ValueNames {
 public:
  explicit ValueNames(const Kernel& kernel) : kernel_(kernel) {
    position_.resize(kernel.values.size());
    number_block(kernel.body);
    const std::vector<std::string> written = references('%', names_);
    for (std::size_t i = 0; i < written.size(); ++i)
      texts_.push_back(names_[i].empty() ? fmt::format("%{}", i) : written[i]);
  }
  [[nodiscard]] const std::string& of(ValueId value) const { return texts_[position_[value]]; }

 private:
  void number(ValueId value) {
    position_[value] = names_.size();
    names_.push_back(kernel_.values[value].name);
  }
  void number_block(const Block& block) {
    for (const ValueId param : block.params)
      number(param);
    for (const InstId id : block.body) {
      for (const ValueId result : kernel_.insts[id].results)
        number(result);
      for (const Block& inner : kernel_.insts[id].blocks)
        number_block(inner);
    }
  }

  const Kernel& kernel_;
  IdVector<ValueId, std::size_t> position_;
  std::vector<std::string> names_;
  std::vector<std::string> texts_;
};

class KernelPrinter {
 public:
  KernelPrinter(const Kernel& kernel, const RowNames& names)
      : kernel_(kernel), names_(names), values_(kernel) {}

  std::string run() {
    print_block(kernel_.body, 2);
    return std::move(text_);
  }

 private:
  [[nodiscard]] std::string list_of(std::span<const ValueId> values) const {
    std::string text;
    for (const ValueId value : values)
      text += (text.empty() ? "" : ", ") + values_.of(value);
    return text;
  }
  [[nodiscard]] std::string types_of(std::span<const ValueId> values) const {
    std::string text;
    for (const ValueId value : values) {
      text += text.empty() ? "" : ", ";
      text += name_of(kernel_.values[value].type);
    }
    return text;
  }

  /// Empty for none.
  [[nodiscard]] std::string attribute_of(const Inst& inst) const {
    const Attribute& attribute = inst.attribute;
    if (const auto* real = std::get_if<double>(&attribute)) return spelled(*real);
    if (const auto* whole = std::get_if<std::int64_t>(&attribute)) {
      const bool is_truth =
          inst.op == Op::Const && kernel_.values[inst.results.front()].type == Type::Bool;
      if (is_truth) return *whole != 0 ? "true" : "false";
      return fmt::format("{}", *whole);
    }
    if (const auto* field = std::get_if<FieldRef>(&attribute)) {
      return fmt::format("{} {}", name_of(field->frame), names_.of(field->field));
    }
    if (const auto* global = std::get_if<GlobalId>(&attribute)) return names_.of(*global);
    if (const auto* frame = std::get_if<Frame>(&attribute)) return std::string(name_of(*frame));
    if (const auto* population = std::get_if<PopulationId>(&attribute)) {
      return names_.of(*population);
    }
    if (const auto* data = std::get_if<DataId>(&attribute)) return names_.of(*data);
    if (const auto* stream = std::get_if<Stream>(&attribute)) {
      return fmt::format("{}", stream->value);
    }
    if (const auto* text = std::get_if<std::string>(&attribute)) return quoted(*text);
    return "";
  }

  void print_block(const Block& block, std::size_t indent) {
    for (const InstId id : block.body)
      print_inst(kernel_.insts[id], indent);
  }

  void print_inst(const Inst& inst, std::size_t indent) {
    text_.append(indent, ' ');
    if (!inst.results.empty()) text_ += list_of(inst.results) + " = ";
    text_ += info(inst.op).name;
    const std::string attribute = attribute_of(inst);
    const std::string args = list_of(inst.args);
    if (!attribute.empty()) text_ += " " + attribute;
    if (!args.empty()) text_ += (attribute.empty() ? " " : ", ") + args;
    const ResultRule rule = info(inst.op).result;
    const bool is_written_out = rule == ResultRule::Given || rule == ResultRule::Many;
    if (is_written_out && !inst.results.empty()) text_ += " : " + types_of(inst.results);
    print_location(inst.location);
    for (std::size_t i = 0; i < inst.blocks.size(); ++i) {
      const Block& block = inst.blocks[i];
      text_ += i == 0 ? " {" : " else {";
      if (!block.params.empty()) {
        text_ += fmt::format(" {} : {}", list_of(block.params), types_of(block.params));
      }
      text_ += '\n';
      print_block(block, indent + 2);
      text_ += std::string(indent, ' ') + "}";
    }
    text_ += '\n';
  }

  /// `!12:5` in the file of the instruction before, `!"model.snn":12:5` in another.
  void print_location(const Location& location) {
    if (location == Location{}) return;
    text_ += " !";
    if (location.file != file_) text_ += quoted(location.file) + ":";
    text_ += fmt::format("{}:{}", location.line, location.column);
    file_ = location.file;
  }

  const Kernel& kernel_;
  const RowNames& names_;
  ValueNames values_;
  std::string file_;
  std::string text_;
};

}  // namespace

std::string print_kernel(const Program& program, KernelId kernel, const RowNames& names) {
  RowPrinter rows(names);
  return fmt::format("kernel {} {} {{\n{}}}\n", names.of(kernel),
                     rows.row(program.blueprint.kernels[kernel]),
                     KernelPrinter(program.kernels[kernel], names).run());
}

}  // namespace snn::ir
