"""Hodgkin and Huxley's axon in NEURON: the same order of an implicit step and of gates behind it."""

import findings
import inputs
import neuron_peer
import numpy
from neuron_peer import h

SLIP = ("36 mS/cm^2", "36.001 mS/cm^2")

DT = 0.025
# Rounding, amplified in each upstroke.
LARGEST = 1e-6  # mV


def crossings(V, level=0):
    """(step, place) of each upward crossing."""
    steps, places = numpy.nonzero((V[1:] > level) & (V[:-1] <= level))
    return numpy.column_stack([steps + 2, places])


def compare(program):
    current = inputs.stepped(9, 200, 1, 0, 1000)
    ours = program.run("active.snn", DT, {"current.csv": inputs.table(current, "I [pA]")}).values("V.npy")
    axon = h.Section(name="axon")
    axon.L, axon.diam, axon.nseg, axon.Ra, axon.cm = 4000, 2, 81, 100, 1
    axon.insert("hh")
    h.celsius = 6.3
    h.usetable_hh = 0
    kept = neuron_peer.inject(axon(0.01), current[:, 0] / 1000, 5)
    theirs = neuron_peer.voltages([axon(0.01), axon(0.5), axon(0.9)], 1000, DT)
    del kept
    return [findings.same_spikes(crossings(ours), crossings(theirs)),
            findings.near("V", ours, theirs, LARGEST, "mV")]
