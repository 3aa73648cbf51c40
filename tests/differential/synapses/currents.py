"""Exponential, alpha and double-exponential currents.

Ours steps all equations of a cell at once by a matrix exponential. For Brian2 each current is the sum of currents that
decay by themselves, or the closed form of the alpha function, and its solver of linear equations has the rest.
"""

import brian2
import numpy
from brian2 import Hz, NeuronGroup, SpikeMonitor, StateMonitor, Synapses, mV, ms, nS, pA, pF, second

import brian
import findings
import inputs

SLIP = ("delay = 2 ms", "delay = 2.1 ms")

N, DT = 20, 0.1
# Rounding of some 60 mV, forgotten within 10 ms.
LARGEST = 1e-9  # mV
SHAPES = ("exp", "alpha", "biexp")


def peak(rise, decay):
    """Of the difference of two exponentials."""
    at = rise * decay / (decay - rise) * numpy.log(decay / rise)
    return numpy.exp(-at / decay) - numpy.exp(-at / rise)


# For each shape: equations of a current, where P is `e` or `i`; what a spike of weight w does; time constants of both.
EQUATIONS = {
    "exp": ("dI_P/dt = -I_P/tau_P : amp", "I_P_post += {w}", (5, 10)),
    "alpha": ("dx_P/dt = -x_P/tau_P : amp\ndI_P/dt = (x_P - I_P)/tau_P : amp", "x_P_post += exp(1)*{w}", (2, 2)),
    "biexp": ("dr_P/dt = -r_P/(1*ms) : amp\ndd_P/dt = -d_P/tau_P : amp\nI_P = d_P - r_P : amp",
              "r_P_post += {w}/{peak}; d_P_post += {w}/{peak}", (5, 10)),
}


def peer(shape, exc, inh):
    """Cells and the other parts of their simulation, with the two monitors last."""
    equations, on_pre, taus = EQUATIONS[shape]
    lines = "\n".join(equations.replace("P", p) for p in ("e", "i"))
    cells = NeuronGroup(
        N, f"""dV/dt = (-g_L*(V - E_L) + I_e + I_i + I)/C : volt (unless refractory)
               I = 450*pA + 100*pA*sin(2*pi*2*Hz*t) : amp (constant over dt)
               {lines}""",
        threshold="V >= -50*mV", reset="V = -60*mV", refractory=2 * ms + DT * ms, method="exact",
        namespace={"C": 250 * pF, "g_L": 20 * nS, "E_L": -70 * mV, "tau_e": taus[0] * ms, "tau_i": taus[1] * ms})
    cells.V = -70 * mV
    parts = [cells]
    for p, trains, tau, weight, delay in (("e", exc, taus[0], 150, 1), ("i", inh, taus[1], -200, 2)):
        source = brian.source(N, trains)
        says = on_pre.replace("P", p).format(w=f"({weight}*pA)", peak=peak(1, tau))
        synapses = Synapses(source, cells, on_pre=says, delay=delay * ms)
        synapses.connect(j="i")
        parts += [source, synapses]
    return parts + [SpikeMonitor(cells), StateMonitor(cells, "V", record=True, when="end")]


def compare(program):
    exc = inputs.spike_list(13, N, rate=60, duration=2000, dt=DT)
    inh = inputs.spike_list(14, N, rate=30, duration=2000, dt=DT)
    ours = program.run("currents.snn", DT, {"exc.csv": inputs.table(exc * [1, DT], "i,t"),
                                            "inh.csv": inputs.table(inh * [1, DT], "i,t")})
    brian.start(DT)
    parts = {shape: peer(shape, exc, inh) for shape in SHAPES}
    brian2.Network(*parts.values()).run(2 * second)
    V = numpy.hstack([brian.values(parts[shape][-1].V, mV, 10) for shape in SHAPES])
    found = [findings.near("V", ours.values("V.npy"), V, LARGEST, "mV")]
    for shape in SHAPES:
        found.append(findings.same_spikes(ours.spikes(f"{shape}.npy"), brian.spikes(parts[shape][-2])))
        found[-1].text = f"{shape} {found[-1].text}"
    return found
