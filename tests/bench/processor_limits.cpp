#include "tests/bench/processor_limits.h"

#include <time.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace snn::bench {

#if defined(__x86_64__)

namespace {

constexpr std::size_t kRounds = 20000;
constexpr std::size_t kChains = 12;  // enough to hide the latency of one instruction
constexpr int kRepeats = 15;

double best_seconds(const auto& f) {
  double best = 1e9;
  for (int i = 0; i < kRepeats; ++i) {
    const auto now = [] {
      timespec time{};
      clock_gettime(CLOCK_MONOTONIC, &time);
      return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
    };
    const double start = now();
    f();
    best = std::min(best, now() - start);
  }
  return best;
}

double per_element(double seconds, std::size_t n_lanes) {
  return seconds * 1e9 / static_cast<double>(kRounds * kChains * n_lanes);
}

// The chains are kept apart and alive by the empty assembly.
#define SNN_CHAINS(type, start, step)                     \
  type x[kChains];                                        \
  for (type & chain : x)                                  \
    chain = (start);                                      \
  for (std::size_t round = 0; round < kRounds; ++round) { \
    _Pragma("GCC unroll 12") for (type & chain : x) {     \
      chain = (step);                                     \
      asm volatile("" : "+v"(chain));                     \
    }                                                     \
  }

__attribute__((target("avx512f"))) void fma_f64() {
  const __m512d half = _mm512_set1_pd(0.5);
  SNN_CHAINS(__m512d, half, _mm512_fmadd_pd(chain, half, half))
}
__attribute__((target("avx512f"))) void fma_f32() {
  const __m512 half = _mm512_set1_ps(0.5F);
  SNN_CHAINS(__m512, half, _mm512_fmadd_ps(chain, half, half))
}
__attribute__((target("avx512f"))) void divide_f64() {
  const __m512d some = _mm512_set1_pd(1.7);
  SNN_CHAINS(__m512d, some, _mm512_div_pd(some, chain))
}
__attribute__((target("avx512f"))) void divide_f32() {
  const __m512 some = _mm512_set1_ps(1.7F);
  SNN_CHAINS(__m512, some, _mm512_div_ps(some, chain))
}
__attribute__((target("avx512f"))) void multiply_whole() {
  const __m512i some = _mm512_set1_epi64(77777);
  SNN_CHAINS(__m512i, some, _mm512_mul_epu32(chain, some))
}

__attribute__((target("avx2,fma"))) void fma_f64_avx2() {
  const __m256d half = _mm256_set1_pd(0.5);
  SNN_CHAINS(__m256d, half, _mm256_fmadd_pd(chain, half, half))
}
__attribute__((target("avx2,fma"))) void fma_f32_avx2() {
  const __m256 half = _mm256_set1_ps(0.5F);
  SNN_CHAINS(__m256, half, _mm256_fmadd_ps(chain, half, half))
}
__attribute__((target("avx2,fma"))) void divide_f64_avx2() {
  const __m256d some = _mm256_set1_pd(1.7);
  SNN_CHAINS(__m256d, some, _mm256_div_pd(some, chain))
}
__attribute__((target("avx2,fma"))) void divide_f32_avx2() {
  const __m256 some = _mm256_set1_ps(1.7F);
  SNN_CHAINS(__m256, some, _mm256_div_ps(some, chain))
}
__attribute__((target("avx2,fma"))) void multiply_whole_avx2() {
  const __m256i some = _mm256_set1_epi64x(77777);
  SNN_CHAINS(__m256i, some, _mm256_mul_epu32(chain, some))
}

constexpr std::size_t kPasses = 20;

__attribute__((target("avx2"))) void stream(const std::vector<char>& memory) {
  constexpr std::size_t kLine = 64;
  for (std::size_t pass = 0; pass < kPasses; ++pass) {
    for (std::size_t at = 0; at + kLine <= memory.size(); at += kLine) {
      __m256i a = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(&memory[at]));
      __m256i b = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(&memory[at + 32]));
      asm volatile("" : "+x"(a), "+x"(b));
    }
  }
}

double load_byte() {
  const std::vector<char> memory(std::size_t{320} * 1024, 1);
  const double seconds = best_seconds([&] { stream(memory); });
  return seconds * 1e9 / static_cast<double>(kPasses * memory.size());
}

}  // namespace

ProcessorLimits measured_limits(bool is_f32) {
  ProcessorLimits limits;
  if (__builtin_cpu_supports("avx512f")) {
    const std::size_t n_lanes = is_f32 ? 16 : 8;
    limits.fma = per_element(best_seconds(is_f32 ? fma_f32 : fma_f64), n_lanes);
    limits.divide = per_element(best_seconds(is_f32 ? divide_f32 : divide_f64), n_lanes);
    limits.multiply_whole = per_element(best_seconds(multiply_whole), 8);
  } else if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    const std::size_t n_lanes = is_f32 ? 8 : 4;
    limits.fma = per_element(best_seconds(is_f32 ? fma_f32_avx2 : fma_f64_avx2), n_lanes);
    limits.divide = per_element(best_seconds(is_f32 ? divide_f32_avx2 : divide_f64_avx2), n_lanes);
    limits.multiply_whole = per_element(best_seconds(multiply_whole_avx2), 4);
  } else {
    return limits;
  }
  limits.load_byte = load_byte();
  return limits;
}

#else

ProcessorLimits measured_limits(bool) {
  return {};
}

#endif

}  // namespace snn::bench
