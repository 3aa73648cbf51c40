// Results are the same bits on every machine, with every compiler and at every optimisation level:
// the sums below were written once and must come out of all of them. A change of a coefficient or
// of the order of operations changes what models compute, and must show here.

#include "runtime/math/exp.h"
#include "runtime/math/expm.h"
#include "runtime/math/linoid.h"
#include "runtime/math/log.h"
#include "runtime/math/pow.h"
#include "runtime/math/powers.h"
#include "runtime/math/sigmoid.h"
#include "runtime/math/store.h"
#include "runtime/math/trig.h"
#include "tests/unit/runtime/math/inputs.h"

#include <doctest/doctest.h>

#include <string_view>

namespace snn::math {
namespace {

/// FNV-1a over the results' bits, each NaN counted as the canonical one.
class Checksum {
 public:
  template <Real F>
  void add(F x) {
    sum_ = (sum_ ^ bits_of(canonical_nan(x))) * 0x100000001b3U;
  }
  [[nodiscard]] std::uint64_t value() const { return sum_; }

 private:
  std::uint64_t sum_ = 0xcbf29ce484222325U;
};

template <Real F, typename Function>
std::uint64_t checksum_of(Function function) {
  const std::vector<F> arguments =
      inputs::joined(inputs::everything<F>(2000), inputs::dense<F>(-90, 90, 2000));
  Checksum checksum;
  for (const F x : arguments)
    checksum.add(function(x));
  return checksum.value();
}

struct Expected {
  std::string_view name;
  std::uint64_t f64;
  std::uint64_t f32;
};

/// `function` takes either format.
template <typename Function>
void check_bits(Expected expected, Function function) {
  const std::uint64_t f64 = checksum_of<double>(function);
  const std::uint64_t f32 = checksum_of<float>(function);
  CHECK_MESSAGE(f64 == expected.f64, expected.name);
  CHECK_MESSAGE(f32 == expected.f32, expected.name);
}

TEST_CASE("bits: functions of one argument") {
  check_bits({"exp", 0x40dc90901dd80611U, 0xc98d25a7e2cdc495U}, [](auto x) { return exp(x); });
  check_bits({"expm1", 0xf9d08c010234cbd7U, 0x4e67b834a599bed2U}, [](auto x) { return expm1(x); });
  check_bits({"sigmoid", 0x017e1f443919af47U, 0xb98f53020d06fdb7U},
             [](auto x) { return sigmoid(x); });
  check_bits({"tanh", 0x13ebe4336f942287U, 0x90c9e039b9cb3c77U}, [](auto x) { return tanh(x); });
  check_bits({"linoid", 0xba144338d4529387U, 0x0f1655e3a18d6c90U},
             [](auto x) { return linoid(x); });
  check_bits({"phi", 0xb6fbf111ad3c2662U, 0x8891f303bf42f8f6U}, [](auto x) { return phi(x); });
  check_bits({"log", 0x4bcf6d165230bf59U, 0xbff2535957358193U}, [](auto x) { return log(x); });
  check_bits({"log1p", 0x4b1e2bf722814057U, 0xa18519ffcea75807U}, [](auto x) { return log1p(x); });
  check_bits({"sin", 0x5b32c54e7329ba89U, 0x1eed266c9ea79a75U}, [](auto x) { return sin(x); });
  check_bits({"cos", 0x0eb186ed3c387002U, 0xe2ff8d5ed54a3cfcU}, [](auto x) { return cos(x); });
}

TEST_CASE("bits: powers") {
  check_bits({"pow 2.75", 0x26d60983b3380bd7U, 0xaaf14df2e588f6b3U},
             [](auto x) { return pow(x, decltype(x){2.75}); });
  check_bits({"pow of 1.5", 0x3ec07001bf7569caU, 0xa8999ef6bd8efd1eU},
             [](auto x) { return pow(decltype(x){1.5}, x); });
  check_bits({"pow_int 4", 0x3be2b141007bfcdfU, 0x159135dd088cce60U},
             [](auto x) { return pow_int(x, 4); });
  check_bits({"pow_int -7", 0xac3a77735b5b170aU, 0x31530351f3d1e2b6U},
             [](auto x) { return pow_int(x, -7); });
  check_bits({"pow_half 3", 0xbc7800eb17506b65U, 0x6f9b9b6447b0157bU},
             [](auto x) { return pow_half(x, 3); });
  check_bits({"pow_half -5", 0xffe4db76472dd231U, 0x9e85eb3f5baa5590U},
             [](auto x) { return pow_half(x, -5); });
}

TEST_CASE("bits: matrix exponentials, and with them the solver") {
  Checksum checksum;
  for (std::size_t n = 1; n <= 6; ++n) {
    std::vector<double> a(n * n);
    for (std::size_t i = 0; i < a.size(); ++i)
      a[i] = inputs::unit<double>(100 * n + i) * 8 - 6;
    for (const double x : expm(a, n))
      checksum.add(x);
  }
  CHECK(checksum.value() == 0xb98672edbe4fbc6bU);
}

}  // namespace
}  // namespace snn::math
