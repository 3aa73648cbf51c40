"""LIF, solved exactly."""

from brian2 import mV, nS, pA, pF

import driven

SLIP = ("n[20] : LIF", "n[20] : LIF(t_ref = 2.1 ms)")


def compare(program):
    return driven.compare(
        program, "lif", 0.1, 10, driven.Drive(1, 300, 900, pA, 5),
        """dV/dt = (-g_L*(V - E_L) + I)/C : volt (unless refractory)
           I = steps(t, i) + 150*pA*sin(2*pi*5*Hz*t) : amp (constant over dt)""",
        threshold="V >= -50*mV", reset="V = -60*mV", refractory=2, method="exact",
        namespace={"C": 250 * pF, "g_L": 25 * nS, "E_L": -70 * mV},
        start={"V": -70 * mV},
        # Forgotten within 10 ms.
        kept=("V", mV, "mV", 1e-10))
