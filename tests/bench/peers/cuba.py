"""The twin of stdlib/networks/cuba.snn in Brian2."""

from brian2 import Network, NeuronGroup, SpikeMonitor, Synapses, ms, mV

import peer

directory, N, K, duration = peer.arguments()
peer.start(directory, 0.1 * ms)

cells = NeuronGroup(
    N,
    """dv/dt = (ge - gi + El - v)/tau : volt (unless refractory)
       dge/dt = -ge/tau_e : volt
       dgi/dt = -gi/tau_i : volt""",
    threshold="v > Vt", reset="v = Vr", refractory=5 * ms, method="exact",
    namespace={"tau": 20 * ms, "tau_e": 5 * ms, "tau_i": 10 * ms, "El": -49 * mV, "Vt": -50 * mV,
               "Vr": -60 * mV})
cells.v = "-60*mV + rand()*10*mV"
n_E = round(0.8 * N)
exc = Synapses(cells[:n_E], cells, on_pre="ge += 1.62*mV")
inh = Synapses(cells[n_E:], cells, on_pre="gi += 9*mV")
exc.connect(p=K / N)
inh.connect(p=K / N)
spikes = SpikeMonitor(cells, record=False)
peer.finish(Network(cells, exc, inh, spikes), duration, directory, {"all": spikes})
