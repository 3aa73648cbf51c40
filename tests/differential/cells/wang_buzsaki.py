"""Wang and Buzsaki's interneuron, by the classical method of Runge and Kutta."""

from brian2 import cm, msiemens, mV, uA, uF

import driven

SLIP = (": WangBuzsaki", ": WangBuzsaki(phi = 5.0001)")


def compare(program):
    return driven.compare(
        program, "wang_buzsaki", 0.05, 0.5, driven.Drive(24, -0.5, 3, uA / cm**2, 20),
        """dV/dt = (-g_Na*m_inf**3*h*(V - E_Na) - g_K*n**4*(V - E_K) - g_L*(V - E_L) + J)/C_m : volt
           dh/dt = 5*(a_h*(1 - h) - b_h*h) : 1
           dn/dt = 5*(a_n*(1 - n) - b_n*n) : 1
           m_inf = a_m/(a_m + 4*exp(-(V + 60*mV)/(18*mV))) : 1
           a_m = 1/exprel(-(V + 35*mV)/(10*mV)) : 1
           a_h = 0.07*exp(-(V + 58*mV)/(20*mV))/ms : 1/second
           b_h = 1/(1 + exp(-(V + 28*mV)/(10*mV)))/ms : 1/second
           a_n = 0.1/exprel(-(V + 34*mV)/(10*mV))/ms : 1/second
           b_n = 0.125*exp(-(V + 44*mV)/(80*mV))/ms : 1/second
           J = steps(t, i) + 0.5*uA/cm**2*sin(2*pi*3*Hz*t) : amp/meter**2 (constant over dt)""",
        crossing="V > 0*mV", method="rk4",
        namespace={"C_m": 1 * uF / cm**2, "g_Na": 35 * msiemens / cm**2, "g_K": 9 * msiemens / cm**2,
                   "g_L": 0.1 * msiemens / cm**2, "E_Na": 55 * mV, "E_K": -90 * mV, "E_L": -65 * mV},
        # The gates begin where their equations rest at -64 mV.
        start={"V": -64 * mV, "h": "0.07*exp(6/20.)/(0.07*exp(6/20.) + 1/(1 + exp(3.6)))",
               "n": "0.1/exprel(3)/(0.1/exprel(3) + 0.125*exp(20/80.))"},
        # Grows in each upstroke.
        kept=("h", 1, "", 1e-8))
