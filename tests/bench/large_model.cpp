#include "tests/bench/large_model.h"

#include <fmt/format.h>

#include <string_view>

namespace snn::bench {
namespace {

/// `@` is the number of the area; `%` is a digit that differs from area to area.
constexpr std::string_view kArea = R"(# ---- area @ ----

## Receptors of area @: conductances that rise at once and decay exponentially.
mechanism Receptor@ on V: mV, I: pA {
  param tau = 5.% ms in (0, inf), E_rev = 0 mV
  input s: spike nS in [0, inf)
  state g = 0 nS

  dg/dt = -g/tau + s
  I += g*(E_rev - V)
}

## Principal cell of area @: adaptive exponential integrate-and-fire.
neuron Principal@ {
  param {
    C      = 281.% pF  in (0, inf)  ## membrane capacitance
    g_L    = 30 nS     in (0, inf)  ## leak conductance
    E_L    = -70.% mV               ## resting potential
    V_T    = -50.4 mV               ## voltage at which the upstroke takes over
    D_T    = 2 mV      in (0, inf)  ## sharpness of the upstroke
    a      = 4 nS                   ## subthreshold adaptation
    tau_w  = 14% ms    in (0, inf)  ## time constant of adaptation
    b      = 80.5 pA                ## adaptation added by each spike
    t_ref  = 2 ms      in [0, inf)  ## absolute refractory period
  }
  input I: pA
  state V = E_L
  state w = 0 pA

  use exc = Receptor@(tau = 5 ms, E_rev = 0 mV)
  use inh = Receptor@(tau = 1% ms, E_rev = -80 mV)

  C * dV/dt = -g_L*(V - E_L) + g_L*D_T*exp((V - V_T)/D_T) - w + I
  tau_w * dw/dt = a*(V - E_L) - w

  spike when V >= 0 mV refractory t_ref hold V {
    V = E_L
    w += b
  }
}

## Fast interneuron of area @, after Hodgkin and Huxley.
neuron Interneuron@ {
  param C_m = 1 pF, g_Na = 12% nS, g_K = 36 nS, g_L = 0.3 nS
  param E_Na = 50 mV, E_K = -77 mV, E_L = -54.387 mV
  input I: pA
  state V = -65 mV
  state m = steady
  state h = steady
  state n = steady

  use exc = Receptor@(tau = 3 ms)
  use inh = Receptor@(tau = 8.% ms, E_rev = -75 mV)

  let a_m = 1 per ms * linoid((V + 40 mV)/10 mV)
  let b_m = 4 per ms * exp(-(V + 65 mV)/18 mV)
  let a_h = 0.07 per ms * exp(-(V + 65 mV)/20 mV)
  let b_h = 1 per ms / (1 + exp(-(V + 35 mV)/10 mV))
  let a_n = 0.1 per ms * linoid((V + 55 mV)/10 mV)
  let b_n = 0.125 per ms * exp(-(V + 65 mV)/80 mV)

  dm/dt = a_m*(1 - m) - b_m*m
  dh/dt = a_h*(1 - h) - b_h*h
  dn/dt = a_n*(1 - n) - b_n*n

  let I_Na = g_Na*m^3*h*(V - E_Na)
  let I_K = g_K*n^4*(V - E_K)
  C_m * dV/dt = -I_Na - I_K - g_L*(V - E_L) + I

  spike when V > 0 mV
}

## Depressing and facilitating synapse of area @.
synapse Dynamic@ {
  param {
    w: target                     ## absolute efficacy
    U       = 0.5    in (0, 1]    ## utilisation added by a spike
    tau_rec = 80% ms in (0, inf)  ## recovery from depression
    tau_fac = 1 s    in (0, inf)  ## decay of facilitation
  }
  state u = 0 in [0, 1]
  state x = 1 in [0, 1]

  tau_fac * du/dt = -u
  tau_rec * dx/dt = 1 - x

  on pre {
    u += U*(1 - u)
    deliver w*u*x
    x -= u*x
  }
}

## Spike-timing-dependent plasticity of area @.
plasticity Timing@ on w: target in [0, w_max] {
  param {
    w_max: target
    A_plus    = 0.01                ## potentiation, as a fraction of w_max
    tau_plus  = 2% ms  in (0, inf)  ## memory of presynaptic spikes
    A_minus   = 0.0105              ## depression, as a fraction of w_max
    tau_minus = 20 ms  in (0, inf)  ## memory of postsynaptic spikes
  }
  state x = 0
  state y = 0

  dx/dt = -x/tau_plus + pre
  dy/dt = -y/tau_minus + post

  on pre { w -= A_minus*w_max*y }
  on post { w += A_plus*w_max*x }
}

## Area @: two populations, four projections, one of them plastic.
network Area@(N_E = 800, N_I = 200, w_exc = 0.% nS, g = 4.5) {
  population E[N_E] : Principal@ excitatory { V ~ uniform(-70 mV, -50 mV) }
  population I[N_I] : Interneuron@ inhibitory

  drive E.exc.s ~ poisson(rate = 2 kHz, w = 0.5 nS)
  drive I.I = 10 pA

  connect E -> E.exc.s via Dynamic@ with Timing@(w_max = 2 nS) {
    pairs prob 0.1 except self
    w = w_exc
    delay = 1.5 ms
  }
  connect E -> I.exc.s via Static { pairs prob 0.2  w = w_exc  delay = 1 ms }
  connect I -> E.inh.s via Static { pairs prob 0.2  w = g*w_exc  delay = 0.8 ms }
  connect I -> I.inh.s via Static { pairs prob 0.2 except self  w = g*w_exc  delay = 0.8 ms }
}

experiment area_@ {
  network net = Area@(g = 5)
  dt = 0.1 ms
  seed = @

  run 200 ms
  record rate(net.E) every 1 ms to "area_@.csv"
  record spikes(net.E[0..50]) to "area_@_spikes.csv"
  run 1 s
  expect rate(net.E) in [0.1 Hz, 50 Hz]
}

)";

}  // namespace

std::string large_model(std::size_t n_bytes) {
  std::string text =
      "# A generated model: many areas, one like the other but for their numbers.\n\n";
  for (int area = 1; text.size() < n_bytes; ++area) {
    const std::string number = fmt::format("{}", area);
    for (const char c : kArea) {
      if (c == '@') {
        text += number;
      } else if (c == '%') {
        text += static_cast<char>('1' + area % 9);
      } else {
        text += c;
      }
    }
  }
  return text;
}

}  // namespace snn::bench
