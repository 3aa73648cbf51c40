// snn_bench --snn PROGRAM: measures the front end, each row beside its goal.

#include "tests/bench/large_model.h"
#include "tests/harness/cost.h"
#include "tests/harness/temp_dir.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snn::bench {
namespace {

constexpr std::string_view kTenLines = R"(## A leaky cell that fires when it is driven.
neuron Cell {
  param C = 250 pF, g_L = 25 nS, E_L = -70 mV
  input I: pA
  state V = E_L

  C * dV/dt = -g_L*(V - E_L) + I

  spike when V >= -50 mV refractory 2 ms hold V { V = E_L }
}
)";
constexpr std::size_t kMegabyte = 1'000'000;
constexpr int kRunsOfSmall = 20;
constexpr int kRunsOfLarge = 5;

using golden::Cost;

/// The median time and the largest memory of several runs, after one that warms the file cache;
/// nothing when the program does not exit with 0.
std::optional<Cost> typical_cost_of(const std::vector<std::string>& command, int n_runs) {
  std::vector<Cost> costs;
  for (int run = 0; run <= n_runs; ++run) {
    const Cost cost = golden::cost_of(command, std::chrono::seconds(60));
    if (cost.exit != 0) return std::nullopt;
    if (run > 0) costs.push_back(cost);
  }
  std::ranges::sort(costs, {}, &Cost::time);
  Cost typical = costs[costs.size() / 2];
  typical.peak_bytes = std::ranges::max(costs, {}, &Cost::peak_bytes).peak_bytes;
  return typical;
}

std::string write(const std::filesystem::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
  return path.string();
}

double megabytes(std::size_t bytes) {
  return static_cast<double>(bytes) / 1e6;
}

/// One line of the table. Returns the cost, for rows whose goal is another row's.
std::optional<Cost> row(std::string_view what, const std::vector<std::string>& command, int n_runs,
                        double goal_ms) {
  const std::optional<Cost> cost = typical_cost_of(command, n_runs);
  if (!cost) {
    fmt::print("{:<28} does not run\n", what);
    return cost;
  }
  const double spent = cost->time.count();
  fmt::print("{:<28} {:>9.1f} ms   goal {:>7.1f} ms   {:>5.0f} % of it   {:>6.1f} MB{}\n", what,
             spent, goal_ms, 100 * spent / goal_ms, megabytes(cost->peak_bytes),
             spent <= goal_ms ? "" : "   MISSED");
  std::fflush(stdout);
  return cost;
}

int run(const std::string& snn) {
  const golden::TempDir folder;
  const std::string small = write(folder.path() / "ten_lines.snn", kTenLines);
  const std::string large = write(folder.path() / "megabyte.snn", large_model(kMegabyte));

  const auto small_check = row("check, 10 lines", {snn, "check", small}, kRunsOfSmall, 30);
  const auto large_check = row("check, 1 MB", {snn, "check", large}, kRunsOfLarge, 1000);
  if (!small_check || !large_check) return 1;
  const auto small_fmt = row("fmt, 10 lines", {snn, "fmt", "--stdout", small}, kRunsOfSmall,
                             small_check->time.count());
  const auto large_fmt =
      row("fmt, 1 MB", {snn, "fmt", "--stdout", large}, kRunsOfLarge, large_check->time.count());
  const double peak = megabytes(large_check->peak_bytes);
  fmt::print("{:<28} {:>9.1f} MB   goal {:>7.1f} MB   {:>5.0f} % of it{}\n",
             "memory of check, 1 MB", peak, 512.0, 100 * peak / 512,
             peak <= 512 ? "" : "   MISSED");
  return small_fmt && large_fmt ? 0 : 1;
}

}  // namespace
}  // namespace snn::bench

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() == 2 && arguments[0] == "--write-large-model") {
    snn::bench::write(arguments[1], snn::bench::large_model(snn::bench::kMegabyte));
    return 0;
  }
  if (arguments.size() != 2 || arguments[0] != "--snn") {
    fmt::print(stderr,
               "usage: snn_bench --snn PROGRAM\n       snn_bench --write-large-model FILE\n");
    return 2;
  }
  try {
    return snn::bench::run(std::filesystem::absolute(arguments[1]).string());
  } catch (const std::exception& error) {
    fmt::print(stderr, "snn_bench: {}\n", error.what());
    return 2;
  }
}
