// White noise: covariances against closed forms, orders of convergence along the same paths.

#include "plan_runner.h"

#include <array>
#include <cmath>
#include <random>

namespace snn {
namespace {

using tests::Cell;

struct Covariance {
  double first = 0;
  double both = 0;
  double second = 0;
};

// What one step from rest adds, read off by giving each draw in turn the value 1.
Covariance covariance_of_step(Cell& cell, std::string_view first, std::string_view second,
                              double dt) {
  cell.set_up(dt);
  Covariance sum;
  for (const int drawn : {0, 1}) {
    cell.draw = [drawn](const std::string&, int nth) { return nth == drawn ? 1.0 : 0.0; };
    cell[first] = 0;
    cell[second] = 0;
    cell.step();
    sum.first += cell[first] * cell[first];
    sum.both += cell[first] * cell[second];
    sum.second += cell[second] * cell[second];
  }
  return sum;
}

TEST_CASE("noise: an Ornstein-Uhlenbeck process has its variance at every step") {
  for (const double dt : {0.01, 1.0, 200.0}) {
    Cell cell(R"(
neuron Ou {
  param tau = 5 ms, sigma = 2 mV
  noise xi
  state y = 0 mV
  dy/dt = -y/tau + sigma*sqrt(2/tau)*xi
})",
              "Ou");
    cell.draw = [](const std::string&, int) { return 1.0; };
    cell.run(dt, dt);
    const double expected = 2 * std::sqrt(-std::expm1(-2 * dt / 5));
    CHECK(cell["y"] == doctest::Approx(expected).epsilon(1e-12));
  }
}

// y' = -a y + s xi,  V' = b (y - V): the response to a kick of xi is s e^(-a t) in y and
// s b (e^(-a t) - e^(-b t))/(b - a) in V, and the covariance integrates their products.
TEST_CASE("noise: a current and the membrane it drives get the joint covariance") {
  constexpr double kDt = 0.5;
  struct Case {
    double tau_y;
    double tau_v;
  };
  for (const Case times : {Case{5, 10}, Case{0.01, 20}, Case{7, 7}}) {
    CAPTURE(times.tau_y);
    Cell cell(fmt::format(R"(
neuron Cell {{
  param tau_y = {} ms, tau_v = {} ms, s = 0.7 [1/ms^0.5]
  noise xi
  state y = 0, V = 0
  dy/dt = -y/tau_y + s*xi
  dV/dt = (y - V)/tau_v
}})",
                          times.tau_y, times.tau_v),
              "Cell");
    CHECK(cell.method_of("V") == "exact");
    const Covariance found = covariance_of_step(cell, "y", "V", kDt);
    const double a = 1 / times.tau_y;
    const double b = 1 / times.tau_v;
    // Integrals of e^(-r t) over the step.
    const auto integral = [&](double r) { return -std::expm1(-r * kDt) / r; };
    Covariance expected{0.49 * integral(2 * a), 0, 0};
    if (times.tau_y == times.tau_v) {
      const double r = 2 * a;
      const double e = std::exp(-r * kDt);
      const double first = (1 - e * (1 + r * kDt)) / (r * r);
      const double second = (2 - e * (2 + 2 * r * kDt + r * r * kDt * kDt)) / (r * r * r);
      expected.both = 0.49 * b * first;
      expected.second = 0.49 * b * b * second;
    } else {
      const double c = b / (b - a);
      expected.both = 0.49 * c * (integral(2 * a) - integral(a + b));
      expected.second = 0.49 * c * c * (integral(2 * a) - 2 * integral(a + b) + integral(2 * b));
    }
    CHECK(found.first == doctest::Approx(expected.first).epsilon(1e-12));
    CHECK(found.both == doctest::Approx(expected.both).epsilon(1e-11));
    CHECK(found.second == doctest::Approx(expected.second).epsilon(1e-10));
  }
}

TEST_CASE("noise: one noise in an exact and in another equation is one draw, so neither is exact") {
  const Cell cell(R"(
neuron Cell {
  param k = 1 per ms, s = 0.3 [1/ms^0.5]
  noise xi
  state x = 0, y = 0
  dx/dt = -k*x + s*xi
  dy/dt = -k*y^3 + s*xi
})",
                  "Cell");
  CHECK(cell.method_of("x") == "euler_maruyama");
  CHECK(cell.method_of("y") == "euler_maruyama");
}

/// Independent paths of one Wiener process, given in increments over the finest step.
class Paths {
 public:
  Paths(int n_paths, int n_finest, double duration)
      : n_paths_(n_paths), n_finest_(n_finest), duration_(duration) {}

  /// Calls `visit` with the end of each path: x, and the process's own value.
  void run(Cell& cell, int n_steps, const std::function<void(int, double, double)>& visit) {
    std::mt19937_64 engine(20261121);
    std::normal_distribution<double> normal;
    const double dt = duration_ / n_steps;
    cell.set_up(dt);
    const int n_joined = n_finest_ / n_steps;
    double sum = 0;
    double next = 0;
    cell.draw = [&](const std::string&, int) { return next; };
    for (int path = 0; path < n_paths_; ++path) {
      sum = 0;
      cell["x"] = 1;
      for (int step = 0; step < n_steps; ++step) {
        double increment = 0;
        for (int i = 0; i < n_joined; ++i)
          increment += normal(engine);
        next = increment / std::sqrt(n_joined);
        sum += next * std::sqrt(dt);
        cell.step();
      }
      visit(path, cell["x"], sum);
    }
  }

 private:
  int n_paths_;
  int n_finest_;
  double duration_;
};

constexpr std::string_view kGeometric = R"(
neuron Walk {
  param r = 0.5 per ms, s = 0.5 [1/ms^0.5]
  noise xi
  state x = 1
  dx/dt = -r*x + s*x*xi
})";

// dx = -r x dt + s x dW ends at exp(-(r + s^2/2) T + s W) in the sense of Ito, without s^2/2 in
// that of Stratonovich.
double strong_order(std::string_view method, equations::Calculus calculus, int n_paths) {
  Cell cell(std::string(kGeometric), "Walk", method, 0, calculus);
  const double drift = calculus == equations::Calculus::Ito ? -0.625 : -0.5;
  Paths paths(n_paths, 64, 1);
  std::array<double, 2> errors{};
  for (const std::size_t i : {std::size_t{0}, std::size_t{1}}) {
    paths.run(cell, i == 0 ? 32 : 64, [&](int, double x, double w) {
      errors[i] += std::abs(x - std::exp(drift + 0.5 * w));
    });
  }
  return std::log2(errors[0] / errors[1]);
}

TEST_CASE("noise: Milstein is of strong order one, Euler-Maruyama of one half") {
  using equations::Calculus;
  CHECK(std::abs(strong_order("", Calculus::Ito, 1000) - 1) < 0.1);
  CHECK(std::abs(strong_order("", Calculus::Stratonovich, 1000) - 1) < 0.1);
  CHECK(std::abs(strong_order("euler_maruyama", Calculus::Ito, 2000) - 0.5) < 0.1);
}

TEST_CASE("noise: Euler-Maruyama is of strong order one when the noise is additive") {
  Cell cell(R"(
neuron Cell {
  param k = 1 per ms, s = 0.5 [1/ms^0.5]
  noise xi
  state x = 1
  dx/dt = -k*x^3 + s*xi
})",
            "Cell");
  CHECK(cell.method_of("x") == "euler_maruyama");
  constexpr int kPaths = 400;
  Paths paths(kPaths, 2048, 1);
  std::vector<double> reference(kPaths);
  paths.run(cell, 2048,
            [&](int path, double x, double) { reference[static_cast<std::size_t>(path)] = x; });
  const auto error = [&](int n_steps) {
    double sum = 0;
    paths.run(cell, n_steps, [&](int path, double x, double) {
      sum += std::abs(x - reference[static_cast<std::size_t>(path)]);
    });
    return sum;
  };
  CHECK(std::abs(std::log2(error(32) / error(64)) - 1) < 0.1);
}

}  // namespace
}  // namespace snn
