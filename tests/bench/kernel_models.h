#pragma once
// One population each, without edges: what a step of its cells costs.

#include <array>
#include <string_view>

namespace snn::bench {

struct KernelModel {
  std::string_view name;
  std::string_view text;
};

inline constexpr std::array kKernelModels{
    KernelModel{"LIF", R"(import std.neurons.{LIF}
experiment e {
  population p[4000] : LIF
  drive p.I = 600 pA
  dt = 0.1 ms
  run 1 s
  expect rate(p) > 1 Hz
}
)"},
    KernelModel{"CUBA", R"(neuron Cuba {
  input e: spike mV
  input i: spike mV
  state V = -60 mV
  state g_e = 0 mV
  state g_i = 0 mV
  dg_e/dt = -g_e/(5 ms) + e
  dg_i/dt = -g_i/(10 ms) + i
  dV/dt = (g_e + g_i + 20 mV - (V + 49 mV))/(20 ms)
  spike when V >= -50 mV refractory 5 ms hold V { V = -60 mV }
}
experiment e {
  population p[4000] : Cuba
  dt = 0.1 ms
  run 1 s
  expect rate(p) > 1 Hz
}
)"},
    KernelModel{"COBA", R"(neuron Coba {
  input e: spike nS
  input i: spike nS
  state V = -60 mV
  state g_e = 0 nS
  state g_i = 0 nS
  dg_e/dt = -g_e/(5 ms) + e
  dg_i/dt = -g_i/(10 ms) + i
  200 pF * dV/dt = -10 nS*(V + 60 mV) - g_e*V - g_i*(V + 80 mV) + 200 pA
  spike when V >= -50 mV refractory 5 ms hold V { V = -60 mV }
}
experiment e {
  population p[4000] : Coba
  dt = 0.1 ms
  run 1 s
  expect rate(p) > 1 Hz
}
)"},
    KernelModel{"COBAHH", R"(neuron CobaHH {
  input e: spike nS
  input i: spike nS
  state V = -60 mV
  state m = steady
  state h = steady
  state n = steady
  state g_e = 0 nS
  state g_i = 0 nS
  let U = V + 63 mV
  let a_m = 1.28 per ms * linoid((U - 13 mV)/4 mV)
  let b_m = 1.4 per ms * linoid(-(U - 40 mV)/5 mV)
  let a_h = 0.128 per ms * exp(-(U - 17 mV)/18 mV)
  let b_h = 4 per ms / (1 + exp(-(U - 40 mV)/5 mV))
  let a_n = 0.16 per ms * linoid((U - 15 mV)/5 mV)
  let b_n = 0.5 per ms * exp(-(U - 10 mV)/40 mV)
  dm/dt = a_m*(1 - m) - b_m*m
  dh/dt = a_h*(1 - h) - b_h*h
  dn/dt = a_n*(1 - n) - b_n*n
  dg_e/dt = -g_e/(5 ms) + e
  dg_i/dt = -g_i/(10 ms) + i
  200 pF * dV/dt = -10 nS*(V + 60 mV) - g_e*V - g_i*(V + 80 mV) + 500 pA
      - 20000 nS*m^3*h*(V - 50 mV) - 6000 nS*n^4*(V + 90 mV)
  spike when V > -20 mV refractory 3 ms
}
experiment e {
  population p[4000] : CobaHH
  dt = 0.1 ms
  run 100 ms
  expect rate(p) > 1 Hz
}
)"},
    KernelModel{"HH", R"(import std.neurons.{HodgkinHuxley}
experiment e {
  population p[4000] : HodgkinHuxley
  drive p.J = 10 uA/cm^2
  dt = 0.05 ms
  run 100 ms
  expect rate(p) > 1 Hz
}
)"},
    KernelModel{"AdEx", R"(import std.neurons.{AdEx}
experiment e {
  population p[4000] : AdEx
  drive p.I = 1 nA
  dt = 0.1 ms
  run 1 s
  expect rate(p) > 1 Hz
}
)"},
    KernelModel{"Izhikevich", R"(import std.neurons.{Izhikevich}
experiment e {
  population p[4000] : Izhikevich
  drive p.I = 10 mV/ms
  dt = 0.1 ms
  run 1 s
  expect rate(p) > 1 Hz
}
)"},
    KernelModel{"Poisson drive", R"(import std.neurons.{BrunelLIF}
experiment e {
  population p[4000] : BrunelLIF
  drive p.s ~ poisson(rate = 18 kHz, w = 0.1 mV)
  dt = 0.1 ms
  run 1 s
  expect rate(p) > 1 Hz
}
)"},
};

}  // namespace snn::bench
