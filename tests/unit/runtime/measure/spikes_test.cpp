// Measures of spike trains whose values are known: regular, simultaneous, Poisson, by hand.

#include "runtime/measure/observer.h"
#include "runtime/measure/reduce.h"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <vector>

namespace snn::measure {
namespace {

using blueprint::MeasureKind;
using blueprint::Reduction;

constexpr auto kE = static_cast<blueprint::PopulationId>(0);
constexpr double kDt = 0.1;

CellSet cells(std::uint64_t n) {
  return CellSet({{kE, 0, n, 1}});
}

/// A window of n steps after step `begin`; `fires(step, position)`.
double measured(MeasureKind kind, Reduction reduction, std::uint64_t n, std::int64_t n_steps,
                const std::function<bool(std::int64_t, Position)>& fires, std::int64_t begin = 0) {
  const auto observer =
      make_observer({.kind = kind, .reduction = reduction, .of = cells(n), .with = {}, .dt = kDt});
  REQUIRE(observer != nullptr);
  observer->begin(begin);
  for (std::int64_t step = begin + 1; step <= begin + n_steps; ++step) {
    std::vector<Position> fired;
    for (Position p = 0; p < n; ++p) {
      if (fires(step, p)) fired.push_back(p);
    }
    observer->observe(step, fired);
  }
  return observer->value(begin + n_steps);
}

/// Fair coins that depend on nothing but their number.
double coin(std::int64_t step, Position cell) {
  std::uint64_t x = static_cast<std::uint64_t>(step) * 0x9E3779B97F4A7C15U + cell + 1;
  for (int round = 0; round < 3; ++round) {
    x ^= x >> 32U;
    x *= 0xD6E8FEB86659FD93U;
  }
  x ^= x >> 32U;
  return static_cast<double>(x >> 11U) * 0x1p-53;
}

TEST_CASE("rate: spikes over cells and time, a spike at t0 left out, one at t1 counted") {
  // 2 cells, 100 ms, every 10 ms: at 0, 10, …, 100 ms; in (0, 100] there are 10 each.
  const auto every_10ms = [](std::int64_t step, Position) { return step % 100 == 0; };
  CHECK(measured(MeasureKind::Rate, Reduction::None, 2, 1000, every_10ms) ==
        doctest::Approx(0.1).epsilon(1e-15));
  CHECK(measured(MeasureKind::SpikeCount, Reduction::None, 2, 1000, every_10ms, 1000) == 20);
  const auto first_only = [](std::int64_t step, Position p) { return p == 0 && step % 100 == 0; };
  CHECK(measured(MeasureKind::Rate, Reduction::Max, 2, 1000, first_only) ==
        doctest::Approx(0.1).epsilon(1e-15));
  CHECK(measured(MeasureKind::Rate, Reduction::Min, 2, 1000, first_only) == 0);
  CHECK(measured(MeasureKind::Rate, Reduction::None, 2, 1000,
                 [](std::int64_t, Position) { return false; }) == 0);
}

TEST_CASE("intervals: a regular train has its period and no variation") {
  const auto regular = [](std::int64_t step, Position p) { return step % (30 + p) == 0; };
  CHECK(measured(MeasureKind::CvIsi, Reduction::None, 3, 1000, regular) == 0);
  CHECK(measured(MeasureKind::Isi, Reduction::None, 1, 1000, regular) ==
        doctest::Approx(3).epsilon(1e-15));
  CHECK(measured(MeasureKind::Isi, Reduction::Max, 3, 1000, regular) ==
        doctest::Approx(3.2).epsilon(1e-15));
}

TEST_CASE("intervals: by hand") {
  // Spikes at 1, 2, 4, 8 ms: intervals 1, 2, 4: mean 7/3, squares 42/9, sd sqrt(14/9).
  const auto doubling = [](std::int64_t step, Position) {
    return step == 10 || step == 20 || step == 40 || step == 80;
  };
  CHECK(measured(MeasureKind::CvIsi, Reduction::None, 1, 100, doubling) ==
        doctest::Approx(std::sqrt(14.0 / 9) / (7.0 / 3)).epsilon(1e-14));
  CHECK(measured(MeasureKind::Isi, Reduction::Mean, 1, 100, doubling) ==
        doctest::Approx(7.0 / 3).epsilon(1e-14));
  // Two intervals are too few.
  CHECK(std::isnan(measured(MeasureKind::CvIsi, Reduction::None, 1, 79, doubling)));
  CHECK(measured(MeasureKind::FirstSpike, Reduction::None, 1, 100, doubling) ==
        doctest::Approx(1).epsilon(1e-15));
  CHECK(measured(MeasureKind::LastSpike, Reduction::None, 1, 100, doubling) ==
        doctest::Approx(8).epsilon(1e-15));
}

TEST_CASE("intervals: a Poisson train varies as much as its mean") {
  // p = 0.01 a step: geometric intervals, CV sqrt(1 - p) = 0.995. With 50 cells of about 2000
  // intervals the standard error is about sqrt(1/(2*100000))*sqrt(3) < 0.006 (kurtosis of the
  // exponential); the bias of each cell's CV is of order 1/2000.
  const auto random = [](std::int64_t step, Position p) { return coin(step, p) < 0.01; };
  const double cv = measured(MeasureKind::CvIsi, Reduction::None, 50, 200000, random);
  CHECK(cv == doctest::Approx(std::sqrt(0.99)).epsilon(0.02));
}

TEST_CASE("times: cell by cell under a reduction, cells that never fired left out") {
  const auto fires = [](std::int64_t step, Position p) {
    return (p == 0 && (step == 10 || step == 50)) || (p == 1 && step == 30);
  };
  CHECK(measured(MeasureKind::FirstSpike, Reduction::Mean, 3, 100, fires) ==
        doctest::Approx(2).epsilon(1e-15));
  CHECK(measured(MeasureKind::LastSpike, Reduction::Min, 3, 100, fires) ==
        doctest::Approx(3).epsilon(1e-15));
  CHECK(std::isnan(measured(MeasureKind::FirstSpike, Reduction::None, 3, 100,
                            [](std::int64_t, Position) { return false; })));
}

TEST_CASE("synchrony: 1 when all fire together, 1/sqrt(N) when each fires for itself") {
  const auto together = [](std::int64_t step, Position) { return coin(step, 0) < 0.02; };
  CHECK(measured(MeasureKind::Synchrony, Reduction::None, 20, 20000, together) ==
        doctest::Approx(1).epsilon(1e-12));
  const auto alone = [](std::int64_t step, Position p) { return coin(step, p) < 0.02; };
  // chi^2 = 1/N (1 + (N-1) c), c the mean correlation: 0 within 1/sqrt(bins * N^2/2) = 0.0016.
  CHECK(measured(MeasureKind::Synchrony, Reduction::None, 20, 20000, alone) ==
        doctest::Approx(1 / std::sqrt(20.0)).epsilon(0.1));
  CHECK(std::isnan(measured(MeasureKind::Synchrony, Reduction::None, 5, 100,
                            [](std::int64_t, Position) { return false; })));
}

TEST_CASE("synchrony: by hand, with an incomplete bin left out") {
  // Bins of 10 steps. Cell 0: 1, 0, 0, 0; cell 1: 1, 1, 0, 0; then a spike in half a bin.
  const auto fires = [](std::int64_t step, Position p) {
    return step == 10 || (p == 1 && step == 11) || step == 42;
  };
  // <r> = 1, 1/2, 0, 0: mean 3/8, variance 5/16 - 9/64 = 11/64. Cells: 3/16, 1/4; mean 7/32.
  CHECK(measured(MeasureKind::Synchrony, Reduction::None, 2, 45, fires) ==
        doctest::Approx(std::sqrt(11.0 / 64 / (7.0 / 32))).epsilon(1e-14));
}

TEST_CASE("correlation: of two cells it is Pearson's") {
  const auto fires = [](std::int64_t step, Position p) {
    return step == 10 || (p == 1 && step == 11);
  };
  // Counts 1 0 0 0 and 1 1 0 0: cov = 1/4 - 1/4*1/2 = 1/8; s = sqrt(3/16), 1/2.
  const double pearson = 0.125 / (std::sqrt(3.0 / 16) * 0.5);
  CHECK(measured(MeasureKind::Correlation, Reduction::None, 2, 40, fires) ==
        doctest::Approx(pearson).epsilon(1e-13));
}

TEST_CASE("correlation: between two sets, a cell with itself left out") {
  // `of` holds cells 0 and 1, `with` cells 1 and 2: positions 0, 1 and 2, 3.
  const CellSet of({{kE, 0, 2, 1}});
  const CellSet with({{kE, 1, 3, 1}});
  const auto observer = make_observer({.kind = MeasureKind::Correlation,
                                       .reduction = Reduction::None,
                                       .of = of,
                                       .with = with,
                                       .dt = 1});
  observer->begin(0);
  std::vector<std::vector<double>> counts(3);
  for (std::int64_t step = 1; step <= 500; ++step) {
    std::vector<Position> fired;
    const bool shared = coin(step, 9) < 0.3;
    for (Position cell = 0; cell < 3; ++cell) {
      const bool is_firing = shared || coin(step, cell) < 0.2;
      counts[cell].push_back(is_firing ? 1 : 0);
      if (!is_firing) continue;
      if (cell < 2) fired.push_back(cell);
      if (cell > 0) fired.push_back(cell + 1);
    }
    observer->observe(step, fired);
  }
  const auto covariance = [&](std::size_t i, std::size_t j) {
    double x = 0;
    double y = 0;
    double xy = 0;
    for (std::size_t k = 0; k < 500; ++k) {
      x += counts[i][k] / 500;
      y += counts[j][k] / 500;
      xy += counts[i][k] * counts[j][k] / 500;
    }
    return xy - x * y;
  };
  double covariances = 0;
  double products = 0;
  for (const auto& [i, j] : {std::pair{0, 1}, {0, 2}, {1, 2}}) {
    covariances += covariance(std::size_t(i), std::size_t(j));
    products += std::sqrt(covariance(std::size_t(i), std::size_t(i)) *
                          covariance(std::size_t(j), std::size_t(j)));
  }
  CHECK(observer->value(500) == doctest::Approx(covariances / products).epsilon(1e-10));
}

TEST_CASE("correlation: together 1, one cell alone none") {
  const auto together = [](std::int64_t step, Position) { return coin(step, 0) < 0.02; };
  CHECK(measured(MeasureKind::Correlation, Reduction::None, 20, 5000, together) ==
        doctest::Approx(1).epsilon(1e-12));
  CHECK(std::isnan(measured(MeasureKind::Correlation, Reduction::None, 1, 5000, together)));
}

TEST_CASE("windows: a new one knows nothing of the old") {
  for (const MeasureKind kind :
       {MeasureKind::Rate, MeasureKind::CvIsi, MeasureKind::Isi, MeasureKind::Synchrony,
        MeasureKind::Correlation, MeasureKind::SpikeCount}) {
    const auto fires = [](std::int64_t step, Position p) {
      return step > 1000 ? coin(step, p) < 0.05 : (step + p) % 7 == 0;
    };
    const auto observer = make_observer(
        {.kind = kind, .reduction = Reduction::None, .of = cells(4), .with = {}, .dt = kDt});
    observer->begin(0);
    for (std::int64_t step = 1; step <= 2000; ++step) {
      std::vector<Position> fired;
      for (Position p = 0; p < 4; ++p) {
        if (fires(step, p)) fired.push_back(p);
      }
      observer->observe(step, fired);
      if (step == 1000) observer->begin(1000);
    }
    CHECK(observer->value(2000) == measured(kind, Reduction::None, 4, 1000, fires, 1000));
  }
}

TEST_CASE("reductions: of several values, of none, with a NaN among them") {
  const std::vector<double> values{3, -1, 4};
  CHECK(reduce(Reduction::Min, values) == -1);
  CHECK(reduce(Reduction::Max, values) == 4);
  CHECK(reduce(Reduction::Sum, values) == 6);
  CHECK(reduce(Reduction::Mean, values) == 2);
  CHECK(reduce(Reduction::Sum, {}) == 0);
  CHECK(std::isnan(reduce(Reduction::Max, {})));
  const std::vector<double> broken{3, std::nan(""), 4};
  for (const Reduction r : {Reduction::Min, Reduction::Max, Reduction::Sum, Reduction::Mean})
    CHECK(std::isnan(reduce(r, broken)));
}

}  // namespace
}  // namespace snn::measure
