#include "compiler/diag/json_writer.h"
#include "compiler/diag/render_json.h"

#include <cctype>
#include <set>

namespace snn::diag {
namespace {

using source::SourceManager;

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Hint:
    case Severity::Note: return "note";
  }
  return "none";
}

void write_text(JsonWriter& json, std::string_view key, std::string_view text) {
  json.key(key).begin_object().key("text").value(text).end_object();
}

void write_region(JsonWriter& json, std::string_view key, SourceSpan span,
                  const SourceManager& sources) {
  const source::LineColumn begin = sources.begin_of(span);
  const source::LineColumn end = sources.end_of(span);
  json.key(key).begin_object();
  json.key("startLine").value(std::int64_t{begin.line});
  json.key("startColumn").value(std::int64_t{begin.column});
  json.key("endLine").value(std::int64_t{end.line});
  json.key("endColumn").value(std::int64_t{end.column}).end_object();
}

/// A path as a relative URI reference: what a URI cannot hold is written in percent.
std::string uri_of(std::string_view path) {
  constexpr std::string_view kKept = "-._~/!$&'()*+,;=:@";
  std::string uri;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_kept =
        byte < 0x80 && (std::isalnum(byte) != 0 || kKept.find(c) != std::string_view::npos);
    uri += is_kept ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return uri;
}

void write_artifact(JsonWriter& json, SourceSpan span, const SourceManager& sources) {
  json.key("artifactLocation").begin_object();
  json.key("uri").value(uri_of(sources.file(span.file).name())).end_object();
}

void write_location(JsonWriter& json, SourceSpan span, std::string_view message,
                    const SourceManager& sources) {
  json.begin_object().key("physicalLocation").begin_object();
  write_artifact(json, span, sources);
  write_region(json, "region", span, sources);
  json.end_object();
  if (!message.empty()) write_text(json, "message", message);
  json.end_object();
}

void write_fix(JsonWriter& json, const Fix& fix, const SourceManager& sources) {
  json.begin_object();
  write_text(json, "description", fix.title);
  json.key("artifactChanges").begin_array();
  for (const Edit& edit : fix.edits) {
    json.begin_object();
    write_artifact(json, edit.span, sources);
    json.key("replacements").begin_array().begin_object();
    write_region(json, "deletedRegion", edit.span, sources);
    write_text(json, "insertedContent", edit.replacement);
    json.end_object().end_array().end_object();
  }
  json.end_array().end_object();
}

/// The sentence, then why, then what to do: a SARIF result has one text.
std::string full_message(const Diagnostic& diagnostic) {
  std::string text = diagnostic.message;
  for (const std::string& note : diagnostic.notes)
    text += "\nnote: " + note;
  for (const std::string& help : diagnostic.help)
    text += "\nhelp: " + help;
  return text;
}

void write_result(JsonWriter& json, const Diagnostic& diagnostic, const SourceManager& sources) {
  json.begin_object().key("ruleId").value(diagnostic.code);
  json.key("level").value(level_of(diagnostic.severity));
  write_text(json, "message", full_message(diagnostic));
  json.key("locations").begin_array();
  if (diagnostic.span.is_valid()) write_location(json, diagnostic.span, diagnostic.label, sources);
  json.end_array();
  if (!diagnostic.related.empty()) {
    json.key("relatedLocations").begin_array();
    for (const Label& label : diagnostic.related)
      write_location(json, label.span, label.text, sources);
    json.end_array();
  }
  if (!diagnostic.fixes.empty()) {
    json.key("fixes").begin_array();
    for (const Fix& fix : diagnostic.fixes)
      write_fix(json, fix, sources);
    json.end_array();
  }
  json.end_object();
}

void write_rules(JsonWriter& json, const Selection& selection, const SarifTool& tool) {
  std::set<std::string_view> codes;
  for (const Diagnostic& diagnostic : selection.shown)
    codes.insert(diagnostic.code);
  json.key("rules").begin_array();
  for (const std::string_view code : codes) {
    json.begin_object().key("id").value(code);
    write_text(json, "shortDescription", tool.describe(code));
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string render_sarif(const Selection& selection, const SourceManager& sources,
                         const SarifTool& tool) {
  JsonWriter json;
  json.begin_object();
  json.key("$schema").value("https://json.schemastore.org/sarif-2.1.0.json");
  json.key("version").value("2.1.0").key("runs").begin_array().begin_object();
  json.key("tool").begin_object().key("driver").begin_object();
  json.key("name").value("snn").key("version").value(tool.version);
  write_rules(json, selection, tool);
  json.end_object().end_object();
  json.key("columnKind").value("unicodeCodePoints");
  json.key("results").begin_array();
  for (const Diagnostic& diagnostic : selection.shown)
    write_result(json, diagnostic, sources);
  json.end_array().end_object().end_array().end_object();
  return json.text() + "\n";
}

}  // namespace snn::diag
