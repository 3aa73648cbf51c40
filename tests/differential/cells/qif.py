"""QIF, by the classical method of Runge and Kutta; slopes are evaluated with V at V_peak at most."""

from brian2 import Mohm, ms, mV, pA

import driven

SLIP = (": QIF", ": QIF(V_crit = -49.999 mV)")


def compare(program):
    return driven.compare(
        program, "qif", 0.05, 2, driven.Drive(22, -20, 250, pA, 10),
        """dV/dt = ((V_c - V_rest)*(V_c - V_crit)/D + R*I)/tau : volt
           V_c = clip(V, -1*volt, 30*mV) : volt
           I = steps(t, i) + 30*pA*sin(2*pi*3*Hz*t) : amp (constant over dt)""",
        threshold="V >= 30*mV", reset="V = -70*mV", method="rk4",
        namespace={"tau": 10 * ms, "R": 100 * Mohm, "V_rest": -65 * mV, "V_crit": -50 * mV, "D": 15 * mV},
        start={"V": -65 * mV},
        # Grows where V passes V_crit.
        kept=("V", mV, "mV", 1e-6))
