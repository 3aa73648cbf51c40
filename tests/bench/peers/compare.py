#!/usr/bin/env python3
"""compare.py --snn PROGRAM [ROW...]: the library's benchmark networks beside their twins in Brian2.

Each row compiles both sides once, then runs them by turns, each on one processor, and prints medians and ranges of
the time that the steps took, and the mean rate on both sides, which must agree. Two threads are compared with one.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
NETWORKS = HERE.parents[2] / "stdlib" / "networks"
BRIAN = os.environ.get("SNN_BRIAN_PYTHON", "/usr/bin/python3")

# name: model, experiment, twin, cells, synapses of a cell, seconds, rates may differ by this factor
ROWS = {
    "cuba-4000": ("cuba", "cuba", 4000, 80, 5.0, 1.15),
    "cuba-100000": ("cuba", "cuba", 100000, 80, 1.0, 1.15),
    "coba-4000": ("coba", "coba", 4000, 80, 5.0, 1.25),
    "coba-100000": ("coba", "coba", 100000, 80, 1.0, 1.15),
    "cobahh-4000": ("cobahh", "cobahh", 4000, 80, 1.0, 1.15),
    "brunel-12500": ("brunel", "asynchronous_irregular", 12500, 1250, 1.0, 1.05),
    "izhikevich-10000": ("izhikevich_network", "rhythms", 10000, 100, 5.0, 1.15),
}


class Timed:
    """What one run took and how many spikes there were for each cell and second."""

    def __init__(self, clock, work, rate):
        self.clock, self.work, self.rate = clock, work, rate


def pinned(command, processors):
    return ["taskset", "-c", ",".join(map(str, processors)), *command]


def compile_twin(row, directory):
    model, _, n, k, seconds, _ = ROWS[row]
    made = subprocess.run(
        [BRIAN, "-W", "ignore", str(HERE / f"{model}.py"), directory, str(n), str(k), str(seconds)],
        capture_output=True, text=True, check=False)
    if made.returncode != 0:
        sys.exit(f"compare.py: Brian2 does not compile {row}:\n{made.stderr[-2000:]}")


def run_twin(row, directory):
    _, _, n, _, seconds, _ = ROWS[row]
    out = subprocess.run(pinned(["./main"], [0]), cwd=directory, capture_output=True, text=True,
                         check=True, env={**os.environ, "OMP_NUM_THREADS": "1"}).stdout
    clock, work = re.findall(r"^run ([0-9.]+) s ([0-9.]+) s of processors", out, re.M)[-1]
    spikes = sum(int(count) for count in re.findall(r"^spikes \S+ (\d+)", out, re.M))
    return Timed(float(clock), float(work), spikes / n / seconds)


def settings(row):
    model, _, n, k, _, _ = ROWS[row]
    if model == "brunel":
        return [f"net.N_E={round(0.8 * n)}", f"net.N_I={n - round(0.8 * n)}", f"net.eps={k / n}"]
    return [f"net.N={n}", f"net.K={k}"]


def run_ours(snn, row, n_threads, precision, directory):
    """The experiment of the library alone: without what it records and expects."""
    model, experiment, n, _, seconds, _ = ROWS[row]
    text = (NETWORKS / f"{model}.snn").read_text()
    text = re.sub(r"^  (record|expect) .*\n", "", text, flags=re.M)
    text = re.sub(r"^  run 200 ms.*\n", "", text, flags=re.M)
    for setting in settings(row):
        name, value = setting.removeprefix("net.").split("=")
        text = re.sub(rf"(network [^\n]*\b{name} = )[0-9.]+", rf"\g<1>{value}", text)
    file = Path(directory) / f"{row}.snn"
    file.write_text(text)
    command = [snn, "run", str(file), "--experiment", experiment, "--duration", f"{seconds} s",
               "--threads", str(n_threads), "--precision", precision, "--time"]
    result = subprocess.run(pinned(command, range(n_threads)), capture_output=True, text=True,
                            check=False)
    if result.returncode != 0:
        sys.exit(f"compare.py: {row} does not run:\n{result.stdout}{result.stderr}")
    clock, work = re.findall(r"^run +([0-9.]+) s +([0-9.]+) s of", result.stderr, re.M)[-1]
    spikes = sum(int(count) for count in
                 re.findall(r"^net\.\S+ +\d+ +(\d+)", result.stdout, re.M))
    return Timed(float(clock), float(work), spikes / n / seconds)


def shown(times):
    return f"{statistics.median(times):8.3f} [{min(times):.3f}-{max(times):.3f}]"


def compare(row, snn, n_runs, precision, directory):
    seconds, tolerance = ROWS[row][4:]
    twin = os.path.join(directory, row)
    compile_twin(row, twin)
    theirs, ours, pairs = [], [], []
    for _ in range(n_runs):
        theirs.append(run_twin(row, twin))
        ours.append(run_ours(snn, row, 1, precision, directory))
        if os.cpu_count() > 1:
            pairs.append(run_ours(snn, row, 2, precision, directory))
    per_second = lambda runs: [run.work / seconds for run in runs]
    ratio = statistics.median(per_second(theirs)) / statistics.median(per_second(ours))
    two = "-"
    if pairs:
        two = f"{statistics.median(r.clock for r in ours) / statistics.median(r.clock for r in pairs):.2f}"
    rates = [statistics.median(run.rate for run in side) for side in (theirs, ours)]
    agree = max(rates) <= tolerance * min(rates)
    print(f"{row:<18} {shown(per_second(theirs)):<24} {shown(per_second(ours)):<24} {ratio:6.2f} "
          f"{two:>8}   {rates[0]:6.2f} {rates[1]:6.2f} Hz{'' if agree else '   RATES DIFFER'}",
          flush=True)
    return {"row": row, "theirs": per_second(theirs), "ours": per_second(ours), "ratio": ratio,
            "rates": rates, "agree": agree}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--snn", required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--precision", choices=["f64", "f32"], default="f64")
    parser.add_argument("--json", help="also write all times to this file")
    parser.add_argument("rows", nargs="*", help=" ".join(ROWS))
    given = parser.parse_args()
    unknown = set(given.rows) - set(ROWS)
    if unknown:
        sys.exit(f"compare.py: there is no row {', '.join(unknown)}; the rows are {', '.join(ROWS)}")
    print("seconds of processor for a second of the model: median [least-most]")
    print(f"{'':<18} {'Brian2, one thread':<24} {'snn ' + given.precision:<24} {'ratio':>6} "
          f"{'2 threads':>8}  rate: Brian2, snn")
    results = []
    with tempfile.TemporaryDirectory(prefix="snn_peers_") as directory:
        for row in given.rows or ROWS:
            results.append(compare(row, os.path.abspath(given.snn), given.runs, given.precision,
                                   directory))
    if given.json:
        Path(given.json).write_text(json.dumps(results, indent=1))
    slower = [result["row"] for result in results if result["ratio"] < 1]
    differ = [result["row"] for result in results if not result["agree"]]
    if slower:
        print(f"slower than Brian2: {', '.join(slower)}")
    sys.exit(1 if slower or differ else 0)


if __name__ == "__main__":
    main()
