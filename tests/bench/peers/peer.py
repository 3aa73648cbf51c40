"""What the twins in Brian2 have in common: C++ standalone mode, one thread, and the times of the run alone."""

import sys

import brian2

# The seconds between the first and the last step, on the clock and of the processor.
_BEFORE = """
    timespec wall_before, work_before;
    clock_gettime(CLOCK_MONOTONIC, &wall_before);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &work_before);
"""
_AFTER = """
    timespec wall_after, work_after;
    clock_gettime(CLOCK_MONOTONIC, &wall_after);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &work_after);
    auto between = [](const timespec& a, const timespec& b) {
        return double(b.tv_sec - a.tv_sec) + 1e-9 * double(b.tv_nsec - a.tv_nsec);
    };
    printf("run %.6f s %.6f s of processors\\n", between(wall_before, wall_after),
           between(work_before, work_after));
"""


def start(directory, dt):
    """Everything declared from here on goes into the program that `finish` compiles."""
    flags = ["-O3", "-march=native", "-ffast-math", "-std=c++11"]
    brian2.prefs.codegen.cpp.extra_compile_args_gcc = flags
    brian2.set_device("cpp_standalone", directory=directory, build_on_run=False)
    brian2.defaultclock.dt = dt
    brian2.seed(1)


def finish(network, duration, directory, populations):
    """Runs `duration` in the compiled program; `populations` are the counters whose spikes it prints."""
    network.run(0 * brian2.ms)  # so that nothing but steps is between the two clocks
    device = brian2.get_device()
    device.insert_code("before_network_run", _BEFORE)
    device.insert_code("after_network_run", _AFTER)
    network.run(duration)
    for name, monitor in populations.items():
        device.insert_code(
            "before_end",
            f'    printf("spikes {name} %d\\n", (int)brian::_array_{monitor.name}_N[0]);\n')
    device.build(directory=directory, compile=True, run=False, with_output=False)


def arguments():
    """DIRECTORY CELLS SYNAPSES SECONDS"""
    directory, n, k, seconds = sys.argv[1:5]
    return directory, int(n), int(k), float(seconds) * brian2.second
