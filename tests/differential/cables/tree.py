"""A branched cell from an SWC file, which NEURON reads with its Import3D.

NEURON keeps points as 32-bit floats, so all coordinates, lengths and radii of the file are such numbers.
"""

import neuron_peer
from neuron_peer import h

import findings
import inputs

SLIP = ("tau = 10 ms", "tau = 10.0001 ms")

DT = 0.025
# Rounding of some 60 mV; a length that is rounded to 32 bits would show as 1e-7 mV.
LARGEST = 1e-9  # mV
# One branch has a step in its radius, a ring of membrane on both sides. NEURON adds such a ring where a branch begins,
# too; ours takes what is there for covered by the parent, and the file has none.
CELL = """# sample type x y z radius parent
1 1 0 0 0 8 -1
2 3 8 0 0 1.5 1
3 3 72 0 0 1.25 2
4 3 200 0 0 1 3
5 3 230 40 0 0.75 4
6 3 230 136 72 0.5 5
7 3 230 136 172 0.25 6
8 3 260 -40 0 0.5 4
9 3 260 -80 0 0.5 8
10 3 260 -80 0 0.375 9
11 3 260 -140 0 0.375 10
12 3 0 -8 0 0.75 1
13 3 0 -88 60 0.5 12
"""


def compare(program):
    current = inputs.stepped(10, 200, 1, -50, 100)
    spikes = inputs.spike_list(11, 2, 40, 1000, DT)
    ours = program.run("tree.snn", DT, {
        "cell.swc": CELL, "current.csv": inputs.table(current, "I [pA]"),
        "spikes.csv": inputs.table(spikes * [1, DT], "i,t")})
    sections = neuron_peer.read(CELL)
    for section in sections:
        section.Ra, section.cm = 150, 1
        section.insert("pas")
        section.g_pas, section.e_pas = 1e-4, -70
        length = h.lambda_f(100, sec=section)
        section.nseg = int((section.L / (0.1 * length) + 0.9) / 2) * 2 + 1
    soma, stem, far = h.soma[0](0.5), h.dend[0], h.dend[1]
    # Of the 470 um from the soma's middle to the farthest tip, the first 8 are the soma's.
    middle, tip = stem((0.4 * 470 - 8) / stem.L), far(0.99)
    kept = [neuron_peer.inject(soma, current[:, 0] / 1000, 5),
            neuron_peer.conductance(tip, 2, 0), neuron_peer.conductance(middle, 10, -80)]
    weights = [0.002, 0.001]
    events = [(synapse, weight, spikes[spikes[:, 0] == cell, 1] * DT + 1)
              for cell, (synapse, weight) in enumerate(zip(kept[1:], weights))]
    theirs = neuron_peer.voltages([soma, middle, tip], 1000, DT, events)
    n_nodes = sum(section.nseg for section in sections)
    return [findings.near(f"V of {n_nodes} segments", ours.values("V.npy"), theirs, LARGEST, "mV")]
