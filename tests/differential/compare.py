#!/usr/bin/env python3
"""compare.py --snn PROGRAM [--jobs N] [NAME...]: our program beside Brian2 and NEURON.

Each folder here holds comparisons: NAME.snn is our side, NAME.py their side and the judgement. A line says what was
found and what it cost in seconds of processor, and the exit code is 1 if anything differs. Needs python3-brian and python3-neuron.
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


def compare(name, snn):
    """The findings of one comparison, and the seconds of processor that it took."""
    warnings.simplefilter("ignore")
    from findings import Finding
    from program import Program
    file = comparisons()[name]
    spec = importlib.util.spec_from_file_location(file.stem, file)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        findings = module.compare(Program(snn, file.parent))
    except Exception:
        findings = [Finding(False, f"does not run\n{traceback.format_exc()}")]
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return name, findings, sum(u.ru_utime + u.ru_stime for u in used)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--snn", required=True)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("names", nargs="*", help="FOLDER, or FOLDER/NAME")
    given = parser.parse_args()
    names = [name for name in comparisons()
             if not given.names or name in given.names or name.split("/")[0] in given.names]
    if not names:
        sys.exit(f"compare.py: no comparison is called so; there are {', '.join(comparisons())}")
    snn = os.path.abspath(given.snn)
    os.environ["OMP_NUM_THREADS"] = "1"
    n_differ = 0
    # Each in a process of its own: the simulators keep what they were told.
    with concurrent.futures.ProcessPoolExecutor(
            given.jobs, mp_context=multiprocessing.get_context("spawn"),
            max_tasks_per_child=1) as workers:
        for done in concurrent.futures.as_completed([workers.submit(compare, name, snn) for name in names]):
            name, findings, seconds = done.result()
            agrees = bool(findings) and all(finding.agrees for finding in findings)
            n_differ += not agrees
            said = "; ".join(finding.text if finding.agrees else f"DIFFERS: {finding.text}" for finding in findings)
            print(f"{'same' if agrees else 'OTHER':<6} {name:<28} {seconds:5.1f} s  {said}", flush=True)
    print(f"{len(names) - n_differ} passed, {n_differ} failed")
    sys.exit(1 if n_differ else 0)


if __name__ == "__main__":
    main()
