"""The twin of stdlib/networks/brunel.snn in Brian2: g = 5, eta = 2, and K = C_E + C_I inputs for each cell."""

from brian2 import Network, NeuronGroup, PoissonInput, SpikeMonitor, Synapses, ms, mV

import peer

directory, N, K, duration = peer.arguments()
peer.start(directory, 0.1 * ms)

n_E = round(0.8 * N)
C_E, C_I = round(0.8 * K), K - round(0.8 * K)
J, g, eta, tau, V_th = 0.1 * mV, 5, 2, 20 * ms, 20 * mV
cells = NeuronGroup(
    N, "dv/dt = -v/tau : volt (unless refractory)", threshold="v >= V_th", reset="v = V_r",
    refractory=2 * ms, method="exact", namespace={"tau": tau, "V_th": V_th, "V_r": 10 * mV})
cells.v = "rand()*20*mV"
exc = Synapses(cells[:n_E], cells, on_pre="v += 0.1*mV", delay=1.5 * ms)
inh = Synapses(cells[n_E:], cells, on_pre="v -= 0.5*mV", delay=1.5 * ms)
exc.connect(p=C_E / n_E)
inh.connect(p=C_I / (N - n_E))
drive = PoissonInput(cells, "v", N=C_E, rate=eta * V_th / (J * C_E * tau), weight=J)
# What arrived while a cell was refractory is lost; this costs less than a condition in every synapse.
cells.run_regularly("v = v*int(not_refractory) + 10*mV*int(not not_refractory)", when="end")
spikes = SpikeMonitor(cells, record=False)
peer.finish(Network(cells, exc, inh, drive, spikes), duration, directory, {"all": spikes})
