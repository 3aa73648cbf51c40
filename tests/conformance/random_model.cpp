#include "tests/conformance/random_model.h"

#include "tests/conformance/dice.h"

#include <fmt/format.h>

#include <vector>

namespace snn::conformance {
namespace {

struct Population {
  std::string name;
  std::uint64_t n = 0;
};

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : dice_(seed) {}

  RandomModel write() {
    write_synapses();
    const std::uint64_t n_kinds = dice_.between(1, 2);
    for (std::uint64_t kind = 0; kind < n_kinds; ++kind)
      write_neuron(kind);
    write_network(n_kinds);
    // Most runs are short, so that many models can be tried.
    const std::uint64_t n_steps =
        dice_.happens(3) ? dice_.between(200, 500) : dice_.between(20, 90);
    add("experiment e {{\n  network net = M()\n  dt = 0.1 ms\n  seed = {}\n  run {} ms\n}}\n",
        dice_.between(1, 1000), fmt::format("{}.{}", n_steps / 10, n_steps % 10));
    return {text_, static_cast<std::int64_t>(n_steps)};
  }

 private:
  template <typename... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    text_ += fmt::format(format, std::forward<Args>(args)...);
  }

  /// A number with two digits behind the point, from hundredths.
  std::string number(std::uint64_t low, std::uint64_t high) {
    const std::uint64_t hundredths = dice_.between(low, high);
    return fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
  }

  void write_synapses() {
    add("synapse Tired {{\n  param w: target\n  param U = {} in (0, 1]\n"
        "  state x = 1 in [0, 1]\n  {} ms * dx/dt = 1 - x\n"
        "  on pre {{\n    deliver w*x\n    x -= U*x\n  }}\n}}\n",
        number(10, 80), number(200, 2000));
    add("synapse Chance {{\n  param w: target\n"
        "  on pre {{ with probability {} {{ deliver w }} }}\n}}\n",
        number(10, 90));
    add("plasticity Stdp on w: target in [0, w_max] {{\n  param w_max: target\n"
        "  state x = 0\n  state y = 0\n  dx/dt = -x/{} ms + pre\n  dy/dt = -y/{} ms + post\n"
        "  on pre {{ w -= {}*w_max*y }}\n  on post {{ w += {}*w_max*x }}\n}}\n",
        number(100, 2000), number(100, 2000), number(1, 20), number(1, 20));
    add("plasticity Tagged on w: target in [0, w_max] {{\n  param w_max: target\n"
        "  state c = 0\n  state y = 0\n  dc/dt = -c/{} ms + pre\n  dy/dt = -y/5 ms + post\n"
        "  on post {{\n    if c > {} {{ w += 0.05*w_max*c }} else {{ w *= 0.9 }}\n  }}\n"
        "  on pre {{ w -= 0.02*w_max*y }}\n}}\n",
        number(200, 3000), number(5, 100));
    write_busy_synapses();
  }

  // What has clocks, noise, events, ports by name, or states of several places.
  void write_busy_synapses() {
    add("event ping\n");
    add("synapse Resources {{\n  param w: target, rest = {} ms\n"
        "  state u = 0.2 in [0, 1], x = steady\n"
        "  du/dt = (0.2 - u)/{} ms\n  dx/dt = (1 - x)/rest\n"
        "  on pre {{\n    u += 0.3*(1 - u)\n    let out = u*x\n    deliver w*out\n    x -= out\n"
        "  }}\n}}\n",
        number(300, 3000), number(300, 3000));
    add("synapse Busy {{\n  param w: target\n  noise xi\n  state o = 0, n = 1, k = 0\n"
        "  do/dt = -o/2 ms + {}*sqrt(2/2 ms)*xi\n  when o > {} {{ n *= 0.9 }}\n"
        "  every {} ms {{ k += n }}\n  on ping(x) {{ k *= 0.5 + 0.01*x }}\n"
        "  on pre {{\n    deliver w*n\n    if k > 2 {{\n      k = 0\n      emit ping(k)\n    }}\n"
        "  }}\n{}}}\n",
        number(5, 50), number(10, 40), dice_.between(1, 3),
        dice_.happens(50) ? "  every step { with probability 0.05 { deliver w*o } }\n" : "");
    add("synapse Forked {{\n  param w: target\n  on pre {{\n    deliver w to s\n"
        "    deliver 0.5*w to q\n  }}\n  on post {{ deliver 0.1*w to q }}\n}}\n");
    add("plasticity Rewarded on w: target in [0, w_max] {{\n  param w_max: target\n"
        "  state x = 0, y = 0, c = 0\n  shared state d = 0\n  dx/dt = -x/5 ms + pre\n"
        "  dy/dt = -y/{} ms + post\n  dc/dt = -c/20 ms + x*post - 0.5*y*pre\n"
        "  dd/dt = -d/{} ms + ping\n  dw/dt = 0.05*w_max*c*d/1 ms\n}}\n",
        number(100, 900), number(200, 3000));
    add("synapse Gap {{\n  param g = {}\n  inject g*(pre.v - post.v)\n}}\n", number(1, 20));
  }

  void write_neuron(std::uint64_t kind) {
    add("neuron N{} {{\n  param tau = {} ms in (0, inf)\n  param theta = {}\n", kind,
        number(200, 2000), number(60, 140));
    add("  param b = {}\n  input s: spike\n  input q: spike\n  input I: 1 = 0\n", number(80, 250));
    add("  state v = {}\n  state i = {}\n  state a = 0\n", number(0, 50), number(0, 20));
    const bool has_noise = dice_.happens(35);
    if (has_noise)
      add("  noise xi\n  state o = 0\n  do/dt = -o/3 ms + {}*sqrt(2/3 ms)*xi\n", number(5, 60));
    add("  di/dt = -i/{} ms + q\n", number(100, 900));
    add("  da/dt = -a/{} ms{}\n", number(500, 5000), dice_.happens(40) ? " + self" : "");
    std::string drive = has_noise ? "b + I + o" : "b + I";
    if (dice_.happens(40)) drive += write_array();
    if (dice_.happens(40)) drive += write_kernels();
    switch (dice_.below(6)) {
      case 0: add("  dv/dt = (-v + i - a + {})/tau + s\n", drive); break;
      case 1: add("  dv/dt = (-v + i*(3 - v) + {})/tau + s\n", drive); break;
      case 2: add("  dv/dt = (v^2 - v + i - a + {})/tau + s\n", drive); break;
      case 3: add("  dv/dt = (-v + 0.2*exp((v - 1)/0.3) + i - a + {})/tau + s\n", drive); break;
      case 4: add("  dv/dt = (-v + tanh(i) + 0.3*sin(3*v) + {})/tau + s\n", drive); break;
      default: add("  dv/dt = (-v/(1 + a^2) + relu(i - 0.1) + {})/tau + s\n", drive); break;
    }
    write_instants();
    write_spike();
    add("}}\n");
  }

  /// A state that is an array, short or long; what it adds to the current.
  std::string write_array() {
    const std::uint64_t n = dice_.one_of<std::uint64_t>({1, 2, 3, 5, 8, 9, 21});
    add("  state z[{}] = {}\n", n, number(0, 60));
    std::string list;
    for (std::uint64_t k = 0; k < n; ++k)
      list += (k > 0 ? ", " : "") + number(20, 300);
    add("  param g[{}] = [{}]\n", n, list);
    switch (dice_.below(n <= 5 ? 5 : 4)) {
      case 0: add("  dz/dt = -z/{} ms + q\n", number(100, 900)); break;
      case 1: add("  dz/dt = (g*a - z)/{} ms\n", number(100, 900)); break;
      case 2: add("  dz/dt = (tanh(z) - g*z + 0.1*mean(z))/{} ms\n", number(100, 900)); break;
      case 3: add("  dz/dt = -g*z/tau + g*s\n"); break;
      default:
        add("  z[0]' = (i - z[0])/2 ms\n");
        for (std::uint64_t k = 1; k < n; ++k)
          add("  z[{}]' = (g[{}]*z[{}] - z[{}])/3 ms\n", k, k, k - 1, k);
    }
    if (dice_.happens(50))
      add("  every {} ms {{ for k in 1..{} step {} {{ z[k] = 0.5*z[k - 1] + 0.1*g[k] }} }}\n",
          dice_.between(1, 3), n, dice_.between(1, 3));
    if (dice_.happens(30)) add("  when z[{}] > 0.4 {{ z *= 0.5 }}\n", dice_.below(n));
    return dice_.one_of<std::string>({" + 0.2*mean(z)", " + 0.1*max(z)", " + 0.3*z[0]*g[0]",
                                      fmt::format(" + 0.1*sum(z)/{}", n)});
  }

  /// Kernels with and without equations; what they add to the current.
  std::string write_kernels() {
    add("  kernel k(x) = {}\n",
        dice_.one_of<std::string>({"exp(-x/3 ms)", "(x/2 ms)*exp(1 - x/2 ms)",
                                   "exp(-x/4 ms) - exp(-x/1 ms)", "exp(-x/3 ms)*cos(2*x/1 ms)",
                                   "exp(-(x/2 ms)^2)", "if x < 1.5 ms then 1 else 0"}));
    switch (dice_.below(4)) {
      case 0: return " + 0.3*convolve(k, q)";
      case 1: return " - 0.5*convolve(k, self)";
      case 2: return " + 0.2*convolve(k, I)*1 per ms";
      default: add("  let c = convolve(k, s)\n"); return " + 0.2*c";
    }
  }

  void write_instants() {
    if (dice_.happens(30)) add("  when a > {} {{ a *= 0.5 }}\n", number(20, 200));
    if (dice_.happens(25)) add("  every {} ms {{ a += 0.1*v }}\n", dice_.between(1, 4));
    if (dice_.happens(15)) add("  every step {{ if count(q) >= 2 {{ a += 0.05 }} }}\n");
    if (dice_.happens(25))
      add("  on q(x) {{\n    a += 0.2*x\n{}  }}\n",
          dice_.happens(50) ? "    emit ping(x + 0.1)\n" : "");
    if (dice_.happens(25)) add("  on ping(x) {{ a += 0.01*x }}\n");
  }

  void write_spike() {
    if (dice_.happens(12)) {
      add("  spike at rate {} per ms * exp(v - theta)\n", number(5, 60));
      return;
    }
    const std::string refractory = dice_.one_of<std::string>(
        {"", " refractory 1 ms hold v", " refractory 0.5 ms", " refractory 2 ms hold v, a"});
    const std::string reset =
        dice_.one_of<std::string>({"v = 0", "v -= theta", "v = 0.1\n    a += 0.3",
                                   "if a > 0.5 { v = 0 } else { v = 0.2 }\n    a += 0.2"});
    add("  spike when v >= theta{} {{\n    {}\n  }}\n", refractory, reset);
  }

  void write_network(std::uint64_t n_kinds) {
    add("network M {{\n");
    std::vector<Population> populations;
    const std::uint64_t n_populations = dice_.between(1, 3);
    for (std::uint64_t p = 0; p < n_populations; ++p) {
      const Population population{fmt::format("P{}", p),
                                  dice_.happens(5) ? dice_.between(40, 66) : dice_.between(1, 24)};
      populations.push_back(population);
      add("  population {}[{}] : N{} {{\n", population.name, population.n, dice_.below(n_kinds));
      if (dice_.happens(60)) add("    v ~ uniform(0, 1)\n");
      if (dice_.happens(30)) add("    tau ~ uniform(2 ms, 20 ms)\n");
      if (dice_.happens(30)) add("    b ~ normal({}, 0.2)\n", number(80, 200));
      if (dice_.happens(25)) add("    theta = 1 + 0.01*i\n");
      add("  }}\n");
    }
    for (const Population& population : populations)
      write_drive(population);
    const std::uint64_t n_connections = dice_.between(1, 3);
    for (std::uint64_t c = 0; c < n_connections; ++c)
      write_connection(populations[dice_.below(populations.size())],
                       populations[dice_.below(populations.size())]);
    add("}}\n");
  }

  void write_drive(const Population& to) {
    if (dice_.happens(40))
      add("  drive {}.{} ~ poisson(rate = {} Hz, w = {})\n", to.name, dice_.happens(50) ? "s" : "q",
          dice_.between(50, 3000), number(5, 60));
    if (dice_.happens(25))
      add("  drive {}.I = {}*sin(t/{} ms)\n", to.name, number(10, 100), dice_.between(1, 9));
    else if (dice_.happens(15))
      add("  drive {}.I ~ gaussian({}, {})\n", to.name, number(0, 50), number(5, 90));
  }

  void write_connection(const Population& from, const Population& to) {
    if (dice_.happens(15)) return write_coupling(from, to);
    const std::string how = dice_.one_of<std::string>(
        {"Static", "Static", "Tired", "Chance", "Resources", "Busy", "Forked",
         "Static with Stdp(w_max = 0.5)", "Static with Tagged(w_max = 0.5)",
         "Static with Rewarded(w_max = 0.5)", "Resources with Stdp(w_max = 0.5)"});
    const bool learns = how.find("w_max") != std::string::npos;
    add("  connect {} -> {}.{} via {} {{\n    pairs {}{}\n", from.name, to.name,
        dice_.happens(50) ? "s" : "q", how, pairs(from, to),
        dice_.happens(30) && from.name == to.name ? " except self" : "");
    switch (dice_.below(learns ? 2 : 4)) {
      case 0: add("    w = {}\n", number(2, 40)); break;
      case 1: add("    w ~ uniform(0.01, 0.4)\n"); break;
      case 2: add("    w = -{}\n", number(2, 40)); break;
      default: add("    w ~ normal(0, 0.2)\n"); break;
    }
    switch (dice_.below(4)) {
      case 0: add("    delay ~ uniform(0.1 ms, 2 ms)\n"); break;
      case 1: add("    delay = 0.1 ms\n"); break;
      default: add("    delay = {} ms\n", number(10, 39).substr(0, 3)); break;
    }
    add("  }}\n");
  }

  // Instantaneous or delayed: by a pool, which is one sum, or by edges.
  void write_coupling(const Population& from, const Population& to) {
    const std::string delay = dice_.happens(40) ? "   delay = 0.7 ms" : "";
    switch (dice_.below(3)) {
      case 0:
        add("  connect {} -> {}.I {{ pairs all   inject 0.02*pre.v{} }}\n", from.name, to.name,
            delay);
        break;
      case 1:
        add("  connect {} -> {}.I {{ pairs {}   inject 0.02*pre.a*post.v{} }}\n", from.name,
            to.name, pairs(from, to), delay);
        break;
      default:
        add("  connect {} -> {}.I via Gap {{ pairs {} }}\n", from.name, to.name, pairs(from, to));
    }
  }

  /// Fewer than there are, for a cell that excludes itself has one fewer to choose from.
  std::uint64_t partners(std::uint64_t n) { return n > 2 ? dice_.between(1, n - 2) : 0; }

  std::string pairs(const Population& from, const Population& to) {
    const std::uint64_t n_in = partners(from.n);
    const std::uint64_t n_out = partners(to.n);
    switch (dice_.below(from.n == to.n ? 7 : 6)) {
      case 0: return fmt::format("prob {}", number(5, 90));
      case 1: return n_in > 0 ? fmt::format("fixed_in({})", n_in) : "all";
      case 2: return n_out > 0 ? fmt::format("fixed_out({})", n_out) : "all";
      case 3: return n_in > 0 && n_out > 0 ? fmt::format("fixed_total({})", n_in + n_out) : "all";
      case 4: return "where (i + j) % 3 == 0";
      case 5: return "all";
      default: return "one_to_one";
    }
  }

  Dice dice_;
  std::string text_;
};

}  // namespace

RandomModel random_model(std::uint64_t seed) {
  return Writer(seed).write();
}

}  // namespace snn::conformance
