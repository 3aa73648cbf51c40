"""What both sides are given: frozen currents, spike lists and edges, drawn here and written out as tables."""

import numpy


def table(rows, header):
    """A CSV file of our program's. 17 digits give back the same number."""
    rows = numpy.atleast_2d(rows)
    lines = [",".join(f"{value:.17g}" for value in row) for row in rows]
    return "\n".join(([header] if header else []) + lines) + "\n"


def column(values):
    """A table of one column, without a header."""
    return table(values[:, None], None)


def stepped(seed, n_steps, n_cells, low, high):
    """A value for each step and cell, evenly between `low` and `high`."""
    return numpy.random.default_rng(seed).uniform(low, high, (n_steps, n_cells))


def spike_list(seed, n_cells, rate, duration, dt, every=1, phase=0):
    """(cell, step) of random spikes in steps that leave `phase` when divided by `every`, at most one a step.

    `rate` is in Hz, `duration` and `dt` in ms.
    """
    draws = numpy.random.default_rng(seed)
    steps = numpy.arange(phase if phase > 0 else every, round(duration / dt) + 1, every)
    hit = draws.random((len(steps), n_cells)) < rate * every * dt / 1000
    at, cell = numpy.nonzero(hit)
    return numpy.column_stack([cell, steps[at]])
