"""Brunel's network of cells whose voltage jumps with each spike, so that a spike can follow in the same step.

Brian2 lets spikes arrive behind the threshold unless told otherwise. Told so, it takes a spike up in the step after it, and
the delay is one step less. What arrives at a cell that rests is dropped on both sides.
"""

import brian2
from brian2 import NeuronGroup, SpikeMonitor, Synapses, ms, mV

import balanced
import brian
import findings
import inputs

SLIP = ("delay = 1.5 ms", "delay = 1.6 ms")

DT, DELAY, OUTSIDE = 0.1, 1.5, 4000  # Hz: twice what just reaches the threshold, 20 mV/(0.5 mV 20 ms)


def run(wiring, V_0, duration, outside=None):
    """The spikes of Brian2; `outside` are (cell, step) of the spikes from there, or None: they are drawn."""
    brian.start(DT)
    brian2.seed(2)
    cells = NeuronGroup(len(V_0), "dV/dt = -V/(20*ms) : volt (unless refractory)", threshold="V >= 20*mV",
                        reset="V = 10*mV", refractory=2 * ms + DT * ms, method="exact")
    cells.V = V_0 * mV
    parts = [cells, SpikeMonitor(cells)]
    for edges, weight in ((wiring.exc, 0.5), (wiring.inh, -2.5)):
        synapses = Synapses(cells, cells, on_pre=f"V_post += {weight}*mV*int(not_refractory_post)",
                            delay=(DELAY - DT) * ms)
        synapses.connect(i=edges[:, 0], j=edges[:, 1])
        parts.append(synapses)
    if outside is None:
        cells.run_regularly(f"V += 0.5*mV*poisson({OUTSIDE * DT / 1000})*int(not_refractory)", when="synapses")
    else:
        # Taken up in the step after it, too.
        source = brian.source(len(V_0), outside - [0, 1])
        synapses = Synapses(source, cells, on_pre="V_post += 0.5*mV*int(not_refractory_post)")
        synapses.connect(j="i")
        parts += [source, synapses]
    network = brian2.Network(parts)
    network.schedule = ["start", "groups", "synapses", "thresholds", "resets", "end"]
    network.run(duration * ms)
    return brian.spikes(parts[1])


def compare(program):
    one = balanced.Wiring(n_seeds=1, exactly=True)
    draws, _ = balanced.draws()
    V_0 = draws.uniform(0, 20, balanced.N)
    outside = inputs.spike_list(12, balanced.N, OUTSIDE, 300, DT)
    outside = outside[outside[:, 1] > 1]
    wired = program.run("brunel.snn", DT, one.tables() | {
        "V.csv": inputs.column(V_0), "outside.csv": inputs.table(outside * [1, DT], "i,t")}, "wired")
    drawn = balanced.own_networks(program, "brunel.snn", DT)
    draws, n_cells = balanced.draws()
    theirs = run(balanced.Wiring(exactly=True), draws.uniform(0, 20, n_cells), balanced.DURATION)
    return [findings.same_spikes(wired.spikes("spikes.npy"), run(one, V_0, 300, outside)),
            *balanced.same_activity(drawn, theirs, DT)]
