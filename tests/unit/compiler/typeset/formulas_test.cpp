#include "compiler/typeset/formulas.h"

#include "compiler/typeset/latex_notation.h"
#include "compiler/typeset/plain_notation.h"
#include "tests/unit/compiler/typeset/parsed.h"

#include <doctest/doctest.h>

#include <string>

namespace snn::typeset {
namespace {

std::string plain(const std::string& expr) {
  return formula(expr, PlainNotation());
}
std::string latex(const std::string& expr) {
  return formula(expr, LatexNotation());
}

TEST_CASE("plain formulas: signs of mathematics") {
  CHECK(plain("-g_L*(V - E_L) + I") == "−g_L·(V − E_L) + I");
  CHECK(plain("m^3*h") == "m³·h");
  CHECK(plain("x^(n + 1)") == "x^(n + 1)");
  CHECK(plain("a >= b and not c != d or e == f") == "a ≥ b and not c ≠ d or e = f");
  CHECK(plain("[1, inf]") == "[1, ∞]");
  CHECK(plain("a % 2") == "a mod 2");
}

TEST_CASE("plain formulas: parentheses are those that reading needs") {
  CHECK(plain("((a)) + (b*c)") == "a + b·c");
  CHECK(plain("(a + b)*c") == "(a + b)·c");
  CHECK(plain("a - (b - c)") == "a − (b − c)");
  CHECK(plain("a*(-b) - (-c)") == "a·(−b) − (−c)");
  CHECK(plain("(-a)*b") == "−a·b");
  CHECK(plain("-(a + b)") == "−(a + b)");
  CHECK(plain("(-x)^2") == "(−x)²");
  CHECK(plain("-x^2") == "−x²");
  CHECK(plain("(a*b)^2") == "(a·b)²");
  CHECK(plain("a^b^c") == "a^b^c");
  CHECK(plain("(a^b)^c") == "(a^b)^c");
  CHECK(plain("(a < b) == c") == "a < b = c");
  CHECK(plain("a and (b or c)") == "a and (b or c)");
}

TEST_CASE("plain formulas: a slash reaches over one factor only") {
  CHECK(plain("a/b*c") == "(a/b)·c");
  CHECK(plain("a*b/c") == "a·b/c");
  CHECK(plain("a/(b*c)") == "a/(b·c)");
  CHECK(plain("a/b/c") == "(a/b)/c");
}

TEST_CASE("plain formulas: quantities hold together") {
  CHECK(plain("(V + 40 mV)/10 mV") == "(V + 40 mV)/(10 mV)");
  CHECK(plain("4 per ms * x") == "4 ms⁻¹ · x");
  CHECK(plain("V >= -50 mV") == "V ≥ −50 mV");
  CHECK(plain("0.04 [1/(mV*ms)]*v^2") == "0.04 mV⁻¹·ms⁻¹ · v²");
  CHECK(plain("1e-3*x") == "10⁻³·x");
  CHECK(plain("1.5e+3 uF/cm^2") == "1.5·10³ µF/cm²");
  CHECK(plain("-5 degC") == "−5 °C");
  CHECK(plain("150 [ohm*cm]") == "150 Ω·cm");
}

TEST_CASE("plain formulas: names and calls") {
  CHECK(plain("tau_m*sigma") == "τ_m·σ");
  CHECK(plain("A2_plus + r1") == "A₂_plus + r₁");
  CHECK(plain("pre.x*net.E[0..50].V") == "pre.x·net.E[0 … 50].V");
  CHECK(plain("f(a, rate = 5 Hz)") == "f(a, rate = 5 Hz)");
  CHECK(plain("sum(i in 0..n: x[i, 2])") == "sum(i in 0 … n: x[i, 2])");
  CHECK(plain("abs(x) + sqrt(y)") == "|x| + √(y)");
  CHECK(plain("x''") == "x''");
}

TEST_CASE("plain formulas: a choice has a line for each case, or stands in a line") {
  CHECK(plain("if a then 1 else if b then 2 else 3") == "⎧ 1   if a\n⎨ 2   if b\n⎩ 3   otherwise");
  CHECK(plain("2*(if a then 1 else 3)") == "2·(1 if a, 3 otherwise)");
}

TEST_CASE("latex formulas: names") {
  CHECK(latex("tau_m") == "\\tau_{m}");
  CHECK(latex("V_th + g_Na") == "V_{\\mathrm{th}} + g_{\\mathrm{Na}}");
  CHECK(latex("A2_plus + r1") == "A_{2,\\mathrm{plus}} + r_{1}");
  CHECK(latex("gbar + w_alpha") == "\\mathit{gbar} + w_{\\alpha}");
  CHECK(latex("Q[i, j] + w_max[k]") == "Q_{i,j} + w_{\\mathrm{max},k}");
  CHECK(latex("post.V*soma.V") == "V^{\\mathrm{post}}\\,\\mathit{soma}.V");
  CHECK(latex("_x + a__b") == "\\mathit{\\_x} + \\mathit{a\\_\\_b}");
  CHECK(latex("τ_m") == "\\tau_{m}");
}

TEST_CASE("latex formulas: a fraction needs no parentheses inside, and few outside") {
  CHECK(latex("(a + b)/(c*d)") == "\\frac{a + b}{c\\,d}");
  CHECK(latex("a/b*c") == "\\frac{a}{b}\\,c");
  CHECK(latex("2^(a/b)") == "2^{\\frac{a}{b}}");
  CHECK(latex("(a/b)^2") == "\\left(\\frac{a}{b}\\right)^{2}");
  CHECK(latex("-x/tau + y") == "-\\frac{x}{\\tau} + y");
  CHECK(latex("a*(-x/tau)") == "a\\,\\left(-\\frac{x}{\\tau}\\right)");
  CHECK(latex("-(V + 65 mV)/18 mV") == "-\\frac{V + 65\\,\\mathrm{mV}}{18\\,\\mathrm{mV}}");
}

TEST_CASE("latex formulas: quantities") {
  CHECK(latex("4 per ms * x") == "4\\,\\mathrm{ms^{-1}} \\cdot x");
  CHECK(latex("3 uF/cm^2") == "3\\,\\mathrm{\\mu F/cm^{2}}");
  CHECK(latex("1.4e-4 [1/mV]") == "1.4 \\cdot 10^{-4}\\,\\mathrm{mV^{-1}}");
  CHECK(latex("2*3*x") == "2 \\cdot 3 \\cdot x");
  CHECK(latex("5 degC") == "5\\,\\mathrm{{}^{\\circ}C}");
}

TEST_CASE("latex formulas: functions, choices, words") {
  CHECK(latex("exp(-x) + relu(y)") == "\\exp(-x) + \\mathrm{relu}(y)");
  CHECK(latex("exp(a/b)") == "\\exp\\left(\\frac{a}{b}\\right)");
  CHECK(latex("sqrt(2/tau)*abs(x)") == "\\sqrt{\\frac{2}{\\tau}}\\,\\lvert x\\rvert ");
  CHECK(latex("k(t - d)") == "k(t - d)");
  CHECK(latex("spike_count(n)") == "\\mathrm{spike\\_count}(n)");
  CHECK(latex("if x >= 0 then 1 else 0") ==
        "\\begin{cases} 1 & \\text{if } x \\ge 0 \\\\ 0 & \\text{otherwise} \\end{cases}");
  CHECK(latex("matrix(\"50%_a.npy\")") == "\\mathrm{matrix}(\\text{``50\\%\\_a.npy''})");
}

}  // namespace
}  // namespace snn::typeset
