"""Tsodyks and Markram's synapse: solved from event to event on both sides, so only rounding is between them."""

import brian2
import numpy
from brian2 import Hz, NeuronGroup, SpikeMonitor, StateMonitor, Synapses, ms, mV, nS, pA, pF, second

import brian
import findings
import inputs

SLIP = ("0.04*i", "0.0401*i")

N, DT = 20, 0.1
# Rounding of currents of some 100 pA, kept in u and x for a second.
LARGEST = 1e-9  # pA


def compare(program):
    trains = inputs.spike_list(5, N, rate=15, duration=10_000, dt=DT)
    table = inputs.table(trains * [1, DT], "i,t")
    ours = program.run("tsodyks_markram.snn", DT, {"spikes.csv": table})
    brian.start(DT)
    x = brian.source(N, trains)
    cells = NeuronGroup(
        N + 5,
        """dV/dt = (-g_L*(V - E_L) + I_syn + I)/C : volt (unless refractory)
           dI_syn/dt = -I_syn/(5*ms) : amp
           I = 450*pA + 100*pA*sin(2*pi*2*Hz*t) : amp (constant over dt)""",
        threshold="V >= -50*mV", reset="V = -60*mV", refractory=2 * ms + DT * ms, method="exact",
        namespace={"C": 250 * pF, "g_L": 25 * nS, "E_L": -70 * mV})
    cells.V = -70 * mV
    model = """du/dt = -u/tau_fac : 1 (event-driven)
               dx/dt = (1 - x)/tau_rec : 1 (event-driven)
               w : amp
               U : 1
               tau_rec : second
               tau_fac : second"""
    on_pre = """u += U*(1 - u)
                I_syn_post += w*u*x
                x -= u*x"""
    own = Synapses(x, cells[:N], model, on_pre=on_pre, delay=1.5 * ms)
    own.connect(j="i")
    own.w, own.U = "200*pA + 20*pA*i", "0.04 + 0.04*i"
    own.tau_rec, own.tau_fac = "50*ms + 40*ms*i", "1000*ms - 50*ms*i"
    shared = Synapses(x, cells[N:], model, on_pre=on_pre, delay=0.8 * ms)
    shared.connect()
    shared.w, shared.U, shared.tau_rec, shared.tau_fac = 60 * pA, 0.5, 800 * ms, 1 * second
    for synapses in (own, shared):
        synapses.x = 1
    spikes = SpikeMonitor(cells)
    states = StateMonitor(cells, "I_syn", record=True, when="end")
    brian2.Network(x, cells, own, shared, spikes, states).run(10 * second)
    together = numpy.vstack([ours.spikes("own.npy"), ours.spikes("all.npy") + [0, N]])
    return [findings.same_spikes(together, brian.spikes(spikes)),
            findings.near("I_syn", ours.values("I_syn.npy"), brian.values(states.I_syn, pA, 10), LARGEST, "pA")]
