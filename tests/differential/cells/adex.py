"""AdEx: classical Runge-Kutta of fourth order on both sides, so only rounding is between them.

An upstroke may overflow within the step that the reset cuts off; both sides evaluate slopes with V at V_peak at most.
"""

import brian2
from brian2 import Hz, NeuronGroup, SpikeMonitor, StateMonitor, TimedArray, ms, mV, nS, pA, pF, second

import brian
import findings
import inputs

N, DT = 20, 0.1
# Rounding of a current of some 100 pA, amplified where the voltage passes V_T, forgotten within 144 ms.
LARGEST = 1e-6


def compare(program):
    current = inputs.stepped(2, 500, N, 200, 1400)
    ours = program.run("adex.snn", DT, {"current.csv": inputs.table(current, None)})
    brian.start(DT)
    cells = NeuronGroup(
        N,
        """dV/dt = (-g_L*(V_c - E_L) + g_L*D_T*exp((V_c - V_T)/D_T) - w + I)/C : volt (unless refractory)
           dw/dt = (a*(V_c - E_L) - w)/tau_w : amp
           V_c = clip(V, -1*volt, V_peak) : volt
           I = steps(t, i) + 200*pA*sin(2*pi*3*Hz*t) : amp (constant over dt)""",
        threshold="V >= V_peak", reset="V = V_r; w += b", refractory=1 * ms + DT * ms, method="rk4",
        namespace={"C": 281 * pF, "g_L": 30 * nS, "E_L": -70.6 * mV, "V_T": -50.4 * mV, "D_T": 2 * mV,
                   "V_peak": 0 * mV, "a": 4 * nS, "tau_w": 144 * ms, "b": 80.5 * pA, "V_r": -70.6 * mV,
                   "steps": TimedArray(current * pA, dt=20 * ms)})
    cells.V = -70.6 * mV
    spikes = SpikeMonitor(cells)
    states = StateMonitor(cells, "w", record=True, when="end")
    brian2.Network(cells, spikes, states).run(10 * second)
    return [findings.same_spikes(ours.spikes("spikes.npy"), brian.spikes(spikes)),
            findings.near("w", ours.values("w.npy"), brian.values(states.w, pA, 10), LARGEST, "pA")]
