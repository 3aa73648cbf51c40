"""Our side of a comparison: runs a program of ours in a folder of its own, beside the files that it reads."""

import pathlib
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
    """Runs the models of a folder; `slip` is a pair of texts, the second of which takes the place of the first."""

    def __init__(self, snn, folder, slip=None):
        self.snn, self.folder, self.slip = snn, pathlib.Path(folder), slip
        self._kept = []

    def run(self, model, dt, files=None, experiment=None, seed=None):
        """Runs `model` of this folder, of step `dt` in ms; `files` are the contents of the files that it reads."""
        place = tempfile.TemporaryDirectory(prefix="snn_differential_")
        self._kept.append(place)
        folder = pathlib.Path(place.name)
        text = (self.folder / model).read_text(encoding="utf-8")
        if self.slip:
            if self.slip[0] not in text:
                raise RuntimeError(f"{model} has no `{self.slip[0]}` that could slip")
            text = text.replace(*self.slip)
        (folder / model).write_text(text, encoding="utf-8")
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
