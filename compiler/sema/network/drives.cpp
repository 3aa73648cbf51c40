#include "compiler/sema/network/drives.h"

#include "compiler/model/eval.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/network/endpoints.h"
#include "compiler/sema/wording.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace snn::sema {
namespace {

using model::Intrinsic;

bool sends_spikes(Intrinsic process) {
  return process == Intrinsic::Poisson || process == Intrinsic::Regular ||
         process == Intrinsic::SpikeList;
}

class DriveChecker {
 public:
  DriveChecker(Context& ctx, const Env& env, const ast::Drive& item)
      : ctx_(ctx), env_(env.in(Place::Drive)), item_(item) {}

  std::optional<model::DriveDef> check(SourceSpan span) {
    const std::vector<Port> ports =
        check_targets(ctx_, env_, item_.target, item_.is_draw ? Traffic::Either : Traffic::Values);
    model::DriveDef drive;
    drive.span = span;
    drive.is_draw = item_.is_draw;
    if (ports.empty()) {
      const diag::Diagnostics::Mute mute(*ctx_.diags);
      drive.value = check_value();
      return std::nullopt;
    }
    env_.port = &ports.front();
    drive.value = check_value();
    const bool is_sound =
        !ctx_.type_of(drive.value).is_error() &&
        (item_.is_draw ? check_process(drive.value, ports) : check_values(drive.value, ports));
    if (!is_sound) drive.value = ctx_.error(span);
    for (const Port& port : ports)
      drive.targets.push_back(port.ref);
    return drive;
  }

 private:
  ExprId check_value() {
    env_.may_be_process = item_.is_draw;
    return item_.is_draw ? check_expr(ctx_, env_, item_.value)
                         : check_number(ctx_, env_, item_.value);
  }

  bool check_values(ExprId value, const std::vector<Port>& ports) {
    const Type type = ctx_.type_of(value);
    const SourceSpan span = ctx_.program.exprs[value].span;
    for (const Port& port : ports) {
      if (port.is_spike) {
        ctx_.diags
            ->emit(kWrongTransport, port.span, port.name,
                   "takes spikes, and a value is no spike train")
            .label(span, quantity_and_unit(ctx_, type))
            .help(
                "spikes come from a process: `~ poisson(rate, w)`, `~ regular(rate, w)` or "
                "`~ spike_list(times, w)`");
        return false;
      }
      if (fits(ctx_, type, port.type)) continue;
      const bool is_bare =
          type.dim.is_plain() && std::holds_alternative<model::Literal>(ctx_.program[value].kind);
      if (is_bare) return require_fit(ctx_, value, port.name, port.type);
      report_port_mismatch(ctx_, span, excerpt(ctx_, span), type, port);
      return false;
    }
    return true;
  }

  bool check_process(ExprId value, const std::vector<Port>& ports) {
    const Type type = ctx_.type_of(value);
    const SourceSpan span = ctx_.program.exprs[value].span;
    const auto* call = std::get_if<model::IntrinsicCall>(&ctx_.program[value].kind);
    if (type.kind != model::Kind::Process || call == nullptr) {
      ctx_.diags
          ->emit(kDrawMisplaced, span, excerpt(ctx_, span),
                 "is one value; a drive after `~` is a process")
          .help("write `=` for a value, or `~ poisson(rate, w)`, `~ gaussian(mean, sd)` …");
      return false;
    }
    const model::IntrinsicCall process = *call;
    const std::string_view name = model::info_of(process.intrinsic).name;
    const bool is_spikes = sends_spikes(process.intrinsic);
    for (const Port& port : ports) {
      if (port.is_spike != is_spikes) {
        report_wrong_process(span, port, name, is_spikes);
        return false;
      }
      if (type.dim != port.type.dim) {
        report_port_mismatch(ctx_, span, excerpt(ctx_, span), Type::real(type.dim), port);
        return false;
      }
    }
    return !is_spikes || check_weight(process, name, ports);
  }

  void report_wrong_process(SourceSpan span, const Port& port, std::string_view name,
                            bool is_spikes) {
    ctx_.diags
        ->emit(kWrongTransport, port.span, port.name,
               is_spikes ? fmt::format("takes a value at every moment, and `{}` sends spikes", name)
                         : fmt::format("takes spikes, and `{}` is a value at every moment", name))
        .label(span, is_spikes ? "spikes" : "values")
        .note(is_spikes ? "a continuous input takes `= value`, `~ gaussian(mean, sd)` or "
                          "`~ samples(file, every)`"
                        : "a spike input takes `~ poisson(rate, w)`, `~ regular(rate, w)` or "
                          "`~ spike_list(times, w)`");
  }

  // A spike needs a weight, unless weights are plain numbers and 1 will do.
  bool check_weight(const model::IntrinsicCall& process, std::string_view name,
                    const std::vector<Port>& ports) {
    const auto weight = std::ranges::find(process.args, "w", &model::NamedArg::name);
    const Port& port = ports.front();
    if (weight == process.args.end()) {
      if (port.type.dim.is_plain()) return true;
      const SourceSpan span = (*env_.file)[item_.value].span;
      ctx_.diags->emit(kMissingValue, span, "w", name)
          .label(port.span, fmt::format("takes {}", what_it_takes(ctx_, port)))
          .help(fmt::format("add the weight of a spike: `w = … {}`", unit_of(ctx_, port.type)));
      return false;
    }
    const auto value = constant_value(ctx_, weight->value);
    for (const Port& each : ports) {
      if (value && !require_in_port(each, weight->value, *value)) return false;
    }
    return true;
  }

  bool require_in_port(const Port& port, ExprId weight, double value) {
    const auto& bounds = variable_of(ctx_, port).bounds;
    if (!bounds) return true;
    const auto low = constant_value(ctx_, bounds->low);
    const auto high = constant_value(ctx_, bounds->high);
    const bool is_outside = (low && value < *low) || (high && value > *high);
    if (!is_outside) return true;
    const SourceSpan span = ctx_.program.exprs[weight].span;
    ctx_.diags
        ->emit(kOutsidePort, span,
               fmt::format("the port `{}` takes weights in {}", port.name,
                           interval_text(ctx_, bounds->span)),
               excerpt(ctx_, span), value_text(ctx_, value, port.type))
        .label(bounds->span, "the bounds of the port");
    return false;
  }

  Context& ctx_;
  Env env_;
  const ast::Drive& item_;
};

}  // namespace

std::optional<model::DriveDef> check_drive(Context& ctx, const Env& env, SourceSpan span,
                                           const ast::Drive& item) {
  return DriveChecker(ctx, env, item).check(span);
}

}  // namespace snn::sema
