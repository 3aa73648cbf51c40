#pragma once
// The options of each command, as read from the command line.

#include "compiler/driver/optimise.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace snn::cli {

enum class Format { Text, Json, Sarif };
enum class Colour { Auto, Always, Never };

/// How messages are reported; the same for all commands that read models.
struct ReportOptions {
  Format format = Format::Text;
  Colour colour = Colour::Auto;
  bool with_notes = false;
  bool warnings_fail = false;
};

/// Where models are read from.
struct ReadOptions {
  std::vector<std::string> files;  // `-` is standard input
  std::string library_directory;
  std::vector<std::string> readable_directories;
};

struct CheckOptions {
  ReadOptions read;
  ReportOptions report;
  bool with_fixes = false;
  bool with_times = false;
  std::string last_stage;  // "syntax": do no more; empty or "sema": check
};

struct FmtOptions {
  ReadOptions read;
  ReportOptions report;
  bool only_checks = false;
  bool to_stdout = false;
};

struct DumpOptions {
  ReadOptions read;
  ReportOptions report;
  std::string stage;
  std::string experiment;         // of stage `network`: its name; empty: all
  std::optional<double> n_bytes;  // of stage `network`: the most it may need
};

struct OptOptions {
  ReadOptions read;
  ReportOptions report;
  bool with_times = false;
  driver::OptimiseOptions optimise;
};

struct DocOptions {
  ReadOptions read;
  ReportOptions report;
  std::string format;
  std::string output;  // empty: standard output
};

struct ExplainOptions {
  std::string code;        // a code, or one of kTopics with a file
  std::string experiment;  // of a topic; empty: all of the file
  ReadOptions read;
  ReportOptions report;
  bool lists_all = false;
};

struct BuildOptions {
  ReadOptions read;
  ReportOptions report;
  std::string experiment;   // empty: all of the file
  std::string precision;    // empty: as the experiment says, else f64
  std::string form;         // empty: a simulator
  std::string print_after;  // a pass: the programs as they leave it are printed
  bool with_times = false;
  std::string output;  // empty: named after the file, or standard output for text
};

struct TestOptions {
  ReadOptions read;  // files, or kStandardLibrary
  ReportOptions report;
  std::string filter;  // part of a title or of a file's name; empty: all
  std::string target;  // empty: the fastest there is; kAllTargets: each, and all must agree
  std::size_t n_threads = 1;
};

struct RunOptions {
  ReadOptions read;
  ReportOptions report;
  std::string experiment;             // empty: all of the file
  std::vector<std::string> settings;  // "name=value"
  std::string duration;               // empty: as the script says
  std::optional<std::uint64_t> seed;
  std::string precision;  // empty: as the experiment says, else f64
  std::string target;     // empty: the fastest there is
  std::string directory;  // for results; empty: nothing is written
  std::size_t n_threads = 1;
  std::string print_after;  // a pass: the programs as they leave it are printed
  bool only_plans = false;
  bool is_quiet = false;
  bool with_times = false;
  std::string command_line;
};

}  // namespace snn::cli
