"""Izhikevich's model, by the classical method of Runge and Kutta.

Regular spiking, chattering, fast spiking, low threshold and intrinsically bursting cells of the paper. Both sides
evaluate slopes with v at the threshold at most, which is the spike's top.
"""

import numpy
from brian2 import ms, mV

import driven

SLIP = ("8 mV/ms else", "8.01 mV/ms else")

#                        RS    CH    FS    LTS   IB
KINDS = {"a": numpy.array([0.02, 0.02, 0.1, 0.02, 0.02]) / ms,
         "b": numpy.array([0.2, 0.2, 0.2, 0.25, 0.2]) / ms,
         "c": numpy.array([-65, -50, -65, -65, -55]) * mV,
         "d": numpy.array([8, 2, 2, 2, 4]) * mV / ms}


def compare(program):
    kind = numpy.arange(driven.N) % 5
    return driven.compare(
        program, "izhikevich", 0.1, 10, driven.Drive(3, 0, 14, mV / ms, 20),
        """dv/dt = 0.04*v_c**2/(ms*mV) + 5*v_c/ms + 140*mV/ms - u + I : volt
           du/dt = a*(b*v_c - u) : volt/second
           v_c = clip(v, -1*volt, 30*mV) : volt
           I = steps(t, i) + 3*mV/ms*sin(2*pi*3*Hz*t) : volt/second (constant over dt)
           a : 1/second
           b : 1/second
           c : volt
           d : volt/second""",
        threshold="v >= 30*mV", reset="v = c; u += d", method="rk4",
        start={name: values[kind] for name, values in KINDS.items()} | {"v": -65 * mV, "u": -13 * mV / ms},
        # A cell that hesitates at its unstable point for 20 ms amplifies rounding by e^20 and more.
        kept=("u", mV / ms, "mV/ms", 1e-4))
