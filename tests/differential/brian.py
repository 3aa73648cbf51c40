"""Their side of a comparison: what the scripts in Brian2 have in common.

Brian2 names a step after its beginning, our program after its end. It counts the steps after a spike in which a cell
rests differently, too: with a refractory period of R steps its cell is moved again in step R after the spike, ours
(as in NEST) in step R + 1. So the scripts ask for one step more.
"""

import brian2
import numpy


def start(dt):
    """A new simulation, of step `dt` in ms; numpy computes it, which needs no compiler and compiles nothing."""
    brian2.prefs.codegen.target = "numpy"
    brian2.start_scope()
    brian2.defaultclock.dt = dt * brian2.ms


def ending(times):
    """The steps, called after their end, to which Brian2's times belong."""
    return numpy.rint(numpy.asarray(times / brian2.defaultclock.dt)).astype(int) + 1


def spikes(monitor):
    """(step, cell) of each spike, as `Recordings.spikes` has it."""
    return numpy.column_stack([ending(monitor.t), numpy.asarray(monitor.i)])


def source(n_cells, cells_and_steps):
    """Cells that spike in the given steps, called after their end."""
    cells, steps = cells_and_steps.T
    return brian2.SpikeGeneratorGroup(n_cells, cells, (steps - 1) * brian2.defaultclock.dt)


def values(monitored, unit, every):
    """What a StateMonitor that records in every step, at its end, has at every `every`-th of them."""
    return numpy.asarray(monitored / unit).T[every - 1::every]
