#!/usr/bin/env python3
"""The cables of this folder in NEURON: prints how far the voltages of both simulators lie apart.

    tests/differential/cables/neuron_cables.py build/dev/compiler/cli/snn

Exits with 1 where they differ by more than rounding explains. Needs python3-neuron.
"""

import csv
import math
import pathlib
import subprocess
import sys
import tempfile

from neuron import h

h.load_file("stdrun.hoc")
HERE = pathlib.Path(__file__).parent
DT = 0.025  # ms
# The same arithmetic in another order: 1e-11 mV were measured.
LARGEST = {"passive": 1e-9, "active": 1e-9}  # mV


def passive():
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
    lam = h.lambda_f(100, sec=dend)
    dend.nseg = int((dend.L / (0.1 * lam) + 0.9) / 2) * 2 + 1
    dend.connect(soma(0.5), 0)
    clamp = h.IClamp(soma(0.5))
    clamp.delay, clamp.dur, clamp.amp = 1, 1e9, 0.1
    return (soma, dend, clamp), [soma(0.5), dend(0.5), dend(0.95)], 50


def active():
    axon = h.Section(name="axon")
    axon.L, axon.diam, axon.nseg, axon.Ra, axon.cm = 4000, 2, 81, 100, 1
    axon.insert("hh")
    h.celsius = 6.3
    h.usetable_hh = 0
    clamp = h.IClamp(axon(0.01))
    clamp.delay, clamp.dur, clamp.amp = 1, 1, 1
    return (axon, clamp), [axon(0.01), axon(0.5), axon(0.9)], 30


def run_neuron(build):
    kept, places, duration = build()
    traces = [h.Vector().record(place._ref_v) for place in places]
    h.dt = DT
    h.steps_per_ms = 1 / DT
    h.finitialize(-65)
    for _ in range(round(duration / DT)):
        h.fadvance()
    rows = list(zip(*[trace.to_python()[1:] for trace in traces]))
    del kept
    return rows


def run_snn(snn, name):
    with tempfile.TemporaryDirectory() as out:
        command = [snn, "run", str(HERE / f"{name}.snn"), "--out", out]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with open(pathlib.Path(out) / f"{name}.csv", encoding="utf-8") as file:
            rows = []
            for row in csv.reader(file):
                try:
                    rows.append([float(field) for field in row[1:]])
                except ValueError:
                    continue
            return [row for row in rows if row]


def first_above(rows, column, level):
    """The step in which a voltage first reaches a level; None: it never does."""
    return next((i for i, row in enumerate(rows) if row[column] >= level), None)


def main():
    snn = sys.argv[1]
    worst = 0
    for name, build in (("passive", passive), ("active", active)):
        theirs = run_neuron(build)
        ours = run_snn(snn, name)
        assert len(theirs) == len(ours), (len(theirs), len(ours))
        apart = [max(abs(a[k] - b[k]) for a, b in zip(ours, theirs)) for k in range(3)]
        print(f"{name}: largest difference {', '.join(f'{x:.3g}' for x in apart)} mV", end="")
        if name == "active":
            steps = [(first_above(ours, k, 0), first_above(theirs, k, 0)) for k in range(3)]
            print(f"; step of the spike at each place (ours, theirs): {steps}", end="")
            worst = max(worst, *(1 if a != b else 0 for a, b in steps))
        print()
        worst = max(worst, 1 if max(apart) > LARGEST[name] else 0)
    return worst


if __name__ == "__main__":
    sys.exit(main())
