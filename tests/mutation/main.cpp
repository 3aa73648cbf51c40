// snn_mutation: makes every one-word slip in every model of the library, and asks the checker.

#include "compiler/library/library.h"
#include "tests/mutation/judge.h"
#include "tests/mutation/mutants.h"
#include "tests/mutation/silent_list.h"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace snn::mutation {
namespace {

constexpr std::string_view kUsage =
    "usage: snn_mutation --silent FILE [--every N] [--update] [--elsewhere]\n"
    "\n"
    "  --silent FILE  the reviewed list of slips that are accepted\n"
    "  --every N      only every Nth slip (1)\n"
    "  --update       append what is not in the list, to be reviewed\n"
    "  --elsewhere    print the slips that are reported far from where they are\n";

/// At most so many of all slips may be missed, and at least so many of the reported ones must be
/// reported where they are.
constexpr double kMostMissed = 0.02;
constexpr double kLeastNear = 0.95;

struct Options {
  std::string silent_path;
  std::size_t every = 1;
  bool updates = false;
  bool prints_elsewhere = false;
};

struct Tally {
  std::size_t n_mutants = 0;
  std::map<Verdict, std::size_t> verdicts;
  std::map<SilentClass, std::size_t> classes;
  std::vector<std::string> unreviewed;

  [[nodiscard]] std::size_t n(Verdict verdict) const {
    const auto found = verdicts.find(verdict);
    return found == verdicts.end() ? 0 : found->second;
  }
  [[nodiscard]] std::size_t n(SilentClass silent_class) const {
    const auto found = classes.find(silent_class);
    return found == classes.end() ? 0 : found->second;
  }
};

std::string read_text(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

bool is_model_file(const EmbeddedFile& file) {
  return !file.path.starts_with("prelude/");
}

/// Whether the file itself is fine.
bool judge_file(const EmbeddedFile& file, const Options& options, SilentList& list, Tally& tally,
                std::size_t& position) {
  Judge judge(file.text);
  if (!judge.accepts_original()) {
    fmt::print("{} is not accepted as it is:\n{}", file.path, judge.messages());
    return false;
  }
  for (const Mutant& mutant : mutants_of(file.text)) {
    if (position++ % options.every != 0) continue;
    ++tally.n_mutants;
    const Verdict verdict = judge.judge(mutant);
    ++tally.verdicts[verdict];
    const std::string key =
        fmt::format("{}: {} {}", file.path, name_of(mutant.slip), shown(mutant, file.text));
    if (verdict == Verdict::Elsewhere && options.prints_elsewhere)
      fmt::print("{}\n{}", key, judge.messages());
    if (verdict != Verdict::Silent) continue;
    if (const SilentClass* silent_class = list.find(key)) {
      ++tally.classes[*silent_class];
    } else {
      tally.unreviewed.push_back(key);
    }
  }
  return true;
}

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void print_tally(const Tally& tally, std::size_t n_reported) {
  const auto line = [&](std::string_view what, std::size_t n, std::size_t of) {
    fmt::print("{:<34} {:>6}  {:>6.2f} %\n", what, n, percent(n, of));
  };
  line("slips", tally.n_mutants, tally.n_mutants);
  line("  reported", n_reported, tally.n_mutants);
  line("    within a line", tally.n(Verdict::Near), n_reported);
  line("    with a label within a line", tally.n(Verdict::NearLabel), n_reported);
  line("    elsewhere", tally.n(Verdict::Elsewhere), n_reported);
  const std::size_t n_equal = tally.n(Verdict::Equal) + tally.n(SilentClass::EqualMeaning);
  line("  accepted: equal meaning", n_equal, tally.n_mutants);
  line("  accepted: legal other model", tally.n(SilentClass::LegalOtherModel), tally.n_mutants);
  line("  accepted: missed", tally.n(SilentClass::Missed), tally.n_mutants);
  line("  accepted: not reviewed", tally.unreviewed.size(), tally.n_mutants);
}

bool meets_goals(const Tally& tally, const SilentList& list, const Options& options) {
  const std::size_t n_near = tally.n(Verdict::Near) + tally.n(Verdict::NearLabel);
  const std::size_t n_reported = n_near + tally.n(Verdict::Elsewhere);
  print_tally(tally, n_reported);
  bool good = tally.unreviewed.empty();
  for (const std::string& key : tally.unreviewed)
    fmt::print("accepted, and not in {}: {}\n", options.silent_path, key);
  if (options.every == 1) {
    for (const std::string& key : list.unused()) {
      fmt::print("in {}, and not accepted any more: {}\n", options.silent_path, key);
      good = false;
    }
  }
  if (percent(tally.n(SilentClass::Missed), tally.n_mutants) > 100 * kMostMissed) {
    fmt::print("more than {} % are missed\n", 100 * kMostMissed);
    good = false;
  }
  if (percent(n_near, n_reported) < 100 * kLeastNear) {
    fmt::print("fewer than {} % are reported where they are\n", 100 * kLeastNear);
    good = false;
  }
  return good;
}

void append_unreviewed(const Tally& tally, const std::string& path) {
  if (tally.unreviewed.empty()) return;
  std::ofstream stream(path, std::ios::binary | std::ios::app);
  stream << "\n[to be reviewed]\n";
  for (const std::string& key : tally.unreviewed)
    stream << key << '\n';
}

int run(const Options& options) {
  SilentList list(read_text(options.silent_path));
  Tally tally;
  std::size_t position = 0;
  bool all_accepted = true;
  for (const EmbeddedFile& file : library::files()) {
    if (is_model_file(file))
      all_accepted = judge_file(file, options, list, tally, position) && all_accepted;
  }
  const bool good = meets_goals(tally, list, options);
  if (options.updates) append_unreviewed(tally, options.silent_path);
  return good && all_accepted ? 0 : 1;
}

bool read_options(const std::vector<std::string>& arguments, Options& options) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const bool has_value = i + 1 < arguments.size();
    if (arguments[i] == "--silent" && has_value) {
      options.silent_path = arguments[++i];
    } else if (arguments[i] == "--every" && has_value) {
      options.every = std::stoul(arguments[++i]);
    } else if (arguments[i] == "--update") {
      options.updates = true;
    } else if (arguments[i] == "--elsewhere") {
      options.prints_elsewhere = true;
    } else {
      return false;
    }
  }
  return !options.silent_path.empty() && options.every > 0;
}

}  // namespace
}  // namespace snn::mutation

int main(int argc, char** argv) {
  try {
    snn::mutation::Options options;
    if (!snn::mutation::read_options({argv + 1, argv + argc}, options)) {
      fmt::print(stderr, "{}", snn::mutation::kUsage);
      return 2;
    }
    return snn::mutation::run(options);
  } catch (const std::exception& error) {
    fmt::print(stderr, "snn_mutation: {}\n", error.what());
    return 2;
  }
}
