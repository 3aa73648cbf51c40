#include "runtime/host/manifest.h"

#include "runtime/writers/number_text.h"

#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

namespace snn::host {

namespace {

std::string member(std::string_view name, const std::string& value) {
  return json_text(std::string(name)) + ": " + value;
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += separator;
    text += part;
  }
  return text;
}

std::string object(const std::vector<std::string>& members) {
  return "{" + joined(members, ", ") + "}";
}

std::string array(const std::vector<std::string>& items) {
  return "[" + joined(items, ", ") + "]";
}

std::string lines(const std::vector<std::string>& items) {
  return items.empty() ? "[]" : "[\n    " + joined(items, ",\n    ") + "\n  ]";
}

std::string variables_of(const std::vector<Variable>& variables) {
  std::vector<std::string> members;
  for (const Variable& variable : variables) {
    const std::string unit = variable.unit.empty() ? "" : " " + variable.unit;
    members.push_back(member(variable.name + unit, json_number(variable.value)));
  }
  return object(members);
}

std::string point_of(const Point& point) {
  std::vector<std::string> populations;
  for (const PopulationSummary& population : point.populations) {
    populations.push_back(object({member("name", json_text(population.name)),
                                  member("cells", std::to_string(population.n_cells)),
                                  member("spikes", std::to_string(population.n_spikes)),
                                  member("rate_Hz", json_number(population.rate)),
                                  member("cv_isi", json_number(population.cv))}));
  }
  return object({member("variables", variables_of(point.variables)),
                 member("steps", std::to_string(point.n_steps)),
                 member("time_ms", json_number(point.time)),
                 member("synapses", std::to_string(point.n_synapses)),
                 member("populations", array(populations)), member("hash", json_text(point.hash))});
}

std::string outcome_of(const Outcome& outcome) {
  return object(
      {member("expect", json_text(outcome.text)), member("place", json_text(outcome.place)),
       member("variables", variables_of(outcome.variables)),
       member("holds", outcome.holds ? "true" : "false"),
       member("value", json_number(outcome.value)), member("unit", json_text(outcome.unit))});
}

std::string state_of(const status::Status& status) {
  switch (status.code) {
    case status::Code::Ok:
    case status::Code::Expectation: return "complete";
    case status::Code::Interrupted: return "interrupted";
    case status::Code::Input:
    case status::Code::World:
    case status::Code::Memory:
    case status::Code::Numerical: return "failed";
  }
  return "failed";
}

/// `list` says how a list of many is laid out.
std::vector<std::string> results_of(const Report& report,
                                    std::string (*list)(const std::vector<std::string>&)) {
  std::vector<std::string> files;
  for (const std::string& file : report.files)
    files.push_back(json_text(file));
  std::vector<std::string> points;
  for (const Point& point : report.points)
    points.push_back(point_of(point));
  std::vector<std::string> outcomes;
  for (const Outcome& outcome : report.outcomes)
    outcomes.push_back(outcome_of(outcome));
  std::vector<std::string> members{member("state", json_text(state_of(report.status)))};
  if (!report.status.is_ok()) members.push_back(member("reason", json_text(report.status.text)));
  if (!report.status.place.empty())
    members.push_back(member("place", json_text(report.status.place)));
  members.push_back(member("result_hash", json_text(report.hash)));
  members.push_back(member("files", list(files)));
  members.push_back(member("points", list(points)));
  members.push_back(member("expectations", list(outcomes)));
  return members;
}

}  // namespace

std::string json_text(const std::string& text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string json = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (code < 0x20) {
      json += "\\u00";
      json += kDigits[code >> 4U];
      json += kDigits[code & 15U];
    } else {
      json += c;
    }
  }
  return json + '"';
}

std::string json_number(double number) {
  if (!std::isfinite(number)) return "null";
  std::string text;
  writers::append_number(text, number);
  return text;
}

std::string manifest_of(const recording::Origin& origin, const Report& report) {
  std::vector<std::string> members{
      member("program", json_text(origin.program)),
      member("program_hash", json_text(origin.hash)),
      member("version", json_text(origin.version)),
      member("command_line", json_text(origin.command_line)),
      member("seed", std::to_string(origin.seed)),
      member("dt_ms", json_number(origin.dt)),
  };
  for (std::string& result : results_of(report, lines))
    members.push_back(std::move(result));
  return "{\n  " + joined(members, ",\n  ") + "\n}\n";
}

std::string report_json(const Report& report) {
  return object(results_of(report, array));
}

}  // namespace snn::host
