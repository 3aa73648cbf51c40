// snn build FILE: a simulator that runs by itself, or one of the forms on the way to it.
#include "compiler/cli/commands.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/inputs.h"
#include "compiler/cli/report.h"
#include "compiler/cli/simulator_program.h"
#include "compiler/driver/programs.h"
#include "compiler/ir/text/print.h"
#include "runtime/blueprint/bytes.h"
#include "runtime/simulator/payload.h"
#include "targets/registry/missing.h"
#include "targets/registry/registry.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace snn::cli {
namespace {

namespace fs = std::filesystem;

int complain(const std::string& text) {
  fmt::print(stderr, "snn: {}\n", text);
  return kUsage;
}

/// Whole or not at all: what is half written has another name.
std::optional<std::string> write_whole(const std::string& path, std::string_view bytes,
                                       bool is_program) {
  const std::string part = path + ".part";
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  std::error_code error;
  if (!file) {
    const std::string why = std::strerror(errno);
    fs::remove(part, error);
    return fmt::format("`{}` cannot be written: {}", path, why);
  }
  if (is_program) {
    fs::permissions(part, fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec,
                    fs::perm_options::add, error);
  }
  fs::rename(part, path, error);
  if (error) return fmt::format("`{}` cannot be written: {}", path, error.message());
  return std::nullopt;
}

class Builder {
 public:
  explicit Builder(const BuildOptions& options) : options_(options) {}

  int build() {
    const target::Target* target = targets::find_code_target();
    if (target == nullptr && options_.form != "ir") return complain(targets::missing_code());
    const source::DiskFileSystem disk;
    driver::Session session(disk, session_options(options_.read));
    auto checked = check_input(session, options_.read.files.front());
    if (checked) {
      programs_ = driver::compile(session, *checked,
                                  {.experiment = options_.experiment,
                                   .precision = options_.precision,
                                   .print_after = options_.print_after,
                                   .show = print});
    }
    const int exit = report(session, options_.report);
    if (exit != kOk || programs_.empty()) return exit;
    const int written = session.timed("machine code", [&] {
      if (options_.form == "ir") return write_text(intermediate_form());
      return options_.form.empty() ? write_simulator(*target) : write_form(*target);
    });
    if (options_.with_times) print_stage_times(session);
    return written;
  }

 private:
  int write_simulator(const target::Target& target) const {
    std::vector<simulator::Part> parts;
    for (const ir::Program& program : programs_) {
      const Result<std::string> code = target.emit(program, "so", {});
      if (!code) return complain(code.error());
      const auto bytes = std::as_bytes(std::span(*code));
      parts.push_back({blueprint::to_bytes(program.blueprint), {bytes.begin(), bytes.end()}});
    }
    std::string file;
    append(file, simulator_program());
    append(file, simulator::to_bytes(parts));
    const std::string output = options_.output.empty() ? named_after_input("") : options_.output;
    if (const auto failure = write_whole(output, file, true)) return complain(*failure);
    return kOk;
  }

  int write_form(const target::Target& target) const {
    std::string all;
    for (const ir::Program& program : programs_) {
      const Result<std::string> text = target.emit(program, options_.form, {});
      if (!text) return complain(text.error());
      all += *text;
    }
    const bool is_object = options_.form == "obj";
    if (is_object && programs_.size() > 1)
      return complain("an object holds one program; say which with `--experiment NAME`");
    if (is_object)
      return write_file(options_.output.empty() ? named_after_input(".o") : options_.output, all);
    return write_text(all);
  }

  [[nodiscard]] std::string intermediate_form() const {
    std::string all;
    for (const ir::Program& program : programs_)
      all += ir::print(program);
    return all;
  }

  [[nodiscard]] int write_text(const std::string& text) const {
    if (options_.output.empty()) return print(text), kOk;
    return write_file(options_.output, text);
  }

  static int write_file(const std::string& output, const std::string& bytes) {
    if (const auto failure = write_whole(output, bytes, false)) return complain(*failure);
    return kOk;
  }

  [[nodiscard]] std::string named_after_input(std::string_view ending) const {
    const std::string stem = fs::path(options_.read.files.front()).stem().string();
    return (stem == kStandardInput ? std::string("sim") : stem) + std::string(ending);
  }

  static void append(std::string& text, std::span<const std::byte> bytes) {
    text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  }

  const BuildOptions& options_;
  std::vector<ir::Program> programs_;
};

}  // namespace

int run_build(const BuildOptions& options) {
  return Builder(options).build();
}

}  // namespace snn::cli
