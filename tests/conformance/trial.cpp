#include "tests/conformance/trial.h"

#include "compiler/driver/programs.h"
#include "runtime/exec/engine.h"
#include "runtime/host/result_hash.h"

#include <fmt/format.h>

#include <utility>

namespace snn::conformance {
namespace {

/// The prelude is read once in so many models.
constexpr std::size_t kModelsInASession = 64;

exec::EngineOptions engine_options(const Way& way) {
  // All threads work to the end, however small the network is.
  return {.n_threads = way.n_threads, .may_use_fewer_threads = false};
}

}  // namespace

std::string describe(const Way& way) {
  return fmt::format("{} threads, width {}, effort {}", way.n_threads, way.options.width,
                     way.options.effort);
}

driver::Session& Compiler::fresh_session() {
  if (!session_ || ++n_compiled_ % kModelsInASession == 0 || session_->diagnostics().has_errors())
    session_ = std::make_unique<driver::Session>(disk_, driver::SessionOptions{});
  return *session_;
}

Compiled Compiler::compile_file(const std::string& path, bool is_f32) {
  driver::Session& session = fresh_session();
  const std::size_t n_messages = session.diagnostics().all().size();
  auto checked = session.check(path);
  if (!checked) return {Verdict::Invalid, path + " cannot be had", {}};
  return lower(*checked, n_messages, is_f32);
}

Compiled Compiler::compile(const std::string& text, bool is_f32) {
  driver::Session& session = fresh_session();
  const std::size_t n_messages = session.diagnostics().all().size();
  driver::Checked checked = session.check_text(fmt::format("model_{}.snn", n_compiled_), text);
  return lower(checked, n_messages, is_f32);
}

Compiled Compiler::lower(driver::Checked& checked, std::size_t n_messages, bool is_f32) {
  Compiled compiled;
  const std::string precision = is_f32 ? "f32" : "f64";
  for (ir::Program& program : driver::compile(*session_, checked, {.precision = precision}))
    compiled.programs.push_back(std::make_unique<ir::Program>(std::move(program)));
  const auto& all = session_->diagnostics().all();
  for (std::size_t i = n_messages; i < all.size(); ++i) {
    if (all[i].severity != diag::Severity::Error) continue;
    if (all[i].code == "I909") continue;  // a file of models alone runs nothing
    const bool is_beyond = all[i].code == "I920" || all[i].code == "I921";
    if (!is_beyond || compiled.verdict == Verdict::Ready)
      compiled.verdict = is_beyond ? Verdict::NotLowered : Verdict::Invalid;
    compiled.messages += fmt::format("  {}: {}\n", all[i].code, all[i].message);
  }
  if (!checked.is_sound && compiled.verdict == Verdict::Ready) compiled.verdict = Verdict::Invalid;
  return compiled;
}

std::string run_steps(const ir::Program& program, const target::Target& target, const Way& way,
                      std::int64_t n_steps) {
  auto kernels = target.load(program, way.options);
  if (!kernels) return "not loaded: " + kernels.error();
  exec::Engine engine(program.blueprint, **kernels, engine_options(way));
  if (const status::Status status = engine.set_up(); !status) return "set-up: " + status.text;
  host::ResultHash hash(program.blueprint);
  const status::Status status = engine.advance(n_steps, nullptr, [&](const exec::Engine& now) {
    hash.observe(now);
    return true;
  });
  if (!status) return fmt::format("after {} steps: {}", engine.step(), status.text);
  return hash.finish(engine);
}

std::string first_difference(const ir::Program& program, const target::Target& reference,
                             const target::Target& other, const Way& way, std::int64_t n_steps) {
  auto kernels = reference.load(program, {});
  auto other_kernels = other.load(program, way.options);
  if (!kernels || !other_kernels) return "a target does not load it";
  exec::Engine engine(program.blueprint, **kernels);
  exec::Engine other_engine(program.blueprint, **other_kernels, engine_options(way));
  bool goes_on = engine.set_up().is_ok() && other_engine.set_up().is_ok();
  while (goes_on) {
    const auto& fields = program.blueprint.fields;
    for (std::size_t f = 0; f < fields.size(); ++f) {
      const auto id = static_cast<blueprint::FieldId>(f);
      if (fields[id].place != blueprint::Place::Cell) continue;
      for (std::uint64_t cell = 0; cell < engine.n_elements(id); ++cell) {
        const double value = engine.cell(id, cell);
        const double other_value = other_engine.cell(id, cell);
        if (value == other_value || (value != value && other_value != other_value)) continue;
        return fmt::format("step {}: {}[{}] is {} on reference, {} on cpu", engine.step(),
                           fields[id].name, cell, value, other_value);
      }
    }
    goes_on =
        engine.step() < n_steps && engine.advance(1).is_ok() && other_engine.advance(1).is_ok();
  }
  return fmt::format("no cell differs in {} steps: an edge, a delay or the script", engine.step());
}

}  // namespace snn::conformance
