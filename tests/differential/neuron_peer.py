"""Their side of a comparison in NEURON: what these scripts have in common."""

import os

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


def voltages(places, duration, dt):
    """The voltage at each place in mV at the end of each step, from -65 mV everywhere."""
    traces = [h.Vector().record(place._ref_v) for place in places]
    h.dt = dt
    h.steps_per_ms = 1 / dt
    h.finitialize(-65)
    for _ in range(round(duration / dt)):
        h.fadvance()
    return numpy.array([trace.to_python()[1:] for trace in traces]).T
