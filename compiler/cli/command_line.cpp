#include "compiler/cli/command_line.h"

#include "compiler/cli/commands.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/help_text.h"
#include "compiler/cli/inputs.h"
#include "compiler/cli/report.h"
#include "compiler/support/edit_distance.h"

#include <CLI/CLI.hpp>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snn::cli {
namespace {

std::vector<std::string> options_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames())
      names.push_back("--" + name);
  }
  return names;
}

std::string one_too_many(const std::string& argument) {
  return fmt::format("`{}` is one argument too many", argument);
}

/// Complains about every other word in ours.
CLI::Validator one_of(std::vector<std::string> words) {
  const auto complain = [words = std::move(words)](const std::string& word) -> std::string {
    if (std::ranges::find(words, word) != words.end()) return {};
    return fmt::format("`{}` is none of {}", word, fmt::join(words, ", "));
  };
  return {complain, ""};
}

CLI::Validator whole_number() {
  const auto complain = [](const std::string& word) -> std::string {
    const bool is_whole = !word.empty() && word.find_first_not_of("0123456789") == word.npos;
    return is_whole ? "" : fmt::format("`{}` is no whole number from 0 on", word);
  };
  return {complain, ""};
}

/// "8 GB", "500MB", "1e9": powers of ten, as memory is printed.
std::optional<double> n_bytes_of(std::string_view text) {
  double value = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || !(value >= 0)) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
  while (text.starts_with(' '))
    text.remove_prefix(1);
  double factor = 1;
  if (text.empty()) return value;
  for (const std::string_view unit : {"B", "kB", "MB", "GB", "TB"}) {
    if (text == unit) return value * factor;
    factor *= 1000;
  }
  return std::nullopt;
}

/// Hands out our own help texts.
class HelpText final : public CLI::FormatterBase {
 public:
  std::string make_help(const CLI::App* app, std::string /*name*/,
                        CLI::AppFormatMode /*mode*/) const override {
    const bool is_command = app->get_parent() != nullptr;
    return std::string(help_text(is_command ? app->get_name() : ""));
  }
};

/// The commands with their options, and which one was called.
class CommandLine {
 public:
  CommandLine() {
    app_.formatter(std::make_shared<HelpText>());
    app_.set_version_flag("--version", "snn " + std::string(version()));
    app_.require_subcommand(1);
    add_check();
    add_fmt();
    add_run();
    add_test();
    add_build();
    add_dump();
    add_doc();
    add_opt();
    add_explain();
  }

  [[nodiscard]] std::map<std::string, std::vector<std::string>> options() const {
    std::map<std::string, std::vector<std::string>> options;
    for (const CLI::App* command : app_.get_subcommands({}))
      options[command->get_name()] = options_of(*command);
    return options;
  }

  [[nodiscard]] int run(int argc, const char* const* argv) {
    if (argc <= 1) return complain_with_help();
    run_options_.command_line = fmt::format("{}", fmt::join(argv, argv + argc, " "));
    try {
      app_.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
      print(called()->help());
      return kOk;
    } catch (const CLI::CallForVersion&) {
      print(fmt::format("snn {}\n", version()));
      return kOk;
    } catch (const CLI::ParseError& error) {
      return complain(error, {argv + 1, argv + argc});
    }
    return run_();
  }

 private:
  CLI::App* command(const char* name) {
    CLI::App* added = app_.add_subcommand(name);
    added->formatter(std::make_shared<HelpText>());
    return added;
  }

  void add_files(CLI::App* to, ReadOptions& read, bool several) {
    CLI::Option* files = to->add_option("FILE", read.files)->required();
    if (!several) files->expected(1);
  }
  void add_library(CLI::App* to, ReadOptions& read) {
    to->add_option("--stdlib", read.library_directory);
    to->add_option("--allow-read", read.readable_directories)->allow_extra_args(false);
  }
  void add_report(CLI::App* to, ReportOptions& report) {
    to->add_flag_callback("--json", [&report] { report.format = Format::Json; });
    add_colour(to, report.colour);
  }
  void add_passes(CLI::App* to, std::string& print_after, bool& with_times) {
    to->add_option("--print-after", print_after)->check(one_of(driver::pass_names()));
    to->add_flag("--time", with_times);
  }
  void add_colour(CLI::App* to, Colour& colour) {
    static const std::map<std::string, Colour> kNames = {
        {"auto", Colour::Auto}, {"always", Colour::Always}, {"never", Colour::Never}};
    to->add_option_function<std::string>("--color", [&colour](const std::string& name) {
        colour = kNames.at(name);
      })->check(one_of({"auto", "always", "never"}));
  }

  void add_check() {
    CLI::App* check = command("check");
    add_files(check, check_.read, true);
    add_library(check, check_.read);
    add_report(check, check_.report);
    check->add_flag_callback("--sarif", [this] { check_.report.format = Format::Sarif; });
    check->add_flag("--notes", check_.report.with_notes);
    check->add_flag("--werror,--deny-warnings", check_.report.warnings_fail);
    check->add_flag("--fix", check_.with_fixes);
    check->add_flag("--time", check_.with_times);
    check->add_option("--stop-after", check_.last_stage)->check(one_of({"syntax", "sema"}));
    check->final_callback([this] {
      const auto& files = check_.read.files;
      const bool reads_input = std::ranges::find(files, kStandardInput) != files.end();
      if (check_.with_fixes && reads_input)
        throw CLI::ValidationError("`--fix` needs a file to change, not standard input");
      run_ = [this] { return run_check(check_); };
    });
  }
  void add_fmt() {
    CLI::App* fmt = command("fmt");
    add_files(fmt, fmt_.read, true);
    add_report(fmt, fmt_.report);
    fmt->add_flag("--check", fmt_.only_checks);
    fmt->add_flag("--stdout", fmt_.to_stdout);
    fmt->final_callback([this] { run_ = [this] { return run_fmt(fmt_); }; });
  }
  void add_opt() {
    CLI::App* opt = command("opt");
    add_files(opt, opt_.read, false);
    add_report(opt, opt_.report);
    CLI::Option* passes = opt->add_option("--passes", opt_.optimise.passes)
                              ->delimiter(',')
                              ->allow_extra_args(false)
                              ->check(one_of(driver::pass_names()));
    opt->add_option("-O,--effort", opt_.optimise.effort)
        ->check(one_of({"0", "1", "2"}))
        ->excludes(passes);
    opt->add_option("--precision", opt_.optimise.precision)->check(one_of({"f32", "f64"}));
    opt->add_option("--print-after", opt_.optimise.print_after)
        ->check(one_of(driver::pass_names()));
    opt->add_flag("--verify-each", opt_.optimise.verifies_each);
    opt->add_flag("--time", opt_.with_times);
    opt->final_callback([this] { run_ = [this] { return run_opt(opt_); }; });
  }
  void add_dump() {
    CLI::App* dump = command("dump");
    add_files(dump, dump_.read, false);
    add_library(dump, dump_.read);
    add_report(dump, dump_.report);
    dump->add_option("--stage", dump_.stage)
        ->required()
        ->check(one_of({"ast", "model", "equations", "network", "ir", "machine"}));
    dump->add_option("--experiment", dump_.experiment);
    dump->add_flag("--notes", dump_.report.with_notes);
    dump->add_option_function<std::string>("--max-memory", [this](const std::string& text) {
      dump_.n_bytes = n_bytes_of(text);
      if (!dump_.n_bytes)
        throw CLI::ValidationError(
            fmt::format("`{}` is no amount of memory; write it as in `--max-memory 8GB`", text));
    });
    dump->final_callback([this] { run_ = [this] { return run_dump(dump_); }; });
  }
  void add_build() {
    CLI::App* build = command("build");
    add_files(build, build_.read, false);
    add_library(build, build_.read);
    add_report(build, build_.report);
    build->add_option("-o,--output", build_.output);
    build->add_option("--experiment", build_.experiment);
    build->add_option("--precision", build_.precision)->check(one_of({"f64", "f32"}));
    build->add_option("--emit", build_.form)->check(one_of({"ir", "llvm", "asm", "obj"}));
    add_passes(build, build_.print_after, build_.with_times);
    build->final_callback([this] { run_ = [this] { return run_build(build_); }; });
  }
  void add_run() {
    CLI::App* run = command("run");
    add_files(run, run_options_.read, false);
    add_library(run, run_options_.read);
    add_report(run, run_options_.report);
    run->add_option("--experiment", run_options_.experiment);
    run->add_option("--set", run_options_.settings)->allow_extra_args(false);
    run->add_option("--duration", run_options_.duration);
    run->add_option("--seed", run_options_.seed)->check(whole_number());
    run->add_option("--threads", run_options_.n_threads)->check(CLI::Range(1, 1024));
    run->add_option("--precision", run_options_.precision)->check(one_of({"f64", "f32"}));
    run->add_option("--target", run_options_.target);
    run->add_option("--out", run_options_.directory);
    add_passes(run, run_options_.print_after, run_options_.with_times);
    run->add_flag("--dry-run", run_options_.only_plans);
    run->add_flag("--quiet", run_options_.is_quiet);
    run->final_callback([this] { run_ = [this] { return run_run(run_options_); }; });
  }
  void add_test() {
    CLI::App* test = command("test");
    add_files(test, test_.read, true);
    add_library(test, test_.read);
    add_report(test, test_.report);
    test->add_option("--filter", test_.filter);
    test->add_option("--target", test_.target);
    test->add_option("--threads", test_.n_threads)->check(CLI::Range(1, 1024));
    test->final_callback([this] { run_ = [this] { return run_test(test_); }; });
  }
  void add_doc() {
    CLI::App* doc = command("doc");
    add_files(doc, doc_.read, false);
    add_report(doc, doc_.report);
    doc->add_option("--format", doc_.format)->check(one_of({"text", "markdown", "latex"}));
    doc->add_option("-o,--output", doc_.output);
    doc->final_callback([this] { run_ = [this] { return run_doc(doc_); }; });
  }
  void add_explain() {
    CLI::App* explain = command("explain");
    CLI::Option* code = explain->add_option("CODE", explain_.code);
    CLI::Option* file = explain->add_option("FILE", explain_.read.files)->expected(1);
    explain->add_flag("--list", explain_.lists_all);
    explain->add_option("--experiment", explain_.experiment);
    add_library(explain, explain_.read);
    add_report(explain, explain_.report);
    explain->final_callback([this, code, file] {
      if (!explain_.lists_all && code->count() == 0) throw CLI::RequiredError("CODE");
      const bool is_topic = std::ranges::find(kTopics, explain_.code) != kTopics.end();
      if (is_topic && file->count() == 0) throw CLI::RequiredError("FILE");
      if (!is_topic && file->count() > 0)
        throw CLI::ValidationError(one_too_many(explain_.read.files.front()));
      run_ = [this] { return run_explain(explain_); };
    });
  }

  /// The command that was named, or `snn` itself.
  [[nodiscard]] const CLI::App* called() const {
    const auto commands = app_.get_subcommands();
    return commands.empty() ? &app_ : commands.front();
  }

  [[nodiscard]] int complain_with_help() const {
    fmt::print(stderr, "{}", help_text(""));
    return kUsage;
  }
  [[nodiscard]] int complain(const CLI::ParseError& error,
                             const std::vector<std::string>& arguments) const;
  [[nodiscard]] std::string unknown_command(const std::string& name) const;
  [[nodiscard]] std::string unknown_option(const std::string& written) const;

  CLI::App app_{"", "snn"};
  CheckOptions check_;
  FmtOptions fmt_;
  DumpOptions dump_;
  BuildOptions build_;
  RunOptions run_options_;
  TestOptions test_;
  OptOptions opt_;
  DocOptions doc_;
  ExplainOptions explain_;
  std::function<int()> run_;
};

std::string did_you_mean(std::string_view written, const std::vector<std::string>& known) {
  const std::vector<std::string_view> views(known.begin(), known.end());
  const auto near = nearest_name(written, views);
  return near ? fmt::format("; did you mean `{}`?", *near) : "";
}

std::string CommandLine::unknown_command(const std::string& name) const {
  if (name.ends_with(".snn"))
    return fmt::format("`{}` is no command; did you mean `snn check {}`?", name, name);
  std::vector<std::string> known;
  for (const CLI::App* command : app_.get_subcommands({}))
    known.push_back(command->get_name());
  return fmt::format("there is no command `{}`{}", name, did_you_mean(name, known));
}

/// `--jsn=1` is about `--jsn`.
std::string CommandLine::unknown_option(const std::string& written) const {
  const std::string name = written.substr(0, written.find('='));
  return fmt::format("`{}` has no option `{}`{}", called()->get_name(), name,
                     did_you_mean(name, options_of(*called())));
}

int CommandLine::complain(const CLI::ParseError& error,
                          const std::vector<std::string>& arguments) const {
  std::string message = error.what();
  const std::vector<std::string> unknown = called()->remaining(true);
  if (const auto* missing = dynamic_cast<const CLI::RequiredError*>(&error)) {
    const std::string_view what = missing->what();
    message = fmt::format("`{}` needs {}", called()->get_name(), what.substr(0, what.find(' ')));
  }
  if (called() == &app_) {
    const bool is_option = arguments.front().starts_with('-');
    message = is_option ? unknown_option(arguments.front()) : unknown_command(arguments.front());
  } else if (!unknown.empty()) {
    message = unknown.front().starts_with('-') ? unknown_option(unknown.front())
                                               : one_too_many(unknown.front());
  }
  const std::string help =
      called() == &app_ ? "snn --help" : fmt::format("snn {} --help", called()->get_name());
  fmt::print(stderr, "snn: {}\n`{}` shows what there is\n", message, help);
  return kUsage;
}

}  // namespace

int run_command_line(int argc, const char* const* argv) {
  return CommandLine().run(argc, argv);
}

std::map<std::string, std::vector<std::string>> options_of_commands() {
  return CommandLine().options();
}

}  // namespace snn::cli
