"""Random networks of excitation and inhibition: their wiring, and what is compared of their activity.

Given the same wiring and initial values, all spikes must be the same: on a grid of steps the little that rounding changes
is forgotten, unless a spike moves to another step. Where each side draws its own, distributions must be the same.
"""

import numpy

import findings
import inputs

N_SEEDS, N, K = 20, 1000, 80
N_E = 4 * N // 5
TRANSIENT, DURATION = 200, 1200  # ms
BIN = 20  # ms


class Wiring:
    """N_SEEDS networks side by side, which costs a simulator one run, without a synapse from one to another."""

    def __init__(self, n_seeds=N_SEEDS, exactly=False):
        """Each pair with the probability K/N, or `exactly` as many partners to each cell, itself not among them."""
        exc, inh = [], []
        for seed in range(n_seeds):
            draws = numpy.random.default_rng(seed)
            if exactly:
                i, j = _exactly(draws)
            else:
                i, j = numpy.nonzero(draws.random((N, N)) < K / N)
            edges = numpy.column_stack([i, j]) + seed * N
            exc.append(edges[i < N_E])
            inh.append(edges[i >= N_E])
        self.exc, self.inh = numpy.vstack(exc), numpy.vstack(inh)

    def tables(self):
        return {f"{name}.csv": inputs.table(edges, "i,j") for name, edges in (("exc", self.exc), ("inh", self.inh))}


def _exactly(draws):
    """For each cell, a tenth of the others that excite and a tenth of those that inhibit."""
    order = draws.random((N, N))
    numpy.fill_diagonal(order, 2)
    rank_exc = order[:N_E].argsort(axis=0)[:N_E // 10]
    rank_inh = order[N_E:].argsort(axis=0)[:(N - N_E) // 10] + N_E
    sources = numpy.vstack([rank_exc, rank_inh])
    return sources.ravel(), numpy.tile(numpy.arange(N), len(sources))


def draws():
    """Of initial values, for all networks; other numbers than those of the wiring."""
    return numpy.random.default_rng(N_SEEDS), N_SEEDS * N


def own_networks(program, model, dt):
    """The spikes of as many networks that our program draws itself, numbered like those of a Wiring."""
    sides = []
    for seed in range(N_SEEDS):
        ran = program.run(model, dt, experiment="drawn", seed=seed + 1)
        for name, first in (("E.npy", 0), ("I.npy", N_E)):
            sides.append(ran.spikes(name) + [0, seed * N + first])
    return numpy.vstack(sides)


class Activity:
    """Rate, irregularity and correlation in each of the networks, after the transient."""

    def __init__(self, spikes, dt):
        self.rate, self.cv, self.correlation = (numpy.empty(N_SEEDS) for _ in range(3))
        times, cells = spikes[:, 0] * dt, spikes[:, 1]
        late = times > TRANSIENT
        for seed in range(N_SEEDS):
            here = late & (cells // N == seed)
            self._measure(seed, times[here], cells[here] % N)

    def _measure(self, seed, times, cells):
        self.rate[seed] = 1000 * len(times) / N / (DURATION - TRANSIENT)
        order = numpy.lexsort((times, cells))
        trains = numpy.split(times[order], numpy.cumsum(numpy.bincount(cells, minlength=N))[:-1])
        intervals = [numpy.diff(train) for train in trains if len(train) > 4]
        self.cv[seed] = numpy.mean([some.std() / some.mean() for some in intervals])
        edges = numpy.arange(TRANSIENT, DURATION + BIN, BIN)
        counts = numpy.array([numpy.histogram(train, edges)[0] for train in trains[:200]])
        counts = counts[counts.std(axis=1) > 0]
        pairs = numpy.corrcoef(counts)[numpy.triu_indices(len(counts), 1)]
        self.correlation[seed] = pairs.mean()


def judge(wired, drawn, theirs, dt):
    """`wired` are our spikes, (step, cell), in the networks of `theirs`, `drawn` those in networks of our own."""
    return [findings.same_spikes(wired, theirs), *same_activity(drawn, theirs, dt)]


def same_activity(ours, theirs, dt):
    """What networks that each side draws itself have in common."""
    activity = [Activity(side, dt) for side in (ours, theirs)]
    return [findings.one_distribution(what, *(getattr(side, what) for side in activity), unit)
            for what, unit in (("rate", " Hz"), ("cv", ""), ("correlation", ""))]
