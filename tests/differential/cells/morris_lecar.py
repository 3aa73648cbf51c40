"""Morris and Lecar's muscle fibre, by the classical method of Runge and Kutta."""

from brian2 import cm, msiemens, mV, uA, uF

import driven

SLIP = (": MorrisLecar", ": MorrisLecar(V_4 = 30.0001 mV)")


def compare(program):
    return driven.compare(
        program, "morris_lecar", 0.05, 2, driven.Drive(25, 0, 200, uA / cm**2, 100),
        """dV/dt = (-g_Ca*m_inf*(V - E_Ca) - g_K*w*(V - E_K) - g_L*(V - E_L) + J)/C_m : volt
           dw/dt = 0.04/ms*cosh((V - 2*mV)/(60*mV))*(0.5*(1 + tanh((V - 2*mV)/(30*mV))) - w) : 1
           m_inf = 0.5*(1 + tanh((V + 1.2*mV)/(18*mV))) : 1
           J = steps(t, i) + 20*uA/cm**2*sin(2*pi*3*Hz*t) : amp/meter**2 (constant over dt)""",
        crossing="V > 0*mV", method="rk4",
        namespace={"C_m": 20 * uF / cm**2, "g_Ca": 4.4 * msiemens / cm**2, "g_K": 8 * msiemens / cm**2,
                   "g_L": 2 * msiemens / cm**2, "E_Ca": 120 * mV, "E_K": -84 * mV, "E_L": -60 * mV},
        start={"V": -60 * mV, "w": "0.5*(1 + tanh(-62/30.))"},
        # Grows in each upstroke.
        kept=("w", 1, "", 1e-8))
