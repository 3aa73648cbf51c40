#include "compiler/equations/methods/joint_noise.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

namespace snn::equations {
namespace {

using model::BinaryOp;
using model::Intrinsic;

class NoiseOfStep {
 public:
  NoiseOfStep(Writer& writer, const Block& equations, bool is_shared)
      : writer_(writer), a_(writer.algebra()), equations_(equations), is_shared_(is_shared) {}

  void add_to(std::map<std::size_t, ExprId>& sums) {
    Block reached;
    for (const std::size_t i : equations_) {
      const std::set<std::size_t> sources = reached_from(writer_.structure(), i);
      const bool is_driven = std::ranges::any_of(
          sources, [&](std::size_t source) { return !strengths(source).empty(); });
      if (is_driven) reached.push_back(i);
    }
    const auto is_joined = [&](std::size_t i, std::size_t j) {
      return writer_.structure().reads[i].contains(j) || !a_.is_zero(intensity(i, j));
    };
    for (const Block& part : connected_parts(reached, is_joined))
      add_part(part, sums);
  }

 private:
  // The noises of this kind in one equation, with their factors.
  std::map<SymbolId, ExprId> strengths(std::size_t equation) const {
    std::map<SymbolId, ExprId> found;
    for (const ImpulseTerm& term : writer_.system().equations[equation].diffusions) {
      const model::Variable* variable = a_.program().find_variable(term.source);
      const bool is_shared = variable != nullptr && variable->is_shared;
      if (is_shared == is_shared_) found[term.source] = term.factor;
    }
    return found;
  }

  ExprId slope(std::size_t row, std::size_t column) {
    const auto& slopes = writer_.structure().forms[row]->slopes;
    const auto found = slopes.find(writer_.system().equations[column].variable);
    return found == slopes.end() ? a_.literal(0) : found->second;
  }

  // What both equations get of the same noises in a unit of time.
  ExprId intensity(std::size_t first, std::size_t second) {
    ExprId sum = a_.literal(0);
    const auto of_second = strengths(second);
    for (const auto& [noise, factor] : strengths(first)) {
      const auto other = of_second.find(noise);
      if (other != of_second.end()) sum = a_.add(sum, a_.multiply(factor, other->second));
    }
    return sum;
  }

  void add_part(const Block& part, std::map<std::size_t, ExprId>& sums) {
    const std::vector<SymbolId> noises = noises_of(part);
    const auto covariance = part.size() == 1 ? covariance_of_one(part[0]) : covariance_of(part);
    const auto lower = cholesky(part, covariance);
    for (std::size_t i = 0; i < part.size(); ++i) {
      for (std::size_t k = 0; k <= i; ++k) {
        const std::size_t n = noises.size();
        const ExprId draw = k < n ? writer_.draw(noises[k], 0)
                                  : writer_.draw(noises[0], static_cast<int>(k - n) + 1);
        const ExprId share = a_.multiply(lower[i][k], draw);
        const auto [place, is_new] = sums.emplace(part[i], share);
        if (!is_new) place->second = a_.add(place->second, share);
      }
    }
  }

  // In the order in which the equations name them.
  std::vector<SymbolId> noises_of(const Block& part) const {
    std::vector<SymbolId> noises;
    for (const std::size_t i : part) {
      for (const auto& [noise, factor] : strengths(i)) {
        if (std::ranges::find(noises, noise) == noises.end()) noises.push_back(noise);
      }
    }
    return noises;
  }

  using Matrix = std::vector<std::vector<ExprId>>;

  // Of dx = a x dt + s dW over h: s^2 h phi(2 a h).
  Matrix covariance_of_one(std::size_t i) {
    const ExprId h = writer_.step();
    const ExprId z = a_.multiply(a_.literal(2), writer_.in_time(slope(i, i), h));
    const ExprId variance =
        a_.multiply(intensity(i, i), a_.multiply(h, a_.call(Intrinsic::Phi, z)));
    return {{variance}};
  }

  // C' = A C + C A^T + B B^T from C = 0, which is linear in the entries of C: one more matrix
  // exponential, and one whose entries decay, so stiff systems lose no digits.
  Matrix covariance_of(const Block& part) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> place;
    for (std::size_t i = 0; i < part.size(); ++i) {
      for (std::size_t j = i; j < part.size(); ++j) {
        place[{i, j}] = place[{j, i}] = pairs.size();
        pairs.emplace_back(i, j);
      }
    }
    const ExprId h = writer_.step();
    MatrixExponential statement;
    statement.n = pairs.size() + 1;
    statement.matrix.assign(statement.n * statement.n, a_.literal(0));
    for (std::size_t row = 0; row < pairs.size(); ++row) {
      const auto [i, j] = pairs[row];
      const auto entry = [&](std::size_t column) -> ExprId& {
        return statement.matrix[row * statement.n + column];
      };
      for (std::size_t k = 0; k < part.size(); ++k) {
        ExprId& left = entry(place[{k, j}]);
        left = a_.add(left, writer_.in_time(slope(part[i], part[k]), h));
        ExprId& right = entry(place[{i, k}]);
        right = a_.add(right, writer_.in_time(slope(part[j], part[k]), h));
      }
      entry(pairs.size()) = a_.multiply(intensity(part[i], part[j]), h);
    }
    for (std::size_t i = 0; i < statement.n * statement.n; ++i) {
      const std::size_t row = i / statement.n;
      const bool is_covariance = row < pairs.size() && i % statement.n == pairs.size();
      const std::string name = is_covariance
                                   ? fmt::format("C[{}, {}]", writer_.name(part[pairs[row].first]),
                                                 writer_.name(part[pairs[row].second]))
                                   : fmt::format("e[{}, {}]", row, i % statement.n);
      statement.results.push_back(writer_.fresh(name, part[0]));
    }
    Matrix covariance(part.size(), std::vector<ExprId>(part.size()));
    for (const auto& [pair, row] : place)
      covariance[pair.first][pair.second] =
          a_.read(statement.results[row * statement.n + pairs.size()]);
    writer_.derive({std::move(statement)});
    return covariance;
  }

  // Lower triangular L with L L^T = C; where C has no full rank, the column is 0.
  Matrix cholesky(const Block& part, const Matrix& c) {
    const std::size_t n = part.size();
    Matrix lower(n, std::vector<ExprId>(n, a_.literal(0)));
    for (std::size_t j = 0; j < n; ++j) {
      for (std::size_t i = j; i < n; ++i) {
        ExprId left = c[i][j];
        for (std::size_t k = 0; k < j; ++k)
          left = a_.subtract(left, a_.multiply(lower[i][k], lower[j][k]));
        lower[i][j] = i == j ? diagonal(left) : below(left, lower[j][j]);
        const std::string name =
            fmt::format("L[{}, {}]", writer_.name(part[i]), writer_.name(part[j]));
        lower[i][j] = writer_.named(name, lower[i][j]);
      }
    }
    return lower;
  }

  ExprId diagonal(ExprId left) {
    return a_.call(Intrinsic::Sqrt, a_.call(Intrinsic::Max, {left, a_.literal(0)}));
  }
  ExprId below(ExprId left, ExprId diagonal) {
    const ExprId zero = a_.literal(0);
    return a_.choose(a_.compare(BinaryOp::Gt, diagonal, zero), a_.divide(left, diagonal), zero);
  }

  Writer& writer_;
  Algebra& a_;
  const Block& equations_;
  bool is_shared_;
};

}  // namespace

std::map<std::size_t, ExprId> joint_noise(Writer& writer, const Block& equations) {
  std::map<std::size_t, ExprId> sums;
  for (const bool is_shared : {false, true})
    NoiseOfStep(writer, equations, is_shared).add_to(sums);
  return sums;
}

}  // namespace snn::equations
