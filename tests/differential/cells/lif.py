"""LIF: both sides solve the equation exactly, so only rounding is between them."""

import brian2
from brian2 import Hz, NeuronGroup, SpikeMonitor, StateMonitor, TimedArray, ms, mV, nS, pA, pF, second

import brian
import findings
import inputs

N, DT = 20, 0.1
# Rounding of a voltage of some 60 mV, forgotten within 10 ms; 3e-13 mV were seen.
LARGEST = 1e-10


def compare(program):
    current = inputs.stepped(1, 2000, N, 300, 900)
    ours = program.run("lif.snn", DT, {"current.csv": inputs.table(current, None)})
    brian.start(DT)
    cells = NeuronGroup(
        N,
        """dV/dt = (-g_L*(V - E_L) + I)/C : volt (unless refractory)
           I = steps(t, i) + 150*pA*sin(2*pi*5*Hz*t) : amp (constant over dt)""",
        threshold="V >= -50*mV", reset="V = -60*mV", refractory=2 * ms + DT * ms, method="exact",
        namespace={"C": 250 * pF, "g_L": 25 * nS, "E_L": -70 * mV,
                   "steps": TimedArray(current * pA, dt=5 * ms)})
    cells.V = -70 * mV
    spikes = SpikeMonitor(cells)
    voltage = StateMonitor(cells, "V", record=True, when="end")
    brian2.Network(cells, spikes, voltage).run(10 * second)
    return [findings.same_spikes(ours.spikes("spikes.npy"), brian.spikes(spikes)),
            findings.near("V", ours.values("V.npy"), brian.values(voltage.V, mV, 10), LARGEST, "mV")]
