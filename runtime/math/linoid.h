#pragma once
// Quotients of a number and an exponential, with their removable singularity at 0 filled in.

namespace snn::math {

/// x/(1 - e^-x), the shape of the opening rates of Hodgkin and Huxley; 1 at 0.
[[nodiscard]] double linoid(double x);
[[nodiscard]] float linoid(float x);

/// (e^z - 1)/z, by which exponential integrators weigh a constant drive; 1 at 0.
[[nodiscard]] double phi(double z);
[[nodiscard]] float phi(float z);

}  // namespace snn::math
