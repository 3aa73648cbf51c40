"""FitzHugh and Nagumo's oscillator, by the classical method of Runge and Kutta."""

import driven

SLIP = (": FitzHughNagumo", ": FitzHughNagumo(phi = 0.0800001)")


def compare(program):
    return driven.compare(
        program, "fitzhugh_nagumo", 0.05, 2, driven.Drive(26, -0.5, 1.5, 1, 20),
        """dv/dt = (v - v**3/3 - w + I)/ms : 1
           dw/dt = 0.08*(v + 0.7 - 0.8*w)/ms : 1
           I = steps(t, i) + 0.2*sin(2*pi*3*Hz*t) : 1 (constant over dt)""",
        crossing="v > 1", method="rk4", start={"v": -1.1994, "w": -0.6243},
        # Grows where v leaves the slow branch.
        kept=("w", 1, "", 1e-8))
