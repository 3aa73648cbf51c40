"""Cells that are driven each by a current of its own, which jumps and swings: what the scripts in Brian2 have in common.

Both sides step by the same method, so only rounding is between them; it grows where a cell hesitates before a spike.
"""

import brian2
from brian2 import NeuronGroup, SpikeMonitor, StateMonitor, TimedArray, ms, second

import brian
import findings
import inputs

N = 20


class Drive:
    """A current that jumps to somewhere between `low` and `high` every `every` ms; equations read it as steps(t, i)."""

    def __init__(self, seed, low, high, unit, every):
        self.seed, self.low, self.high, self.unit, self.every = seed, low, high, unit, every


def compare(program, name, dt, seconds, drive, equations, start, kept, namespace=None, refractory=0, crossing=None, **rest):
    """NAME.snn of the folder beside its equations in Brian2.

    `start` are initial values, in the order in which they are set; `kept` is the variable that is recorded each
    millisecond as (name, unit, what its unit is called, how far apart it may be); `rest` goes to the NeuronGroup.
    `refractory` in ms is what our program takes; `crossing` is the threshold of a cell without a reset, which spikes
    once for each crossing: Brian2 has no such thing, but a cell that rests as long as it stays above.
    """
    current = inputs.stepped(drive.seed, round(1000 * seconds / drive.every), N, drive.low, drive.high)
    ours = program.run(f"{name}.snn", dt, {"current.csv": inputs.table(current, None)})
    brian.start(dt)
    if refractory:
        rest["refractory"] = refractory * ms + dt * ms
    if crossing:
        rest |= {"threshold": crossing, "refractory": crossing}
    steps = {"steps": TimedArray(current * drive.unit, dt=drive.every * ms)}
    cells = NeuronGroup(N, equations, namespace=steps | (namespace or {}), **rest)
    for variable, value in start.items():
        setattr(cells, variable, value)
    variable, unit, unit_name, largest = kept
    spikes = SpikeMonitor(cells)
    states = StateMonitor(cells, variable, record=True, when="end")
    brian2.Network(cells, spikes, states).run(seconds * second)
    theirs = brian.values(getattr(states, variable), unit, round(1 / dt))
    return [findings.same_spikes(ours.spikes("spikes.npy"), brian.spikes(spikes)),
            findings.near(variable, ours.values(f"{variable}.npy"), theirs, largest, unit_name)]
