// A stand-alone simulator: finds its experiments behind its own program, reads its flags, runs one.
#include "runtime/blueprint/bytes.h"
#include "runtime/host/flags.h"
#include "runtime/host/interrupt.h"
#include "runtime/host/run.h"
#include "runtime/host/text.h"
#include "runtime/simulator/loaded_kernels.h"
#include "runtime/simulator/payload.h"
#include "runtime/status/exit_code.h"

#include <unistd.h>

#include <cstddef>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

namespace snn::simulator {
namespace {

using status::kOk;
using status::kUsage;

void say(std::FILE* where, const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), where);
}

int complain(const std::string& program, const std::string& text, int code) {
  say(stderr, program + ": " + text + "\n");
  return code;
}

status::Result<std::vector<std::byte>> own_file() {
  std::ifstream file("/proc/self/exe", std::ios::binary | std::ios::ate);
  const std::streamoff n_bytes = file.tellg();
  std::vector<std::byte> bytes(static_cast<std::size_t>(n_bytes > 0 ? n_bytes : 0));
  file.seekg(0);
  if (bytes.empty() || !file.read(reinterpret_cast<char*>(bytes.data()), n_bytes))
    return status::failure(status::Code::World, "the program cannot read itself");
  return bytes;
}

void show_progress(const host::Progress& progress) {
  say(stderr, "\r\033[K" + host::progress_text(progress));
}

int run(const std::string& program, const blueprint::Blueprint& blueprint, const Part& part,
        host::Flags flags) {
  const auto kernels = LoadedKernels::load(part.code, blueprint.kernels.size());
  if (!kernels) return complain(program, kernels.status().text, kUsage);
  const bool shows_progress = isatty(STDERR_FILENO) != 0 && !flags.is_quiet;
  if (shows_progress) flags.run.progress = show_progress;
  flags.run.stop = &host::stop_on_interrupt();
  const host::Report report = host::run(blueprint, **kernels, flags.run);
  if (shows_progress) say(stderr, "\r\033[K");
  say(stdout, flags.is_quiet ? report.hash + "\n" : host::report_text(report));
  const bool is_said = report.status.is_ok() || report.status.code == status::Code::Expectation;
  if (!is_said) say(stderr, program + ": " + report.status.text + "\n");
  return status::exit_code_of(report.status);
}

int run_program(const std::vector<std::string>& words) {
  const std::string program = words.front().substr(words.front().rfind('/') + 1);
  const auto file = own_file();
  if (!file) return complain(program, file.status().text, kUsage);
  const auto parts = from_file(*file);
  if (!parts) return complain(program, parts.status().text, kUsage);
  const std::span<const std::string> arguments(words.begin() + 1, words.end());
  std::string known;
  std::string wanted;
  for (std::size_t i = 0; i < parts->size(); ++i) {
    const Part& part = (*parts)[i];
    const auto blueprint = blueprint::from_bytes(part.blueprint);
    if (!blueprint) return complain(program, blueprint.status().text, kUsage);
    known += (known.empty() ? "`" : ", `") + blueprint->name + "`";
    auto flags = host::read_flags(*blueprint, arguments);
    // What one experiment has no name for, the one that is meant may.
    const bool is_last = i + 1 == parts->size();
    if (!flags && is_last) return complain(program, flags.status().text, kUsage);
    if (!flags) continue;
    wanted = flags->experiment;
    if (!wanted.empty() && wanted != blueprint->name) continue;
    if (flags->is_help) return say(stdout, host::help_text(*blueprint, program)), kOk;
    if (flags->is_version) return say(stdout, program + " of snn " SNN_VERSION "\n"), kOk;
    std::string line;
    for (const std::string& word : words)
      line += (line.empty() ? "" : " ") + word;
    flags->run.origin = {.program = blueprint->name, .version = SNN_VERSION, .command_line = line};
    return run(program, *blueprint, part, std::move(*flags));
  }
  return complain(program, "there is no experiment `" + wanted + "`; there are " + known, kUsage);
}

}  // namespace
}  // namespace snn::simulator

int main(int argc, char** argv) {
  return snn::simulator::run_program({argv, argv + argc});
}
