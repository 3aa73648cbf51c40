"""The twin of stdlib/networks/cobahh.snn in Brian2."""

from brian2 import Network, NeuronGroup, SpikeMonitor, Synapses, ms, mV, nS, pF, uS

import peer

directory, N, K, duration = peer.arguments()
peer.start(directory, 0.1 * ms)

cells = NeuronGroup(
    N,
    """dv/dt = (gl*(El - v) + ge*(Ee - v) + gi*(Ei - v)
                - g_na*(m*m*m)*h*(v - ENa) - g_kd*(n*n*n*n)*(v - EK))/C : volt
       dm/dt = alpha_m*(1 - m) - beta_m*m : 1
       dn/dt = alpha_n*(1 - n) - beta_n*n : 1
       dh/dt = alpha_h*(1 - h) - beta_h*h : 1
       dge/dt = -ge/tau_e : siemens
       dgi/dt = -gi/tau_i : siemens
       alpha_m = 1.28/exprel((13*mV - v + VT)/(4*mV))/ms : Hz
       beta_m = 1.4/exprel((v - VT - 40*mV)/(5*mV))/ms : Hz
       alpha_h = 0.128*exp((17*mV - v + VT)/(18*mV))/ms : Hz
       beta_h = 4./(1 + exp((40*mV - v + VT)/(5*mV)))/ms : Hz
       alpha_n = 0.16/exprel((15*mV - v + VT)/(5*mV))/ms : Hz
       beta_n = 0.5*exp((10*mV - v + VT)/(40*mV))/ms : Hz""",
    threshold="v > -20*mV", refractory="v > -20*mV", method="exponential_euler",
    namespace={"C": 200 * pF, "gl": 10 * nS, "g_na": 20 * uS, "g_kd": 6 * uS, "tau_e": 5 * ms,
               "tau_i": 10 * ms, "El": -60 * mV, "Ee": 0 * mV, "Ei": -80 * mV, "ENa": 50 * mV,
               "EK": -90 * mV, "VT": -63 * mV})
cells.v = "-65*mV + randn()*5*mV"
cells.ge = "40*nS + randn()*15*nS"
cells.gi = "200*nS + randn()*120*nS"
for gate in "mhn":
    setattr(cells, gate, f"alpha_{gate}/(alpha_{gate} + beta_{gate})")
n_E = round(0.8 * N)
exc = Synapses(cells[:n_E], cells, on_pre="ge += 6*nS")
inh = Synapses(cells[n_E:], cells, on_pre="gi += 67*nS")
exc.connect(p=K / N)
inh.connect(p=K / N)
spikes = SpikeMonitor(cells, record=False)
peer.finish(Network(cells, exc, inh, spikes), duration, directory, {"all": spikes})
