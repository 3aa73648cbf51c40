"""A soma and a passive stick in NEURON: the same implicit step, in another order of operations."""

import math

import findings
import inputs
import neuron_peer
from neuron_peer import h

SLIP = ("150 [ohm*cm]", "150.001 [ohm*cm]")

DT = 0.025
# Rounding of some 60 mV, forgotten within a membrane's time constant; 1e-11 mV were seen.
LARGEST = 1e-9  # mV


def compare(program):
    current = inputs.stepped(8, 200, 1, -100, 300)
    ours = program.run("passive.snn", DT, {"current.csv": inputs.table(current, None)})
    soma = h.Section(name="soma")
    dend = h.Section(name="dend")
    soma.L = soma.diam = math.sqrt(15000 / math.pi)  # 150 pF at 1 uF/cm2
    soma.insert("pas")
    soma.g_pas = 10e-9 / 15000e-8
    soma.e_pas = -65
    dend.L, dend.diam = 500, 2
    dend.insert("pas")
    dend.g_pas, dend.e_pas = 1e-4, -65
    for section in (soma, dend):
        section.Ra, section.cm = 150, 1
    # The rule of the manual for the number of segments.
    length = h.lambda_f(100, sec=dend)
    dend.nseg = int((dend.L / (0.1 * length) + 0.9) / 2) * 2 + 1
    dend.connect(soma(0.5), 0)
    kept = neuron_peer.inject(soma(0.5), current[:, 0] / 1000, 5)
    theirs = neuron_peer.voltages([soma(0.5), dend(0.5), dend(0.95)], 1000, DT)
    del kept
    return [findings.near(f"V of {dend.nseg + 1} nodes", ours.values("V.npy"), theirs, LARGEST, "mV")]
