// snn doc FILE: a model as readable equations.
#include "compiler/cli/commands.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/inputs.h"
#include "compiler/cli/report.h"
#include "compiler/typeset/typeset.h"

namespace snn::cli {
namespace {

/// The format that was asked for, or else the one the output file is called after.
std::string format_of(const DocOptions& options) {
  if (!options.format.empty()) return options.format;
  if (options.output.ends_with(".md")) return "markdown";
  if (options.output.ends_with(".tex")) return "latex";
  return "text";
}

std::string document(const ast::File& tree, const source::SourceManager& sources,
                     const std::string& format) {
  if (format == "markdown") return typeset::to_markdown(tree, sources);
  if (format == "latex") return typeset::to_latex(tree, sources);
  return typeset::to_text(tree, sources);
}

}  // namespace

int run_doc(const DocOptions& options) {
  const source::DiskFileSystem disk;
  driver::Session session(disk, session_options(options.read));
  const std::optional<ast::File> tree = parse_input(session, options.read.files.front());
  if (tree && !session.diagnostics().has_errors()) {
    const std::string text = document(*tree, session.sources(), format_of(options));
    if (options.output.empty()) {
      print(text);
    } else {
      (void)write_file(session, options.output, text);
    }
  }
  return report(session, options.report);
}

}  // namespace snn::cli
