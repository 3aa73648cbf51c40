"""The benchmark COBA: exponential Euler on both sides, with the order of sums between them."""

import brian2
from brian2 import Hz, NeuronGroup, SpikeMonitor, Synapses, ms, mV, nS, pA, pF

import balanced
import brian
import inputs

SLIP = ("delay = 0.1 ms", "delay = 0.2 ms")

DT = 0.1


def compare(program):
    wiring = balanced.Wiring()
    draws, n_cells = balanced.draws()
    V_0, g_e0, g_i0 = (draws.normal(mean, sd, n_cells) for mean, sd in ((-65, 5), (40, 15), (200, 120)))
    starts = {"V.csv": inputs.column(V_0), "g_e.csv": inputs.column(g_e0), "g_i.csv": inputs.column(g_i0)}
    wired = program.run("coba.snn", DT, wiring.tables() | starts, "wired")
    drawn = balanced.own_networks(program, "coba.snn", DT)
    brian.start(DT)
    cells = NeuronGroup(
        n_cells,
        """dV/dt = (g_L*(E_L - V) + g_e*(E_e - V) + g_i*(E_i - V) + I)/C : volt (unless refractory)
           I = 100*pA + 50*pA*sin(2*pi*5*Hz*t) : amp (constant over dt)
           dg_e/dt = -g_e/tau_e : siemens
           dg_i/dt = -g_i/tau_i : siemens""",
        threshold="V >= V_th", reset="V = V_r", refractory=5 * ms + DT * ms, method="exponential_euler",
        namespace={"C": 200 * pF, "g_L": 10 * nS, "tau_e": 5 * ms, "tau_i": 10 * ms, "E_L": -60 * mV,
                   "E_e": 0 * mV, "E_i": -80 * mV, "V_th": -50 * mV, "V_r": -60 * mV})
    cells.V, cells.g_e, cells.g_i = V_0 * mV, g_e0 * nS, g_i0 * nS
    exc = Synapses(cells, cells, on_pre="g_e += 6*nS", delay=DT * ms)
    inh = Synapses(cells, cells, on_pre="g_i += 67*nS", delay=DT * ms)
    exc.connect(i=wiring.exc[:, 0], j=wiring.exc[:, 1])
    inh.connect(i=wiring.inh[:, 0], j=wiring.inh[:, 1])
    spikes = SpikeMonitor(cells)
    brian2.Network(cells, exc, inh, spikes).run(balanced.DURATION * ms)
    return balanced.judge(wired.spikes("spikes.npy"), drawn, brian.spikes(spikes), DT)
