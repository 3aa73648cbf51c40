"""Hodgkin and Huxley's axon, by exponential Euler: each variable is linear while the others are held."""

from brian2 import cm, msiemens, mV, uA, uF

import driven

SLIP = (": HodgkinHuxley", ": HodgkinHuxley(g_L = 0.3001 mS/cm^2)")


def compare(program):
    return driven.compare(
        program, "hodgkin_huxley", 0.1, 10, driven.Drive(4, -2, 16, uA / cm**2, 20),
        """dV/dt = (-g_Na*m**3*h*(V - E_Na) - g_K*n**4*(V - E_K) - g_L*(V - E_L) + J)/C_m : volt
           dm/dt = a_m*(1 - m) - b_m*m : 1
           dh/dt = a_h*(1 - h) - b_h*h : 1
           dn/dt = a_n*(1 - n) - b_n*n : 1
           a_m = 1/exprel(-(V + 40*mV)/(10*mV))/ms : 1/second (constant over dt)
           b_m = 4*exp(-(V + 65*mV)/(18*mV))/ms : 1/second (constant over dt)
           a_h = 0.07*exp(-(V + 65*mV)/(20*mV))/ms : 1/second (constant over dt)
           b_h = 1/(1 + exp(-(V + 35*mV)/(10*mV)))/ms : 1/second (constant over dt)
           a_n = 0.1/exprel(-(V + 55*mV)/(10*mV))/ms : 1/second (constant over dt)
           b_n = 0.125*exp(-(V + 65*mV)/(80*mV))/ms : 1/second (constant over dt)
           J = steps(t, i) + 3*uA/cm**2*sin(2*pi*3*Hz*t) : amp/meter**2 (constant over dt)""",
        crossing="V > 0*mV", method="exponential_euler",
        namespace={"C_m": 1 * uF / cm**2, "g_Na": 120 * msiemens / cm**2, "g_K": 36 * msiemens / cm**2,
                   "g_L": 0.3 * msiemens / cm**2, "E_Na": 50 * mV, "E_K": -77 * mV, "E_L": -54.387 * mV},
        # The gates begin where their equations rest at -65 mV.
        start={"V": -65 * mV, "m": "1/exprel(2.5)/(1/exprel(2.5) + 4)", "h": "0.07/(0.07 + 1/(1 + exp(3)))",
               "n": "0.1/exprel(1)/(0.1/exprel(1) + 0.125)"},
        # Grows in each upstroke.
        kept=("h", 1, "", 1e-9))
