"""Pair STDP of nearest neighbours: a spike brings its trace to 1."""

from brian2 import ms

import told

SLIP = ("A_plus = 0.05", "A_plus = 0.050001")


def compare(program):
    return told.compare(
        program, "nearest_stdp.snn",
        """dx/dt = -x/tau_plus : 1 (event-driven)
           dy/dt = -y/tau_minus : 1 (event-driven)""",
        on_pre="w -= A_minus*w_max*y\nx = 1",
        on_post="w += A_plus*w_max*x\ny = 1",
        namespace={"tau_plus": 20 * ms, "tau_minus": 20 * ms, "A_plus": 0.05, "A_minus": 0.0525})
