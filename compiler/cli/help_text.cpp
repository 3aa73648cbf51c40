#include "compiler/cli/help_text.h"

#include <array>
#include <utility>

namespace snn::cli {
namespace {

constexpr std::string_view kSnn =
    R"(snn: models of spiking neural networks, checked with their units

usage: snn COMMAND ...

commands
  run FILE         compile a program in memory and run its experiments
  test FILE...     run the `test` blocks of models and say which hold
  build FILE       compile a program to a simulator that runs by itself
  check FILE...    say what is wrong with models, with a cause and a fix
  fmt FILE...      write models in the one style
  doc FILE         a model as readable equations: text, Markdown or LaTeX
  explain CODE     what a message such as U101 means, with examples;
                   `explain solver|schedule|storage FILE`: what was chosen
  dump FILE        what the compiler understood, stage by stage
  opt FILE.snir    a compiled network in text, through passes

options
  --help           this text; `snn COMMAND --help` tells about a command
  --version        the version of snn

A FILE of - is standard input.
Exit codes: 0 fine, 1 something is wrong with the model, 2 with the command,
70 with snn itself.
)";

constexpr std::string_view kCheck = R"(snn check: say what is wrong with models

usage: snn check [OPTIONS] FILE...

Checks every FILE and what it imports; prints nothing when all is well.
A comment `# allow(D206)` on a line silences that warning or hint there.

options
  --fix              apply the first suggestion of each message to the files
  --notes            show notes too: what the compiler chose, what things cost
  --werror           exit with 1 for warnings too (also --deny-warnings)
  --json             one JSON object a message, on standard output
  --sarif            a SARIF 2.1.0 log, on standard output
  --color WHEN       auto, always or never
  --time             how long each stage took
  --stop-after STAGE syntax: only read each FILE; sema: check it (what is done
                     without this option)
  --stdlib DIR       use the library in DIR instead of the one inside snn
  --allow-read DIR   files may be imported from below DIR too
)";

constexpr std::string_view kRun = R"(snn run: compile a program in memory and run its experiments

usage: snn run [OPTIONS] FILE

Runs every experiment and test of FILE, or its network when it has none, and
says at the end how each population behaved and whether every `expect` held.

options
  --experiment NAME  only this experiment or test
  --set NAME=VALUE   another value for a parameter, as in --set "net.J=0.2 mV"
  --duration T       another length for the last run, as in "500 ms"
  --seed N           another seed
  --threads N        how many threads; the results are the same for any number
  --precision P      f64, or f32 for single precision
  --target NAME      what runs the program: cpu, or reference, which interprets
  --out DIR          write what is recorded to files in DIR
  --dry-run          stop before the first step; say what the network needs
  --quiet            say nothing but what is wrong
  --json             one JSON object a message and a run, on standard output
  --time             how long each stage took, from reading to the last step
  --print-after A    print the compiled programs as they leave this pass, too
  --color WHEN       auto, always or never
  --stdlib DIR       use the library in DIR instead of the one inside snn
  --allow-read DIR   files may be imported from below DIR too

Ctrl-C finishes the step, writes what was recorded and exits with 5.
Exit codes besides those of snn: 1 an expectation failed too, 3 a value became
infinite or no number, 4 the network does not fit, 5 interrupted.
)";

constexpr std::string_view kTest =
    R"(snn test: run the `test` blocks of models and say which hold

usage: snn test [OPTIONS] FILE... | std

Runs every `test` block of each FILE, or of the standard library, each by
itself: what one test does, or that it cannot be run, changes no other.

options
  --filter TEXT      only tests whose title or file has TEXT in it
  --target NAME      what runs them: cpu, or reference, which interprets; with
                     all, each target, and all must give the same bits
  --threads N        how many threads; the results are the same for any number
  --json             one JSON object a message and a test, on standard output
  --color WHEN       auto, always or never
  --stdlib DIR       use the library in DIR instead of the one inside snn
  --allow-read DIR   files may be imported from below DIR too

Exit codes: 0 all hold, 1 one does not, 2 there is none.
)";

constexpr std::string_view kBuild =
    R"(snn build: compile a program to a simulator that runs by itself

usage: snn build [OPTIONS] FILE

The simulator needs no compiler and no library: it holds the runtime and the
experiments of FILE, for this kind of processor. Its flags are the parameters
of the model: `./sim --help` lists them with their units.

options
  -o, --output FILE  the simulator; by default FILE without `.snn`
  --experiment NAME  only this experiment or test
  --precision P      f64, or f32 for single precision
  --emit FORM        instead of a simulator: ir, llvm or asm as text, obj
  --time             how long each stage took
  --print-after A    print the compiled programs as they leave this pass, too
  --json             messages as one JSON object a line, on standard output
  --color WHEN       auto, always or never
  --stdlib DIR       use the library in DIR instead of the one inside snn
  --allow-read DIR   files may be imported from below DIR too
)";

constexpr std::string_view kFmt = R"(snn fmt: write models in the one style

usage: snn fmt [OPTIONS] FILE...

Rewrites every FILE in place; all comments are kept. A FILE that cannot be
read as a model is left as it is.

options
  --check            change nothing; name the files that would change, exit 1
  --stdout           print the result instead; so does a FILE of -
  --json             messages as one JSON object a line, on standard output
  --color WHEN       auto, always or never
)";

constexpr std::string_view kOpt = R"(snn opt: a compiled network in text, through passes

usage: snn opt [OPTIONS] FILE.snir

Reads the intermediate representation, as IR.md in compiler/ir describes it,
and prints it again.

options
  --passes A,B       run these passes, in this order
  -O, --effort N     run the passes of 0, 1 or 2 instead
  --precision TYPE   f64 or f32, for the pass `machine`
  --print-after A    print the program each time it leaves this pass, too
  --verify-each      check the rules of the representation after each pass
  --time             how long each pass took
  --json             messages as one JSON object a line, on standard output
  --color WHEN       auto, always or never
)";

constexpr std::string_view kDump = R"(snn dump: what the compiler understood

usage: snn dump --stage=STAGE [OPTIONS] FILE

options
  --stage STAGE      ast: the file as it is written
                     model: names, types and units resolved
                     equations: what set-up and each step compute
                     network: what each experiment consists of, as tables
                     ir: set-up and each step as instructions
                     machine: the same, settled for a processor
  --experiment NAME  of stage network: this experiment or test only
  --max-memory SIZE  of stage network: say so when more is needed, as in 8GB
  --notes            show notes too: what connections cost
  --json             messages as one JSON object a line, on standard output
  --color WHEN       auto, always or never
  --stdlib DIR       use the library in DIR instead of the one inside snn
  --allow-read DIR   files may be imported from below DIR too
)";

constexpr std::string_view kDoc = R"(snn doc: a model as readable equations

usage: snn doc [OPTIONS] FILE

options
  --format FORMAT    text, markdown or latex; by default what the name given to
                     --output ends with: .md, .tex, otherwise text
  -o, --output FILE  write to FILE instead of standard output
  --json             messages as one JSON object a line, on standard output
  --color WHEN       auto, always or never
)";

constexpr std::string_view kExplain =
    R"(snn explain: what a message means, and what the compiler chose

usage: snn explain CODE
       snn explain --list
       snn explain solver|schedule|storage FILE

With a CODE: what the rule is and why, an example that breaks it and one
that does not. With `solver`: which method will integrate each equation of
the FILE's models, why not another, and what a step costs. With `schedule`: in
which order set-up and a step do things. With `storage`: where values live.

options
  --list             every code with its severity, one a line
  --experiment NAME  with schedule and storage: this experiment or test only
  --color WHEN       auto, always or never
  --json             messages as one JSON object a line, on standard output
  --stdlib DIR       use the library in DIR instead of the one inside snn
  --allow-read DIR   files may be imported from below DIR too
)";

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kTexts = {{
    {"", kSnn},
    {"run", kRun},
    {"test", kTest},
    {"build", kBuild},
    {"check", kCheck},
    {"fmt", kFmt},
    {"dump", kDump},
    {"opt", kOpt},
    {"doc", kDoc},
    {"explain", kExplain},
}};

}  // namespace

std::string_view help_text(std::string_view command) {
  for (const auto& [name, text] : kTexts) {
    if (name == command) return text;
  }
  return kSnn;
}

}  // namespace snn::cli
