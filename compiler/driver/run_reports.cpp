#include "compiler/driver/run_reports.h"

#include "compiler/driver/edge_cost.h"
#include "compiler/driver/programs.h"
#include "compiler/support/match.h"
#include "runtime/blueprint/edge_bytes.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string_view>
#include <vector>

namespace snn::driver {
namespace {

using blueprint::Blueprint;
using blueprint::Domain;
using blueprint::Field;
using blueprint::KernelInfo;
using blueprint::Place;

/// "for each cell of net.E"
std::string reach_of(const Blueprint& all, const KernelInfo& kernel) {
  const auto cells = [&] { return all.populations[kernel.population].name; };
  const auto joint = [&] { return all.projections[kernel.projection].name; };
  switch (kernel.domain) {
    case Domain::Once: return "once";
    case Domain::EachCell: return "for each cell of " + cells();
    case Domain::EachFired: return "for each cell of " + cells() + " that spikes";
    case Domain::SourceArrival: return "for each source of " + joint() + " whose spike arrives";
    case Domain::TargetArrival: return "for each target of " + joint() + " that spiked";
    case Domain::RowArrival: return "for each synapse of " + joint() + " whose spike arrives";
    case Domain::ColumnArrival: return "for each synapse of " + joint() + " whose target spiked";
    case Domain::EachEdge: return "for each synapse of " + joint();
    case Domain::Pair: return "for each pair of " + joint();
  }
  return {};
}

std::string line_of(const Blueprint& all, blueprint::KernelId id) {
  const KernelInfo& kernel = all.kernels[id];
  return fmt::format("{}, {}", kernel.name, reach_of(all, kernel));
}

std::string line_of(const Blueprint& all, const blueprint::Action& action) {
  return match(
      action,
      [&](const blueprint::Launch& launch) {
        const std::string line = line_of(all, launch.kernel);
        if (!blueprint::exists(launch.when)) return line;
        return fmt::format("{}, in steps with {}", line, all.globals[launch.when].name);
      },
      [&](const blueprint::Deliver& deliver) {
        std::string text = "deliver, the longest delay first:";
        for (const blueprint::KernelId kernel : deliver.kernels)
          text += fmt::format("\n       {}", line_of(all, kernel));
        return text;
      },
      [&](const blueprint::Connect& connect) {
        return fmt::format("connect {}", all.projections[connect.projection].name);
      },
      [&](const blueprint::Route& route) {
        return fmt::format("collect the spikes of {}", all.populations[route.population].name);
      },
      [&](const blueprint::Sum& sum) {
        return fmt::format("add up {} over all cells", all.fields[sum.field].name);
      });
}

std::string schedule_of(const ir::Program& program) {
  const Blueprint& all = program.blueprint;
  std::string text = all.name + '\n';
  const auto list = [&](std::string_view title, const std::vector<blueprint::Action>& actions) {
    if (actions.empty()) return;
    text += fmt::format("  {}\n", title);
    int number = 0;
    for (const blueprint::Action& action : actions)
      text += fmt::format("  {:>3}  {}\n", ++number, line_of(all, action));
  };
  list("set-up: numbers", all.schedule.numbers);
  list("set-up: synapses and parameters of their own", all.schedule.build);
  list("set-up: coefficients", all.schedule.coefficients);
  list("set-up: initial values", all.schedule.init);
  list("each step", all.schedule.step);
  return text;
}

std::string_view word_of(Place place) {
  switch (place) {
    case Place::Cell: return "each cell";
    case Place::Edge: return "each synapse";
    case Place::Source: return "each source cell";
    case Place::Target: return "each target cell";
    case Place::Run: return "the run";
  }
  return {};
}

std::string_view word_of(blueprint::Scalar type) {
  switch (type) {
    case blueprint::Scalar::Bool: return "1 byte";
    case blueprint::Scalar::I32:
    case blueprint::Scalar::F32: return "4 bytes";
    case blueprint::Scalar::I64:
    case blueprint::Scalar::F64:
    case blueprint::Scalar::Real: return "8 bytes";
  }
  return {};
}

// What a synapse takes, and what all of them do in every step whatever happens.
std::string synapses_of(const ir::Program& program) {
  const Blueprint& all = program.blueprint;
  std::string text;
  for (std::size_t k = 0; k < all.projections.size(); ++k) {
    const auto id = static_cast<blueprint::ProjectionId>(k);
    text += fmt::format("  {}\n", all.projections[id].name);
    if (!blueprint::has_edges(all, id)) {
      text += "    no synapses: what all sources give is added up once\n";
      continue;
    }
    std::uint64_t own = 0;
    for (const Field& field : all.fields) {
      if (field.place == Place::Edge && field.projection == id)
        own += blueprint::bytes_of(field.type) * field.length;
    }
    const std::uint64_t n = blueprint::bytes_per_edge(all, id);
    constexpr std::uint64_t kTarget = blueprint::kTargetBytes;
    text += fmt::format(
        "    {} bytes a synapse: {} for its target, {} of its own{}\n", n, kTarget, own,
        n > own + kTarget ? fmt::format(", {} to find it from its target", n - own - kTarget)
                          : std::string());
    for (const blueprint::Action& action : all.schedule.step) {
      const auto* launch = std::get_if<blueprint::Launch>(&action);
      if (launch == nullptr) continue;
      const KernelInfo& kernel = all.kernels[launch->kernel];
      if (kernel.domain != Domain::EachEdge || kernel.projection != id) continue;
      text += fmt::format("    every synapse in every step{}: {}\n      {}\n",
                          blueprint::exists(launch->when)
                              ? fmt::format(" with {}", all.globals[launch->when].name)
                              : std::string(),
                          kernel.name, cost_of_visit(program, launch->kernel));
    }
  }
  return text;
}

// Numbers first, then fields by what they have a value for.
std::string storage_of(const ir::Program& program) {
  const Blueprint& all = program.blueprint;
  std::string text = all.name + "\n  one number for the run\n   ";
  std::size_t width = 4;
  for (const blueprint::Global& global : all.globals) {
    const bool is_scratch = global.name.find(' ') != std::string::npos;
    if (is_scratch) continue;
    constexpr std::size_t kLine = 96;
    if (width + global.name.size() + 1 > kLine) {
      text += "\n   ";
      width = 4;
    }
    text += ' ' + global.name;
    width += global.name.size() + 1;
  }
  text += '\n';
  for (const Place place : {Place::Cell, Place::Source, Place::Target, Place::Edge}) {
    std::string rows;
    for (const Field& field : all.fields) {
      if (field.place != place) continue;
      rows += fmt::format("    {:<40} {}{}\n", field.name, word_of(field.type),
                          exists(field.history) ? ", with its past" : "");
    }
    if (!rows.empty()) text += fmt::format("  one value for {}\n{}", word_of(place), rows);
  }
  return text + synapses_of(program);
}

std::string report_of_each(Session& session, Checked& checked, const std::string& experiment,
                           const std::function<std::string(const ir::Program&)>& paragraph) {
  std::string text;
  for (const ir::Program& program : compile(session, checked, {.experiment = experiment})) {
    if (session.diagnostics().has_errors()) return {};
    if (!text.empty()) text += '\n';
    text += paragraph(program);
  }
  return text;
}

}  // namespace

std::string schedule_report(Session& session, Checked& checked, const std::string& experiment) {
  return report_of_each(session, checked, experiment, schedule_of);
}

std::string storage_report(Session& session, Checked& checked, const std::string& experiment) {
  return report_of_each(session, checked, experiment, storage_of);
}

}  // namespace snn::driver
