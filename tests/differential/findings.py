"""What a comparison found: one sentence each, and whether the two sides agree."""

import dataclasses

import numpy
from scipy import stats


@dataclasses.dataclass
class Finding:
    agrees: bool
    text: str


def same_spikes(ours, theirs, within=0):
    """Each cell spikes equally often on both sides, and no spike lies more than `within` steps from its twin."""
    if len(theirs) == 0:
        return Finding(False, "the peer never spikes, so nothing is compared")
    ours, theirs = (side[numpy.lexsort((side[:, 0], side[:, 1]))] for side in (ours, theirs))
    if len(ours) != len(theirs) or not numpy.array_equal(ours[:, 1], theirs[:, 1]):
        return Finding(False, f"{len(ours)} spikes, the peer has {len(theirs)}{_first_apart(ours, theirs)}")
    apart = numpy.abs(ours[:, 0] - theirs[:, 0])
    if apart.max() > within:
        return Finding(False, f"{numpy.count_nonzero(apart > within)} of {len(ours)} spikes in other steps, "
                              f"up to {apart.max()} apart{_first_apart(ours, theirs)}")
    where = "in the same steps" if within == 0 else f"within {within} step, {numpy.count_nonzero(apart)} beside"
    return Finding(True, f"{len(ours)} spikes {where}")


def _first_apart(ours, theirs):
    """Where to begin looking."""
    other = {tuple(row) for row in ours} ^ {tuple(row) for row in theirs}
    step, cell = min(other)
    return f"; the first that differs: cell {cell} in step {step}"


def near(what, ours, theirs, largest, unit):
    """No value lies farther from its twin than `largest`."""
    if ours.shape != theirs.shape:
        return Finding(False, f"{what}: {ours.shape} values, the peer has {theirs.shape}")
    if numpy.ptp(theirs) == 0:
        return Finding(False, f"{what} of the peer never changes, so nothing is compared")
    apart = numpy.abs(ours - theirs).max()
    return Finding(bool(apart <= largest), f"{what} at most {apart:.1e}{unit and ' ' + unit} apart, allowed {largest:.0e}")


def one_distribution(what, ours, theirs, unit="", least=0.01):
    """The two samples may come from one distribution, says the test of Kolmogorov and Smirnov."""
    if not (numpy.isfinite(ours).all() and numpy.isfinite(theirs).all()):
        return Finding(False, f"{what} is not a number somewhere")
    p = stats.ks_2samp(ours, theirs).pvalue
    return Finding(bool(p > least), f"{what} {numpy.mean(ours):.3g} and {numpy.mean(theirs):.3g}{unit}, p {p:.2f}")
