"""Izhikevich's model: classical Runge-Kutta of fourth order on both sides, so only rounding is between them.

Regular spiking, chattering, fast spiking, low threshold and intrinsically bursting cells of the paper. Both sides
evaluate slopes with v at the threshold at most, which is the spike's top.
"""

import brian2
import numpy
from brian2 import Hz, NeuronGroup, SpikeMonitor, StateMonitor, TimedArray, ms, mV, second

import brian
import findings
import inputs

N, DT = 20, 0.1
# Rounding of some 10 mV/ms; a cell that hesitates at its unstable point for 20 ms amplifies it by e^20 and more.
LARGEST = 1e-4
#       RS    CH    FS    LTS   IB
A = [0.02, 0.02, 0.1, 0.02, 0.02]
B = [0.2, 0.2, 0.2, 0.25, 0.2]
C = [-65, -50, -65, -65, -55]
D = [8, 2, 2, 2, 4]


def compare(program):
    current = inputs.stepped(3, 500, N, 0, 14)
    ours = program.run("izhikevich.snn", DT, {"current.csv": inputs.table(current, None)})
    brian.start(DT)
    cells = NeuronGroup(
        N,
        """dv/dt = 0.04*v_c**2/(ms*mV) + 5*v_c/ms + 140*mV/ms - u + I : volt
           du/dt = a*(b*v_c - u) : volt/second
           v_c = clip(v, -1*volt, 30*mV) : volt
           I = steps(t, i) + 3*mV/ms*sin(2*pi*3*Hz*t) : volt/second (constant over dt)
           a : 1/second
           b : 1/second
           c : volt
           d : volt/second""",
        threshold="v >= 30*mV", reset="v = c; u += d", method="rk4",
        namespace={"steps": TimedArray(current * mV / ms, dt=20 * ms)})
    kind = numpy.arange(N) % 5
    cells.a, cells.b = numpy.array(A)[kind] / ms, numpy.array(B)[kind] / ms
    cells.c, cells.d = numpy.array(C)[kind] * mV, numpy.array(D)[kind] * mV / ms
    cells.v, cells.u = -65 * mV, -13 * mV / ms
    spikes = SpikeMonitor(cells)
    states = StateMonitor(cells, "u", record=True, when="end")
    brian2.Network(cells, spikes, states).run(10 * second)
    return [findings.same_spikes(ours.spikes("spikes.npy"), brian.spikes(spikes)),
            findings.near("u", ours.values("u.npy"), brian.values(states.u, mV / ms, 10), LARGEST, "mV/ms")]
