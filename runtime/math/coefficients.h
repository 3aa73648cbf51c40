#pragma once
// Every constant the elementary functions are made of, in one place, so that an emitter of vector
// code can write the same operations with the same bits. Polynomials are minimax fits (Remez
// exchange in 260-bit arithmetic, then rounded to the format), coefficients from low to high. Each
// names its interval and the error after rounding, which must stay well under half an ulp: 2^-54
// for f64, 2^-25 for f32.

#include "runtime/math/pair.h"
#include "runtime/math/real.h"

#include <array>

namespace snn::math {

template <Real F>
struct Coefficients;

template <>
struct Coefficients<double> {
  // ln 2 as 42 bits, so that n·high is exact for |n| < 2^11, and the rest.
  static constexpr Pair<double> kLn2{.high = 0x1.62e42fefa3800p-1, .low = 0x1.ef35793c76730p-45};
  static constexpr double kInverseLn2 = 0x1.71547652b82fep+0;

  // q of e^r = 1 + r + r^2 q(r) on |r| <= ln2/2; error 2^-59.9 of e^r - 1.
  static constexpr std::array kExpm1{
      0x1.0000000000000p-1,  0x1.5555555555559p-3,  0x1.555555555553fp-5,  0x1.111111110f6d5p-7,
      0x1.6c16c16c1f0a1p-10, 0x1.a01a01afd6430p-13, 0x1.a01a017bbc20cp-16, 0x1.71ddf87811edfp-19,
      0x1.27e5363c1c387p-22, 0x1.af5e81adfe97ep-26, 0x1.1ee8793a7c7dap-29};

  // 2^(k/8), and what rounding took from it.
  static constexpr std::array kEighths{
      0x1.0000000000000p+0, 0x1.172b83c7d517bp+0, 0x1.306fe0a31b715p+0, 0x1.4bfdad5362a27p+0,
      0x1.6a09e667f3bcdp+0, 0x1.8ace5422aa0dbp+0, 0x1.ae89f995ad3adp+0, 0x1.d5818dcfba487p+0};
  static constexpr std::array kEighthsLow{0.0,
                                          -0x1.19041b9d78a76p-55,
                                          0x1.6f46ad23182e4p-55,
                                          0x1.d4397afec42e2p-56,
                                          -0x1.bdd3413b26456p-54,
                                          0x1.6e9f156864b27p-54,
                                          0x1.7a1cd345dcc81p-54,
                                          0x1.2ed02d75b3707p-55};
  // q of e^r = 1 + r + r^2 q(r) on |r| <= ln2/16; error 2^-58.2 of e^r.
  static constexpr std::array kExpNear0{0x1.000000000010fp-1,  0x1.555555555529ep-3,
                                        0x1.55555547f29e0p-5,  0x1.1111111e13c9ep-7,
                                        0x1.6c1cc2ef7cb88p-10, 0x1.a018c55a5fb4bp-13};
  // The same q with an error of 2^-61.4 of e^r - 1.
  static constexpr std::array kExpm1Near0{
      0x1.0000000000000p-1,  0x1.55555555555cep-3,  0x1.55555555554e2p-5, 0x1.1111110b1cbbfp-7,
      0x1.6c16c16ef4f3fp-10, 0x1.a01f58c64fd19p-13, 0x1.a01ba07af2692p-16};

  // p of ln((1+s)/(1-s)) = 2s + s z p(z), z = s^2 <= 0.02944; error 2^-59.5 of the whole.
  static constexpr std::array kLog{0x1.5555555555592p-1, 0x1.999999997fef1p-2, 0x1.24924941e50bcp-2,
                                   0x1.c71c5210534f7p-3, 0x1.74663dea47ccfp-3, 0x1.39a1cb8339142p-3,
                                   0x1.2f0502fa925bbp-3};
  // p of ln((1+s)/(1-s)) = 2s (1 + z/3 + z^2 p(z)), same interval; error 2^-66.3 of the whole.
  static constexpr std::array kPowLog{
      0x1.9999999999b30p-3, 0x1.2492492457d42p-3, 0x1.c71c722d6b5a7p-4, 0x1.745ce9e0dfac5p-4,
      0x1.3b1eec9cc9427p-4, 0x1.0f7fd9d4d964dp-4, 0x1.0e435375429f3p-4};
  static constexpr Pair<double> kThird{.high = 0x1.5555555555555p-2, .low = 0x1.5555555555555p-56};

  // pi/2 as the sum of three floats, and 2/pi.
  static constexpr std::array kHalfPi{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54,
                                      -0x1.f1976b7ed8fbcp-110};
  static constexpr double kInverseHalfPi = 0x1.45f306dc9c883p-1;
  // s of sin r = r + r^3 s(r^2) on |r| <= pi/4; error 2^-57.8 of sin r.
  static constexpr std::array kSin{-0x1.5555555555548p-3,  0x1.111111110f730p-7,
                                   -0x1.a01a019be9279p-13, 0x1.71de3554d5d02p-19,
                                   -0x1.ae5e4acfb1924p-26, 0x1.5d8afba96ffccp-33};
  // c of cos r = 1 - r^2/2 + r^4 c(r^2) on |r| <= pi/4; error 2^-63.9 of cos r.
  static constexpr std::array kCos{0x1.555555555554bp-5,  -0x1.6c16c16c15012p-10,
                                   0x1.a01a019c8ea5dp-16, -0x1.27e4f7f1180fbp-22,
                                   0x1.1ee9db6c6b528p-29, -0x1.8fa64a67265cbp-37};
};

template <>
struct Coefficients<float> {
  // ln 2 as 15 bits, so that n·high is exact for |n| < 2^9, and the rest.
  static constexpr Pair<float> kLn2{.high = 0x1.62e4p-1F, .low = 0x1.7f7d1cp-20F};
  static constexpr float kInverseLn2 = 0x1.715476p+0F;

  // As for double; error 2^-28.8 of e^r - 1.
  static constexpr std::array kExpm1{0x1.0p-1F,      0x1.555554p-3F,  0x1.5554b2p-5F,
                                     0x1.11118ap-7F, 0x1.6d720ap-10F, 0x1.a032aep-13F};

  // As for double; errors 2^-25.2 of e^r and 2^-27.5 of e^r - 1.
  static constexpr std::array kEighths{0x1.p+0F,       0x1.172b84p+0F, 0x1.306fep+0F,
                                       0x1.4bfdaep+0F, 0x1.6a09e6p+0F, 0x1.8ace54p+0F,
                                       0x1.ae89fap+0F, 0x1.d5818ep+0F};
  static constexpr std::array kEighthsLow{0.0F,
                                          -0x1.c15742p-27F,
                                          0x1.4636e2p-25F,
                                          -0x1.593abcp-25F,
                                          0x1.9fcef4p-26F,
                                          0x1.15506ep-27F,
                                          -0x1.a94b14p-26F,
                                          -0x1.822dbcp-27F};
  static constexpr std::array kExpNear0{0x1.00087ep-1F, 0x1.5558dp-3F};
  static constexpr std::array kExpm1Near0{0x1.p-1F, 0x1.555c24p-3F, 0x1.5558ecp-5F};

  // Errors 2^-30.2 and 2^-36.8 of the whole.
  static constexpr std::array kLog{0x1.55557ap-1F, 0x1.995ed4p-2F, 0x1.31e0dep-2F};
  static constexpr std::array kPowLog{0x1.999ap-3F, 0x1.24527cp-3F, 0x1.dfa214p-4F};
  static constexpr Pair<float> kThird{.high = 0x1.555556p-2F, .low = -0x1.555556p-27F};

  // The interval is |r| <= 0.83 here: at |x| = 2^20 the rounding of 2/pi moves the nearest multiple
  // by a few hundredths. Errors 2^-27.3 of sin r and 2^-32.1 of cos r.
  static constexpr std::array kHalfPi{0x1.921fb6p+0F, -0x1.777a5cp-25F, -0x1.ee59dap-50F};
  static constexpr float kInverseHalfPi = 0x1.45f306p-1F;
  static constexpr std::array kSin{-0x1.55553ep-3F, 0x1.110486p-7F, -0x1.9862c8p-13F};
  static constexpr std::array kCos{0x1.555546p-5F, -0x1.6c09cp-10F, 0x1.993bc8p-16F};
};

}  // namespace snn::math
