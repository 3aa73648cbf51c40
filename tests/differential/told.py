"""Rules of plasticity between given spike trains: twenty before the synapses, five behind them.

Spikes arrive in even steps and the cells behind spike in odd ones, so no pair is simultaneous: of such a pair our
program reads neither spike, and Brian2 the one that it happens to treat first.
"""

import brian2
import numpy
from brian2 import NeuronGroup, Synapses, TimedArray, ms, nS

import brian
import findings
import inputs

N_PRE, N_POST, DT, DURATION = 20, 5, 0.1, 10_000
# Rounding of weights up to 1 nS, summed over some thousand changes.
LARGEST = 1e-12  # nS


def compare(program, model, equations, on_pre, on_post, namespace):
    """`model` is our side; `equations` and the rest are the rule in Brian2, which changes `w` within `w_max`."""
    pre = inputs.spike_list(6, N_PRE, 25, DURATION, DT, every=2)
    post = inputs.spike_list(7, N_POST, 20, DURATION, DT, every=2, phase=1)
    ours = program.run(model, DT, {"pre.csv": inputs.table(pre * [1, DT], "i,t"),
                                   "post.csv": inputs.table(post * [1, DT], "i,t")})
    brian.start(DT)
    x = brian.source(N_PRE, pre)
    fires = numpy.zeros((round(DURATION / DT) + 1, N_POST))
    fires[post[:, 1] - 1, post[:, 0]] = 1
    y = NeuronGroup(N_POST, "dg/dt = -g/(5*ms) : siemens", threshold="fires_in(t, i) > 0", reset="", method="exact",
                    namespace={"fires_in": TimedArray(fires, dt=DT * ms)})
    plastic = Synapses(x, y, "w : siemens\n" + equations, on_pre=f"g_post += w\n{on_pre}\nw = clip(w, 0*nS, w_max)",
                       on_post=f"{on_post}\nw = clip(w, 0*nS, w_max)", method="exact",
                       namespace=namespace | {"w_max": 1 * nS})
    plastic.connect()
    plastic.w = "0.05*nS*i"
    plastic.pre.delay = 1 * ms
    weights, conductances = [], []

    @brian2.network_operation(dt=100 * ms, when="start")
    def keep(t):
        if t > 0 * ms:
            weights.append(numpy.array(plastic.w / nS))
            conductances.append(numpy.array(y.g / nS))

    # One step more, which begins with what the last one left.
    brian2.Network(x, y, plastic, keep).run((DURATION + DT) * ms)
    weights = numpy.array(weights)
    at_bounds = numpy.count_nonzero((weights[-1] == 0) | (weights[-1] == 1))
    return [findings.near(f"w ({at_bounds} of {weights.shape[1]} end at a bound)", ours.values("w.npy"), weights,
                          LARGEST, "nS"),
            findings.near("g", ours.values("g.npy"), numpy.array(conductances), LARGEST, "nS")]
