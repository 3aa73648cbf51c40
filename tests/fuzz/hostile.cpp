#include "tests/fuzz/hostile.h"

#include <fmt/format.h>

#include <functional>
#include <string_view>
#include <utility>

namespace snn::fuzz {
namespace {

using Text = std::function<std::string(std::size_t)>;

Text repeated(std::string_view begin, std::string_view piece, std::string_view end = "") {
  return [=](std::size_t n_bytes) {
    std::string text(begin);
    while (text.size() + end.size() < n_bytes)
      text += piece;
    return text + std::string(end);
  };
}

/// `line` is given 0, 1, 2 … until the text is long enough.
Text numbered(std::string_view begin, std::function<std::string(std::size_t)> line,
              std::string_view end = "") {
  return [=](std::size_t n_bytes) {
    std::string text(begin);
    for (std::size_t i = 0; text.size() + end.size() < n_bytes; ++i)
      text += line(i);
    return text + std::string(end);
  };
}

/// One line, whatever is in it.
std::string quoted(std::string_view piece) {
  std::string result = "`";
  for (const char c : piece) {
    const bool is_plain = c >= ' ' && c <= '~';
    result +=
        is_plain ? std::string(1, c) : fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
  }
  return result + "`";
}

/// The same whatever size is asked for.
Text fixed(std::string text) {
  return [text = std::move(text)](std::size_t) { return text; };
}

/// 2^30 copies of the innermost, when nobody counts.
std::string doubling(std::string_view first, const std::function<std::string(int)>& level) {
  std::string text(first);
  for (int i = 1; i <= 30; ++i)
    text += level(i);
  return text;
}

void add_repetitions(std::vector<Hostile>& inputs) {
  constexpr std::string_view kPieces[] = {
      "(",         "{",        "[",          "\"",
      "-",         "+",        "not ",       "a^",
      "1+",        "a*",       ")",          "}",
      "]",         ",",        ";",          ":",
      ".",         "..",       "'",          "=",
      "~",         "\\",       "if a then ", "if a then b else ",
      "a.",        "a(",       "a[",         "f(x=",
      "1 mV ",     "1 [",      "-(",         "a in [",
      "##\n",      "#",        "x ",         "1 ",
      "let ",      "state ",   "neuron ",    "import ",
      "on a {",    "{}",       "()",         "use a=b ",
      "\r",        "\t",       "\n",         "\xC2\xB5",
      "\xFF",      "\xE2\x82", "neuron a {", "with probability 1 { ",
      "run 1 s\n", "d/dt "};
  for (const std::string_view piece : kPieces) {
    inputs.push_back({"only " + quoted(piece), repeated("", piece)});
    inputs.push_back(
        {"a value of " + quoted(piece), repeated("neuron N {\n  let x = ", piece, "\n}\n")});
    inputs.push_back({"a handler of " + quoted(piece),
                      repeated("neuron N {\n  on x {\n  y = ", piece, "\n  }\n}\n")});
  }
  inputs.push_back({"NUL bytes", [](std::size_t n) { return std::string(n, '\0'); }});
  inputs.push_back({"every byte", [](std::size_t n) {
                      std::string text;
                      for (std::size_t i = 0; i < n; ++i)
                        text += static_cast<char>(i % 256);
                      return text;
                    }});
  inputs.push_back({"one name", repeated("let ", "a", " = 1")});
  inputs.push_back({"one number", repeated("const x = ", "9")});
  inputs.push_back({"one text", repeated("test \"", "a", "\" { }")});
}

void add_chains(std::vector<Hostile>& inputs) {
  inputs.push_back({"a long sum", repeated("const x = 1", " + 1", "\n")});
  inputs.push_back({"a long product of units", repeated("const x = 1 [m", "*m/m", "]\n")});
  inputs.push_back(
      {"lets, each of the one before",
       numbered(
           "neuron N {\n  let x0 = 1\n",
           [](std::size_t i) { return fmt::format("  let x{} = x{} + 1\n", i + 1, i); }, "}\n")});
  inputs.push_back(
      {"lets, each of the one behind",
       numbered(
           "neuron N {\n",
           [](std::size_t i) { return fmt::format("  let x{} = x{} + 1\n", i, i + 1); }, "}\n")});
  inputs.push_back({"constants, each of the one behind", numbered("", [](std::size_t i) {
                      return fmt::format("const x{} = x{} + 1\n", i, i + 1);
                    })});
  inputs.push_back(
      {"units, each of the one before", numbered("unit u0 = 1 [m]\n", [](std::size_t i) {
         return fmt::format("unit u{} = 2 [u{}]\n", i + 1, i);
       })});
  inputs.push_back(
      {"neurons, each of the one before", numbered("neuron n0 { }\n", [](std::size_t i) {
         return fmt::format("neuron n{} extends n{} {{ }}\n", i + 1, i);
       })});
  inputs.push_back(
      {"functions, each of the one before", numbered("fn f0(x) = x\n", [](std::size_t i) {
         return fmt::format("fn f{}(x) = f{}(x) + 1\n", i + 1, i);
       })});
  inputs.push_back(
      {"unknown names",
       numbered(
           "neuron N {\n", [](std::size_t i) { return fmt::format("  let x{} = y{}\n", i, i); },
           "}\n")});
  inputs.push_back({"names declared again", repeated("", "neuron N { }\n")});
  inputs.push_back(
      {"parameters nobody uses",
       numbered(
           "neuron N {\n", [](std::size_t i) { return fmt::format("  param p{} = 1 mV\n", i); },
           "}\n")});
}

void add_explosions(std::vector<Hostile>& inputs) {
  inputs.push_back({"functions that call twice",
                    fixed(doubling("fn f0(x) = x\n",
                                   [](int i) {
                                     return fmt::format("fn f{}(x) = f{}(x) + f{}(x)\n", i, i - 1,
                                                        i - 1);
                                   }) +
                          "const y = f30(1 mV)\n")});
  inputs.push_back(
      {"mechanisms that use two",
       fixed(doubling("mechanism M0 on V: mV { param a = 1 }\n",
                      [](int i) {
                        return fmt::format(
                            "mechanism M{} on V: mV {{\n  use p = M{}()\n  use q = M{}()\n}}\n", i,
                            i - 1, i - 1);
                      }) +
             "neuron N { state V = 0 mV  use m = M30() }\n")});
  inputs.push_back({"constants that square", fixed(doubling("const x0 = 10\n", [](int i) {
                      return fmt::format("const x{} = x{}*x{}\n", i, i - 1, i - 1);
                    }))});
  inputs.push_back({"units that square", fixed(doubling("unit u0 = 10 [m]\n", [](int i) {
                      return fmt::format("unit u{} = 1 [u{}*u{}]\n", i, i - 1, i - 1);
                    }))});
  for (const std::string_view text :
       {"neuron A extends B { }\nneuron B extends A { }\n",
        "neuron A extends A { }\n",
        "mechanism M on V: mV { use m = M() }\nneuron N { state V = 0 mV  use m = M() }\n",
        "fn f(x) = f(x)\nconst y = f(1)\n",
        "const x = y\nconst y = x\n",
        "unit a = 1 [b]\nunit b = 1 [a]\n",
        "const x = 1e999\n",
        "const x = 1e-999999999999\n",
        "const x = 10 mV^99\n",
        "const x = 10 mV^999999999999999999999\n",
        "const x = 2^(2^(2^(2^(2^2))))\n",
        "neuron N { state x[1e9] = 0 }\n",
        "neuron N { state x[1e18] = 0 }\n",
        "neuron N { state x[-1] = 0 }\n",
        "neuron N { state x[0.5] = 0 }\n",
        "network N { population E[1e18] : SpikeInput }\n",
        "network N(n = 1e300) { population E[n*n] : SpikeInput }\n",
        "experiment e { sweep a in 0..1e18 step 1e-18 { run 1 s } }\n",
        "experiment e { repeat 1e18 { run 1 s } }\n",
        "import \"\"\n",
        "import std\n",
        "import std.\n",
        "test \"\n",
        "neuron",
        "",
        "\n",
        "\xEF\xBB\xBF",
        "\xEF\xBB\xBFneuron"})
    inputs.push_back({quoted(text), fixed(std::string(text))});
}

}  // namespace

std::vector<Hostile> hostile_inputs() {
  std::vector<Hostile> inputs;
  add_repetitions(inputs);
  add_chains(inputs);
  add_explosions(inputs);
  return inputs;
}

}  // namespace snn::fuzz
