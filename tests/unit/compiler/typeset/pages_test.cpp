#include "compiler/typeset/typeset.h"
#include "tests/unit/compiler/typeset/parsed.h"

#include <doctest/doctest.h>

#include <string>

namespace snn::typeset {
namespace {

std::string text(const std::string& source) {
  const Parsed parsed(source);
  return to_text(parsed.file, parsed.sources);
}

TEST_CASE("pages: a neuron") {
  CHECK(text("# A cell.\n#\n# Me (2026).\n"
             "\n"
             "## Leaky.\n"
             "neuron LIF extends Base(a = 1) {\n"
             "  param C = 250 pF in (0, inf)  ## capacitance\n"
             "  param w_max: nS\n"
             "  state V = -65 mV, x ~ uniform(0, 1)\n"
             "  input inhibitory s: spike nS in [0, inf)\n"
             "  C * dV/dt = -g_L*(V - E_L)  ## leak\n"
             "  I += y\n"
             "  spike when V >= V_th refractory t_ref hold V { V = V_r   w += b - c }\n"
             "}\n") ==
        "sample.snn\n"
        "==========\n"
        "\n"
        "    A cell.\n"
        "\n"
        "    Me (2026).\n"
        "\n"
        "Neuron LIF\n"
        "----------\n"
        "Leaky.\n"
        "\n"
        "Extends Base with a = 1.\n"
        "\n"
        "Parameters\n"
        "  Name   Default  Unit  Bounds  Meaning\n"
        "  C      250      pF    (0, ∞)  capacitance\n"
        "  w_max           nS\n"
        "\n"
        "States\n"
        "  Name  Start            Unit\n"
        "  V     −65              mV\n"
        "  x     ~ uniform(0, 1)\n"
        "\n"
        "Inputs\n"
        "  Name  Receives           Unit  Bounds\n"
        "  s     inhibitory spikes  nS    [0, ∞)\n"
        "\n"
        "Equations\n"
        "  C · dV/dt = −g_L·(V − E_L)   leak\n"
        "          I += y\n"
        "\n"
        "What happens\n"
        "  spike when V ≥ V_th, refractory for t_ref, holding V:\n"
        "    V ← V_r\n"
        "    w ← w + (b − c)\n");
}

TEST_CASE("pages: what is said about a declaration is not said about its parts on the same line") {
  CHECK(text("## Passes on.\nneuron Relay { input s: spike   on s { spike } }\n") ==
        "sample.snn\n"
        "==========\n"
        "\n"
        "Neuron Relay\n"
        "------------\n"
        "Passes on.\n"
        "\n"
        "Inputs\n"
        "  Name  Receives\n"
        "  s     spikes\n"
        "\n"
        "What happens\n"
        "  on s:\n"
        "    spike\n");
}

TEST_CASE("pages: a network and an experiment") {
  CHECK(text("import std.neurons.{LIF, AdEx}\n"
             "network N(n = 2) {\n"
             "  population E[n] : LIF excitatory { V ~ uniform(0 mV, 20 mV) }\n"
             "  drive E.s ~ poisson(rate = 5 Hz)\n"
             "  connect E -> (E, I).s via Static with STDP(a = 1) as plastic {\n"
             "    pairs fixed_in(3) except self\n"
             "    w = 1 nS\n"
             "  }\n"
             "}\n"
             "experiment e {\n"
             "  network net = N(n = 3)\n"
             "  dt = 0.1 ms\n"
             "  sweep g in 3..8 step 0.5 { run 1 s }\n"
             "  record spikes(net.E) every 1 ms to \"a.csv\"\n"
             "  expect rate(net.E) in [36 Hz, 40 Hz]  ## as in the paper\n"
             "}\n") ==
        "sample.snn\n"
        "==========\n"
        "\n"
        "Uses LIF and AdEx of std.neurons.\n"
        "\n"
        "Network N\n"
        "---------\n"
        "\n"
        "Parameters\n"
        "  Name  Default\n"
        "  n     2\n"
        "\n"
        "Populations\n"
        "  Name  Size  Model  Kind        Settings\n"
        "  E     n     LIF    excitatory  V ~ uniform(0 mV, 20 mV)\n"
        "\n"
        "Connections\n"
        "  From  To        Synapse  Rules            Pairs                    Settings  Name\n"
        "  E     (E, I).s  Static   STDP with a = 1  fixed_in(3) except self  w = 1 nS  plastic\n"
        "\n"
        "Drives\n"
        "  E.s ~ poisson(rate = 5 Hz)\n"
        "\n"
        "Experiment e\n"
        "------------\n"
        "- net is the network N with n = 3\n"
        "- dt = 0.1 ms\n"
        "- for every g in 3 … 8 step 0.5:\n"
        "  - run 1 s\n"
        "- record spikes(net.E) every 1 ms to a.csv\n"
        "- expect rate(net.E) in [36 Hz, 40 Hz] (as in the paper)\n");
}

TEST_CASE("pages: definitions of a file") {
  CHECK(text("## half\nconst h = 1/2\n## what it costs\nfn f(x: mV, y) = x*y\nevent reward: mV  ## "
             "good\n"
             "unit degC = 1 K from 273.15 K\n") ==
        "sample.snn\n"
        "==========\n"
        "\n"
        "Units\n"
        "-----\n"
        "Unit  Value\n"
        "°C    1 K from 273.15 K\n"
        "\n"
        "Constants\n"
        "---------\n"
        "Constant  Value  Meaning\n"
        "h         1/2    half\n"
        "\n"
        "Functions\n"
        "---------\n"
        "what it costs\n"
        "\n"
        "f(x, y) = x·y\n"
        "\n"
        "Events\n"
        "------\n"
        "Event   Unit  Meaning\n"
        "reward  mV    good\n");
}

TEST_CASE("pages: resets are cases in LaTeX") {
  const Parsed parsed("neuron N { spike when v > 1 { v = 0   w += b } }");
  const std::string page = to_latex(parsed.file, parsed.sources);
  CHECK(page.find("\\noindent spike when $v > 1$:\n"
                  "\\[\n"
                  "  \\begin{cases} v \\leftarrow 0 \\\\ w \\leftarrow w + b \\end{cases}\n"
                  "\\]\n") != std::string::npos);
}

TEST_CASE("pages: equations are aligned in Markdown") {
  const Parsed parsed("neuron N { tau_m * dv/dt = -v + i }");
  const std::string page = to_markdown(parsed.file, parsed.sources);
  CHECK(page.find("### Equations\n\n$$\n\\begin{aligned}\n"
                  "\\tau_{m}\\,\\frac{\\mathrm{d}v}{\\mathrm{d}t} &= -v + i\n"
                  "\\end{aligned}\n$$\n") != std::string::npos);
}

}  // namespace
}  // namespace snn::typeset
