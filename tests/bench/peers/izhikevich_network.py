"""The twin of stdlib/networks/izhikevich_network.snn in Brian2."""

from brian2 import Network, NeuronGroup, SpikeMonitor, Synapses, ms, mV

import peer

directory, N, K, duration = peer.arguments()
peer.start(directory, 1 * ms)

n_E = round(0.8 * N)
n_I = N - n_E
cells = NeuronGroup(
    N,
    """dv/dt = 0.04*v**2/mV/ms + 5*v/ms + 140*mV/ms - u + I : volt
       du/dt = a*(b*v - u) : volt/second
       I : volt/second
       a : hertz (constant)
       b : hertz (constant)
       c : volt (constant)
       d : volt/second (constant)
       noise : volt/second (constant)""",
    threshold="v >= 30*mV", reset="v = c; u += d", method="euler")
cells.run_regularly("I = noise*randn()", dt=1 * ms)
E, I = cells[:n_E], cells[n_E:]
E.a, E.b = 0.02 / ms, 0.2 / ms
E.c = "-65*mV + 15*mV*(i/n_E)**2"
E.d = "8*mV/ms - 6*mV/ms*(i/n_E)**2"
E.noise = 5 * mV / ms
I.a = "0.02/ms + 0.08/ms*(i/n_I)"
I.b = "0.25/ms - 0.05/ms*(i/n_I)"
I.c, I.d = -65 * mV, 2 * mV / ms
I.noise = 2 * mV / ms
cells.v = -65 * mV
cells.u = "b*v"
exc = Synapses(E, cells, "w : volt (constant)", on_pre="v_post += w")
inh = Synapses(I, cells, "w : volt (constant)", on_pre="v_post += w")
exc.connect(p=K / N)
inh.connect(p=K / N)
exc.w = "rand()*500*mV/K"
inh.w = "-rand()*1000*mV/K"
spikes = SpikeMonitor(cells, record=False)
peer.finish(Network(cells, exc, inh, spikes), duration, directory, {"all": spikes})
