"""Our side of a comparison: runs a program of ours in a folder of its own, beside the files that it reads."""

import pathlib
import shutil
import subprocess
import tempfile

import numpy


class Recordings:
    """What one run wrote."""

    def __init__(self, folder, dt):
        self.folder, self.dt = pathlib.Path(folder), dt

    def spikes(self, name):
        """(step, cell) of each spike; a step is called after its end, the first one 1."""
        rows = numpy.load(self.folder / name)
        steps = numpy.rint(rows["time_ms"] / self.dt).astype(int)
        return numpy.column_stack([steps, rows["cell"].astype(int)])

    def values(self, name):
        """What was recorded beside the time, one row for each time."""
        rows = numpy.load(self.folder / name)
        columns = [rows[column].reshape(len(rows), -1) for column in rows.dtype.names[1:]]
        return numpy.hstack(columns)


class Program:
    def __init__(self, snn, folder):
        self.snn, self.folder = snn, pathlib.Path(folder)
        self._kept = []

    def run(self, model, dt, files=None, experiment=None, seed=None):
        """Runs `model` of this folder, of step `dt` in ms; `files` are the contents of the files that it reads."""
        place = tempfile.TemporaryDirectory(prefix="snn_differential_")
        self._kept.append(place)
        folder = pathlib.Path(place.name)
        shutil.copy(self.folder / model, folder / model)
        for name, text in (files or {}).items():
            (folder / name).write_text(text, encoding="utf-8")
        command = [self.snn, "run", str(folder / model), "--quiet", "--out", str(folder / "out")]
        if experiment:
            command += ["--experiment", experiment]
        if seed:
            command += ["--seed", str(seed)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{model} does not run:\n{done.stdout}{done.stderr}")
        return Recordings(folder / "out", dt)
