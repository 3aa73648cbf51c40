"""Vogels and Sprekeler's inhibitory rule."""

from brian2 import Hz, ms, nS

import told

SLIP = ("eta = 0.01 nS", "eta = 0.010001 nS")


def compare(program):
    return told.compare(
        program, "vogels_sprekeler.snn",
        """dx/dt = -x/tau : 1 (event-driven)
           dy/dt = -y/tau : 1 (event-driven)""",
        on_pre="w += eta*(y - 2*rho_0*tau)\nx += 1",
        on_post="w += eta*x\ny += 1",
        namespace={"tau": 20 * ms, "eta": 0.01 * nS, "rho_0": 18 * Hz})
