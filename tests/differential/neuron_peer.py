"""Their side of a comparison in NEURON: what these scripts have in common."""

import os
import tempfile

import numpy

os.environ.setdefault("NEURON_MODULE_OPTIONS", "-nogui")
from neuron import h  # noqa: E402, reads the options

h.load_file("stdrun.hoc")


def inject(place, values, every):
    """A current into `place` that is values[k] nA from k*every ms on; what is returned must be kept."""
    clamp = h.IClamp(place)
    clamp.delay, clamp.dur = 0, 1e9
    played, times = h.Vector(values), h.Vector(numpy.arange(len(values)) * every)
    played.play(clamp._ref_amp, times, False)
    return clamp, played, times


def read(morphology):
    """The sections of a cell, from the text of an SWC file."""
    h.load_file("import3d.hoc")
    with tempfile.NamedTemporaryFile("w", suffix=".swc") as file:
        file.write(morphology)
        file.flush()
        reader = h.Import3d_SWC_read()
        reader.input(file.name)
        h.Import3d_GUI(reader, 0).instantiate(None)
    return list(h.allsec())


def conductance(place, tau, reversal):
    """A synapse whose conductance jumps and decays."""
    synapse = h.ExpSyn(place)
    synapse.tau, synapse.e = tau, reversal
    return synapse


def voltages(places, duration, dt, events=()):
    """The voltage at each place in mV at the end of each step, from -65 mV everywhere.

    `events` are (synapse, weight in uS, times): a spike at the beginning of a step acts in it.
    """
    traces = [h.Vector().record(place._ref_v) for place in places]
    h.dt = dt
    h.steps_per_ms = 1 / dt
    h.finitialize(-65)
    connections = []
    for synapse, weight, times in events:
        connections.append(h.NetCon(None, synapse))
        connections[-1].weight[0] = weight
        for time in times:
            connections[-1].event(time)
    for _ in range(round(duration / dt)):
        h.fadvance()
    return numpy.array([trace.to_python()[1:] for trace in traces]).T
