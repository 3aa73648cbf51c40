"""Hodgkin and Huxley's axon: exponential Euler on both sides, each variable linear while the others are held.

A spike is an upward crossing of 0 mV. Brian2 has no such thing: a cell that stays above its threshold is made to
rest there.
"""

import brian2
from brian2 import Hz, NeuronGroup, SpikeMonitor, StateMonitor, TimedArray, cm, ms, msiemens, mV, second, uA, uF

import brian
import findings
import inputs

N, DT = 20, 0.1
# Rounding of gates between 0 and 1, amplified in each upstroke.
LARGEST = 1e-9


def compare(program):
    current = inputs.stepped(4, 500, N, -2, 16)
    ours = program.run("hodgkin_huxley.snn", DT, {"current.csv": inputs.table(current, None)})
    brian.start(DT)
    cells = NeuronGroup(
        N,
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
        threshold="V > 0*mV", refractory="V > 0*mV", method="exponential_euler",
        namespace={"C_m": 1 * uF / cm**2, "g_Na": 120 * msiemens / cm**2, "g_K": 36 * msiemens / cm**2,
                   "g_L": 0.3 * msiemens / cm**2, "E_Na": 50 * mV, "E_K": -77 * mV, "E_L": -54.387 * mV,
                   "steps": TimedArray(current * uA / cm**2, dt=20 * ms)})
    cells.V = -65 * mV
    # The gates begin where their equations rest at -65 mV.
    cells.m = "1/exprel(2.5)/(1/exprel(2.5) + 4)"
    cells.h = "0.07/(0.07 + 1/(1 + exp(3)))"
    cells.n = "0.1/exprel(1)/(0.1/exprel(1) + 0.125)"
    spikes = SpikeMonitor(cells)
    states = StateMonitor(cells, "h", record=True, when="end")
    brian2.Network(cells, spikes, states).run(10 * second)
    return [findings.same_spikes(ours.spikes("spikes.npy"), brian.spikes(spikes)),
            findings.near("h", ours.values("h.npy"), brian.values(states.h, 1, 10), LARGEST, "")]
