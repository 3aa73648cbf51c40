"""The benchmark CUBA: exact solutions on both sides, with the order of sums between them."""

import brian2
from brian2 import NeuronGroup, SpikeMonitor, Synapses, ms, mV

import balanced
import brian
import inputs

SLIP = ("K = 80", "K = 70")

DT = 0.1


def compare(program):
    wiring = balanced.Wiring()
    draws, n_cells = balanced.draws()
    V_0 = draws.uniform(-60, -50, n_cells)
    wired = program.run("cuba.snn", DT, wiring.tables() | {"V.csv": inputs.column(V_0)}, "wired")
    drawn = balanced.own_networks(program, "cuba.snn", DT)
    brian.start(DT)
    cells = NeuronGroup(
        n_cells,
        """dV/dt = (g_e - g_i + E_L - V)/tau : volt (unless refractory)
           dg_e/dt = -g_e/tau_e : volt
           dg_i/dt = -g_i/tau_i : volt""",
        threshold="V > V_th", reset="V = V_r", refractory=5 * ms + DT * ms, method="exact",
        namespace={"tau": 20 * ms, "tau_e": 5 * ms, "tau_i": 10 * ms, "E_L": -49 * mV, "V_th": -50 * mV,
                   "V_r": -60 * mV})
    cells.V = V_0 * mV
    exc = Synapses(cells, cells, on_pre="g_e += 1.62*mV", delay=DT * ms)
    inh = Synapses(cells, cells, on_pre="g_i += 9*mV", delay=DT * ms)
    exc.connect(i=wiring.exc[:, 0], j=wiring.exc[:, 1])
    inh.connect(i=wiring.inh[:, 0], j=wiring.inh[:, 1])
    spikes = SpikeMonitor(cells)
    brian2.Network(cells, exc, inh, spikes).run(balanced.DURATION * ms)
    return balanced.judge(wired.spikes("spikes.npy"), drawn, brian.spikes(spikes), DT)
