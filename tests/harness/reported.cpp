#include "tests/harness/reported.h"

#include "tests/harness/golden_file.h"

#include <nlohmann/json.hpp>

namespace snn::golden {
namespace {

using nlohmann::json;

Place read_place(const json& span) {
  return {.line = span.value("line", 1),
          .column = span.value("column", 1),
          .end_line = span.value("end_line", 1),
          .end_column = span.value("end_column", 1)};
}

std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

/// The elements of an array that may be absent.
const json& list_of(const json& object, const char* key) {
  static const json kNone = json::array();
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : kNone;
}

Fix read_fix(const json& object, const std::string& default_file) {
  Fix fix{.title = text_of(object, "title")};
  for (const json& edit : list_of(object, "edits")) {
    const std::string file = text_of(edit, "file");
    fix.edits.push_back({.file = file.empty() ? default_file : file,
                         .place = read_place(edit.at("span")),
                         .text = text_of(edit, "replacement")});
  }
  return fix;
}

Reported read_diagnostic(const json& object) {
  Reported diagnostic{.severity = text_of(object, "severity"),
                      .code = text_of(object, "code"),
                      .message = text_of(object, "message"),
                      .file = text_of(object, "file"),
                      .label = text_of(object, "label")};
  if (const auto span = object.find("span"); span != object.end() && span->is_object()) {
    diagnostic.place = read_place(*span);
  }
  for (const json& related : list_of(object, "related")) {
    const std::string file = text_of(related, "file");
    diagnostic.related.push_back({.file = file.empty() ? diagnostic.file : file,
                                  .place = read_place(related.at("span")),
                                  .message = text_of(related, "message")});
  }
  for (const json& note : list_of(object, "notes"))
    diagnostic.notes.push_back(note);
  for (const json& help : list_of(object, "help"))
    diagnostic.help.push_back(help);
  for (const json& fix : list_of(object, "fixes")) {
    diagnostic.fixes.push_back(read_fix(fix, diagnostic.file));
  }
  return diagnostic;
}

}  // namespace

ReportedOutput read_reported(std::string_view json_lines) {
  ReportedOutput output;
  for (const std::string& line : split_lines(json_lines)) {
    const json object = json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (object.is_object() && object.contains("severity")) {
      output.diagnostics.push_back(read_diagnostic(object));
    } else {
      output.other_lines.push_back(line);
    }
  }
  return output;
}

}  // namespace snn::golden
