"""Triplet STDP of all triplets; the slow traces are read without the spike that reads them."""

from brian2 import ms

import told

SLIP = ("w_max = 1 nS", "w_max = 1 nS, tau_y = 125.01 ms")


def compare(program):
    return told.compare(
        program, "triplet_stdp.snn",
        """dr1/dt = -r1/tau_plus : 1 (event-driven)
           dr2/dt = -r2/tau_x : 1 (event-driven)
           do1/dt = -o1/tau_minus : 1 (event-driven)
           do2/dt = -o2/tau_y : 1 (event-driven)""",
        on_pre="w -= w_max*o1*(A2_minus + A3_minus*r2)\nr1 += 1\nr2 += 1",
        on_post="w += w_max*r1*(A2_plus + A3_plus*o2)\no1 += 1\no2 += 1",
        namespace={"tau_plus": 16.8 * ms, "tau_x": 101 * ms, "tau_minus": 33.7 * ms, "tau_y": 125 * ms,
                   "A2_plus": 5e-10, "A3_plus": 6.2e-3, "A2_minus": 7e-3, "A3_minus": 2.3e-4})
