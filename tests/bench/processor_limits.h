#pragma once
// What the processor at hand can do, measured, so that a figure has something to stand beside.

namespace snn::bench {

/// Nanoseconds an element, in registers, with the widest vectors there are; 0: not known here.
struct ProcessorLimits {
  double fma = 0;
  double divide = 0;
  double multiply_whole = 0;  // two 32-bit numbers to 64 bits: half a round of Philox
  double load_byte = 0;       // streamed from L2
};

/// Of f32 or f64.
[[nodiscard]] ProcessorLimits measured_limits(bool is_f32);

}  // namespace snn::bench
