// Programs on the reference and on native code: the same bits, in every way to run them.
//
//     snn_conformance [--count N] [--seed FIRST] [--show SEED]
//     snn_conformance [--seconds S] [--all-ways] FILE...
//
// Random model k runs on `cpu` in one way that k decides; every hundredth in all ways.
#include "targets/registry/registry.h"
#include "tests/conformance/dice.h"
#include "tests/conformance/random_model.h"
#include "tests/conformance/tally.h"
#include "tests/conformance/trial.h"
#include "tests/conformance/ways.h"
#include "tests/conformance/whole_files.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace snn::conformance {
namespace {

constexpr std::uint64_t kFullMatrixEvery = 100;

std::vector<Way> ways_of(std::uint64_t seed) {
  if (seed % kFullMatrixEvery == 0) return all_ways();
  return {some_way(seed)};
}

class Runner {
 public:
  Runner(const target::Target& reference, const target::Target& cpu)
      : reference_(reference), cpu_(cpu) {}

  void try_model(std::uint64_t seed, Tally& tally) {
    const RandomModel model = random_model(seed);
    const bool is_f32 = Dice(seed ^ 0xf32ULL).happens(40);
    const Compiled compiled = compiler_.compile(model.text, is_f32);
    if (compiled.verdict == Verdict::NotLowered) {
      ++tally.n_beyond;
      fmt::print("seed {} not compared:\n{}", seed, compiled.messages);
      return;
    }
    if (compiled.verdict == Verdict::Invalid) {
      ++tally.n_failed;
      fmt::print("seed {}: the generator wrote a model that is none\n{}{}\n", seed,
                 compiled.messages, model.text);
      return;
    }
    for (const auto& program : compiled.programs)
      compare(seed, model, is_f32, *program, tally);
  }

 private:
  void compare(std::uint64_t seed, const RandomModel& model, bool is_f32,
               const ir::Program& program, Tally& tally) {
    const std::string expected = run_steps(program, reference_, {}, model.n_steps);
    for (const Way& way : ways_of(seed)) {
      const std::string found = run_steps(program, cpu_, way, model.n_steps);
      if (found == expected) {
        ++tally.n_passed;
        continue;
      }
      ++tally.n_failed;
      fmt::print("seed {}, {}, {}: reference {}, cpu {}\n{}\n{}\n", seed, is_f32 ? "f32" : "f64",
                 describe(way), expected, found,
                 first_difference(program, reference_, cpu_, way, model.n_steps), model.text);
    }
  }

  const target::Target& reference_;
  const target::Target& cpu_;
  Compiler compiler_;
};

struct Options {
  std::uint64_t count = 2000;
  std::uint64_t first = 1;
  bool shows = false;
  std::vector<std::string> files;  // none: random models
  FileTrials file_trials;
};

template <typename Number>
bool read(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

/// False where the words are no command.
bool read_options(const std::vector<std::string_view>& words, Options& options) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == "--all-ways") {
      options.file_trials.in_all_ways = true;
    } else if (!word.starts_with("--")) {
      options.files.emplace_back(word);
    } else if (++i == words.size()) {
      return false;
    } else if (word == "--seconds") {
      if (!read(words[i], options.file_trials.seconds)) return false;
    } else if (word == "--count") {
      if (!read(words[i], options.count)) return false;
    } else if (word == "--seed" || word == "--show") {
      options.shows |= word == "--show";
      if (!read(words[i], options.first)) return false;
    } else {
      return false;
    }
  }
  return true;
}

int run(const std::vector<std::string_view>& words) {
  Options options;
  if (!read_options(words, options)) {
    fmt::print(stderr,
               "usage: snn_conformance [--count N] [--seed FIRST] [--show SEED]\n"
               "       snn_conformance [--seconds S] [--all-ways] FILE...\n");
    return 2;
  }
  if (options.shows) {
    fmt::print("{}", random_model(options.first).text);
    return 0;
  }
  const target::Target* reference = targets::find_target("reference");
  const target::Target* cpu = targets::find_target("cpu");
  if (reference == nullptr || cpu == nullptr) {
    fmt::print("needs the targets reference and cpu, which this build lacks\n0 passed, 1 failed\n");
    return 1;
  }
  Tally tally;
  if (options.files.empty()) {
    Runner runner(*reference, *cpu);
    for (std::uint64_t k = 0; k < options.count; ++k)
      runner.try_model(options.first + k, tally);
  } else {
    try_files(options.files, options.file_trials, tally);
  }
  fmt::print("{} beyond what can be run\n{} passed, {} failed\n", tally.n_beyond, tally.n_passed,
             tally.n_failed);
  return tally.n_failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace snn::conformance

int main(int argc, char** argv) {
  return snn::conformance::run({argv + 1, argv + argc});
}
