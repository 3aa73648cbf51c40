"""The twin of stdlib/networks/coba.snn in Brian2."""

from brian2 import Network, NeuronGroup, SpikeMonitor, Synapses, ms, mV, nS, pF

import peer

directory, N, K, duration = peer.arguments()
peer.start(directory, 0.1 * ms)

cells = NeuronGroup(
    N,
    """dv/dt = (gl*(El - v) + ge*(Ee - v) + gi*(Ei - v))/C : volt (unless refractory)
       dge/dt = -ge/tau_e : siemens
       dgi/dt = -gi/tau_i : siemens""",
    threshold="v >= Vt", reset="v = Vr", refractory=5 * ms, method="exponential_euler",
    namespace={"C": 200 * pF, "gl": 10 * nS, "tau_e": 5 * ms, "tau_i": 10 * ms, "El": -60 * mV,
               "Ee": 0 * mV, "Ei": -80 * mV, "Vt": -50 * mV, "Vr": -60 * mV})
cells.v = "-65*mV + randn()*5*mV"
cells.ge = "40*nS + randn()*15*nS"
cells.gi = "200*nS + randn()*120*nS"
n_E = round(0.8 * N)
exc = Synapses(cells[:n_E], cells, on_pre="ge += 6*nS")
inh = Synapses(cells[n_E:], cells, on_pre="gi += 67*nS")
exc.connect(p=K / N)
inh.connect(p=K / N)
spikes = SpikeMonitor(cells, record=False)
peer.finish(Network(cells, exc, inh, spikes), duration, directory, {"all": spikes})
