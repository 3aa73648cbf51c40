// snn_hostile --snn PROGRAM [--bytes N] [--filter TEXT]: gives the program what nobody writes by
// accident. It has to answer with 0 or 1, soon, and in little memory.

#include "tests/fuzz/hostile.h"
#include "tests/harness/cost.h"
#include "tests/harness/temp_dir.h"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace snn::fuzz {
namespace {

struct Options {
  std::string snn;
  std::string filter;
  std::size_t n_bytes = std::size_t{64} << 10U;
  double most_seconds = 1;  // of the processor
  double most_megabytes = 512;
};

/// Whether one command answers as it should.
bool answers(const Options& options, const std::string& what,
             const std::vector<std::string>& command) {
  const golden::Cost cost = golden::cost_of(command, std::chrono::seconds(60));
  const double seconds = cost.processor_time.count() / 1000;
  const double megabytes = static_cast<double>(cost.peak_bytes) / 1e6;
  const bool exits = cost.exit == 0 || cost.exit == 1;
  if (exits && seconds <= options.most_seconds && megabytes <= options.most_megabytes) return true;
  fmt::print("{}: {} exits with {} after {:.2f} s and {:.0f} MB\n", what, command[1], cost.exit,
             seconds, megabytes);
  std::fflush(stdout);
  return false;
}

int run(const Options& options) {
  const golden::TempDir folder;
  const std::string path = (folder.path() / "hostile.snn").string();
  std::size_t n_good = 0;
  std::size_t n_bad = 0;
  for (const Hostile& hostile : hostile_inputs()) {
    if (hostile.name.find(options.filter) == std::string::npos) continue;
    std::ofstream(path, std::ios::binary) << hostile.text(options.n_bytes);
    const std::vector<std::vector<std::string>> commands{
        {options.snn, "check", path},
        {options.snn, "check", "--json", path},
        {options.snn, "fmt", "--stdout", path},
        {options.snn, "dump", "--stage=ast", path}};
    bool good = true;
    for (const std::vector<std::string>& command : commands)
      good = answers(options, hostile.name, command) && good;
    ++(good ? n_good : n_bad);
  }
  fmt::print("{} passed, {} failed\n", n_good, n_bad);
  return n_bad == 0 ? 0 : 1;
}

bool read_options(const std::vector<std::string>& arguments, Options& options) {
  for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) {
    const std::string& value = arguments[i + 1];
    if (arguments[i] == "--snn") {
      options.snn = std::filesystem::absolute(value).string();
    } else if (arguments[i] == "--filter") {
      options.filter = value;
    } else if (arguments[i] == "--bytes") {
      options.n_bytes = std::stoul(value);
    } else if (arguments[i] == "--seconds") {
      options.most_seconds = std::stod(value);
    } else if (arguments[i] == "--megabytes") {
      options.most_megabytes = std::stod(value);
    } else {
      return false;
    }
  }
  return arguments.size() % 2 == 0 && !options.snn.empty();
}

}  // namespace
}  // namespace snn::fuzz

int main(int argc, char** argv) {
  try {
    snn::fuzz::Options options;
    if (!snn::fuzz::read_options({argv + 1, argv + argc}, options)) {
      fmt::print(stderr,
                 "usage: snn_hostile --snn PROGRAM [--filter TEXT] [--bytes N] [--seconds N] "
                 "[--megabytes N]\n");
      return 2;
    }
    return snn::fuzz::run(options);
  } catch (const std::exception& error) {
    fmt::print(stderr, "snn_hostile: {}\n", error.what());
    return 2;
  }
}
