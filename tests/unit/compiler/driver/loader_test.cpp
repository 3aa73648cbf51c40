#include "compiler/driver/loader.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

namespace snn::driver {
namespace {

using Files = std::map<std::string, std::string>;

/// A small library, some files, and what loading them gives.
struct Desk {
  explicit Desk(Files on_disk, std::vector<std::string> readable = {})
      : files(std::move(on_disk)),
        library({{"neurons/ball.snn", "std/neurons/ball.snn",
                  "import std.neurons.{Relay}\nneuron Ball { input s: spike  on s { spike } }\n"},
                 {"neurons/relay.snn", "std/neurons/relay.snn",
                  "neuron Relay { input s: spike  on s { spike } }\n"},
                 {"prelude/models.snn", "std/prelude/models.snn",
                  "neuron SpikeInput { input s: spike  on s { spike } }\n"}}),
        loader(files, library, std::move(readable), sources, diags) {}

  [[nodiscard]] std::vector<std::string> load(const std::string& path) {
    std::optional<Loaded> loaded = loader.load(path);
    if (!loaded) return {};
    is_sound = loaded->is_sound;
    program = std::move(loaded->program);
    std::vector<std::string> paths;
    for (const ast::Module& module : program.modules)
      paths.push_back(module.path);
    return paths;
  }
  [[nodiscard]] std::string only_message() const {
    if (diags.all().size() != 1) return "not one message";
    return std::string(diags.all().front().code) + ": " + diags.all().front().message;
  }
  /// What the primary place of the only message says.
  [[nodiscard]] std::string_view place() const { return sources.text(diags.all().front().span); }
  [[nodiscard]] std::string fix() const {
    const diag::Diagnostic& message = diags.all().front();
    return message.fixes.empty() ? "" : message.fixes.front().edits.front().replacement;
  }

  source::MemoryFileSystem files;
  Library library;
  source::SourceManager sources;
  diag::Diagnostics diags;
  Loader loader;
  ast::Program program;
  bool is_sound = false;
};

const std::string kCell = "neuron Cell { input s: spike  on s { spike } }\n";
using Paths = std::vector<std::string>;

TEST_CASE("loading: the prelude comes first, the main file last, imports before who imports") {
  Desk desk(Files{{"net.snn", "import \"cells.snn\"\nimport std.neurons.{Ball}\n"},
                  {"cells.snn", kCell}});
  CHECK(desk.load("net.snn") == Paths{"std/prelude/models.snn", "cells.snn",
                                      "std/neurons/relay.snn", "std/neurons/ball.snn", "net.snn"});
  CHECK(desk.is_sound);
  CHECK(desk.diags.all().empty());
}

TEST_CASE("loading: an import is led to its modules") {
  Desk desk(Files{{"net.snn", "import std.neurons\nimport \"cells.snn\"\n"}, {"cells.snn", kCell}});
  REQUIRE(desk.load("net.snn").size() == 5);
  const ast::Module& main = desk.program.modules[ast::ModuleId(4)];
  REQUIRE(main.imports.size() == 2);
  CHECK(main.imports[0].modules == std::vector{ast::ModuleId(2), ast::ModuleId(1)});
  CHECK(main.imports[1].modules == std::vector{ast::ModuleId(3)});
  CHECK(desk.program.modules[ast::ModuleId(0)].is_prelude);
  CHECK(desk.program.modules[ast::ModuleId(1)].is_library);
  CHECK_FALSE(main.is_library);
}

TEST_CASE("loading: a module of the library may be a file") {
  Desk desk(Files{{"net.snn", "import std.neurons.relay\n"}});
  CHECK(desk.load("net.snn") ==
        Paths{"std/prelude/models.snn", "std/neurons/relay.snn", "net.snn"});
}

TEST_CASE("loading: a file that several paths lead to is read once") {
  Desk desk(Files{{"net.snn", "import \"a.snn\"\nimport \"sub/../b.snn\"\n"},
                  {"a.snn", "import \"b.snn\"\n" + kCell},
                  {"b.snn", kCell}});
  CHECK(desk.load("net.snn") == Paths{"std/prelude/models.snn", "b.snn", "a.snn", "net.snn"});
}

TEST_CASE("loading: paths are those of the importing file") {
  Desk desk(Files{{"lab/net.snn", "import \"parts/a.snn\"\n"},
                  {"lab/parts/a.snn", "import \"b.snn\"\nimport \"../c.snn\"\n"},
                  {"lab/parts/b.snn", kCell},
                  {"lab/c.snn", kCell}});
  CHECK(desk.load("lab/net.snn") == Paths{"std/prelude/models.snn", "lab/parts/b.snn", "lab/c.snn",
                                          "lab/parts/a.snn", "lab/net.snn"});
}

TEST_CASE("loading: two programs share the files they both import") {
  Desk desk(Files{{"a.snn", "import \"cells.snn\"\n"},
                  {"b.snn", "import \"cells.snn\"\n"},
                  {"cells.snn", kCell}});
  CHECK(desk.load("a.snn").size() == 3);
  CHECK(desk.load("b.snn").size() == 3);
  CHECK(desk.sources.n_files() == 4);
}

TEST_CASE("loading: a circle is told with its path, where it closes") {
  Desk desk(Files{{"a.snn", "import \"b.snn\"\n" + kCell},
                  {"b.snn", "import \"c.snn\"\n" + kCell},
                  {"c.snn", "import \"b.snn\"\n" + kCell}});
  CHECK(desk.load("a.snn").size() == 4);
  CHECK(desk.only_message() == "N006: this import closes a circle: `b.snn` → `c.snn` → `b.snn`");
  CHECK(desk.sources.file(desk.diags.all().front().span.file).name() == "c.snn");
  CHECK_FALSE(desk.is_sound);
}

TEST_CASE("loading: a file that imports itself") {
  Desk desk(Files{{"a.snn", "import \"./a.snn\"\n" + kCell}});
  CHECK(desk.load("a.snn").size() == 2);
  CHECK(desk.only_message() == "N006: this import closes a circle: `a.snn` → `a.snn`");
}

TEST_CASE("loading: the nearest file beside a missing one is offered") {
  Desk desk(Files{{"a.snn", "import \"sub/cels.snn\"\n"}, {"sub/cells.snn", kCell}});
  CHECK(desk.load("a.snn").size() == 2);
  CHECK(desk.only_message() == "N005: there is no file `sub/cels.snn`");
  CHECK(desk.place() == "\"sub/cels.snn\"");
  CHECK(desk.fix() == "\"sub/cells.snn\"");
}

TEST_CASE("loading: a module that the library lacks") {
  SUBCASE("misspelt") {
    Desk desk(Files{{"a.snn", "import std.neuron.{Relay}\n"}});
    CHECK(desk.load("a.snn").size() == 2);
    CHECK(desk.only_message() == "N005: there is no module `std.neuron`");
    CHECK(desk.fix() == "neurons");
  }
  SUBCASE("a declaration instead of a module") {
    Desk desk(Files{{"a.snn", "import std.neurons.Relay\n"}});
    CHECK(desk.load("a.snn").size() == 2);
    CHECK(desk.only_message() == "N005: there is no module `std.neurons.Relay`");
    CHECK(desk.fix() == "std.neurons.{Relay}");
  }
  SUBCASE("not of the library") {
    Desk desk(Files{{"a.snn", "import cells\n"}});
    CHECK(desk.load("a.snn").size() == 2);
    CHECK(desk.only_message() == "N005: there is no module `cells`");
  }
  SUBCASE("the library as a whole") {
    Desk desk(Files{{"a.snn", "import std\n"}});
    CHECK(desk.load("a.snn").size() == 2);
    CHECK(desk.only_message() == "N005: there is no single module `std`");
  }
}

TEST_CASE("loading: a name that the module lacks") {
  Desk desk(Files{{"a.snn", "import std.neurons.{Ball, Rely}\n"}});
  CHECK(desk.load("a.snn").size() == 2);
  CHECK(desk.only_message() == "N007: `std.neurons` declares no `Rely`");
  CHECK(desk.place() == "Rely");
  CHECK(desk.fix() == "Relay");
}

TEST_CASE("loading: what a model imports lies beside it or below") {
  const Files files = {{"lab/a.snn", "import \"../other/b.snn\"\n"}, {"other/b.snn", kCell}};
  SUBCASE("outside") {
    Desk desk(files);
    CHECK(desk.load("lab/a.snn").size() == 2);
    CHECK(desk.only_message() == "I904: `../other/b.snn` lies outside the directory of the model");
  }
  SUBCASE("permitted") {
    Desk desk(files, {"other"});
    CHECK(desk.load("lab/a.snn").size() == 3);
    CHECK(desk.diags.all().empty());
  }
  SUBCASE("absolute") {
    Desk desk(Files{{"lab/a.snn", "import \"/lab/b.snn\"\n"}, {"/lab/b.snn", kCell}});
    CHECK(desk.load("lab/a.snn").size() == 2);
    CHECK(desk.only_message() == "I904: `/lab/b.snn` lies outside the directory of the model");
  }
}

TEST_CASE("loading: a main file that cannot be had") {
  Desk desk(Files{{"lab/lif.snn", kCell}});
  SUBCASE("missing") {
    CHECK(desk.load("lab/lf.snn").empty());
    CHECK(desk.only_message() == "I901: `lab/lf.snn` does not exist");
    CHECK(desk.diags.all().front().help == std::vector<std::string>{"did you mean `lif.snn`?"});
  }
  SUBCASE("a directory") {
    CHECK(desk.load("lab").empty());
    CHECK(desk.only_message() == "I902: `lab` is a directory; a model is a file");
  }
  SUBCASE("too large") {
    Desk large(Files{{"a.snn", std::string(source::kLargestFile + 1, ' ')}});
    CHECK(large.load("a.snn").empty());
    CHECK(large.only_message().starts_with("I903: `a.snn` is larger than 16 MiB"));
  }
}

TEST_CASE("loading: a directory or too large a file as an import") {
  Desk desk(Files{{"a.snn", "import \"sub\"\nimport \"large.snn\"\n"},
                  {"sub/b.snn", kCell},
                  {"large.snn", std::string(source::kLargestFile + 1, ' ')}});
  CHECK(desk.load("a.snn").size() == 2);
  REQUIRE(desk.diags.all().size() == 2);
  CHECK(desk.diags.all()[0].code == "I902");
  CHECK(desk.diags.all()[1].code == "I903");
}

TEST_CASE("loading: a file without declarations") {
  Desk desk(Files{{"a.snn", "# nothing yet\n"}});
  CHECK(desk.load("a.snn").size() == 2);
  CHECK(desk.only_message() == "I905: `a.snn` declares nothing");
}

TEST_CASE("loading: a file of the prelude does not meet itself") {
  Desk desk(Files{
      {"stdlib/prelude/models.snn", "neuron SpikeInput { input s: spike  on s { spike } }\n"}});
  CHECK(desk.load("stdlib/prelude/models.snn") == Paths{"std/prelude/models.snn"});
}

TEST_CASE("loading: a text from elsewhere") {
  Desk desk(Files{{"cells.snn", kCell}});
  CHECK(desk.loader.load_text("<stdin>", "import \"cells.snn\"\n").program.modules.size() == 3);
  CHECK(desk.diags.all().empty());
}

}  // namespace
}  // namespace snn::driver
