#include "compiler/diag/render_json.h"

#include "compiler/diag/json_writer.h"

namespace snn::diag {
namespace {

using source::SourceManager;

void write_span(JsonWriter& json, SourceSpan span, const SourceManager& sources) {
  const source::LineColumn begin = sources.begin_of(span);
  const source::LineColumn end = sources.end_of(span);
  json.key("file").value(sources.file(span.file).name());
  json.key("span").begin_object();
  json.key("line").value(std::int64_t{begin.line}).key("column").value(std::int64_t{begin.column});
  json.key("end_line").value(std::int64_t{end.line});
  json.key("end_column").value(std::int64_t{end.column});
  json.key("begin").value(std::int64_t{span.begin}).key("end").value(std::int64_t{span.end});
  json.end_object();
}

void write_texts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.key(key).begin_array();
  for (const std::string& text : texts)
    json.value(text);
  json.end_array();
}

void write_fixes(JsonWriter& json, const std::vector<Fix>& fixes, const SourceManager& sources) {
  json.key("fixes").begin_array();
  for (const Fix& fix : fixes) {
    json.begin_object().key("title").value(fix.title).key("edits").begin_array();
    for (const Edit& edit : fix.edits) {
      json.begin_object();
      write_span(json, edit.span, sources);
      json.key("replacement").value(edit.replacement).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void write_diagnostic(JsonWriter& json, const Diagnostic& diagnostic,
                      const SourceManager& sources) {
  json.begin_object().key("severity").value(name_of(diagnostic.severity));
  json.key("code").value(diagnostic.code).key("message").value(diagnostic.message);
  if (diagnostic.span.is_valid()) {
    write_span(json, diagnostic.span, sources);
  } else {
    json.key("file").value("").key("span").null();
  }
  json.key("label").value(diagnostic.label);
  json.key("related").begin_array();
  for (const Label& label : diagnostic.related) {
    json.begin_object();
    write_span(json, label.span, sources);
    json.key("message").value(label.text).end_object();
  }
  json.end_array();
  write_texts(json, "notes", diagnostic.notes);
  write_texts(json, "help", diagnostic.help);
  write_fixes(json, diagnostic.fixes, sources);
  json.end_object();
}

}  // namespace

std::string render_json(const Selection& selection, const SourceManager& sources) {
  std::string lines;
  for (const Diagnostic& diagnostic : selection.shown) {
    JsonWriter json;
    write_diagnostic(json, diagnostic, sources);
    lines += json.text() + "\n";
  }
  return lines;
}

}  // namespace snn::diag
