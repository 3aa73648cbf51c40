// The one style, rule by rule. That words, trees and comments survive is tested for all texts in
// properties_test.cpp.

#include "compiler/format/format.h"

#include "tests/unit/compiler/format/sample.h"

#include <doctest/doctest.h>

#include <string>

namespace snn::format {
namespace {

/// What formatting makes of lines inside a neuron, without the neuron.
std::string in_neuron(const std::string& lines) {
  const std::string head = "neuron A {\n";
  const std::string result = formatted(head + lines + "\n}\n");
  return result.substr(head.size(), result.size() - head.size() - 2);
}

/// What formatting makes of an expression.
std::string expression(const std::string& text) {
  const std::string head = "const x = ";
  const std::string result = formatted(head + text);
  return result.substr(head.size(), result.size() - head.size() - 1);
}

TEST_CASE("style: a file without declarations keeps its comments") {
  CHECK(formatted("") == "");
  CHECK(formatted("\n\n") == "");
  CHECK(formatted("\n# only this\n\n\n\n  # and this") == "# only this\n\n# and this\n");
}

TEST_CASE("style: sums have blanks, products have none") {
  CHECK(expression("a  +b*c-d/ e %f") == "a + b*c - d/e%f");
  CHECK(expression("-  g_L *( V-E_L )^ 2") == "-g_L*(V - E_L)^2");
  CHECK(expression("f( a,b=2 , i in 0 .. n:x )") == "f(a, b = 2, i in 0..n: x)");
  CHECK(expression("[ 1,2 ]") == "[1, 2]");
  CHECK(expression("x . y [ 1 ,2..3 step 0.5 ]'") == "x.y[1, 2..3 step 0.5]'");
  CHECK(expression("not(a<b)and c>=d or true") == "not (a < b) and c >= d or true");
  CHECK(expression("if a>b then c else d") == "if a > b then c else d");
}

TEST_CASE("style: numbers and units stay as they were written, one blank apart") {
  CHECK(expression("5mV") == "5 mV");
  CHECK(expression("1.50e-3\t uF/cm^2") == "1.50e-3 uF/cm^2");
  CHECK(expression("4  per \t ms") == "4 per ms");
  CHECK(expression("0.04[1/(mV * ms)]*v^2") == "0.04 [1/(mV * ms)]*v^2");
  CHECK(in_neuron("input j : mV per  ( ms*s )") == "  input j: mV per (ms*s)\n");
  CHECK(in_neuron("input p:[Hz ^2]  input e :spike   nS") ==
        "  input p: [Hz^2]\n  input e: spike nS\n");
}

TEST_CASE("style: behind a unit an operator has blanks, or it would be read as part of the unit") {
  CHECK(expression("1 per ms/(1 + x)") == "1 per ms / (1 + x)");
  CHECK(expression("10 mV / m") == "10 mV / m");
  CHECK(expression("4 mV ^ 2") == "4 mV ^ 2");
  CHECK(expression("2*3 nS *V/ x") == "2 * 3 nS * V / x");
  CHECK(expression("(V + 40 mV)/10 mV") == "(V + 40 mV)/10 mV");
}

TEST_CASE("style: two signs are kept apart") {
  CHECK(expression("a - -b") == "a - -b");
  CHECK(expression("- -b") == "- -b");
  CHECK(expression("- - 5 degC") == "- -5 degC");
  CHECK(expression("a*-b") == "a*-b");
}

TEST_CASE("style: a quotient that would be read as a derivative has blanks") {
  CHECK(expression("delay / dt") == "delay / dt");
  CHECK(expression("x.dy / dt2 * z") == "x.dy / dt2 * z");
  CHECK(expression("x / dt") == "x/dt");
  CHECK(expression("delay / dtheta") == "delay / dtheta");
}

TEST_CASE("style: a number and the name of the next item do not become a quantity") {
  CHECK(in_neuron("let k = 4; m * dx/dt = k") == "  let k = 4\n  m * dx/dt = k\n");
  CHECK(in_neuron("param { x = 4, s in [0, 1] }") ==
        "  param {\n    x = 4\n    s in [0, 1]\n  }\n");
  CHECK(in_neuron("param { x = 4   C = 1 pF }") == "  param { x = 4   C = 1 pF }\n");
  CHECK(in_neuron("param { x = 4 mV; per; y = 1 }") ==
        "  param {\n    x = 4 mV;\n    per\n    y = 1\n  }\n");
  CHECK(in_neuron("param { x: mV, per, y = 1 }") == "  param { x: mV,   per   y = 1 }\n");
}

TEST_CASE("style: what stood on one line in braces stays there") {
  CHECK(formatted("neuron Relay{input s:spike on s{spike}}") ==
        "neuron Relay { input s: spike   on s { spike } }\n");
  CHECK(in_neuron("on s {\n}") == "  on s { }\n");
  CHECK(in_neuron("on s { v = c; u += d; }") == "  on s { v = c   u += d }\n");
  CHECK(in_neuron("on s { v = c\nu += d }") == "  on s {\n    v = c\n    u += d\n  }\n");
  CHECK(in_neuron("on s { if a > b { spike } else { v = 0 } }") ==
        "  on s { if a > b { spike } else { v = 0 } }\n");
  CHECK(in_neuron("on s { if a > b { spike\n} else if c { v = 1 } else { v = 0 } }") ==
        "  on s {\n    if a > b {\n      spike\n    } else if c {\n      v = 1\n    } else {\n"
        "      v = 0\n    }\n  }\n");
}

TEST_CASE("style: braces that do not fit on a line have one item on each") {
  const std::string item = "v_is_a_long_name = 1   w_is_another_long_name = 2";
  CHECK(in_neuron("on a { " + item + "  " + item + " }") ==
        "  on a {\n    v_is_a_long_name = 1\n    w_is_another_long_name = 2\n"
        "    v_is_a_long_name = 1\n    w_is_another_long_name = 2\n  }\n");
}

TEST_CASE("style: the cells of a group stand below one another") {
  CHECK(in_neuron(
            "param {\nw: target ## weight\nU = 0.5 in (0, 1]\ntau_rec = 800 ms in (0, inf) # x\n"
            "E = -70.25 mV\n}") ==
        "  param {\n"
        "    w: target                         ## weight\n"
        "    U       = 0.5        in (0, 1]\n"
        "    tau_rec = 800 ms     in (0, inf)  # x\n"
        "    E       = -70.25 mV\n"
        "  }\n");
}

TEST_CASE("style: rows of a group are kept, their columns too") {
  CHECK(in_neuron("param {\nC = 281 pF, g_L = 30 nS, E_L = -70.6 mV\nV_T = -50.4 mV\n"
                  "a = 4 nS; tau_w = 144 ms; b = 80.5 pA\n}") ==
        "  param {\n"
        "    C   = 281 pF   g_L   = 30 nS    E_L = -70.6 mV\n"
        "    V_T = -50.4 mV\n"
        "    a   = 4 nS     tau_w = 144 ms   b   = 80.5 pA\n"
        "  }\n");
  CHECK(
      in_neuron("cable d {\nlength = 500 um   diameter = 2 um\nR_a = 150 [ohm*cm]  C_m = 1 pF }") ==
      "  cable d {\n"
      "    length = 500 um      diameter = 2 um\n"
      "    R_a = 150 [ohm*cm]   C_m = 1 pF\n"
      "  }\n");
}

TEST_CASE("style: a blank line, a comment line or a wide gap parts a table") {
  CHECK(in_neuron("param {\na = 1\n\n\n\nlong = 2\n# more\nlonger = 3\n}") ==
        "  param {\n    a = 1\n\n    long = 2\n    # more\n    longer = 3\n  }\n");
  CHECK(in_neuron("param {\na = 1\nthis_is_a_name_that_is_really_long = 2\n}") ==
        "  param {\n    a = 1\n    this_is_a_name_that_is_really_long = 2\n  }\n");
}

TEST_CASE("style: comments behind neighbouring lines stand in one column") {
  CHECK(
      in_neuron("input I: pA # current\nstate V = 0 mV ## voltage\nlet a = 1\nlet b = 2 # b") ==
      "  input I: pA     # current\n  state V = 0 mV  ## voltage\n  let a = 1\n  let b = 2  # b\n");
}

TEST_CASE("style: a declaration of several lines has blank lines around it, short ones need not") {
  CHECK(formatted("event a\nevent b\nneuron N {\nlet x = 1 }\n# about M\nneuron M {\nlet y = 2\n}\n"
                  "# end of M\n\n\n\nevent c\n\n\nevent d") ==
        "event a\nevent b\n\nneuron N {\n  let x = 1\n}\n\n# about M\nneuron M {\n  let y = 2\n}\n"
        "# end of M\n\nevent c\n\nevent d\n");
}

TEST_CASE("style: a comment stays with what it is about") {
  CHECK(formatted("neuron A # c1\n{\n# c2\n\ninput s: spike ; # c3\n# c4\n}\n# c5") ==
        "neuron A {  # c1\n  # c2\n\n  input s: spike  # c3\n  # c4\n}\n# c5\n");
  CHECK(in_neuron("param a = 1 # first\n, b = 2 # second") ==
        "  param a = 1,  # first\n        b = 2  # second\n");
  CHECK(in_neuron("on s { # empty\n}") == "  on s {  # empty\n  }\n");
  CHECK(in_neuron("let x = a # leak\n + b") == "  let x = a  # leak\n        + b\n");
}

TEST_CASE("style: a long sum hangs below its sign") {
  const std::string term = "a_long_conductance*(V - its_reversal)";
  CHECK(in_neuron("I += " + term + " + " + term + " - " + term) ==
        "  I += " + term + "\n    + " + term + "\n    - " + term + "\n");
}

TEST_CASE("style: a long value goes to the next line, or is broken where its arguments end") {
  const std::string name(40, 'x');
  CHECK(formatted("fn f(a) = " + name + "*(" + name + " + " + name + "/2)") ==
        "fn f(a) =\n    " + name + "\n    * (" + name + " + " + name + "/2)\n");
  CHECK(formatted("const y = " + name + "*" + name + "*2.2500001") ==
        "const y =\n    " + name + "*" + name + "*2.2500001\n");
  CHECK(formatted("const y = f(" + name + ", " + name + ", " + name + ")") ==
        "const y =\n    f(" + name + ",\n      " + name + ",\n      " + name + ")\n");
}

TEST_CASE("style: a long choice has one case on a line") {
  const std::string value(30, 'v');
  CHECK(formatted("const y = if a then " + value + " else if b then " + value + " else " + value) ==
        "const y = if a then " + value + "\n          else if b then " + value +
            "\n          else " + value + "\n");
}

TEST_CASE("style: a long connection is broken before its words") {
  CHECK(
      formatted(
          "network N { connect source_cells -> target_cells.excitation via TsodyksMarkram(U = 0.5) "
          "with PairSTDP(w_max = 2 nS) as plastic { pairs all   w = 1 nS } }") ==
      "network N {\n"
      "  connect source_cells -> target_cells.excitation\n"
      "      via TsodyksMarkram(U = 0.5)\n"
      "      with PairSTDP(w_max = 2 nS)\n"
      "      as plastic { pairs all   w = 1 nS }\n"
      "}\n");
}

TEST_CASE("style: line ends of other systems and a byte order mark go") {
  CHECK(formatted("\xEF\xBB\xBFneuron A {\r\n  let x = 1\r\n\r\n\r\n  let y = 2\r\n}\r\n") ==
        "neuron A {\n  let x = 1\n\n  let y = 2\n}\n");
}

TEST_CASE("style: every kind of declaration") {
  const std::string text =
      "import std.neurons.{LIF, AdEx}\n"
      "import \"cells.snn\" as cells\n"
      "unit degC = 1 K from 273.15 K\n"
      "unit V prefixed = 1 [J/C]\n"
      "const F: C = 3\n"
      "fn f(x: mV, y): kHz = x*y\n"
      "kernel k(s) = exp(-s)\n"
      "event reward: mV\n"
      "\n"
      "plasticity P on w: target in [0, w_max] extends Q(a = 1) {\n"
      "  shared state d = 0\n"
      "  shared noise xi, eta\n"
      "  dw/dt = eta*d\n"
      "}\n"
      "\n"
      "neuron N extends std.neurons.LIF {\n"
      "  input excitatory e[3]: spike nS = 0 in [0, inf)\n"
      "  state x' = 0 mV/ms, y ~ uniform(0, 1)\n"
      "  use exc = ExpCond(tau = 5 ms) on V = soma.V\n"
      "  2 * C * x'' = 1\n"
      "  I -= g*V\n"
      "  inject J*pre.r(t - d) to I\n"
      "  couple soma -- dend by g_c\n"
      "  attach dend(0) to soma(0.5)\n"
      "  spike at rate r refractory until V < -20 mV hold V, w { v *= 2 }\n"
      "  when V > 0 mV { emit reward(2) }\n"
      "  every 5 ms { deliver w to e }\n"
      "  on s(w) {\n"
      "    with probability 0.5 { spike }\n"
      "    for i in 0..3 { let a = i }\n"
      "  }\n"
      "}\n"
      "\n"
      "network N(n = 2) {\n"
      "  group g = (E, I)\n"
      "  population E[n, 2] : LIF(C = 1 pF) excitatory { V ~ uniform(0 mV, 1 mV) }\n"
      "  place E on grid(2, 3)\n"
      "  drive (E, I).s ~ poisson(rate = 5 Hz)\n"
      "  connect E -> E[0..10].exc { pairs where i != j prob 0.1 except self }\n"
      "  connect E -> I { pairs prob(0.1) except self }\n"
      "  connect E -> I { inject pre.x }\n"
      "}\n"
      "\n"
      "experiment e {\n"
      "  network net = N(n = 3)\n"
      "  record net.E.V every 1 ms to \"v.csv\"\n"
      "  run until net.E.V > 3 mV\n"
      "  at 2 s { set net.E.V = 0 mV }\n"
      "  broadcast reward(1)\n"
      "  sweep g in 3..8 step 0.5, h in [1, 2] { repeat 3 { run 1 s } }\n"
      "  expect a == b within 3\n"
      "}\n"
      "\n"
      "test \"works\" { expect rate(n) in [1 Hz, 2 Hz) }\n"
      "\n"
      "train t {\n"
      "  data batch = dataset(\"a.h5\")\n"
      "  feed net.x from batch.spikes\n"
      "  surrogate net.h(d) = 1/(1 + abs(d))\n"
      "  loss = mse(a, b)\n"
      "  optimize net.w, net.v with adam(lr = 1e-3)\n"
      "}\n";
  REQUIRE(Sample(text).is_sound());
  CHECK(formatted(text) == text);
}

}  // namespace
}  // namespace snn::format
