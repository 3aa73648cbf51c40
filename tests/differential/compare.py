#!/usr/bin/env python3
"""compare.py --snn PROGRAM [--jobs N] [--slips] [NAME...]: our program beside Brian2 and NEURON.

Each folder here holds comparisons: NAME.snn is our side, NAME.py their side and the judgement. A line says what was
found and what it cost in seconds of processor, and the exit code is 1 if anything differs. With --slips, each of our
models gets the small error that its script names, and every comparison must notice it. Needs python3-brian and
python3-neuron.
"""

import argparse
import concurrent.futures
import importlib.util
import multiprocessing
import os
import pathlib
import resource
import sys
import traceback
import warnings

HERE = pathlib.Path(__file__).resolve().parent


def comparisons():
    return {f"{file.parent.name}/{file.stem}": file for file in sorted(HERE.glob("*/*.py"))}


def compare(name, snn, slips):
    """The findings of one comparison, or why it does not run, and the seconds of processor that it took."""
    warnings.simplefilter("ignore")
    from program import Program
    file = comparisons()[name]
    spec = importlib.util.spec_from_file_location(file.stem, file)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        findings = module.compare(Program(snn, file.parent, module.SLIP if slips else None))
    except Exception:
        findings = traceback.format_exc()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return name, findings, sum(u.ru_utime + u.ru_stime for u in used)


def report(name, findings, seconds, slips):
    """One line; whether it is as it should be."""
    if isinstance(findings, str):
        print(f"FAILED {name}\n{findings}", flush=True)
        return False
    agrees = bool(findings) and all(finding.agrees for finding in findings)
    said = "; ".join(finding.text if finding.agrees else f"DIFFERS: {finding.text}" for finding in findings)
    print(f"{'same' if agrees else 'OTHER':<6} {name:<28} {seconds:5.1f} s  {said}", flush=True)
    return agrees != slips


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--snn", required=True)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--slips", action="store_true")
    parser.add_argument("names", nargs="*", help="FOLDER, or FOLDER/NAME")
    given = parser.parse_args()
    names = [name for name in comparisons()
             if not given.names or name in given.names or name.split("/")[0] in given.names]
    if not names:
        sys.exit(f"compare.py: no comparison is called so; there are {', '.join(comparisons())}")
    snn = os.path.abspath(given.snn)
    os.environ["OMP_NUM_THREADS"] = "1"
    n_bad = 0
    # Each in a process of its own: the simulators keep what they were told.
    with concurrent.futures.ProcessPoolExecutor(
            given.jobs, mp_context=multiprocessing.get_context("spawn"),
            max_tasks_per_child=1) as workers:
        for done in concurrent.futures.as_completed([workers.submit(compare, name, snn, given.slips) for name in names]):
            name, findings, seconds = done.result()
            n_bad += not report(name, findings, seconds, given.slips)
    print(f"{len(names) - n_bad} passed, {n_bad} failed")
    sys.exit(1 if n_bad else 0)


if __name__ == "__main__":
    main()
