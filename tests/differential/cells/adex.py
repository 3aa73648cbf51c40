"""AdEx, by the classical method of Runge and Kutta.

An upstroke may overflow within the step that the reset cuts off; both sides evaluate slopes with V at V_peak at most.
"""

from brian2 import ms, mV, nS, pA, pF

import driven

SLIP = ("t_ref = 1 ms", "t_ref = 1 ms, b = 80.6 pA")


def compare(program):
    return driven.compare(
        program, "adex", 0.1, 10, driven.Drive(2, 200, 1400, pA, 20),
        """dV/dt = (-g_L*(V_c - E_L) + g_L*D_T*exp((V_c - V_T)/D_T) - w + I)/C : volt (unless refractory)
           dw/dt = (a*(V_c - E_L) - w)/tau_w : amp
           V_c = clip(V, -1*volt, V_peak) : volt
           I = steps(t, i) + 200*pA*sin(2*pi*3*Hz*t) : amp (constant over dt)""",
        threshold="V >= V_peak", reset="V = V_r; w += b", refractory=1, method="rk4",
        namespace={"C": 281 * pF, "g_L": 30 * nS, "E_L": -70.6 * mV, "V_T": -50.4 * mV, "D_T": 2 * mV,
                   "V_peak": 0 * mV, "a": 4 * nS, "tau_w": 144 * ms, "b": 80.5 * pA, "V_r": -70.6 * mV},
        start={"V": -70.6 * mV},
        # Grows where V passes V_T, and w keeps it for 144 ms.
        kept=("w", pA, "pA", 1e-6))
