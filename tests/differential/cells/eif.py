"""EIF, by the classical method of Runge and Kutta; slopes are evaluated with V at V_th at most."""

from brian2 import mV, nS, pA, pF

import driven

SLIP = (": EIF", ": EIF(V_T = -50.399 mV)")


def compare(program):
    return driven.compare(
        program, "eif", 0.05, 2, driven.Drive(21, 200, 900, pA, 10),
        """dV/dt = (-g_L*(V_c - E_L) + g_L*D_T*exp((V_c - V_T)/D_T) + I)/C : volt (unless refractory)
           V_c = clip(V, -1*volt, 0*mV) : volt
           I = steps(t, i) + 100*pA*sin(2*pi*3*Hz*t) : amp (constant over dt)""",
        threshold="V >= 0*mV", reset="V = -60*mV", refractory=2, method="rk4",
        namespace={"C": 250 * pF, "g_L": 25 * nS, "E_L": -70 * mV, "V_T": -50.4 * mV, "D_T": 2 * mV},
        start={"V": -70 * mV},
        # Grows where V passes V_T.
        kept=("V", mV, "mV", 1e-6))
