"""Traub and Miles' cell, by exponential Euler: each variable is linear while the others are held."""

from brian2 import mV, nS, pA, pF, uS

import driven

SLIP = (": TraubMiles", ": TraubMiles(g_L = 10.001 nS)")


def compare(program):
    return driven.compare(
        program, "traub_miles", 0.05, 2, driven.Drive(23, -200, 600, pA, 20),
        """dV/dt = (-g_L*(V - E_L) - g_Na*m**3*h*(V - E_Na) - g_K*n**4*(V - E_K) + I)/C : volt
           dm/dt = a_m*(1 - m) - b_m*m : 1
           dh/dt = a_h*(1 - h) - b_h*h : 1
           dn/dt = a_n*(1 - n) - b_n*n : 1
           v = V - V_T : volt
           a_m = 1.28/exprel(-(v - 13*mV)/(4*mV))/ms : 1/second (constant over dt)
           b_m = 1.4/exprel(-(40*mV - v)/(5*mV))/ms : 1/second (constant over dt)
           a_h = 0.128*exp((17*mV - v)/(18*mV))/ms : 1/second (constant over dt)
           b_h = 4/(1 + exp((40*mV - v)/(5*mV)))/ms : 1/second (constant over dt)
           a_n = 0.16/exprel(-(v - 15*mV)/(5*mV))/ms : 1/second (constant over dt)
           b_n = 0.5*exp((10*mV - v)/(40*mV))/ms : 1/second (constant over dt)
           I = steps(t, i) + 100*pA*sin(2*pi*3*Hz*t) : amp (constant over dt)""",
        crossing="V > -20*mV", method="exponential_euler",
        namespace={"C": 200 * pF, "g_L": 10 * nS, "E_L": -60 * mV, "g_Na": 20 * uS, "E_Na": 50 * mV,
                   "g_K": 6 * uS, "E_K": -90 * mV, "V_T": -63 * mV},
        # The gates begin where their equations rest at -60 mV, 3 mV above V_T.
        start={"V": -60 * mV,
               "m": "1.28/exprel(10/4.)/(1.28/exprel(10/4.) + 1.4/exprel(-37/5.))",
               "h": "0.128*exp(14/18.)/(0.128*exp(14/18.) + 4/(1 + exp(37/5.)))",
               "n": "0.16/exprel(12/5.)/(0.16/exprel(12/5.) + 0.5*exp(7/40.))"},
        # Grows in each upstroke, where the rates of the gates change e-fold within 4 mV.
        kept=("h", 1, "", 1e-6))
