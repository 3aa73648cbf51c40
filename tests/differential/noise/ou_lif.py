"""LIF with an Ornstein-Uhlenbeck current: twenty seeds of our exact steps beside fine ones of Euler and Maruyama.

The numbers are other ones, so only distributions are the same. The cells are independent: each is a sample.
"""

import brian2
import numpy
from brian2 import Hz, NeuronGroup, SpikeMonitor, StateMonitor, ms, mV, nS, pA, pF, second

import brian
import findings

SLIP = ("tau = 5 ms", "tau = 5.5 ms")

N_SEEDS, N = 20, 50
# Ours is exact at any step but sees a crossing at its end. Theirs has 0.1 % too much variance, dt/(2 tau).
DT, FINE = 0.05, 0.01


def trains(spikes, dt, n_cells):
    """The rate of each cell in Hz, and the irregularity of those with at least 10 spikes."""
    times, cells = spikes[:, 0] * dt, spikes[:, 1]
    each = [times[cells == cell] for cell in range(n_cells)]
    intervals = [numpy.diff(train) for train in each if len(train) >= 10]
    return numpy.array([len(train) / 2 for train in each]), numpy.array([some.std() / some.mean() for some in intervals])


def compare(program):
    spikes, V = [], []
    for seed in range(N_SEEDS):
        ran = program.run("ou_lif.snn", DT, seed=seed + 1)
        spikes.append(ran.spikes("spikes.npy") + [0, seed * N])
        V.append(ran.values("V.npy"))
    brian.start(FINE)
    brian2.seed(1)
    cells = NeuronGroup(
        N_SEEDS * N,
        """dV/dt = (-g_L*(V - E_L) + 420*pA + 80*pA*sin(2*pi*4*Hz*t) + y)/C : volt (unless refractory)
           dy/dt = -y/tau + sigma*sqrt(2/tau)*xi : amp""",
        threshold="V >= -50*mV", reset="V = -60*mV", refractory=2 * ms + DT * ms, method="euler",
        namespace={"C": 250 * pF, "g_L": 25 * nS, "E_L": -70 * mV, "sigma": 200 * pA, "tau": 5 * ms})
    cells.V = -70 * mV
    monitor = SpikeMonitor(cells)
    states = StateMonitor(cells, "V", record=True, dt=100 * ms, when="start")
    brian2.Network(cells, monitor, states).run(2 * second)
    rate, cv = trains(numpy.vstack(spikes), DT, N_SEEDS * N)
    their_rate, their_cv = trains(brian.spikes(monitor), FINE, N_SEEDS * N)
    # Theirs is recorded at 0, 100, ... 1900 ms, before the step; ours at 100, ... 2000 ms.
    V, their_V = numpy.vstack([some[:-1] for some in V]), numpy.asarray(states.V / mV)[:, 1:]
    return [findings.one_distribution("rate", rate, their_rate, " Hz"),
            findings.one_distribution("cv", cv, their_cv),
            findings.one_distribution("V", V.ravel(), their_V.ravel(), " mV")]
