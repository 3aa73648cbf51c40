"""Pair STDP with powers of the weight."""

from brian2 import ms

import told

SLIP = ("mu_plus = 0.2", "mu_plus = 0.20001")


def compare(program):
    return told.compare(
        program, "weight_dependent_stdp.snn",
        """dx/dt = -x/tau_plus : 1 (event-driven)
           dy/dt = -y/tau_minus : 1 (event-driven)""",
        on_pre="w -= step*1.05*w_max*(w/w_max)**0.3*y\nx += 1",
        on_post="w += step*w_max*(1 - w/w_max)**0.2*x\ny += 1",
        namespace={"tau_plus": 20 * ms, "tau_minus": 20 * ms, "step": 0.05})
