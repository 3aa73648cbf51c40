#include "compiler/ir/text/parse_kernel.h"

#include "compiler/ir/diagnostics.h"
#include "compiler/ir/type_names.h"

#include <fmt/format.h>

#include <map>
#include <utility>

namespace snn::ir {
namespace {

/// Blocks in blocks; beyond this the text was not written by people or by us.
constexpr int kDeepest = 100;

class KernelParser {
 public:
  explicit KernelParser(Reader& reader) : reader_(reader) {}

  ParsedKernel run() {
    reader_.expect_sign("{");
    parsed_.kernel.body = block();
    return std::move(parsed_);
  }

 private:
  [[nodiscard]] Kernel& kernel() { return parsed_.kernel; }

  // ---- values
  // ------------------------------------------------------------------------------------------

  static std::string key_of(const Token& token) {
    const std::string number = token.number ? fmt::format("#{}", *token.number) : "";
    return token.kind == TokenKind::Unnamed ? number : token.text + '\n' + number;
  }
  ValueId define(const Token& token, Type type) {
    const ValueId id = kernel().values.push_back({.type = type, .name = token.text});
    const bool is_new = values_.emplace(key_of(token), id).second;
    if (!is_new) reader_.fail(kViolation, token.span, "this value is assigned twice");
    return id;
  }
  ValueId use() {
    const Token token = reader_.value();
    const auto found = values_.find(key_of(token));
    if (found != values_.end()) return found->second;
    const std::string name =
        token.kind == TokenKind::Unnamed ? fmt::format("{}", token.number.value_or(0)) : token.text;
    reader_.fail(kUnknown, token.span, "value", "%" + name);
    return ValueId(0);
  }
  [[nodiscard]] bool is_at_value() const {
    return reader_.is_at(TokenKind::Value) || reader_.is_at(TokenKind::Unnamed);
  }
  std::vector<Token> names() {
    std::vector<Token> tokens;
    do {
      tokens.push_back(reader_.value());
    } while (reader_.accept_sign(","));
    return tokens;
  }
  std::vector<Type> types() {
    std::vector<Type> types;
    do {
      const Token at = reader_.token();
      const std::string word = reader_.word("a type");
      const std::optional<Type> type = type_named(word);
      if (!type) reader_.fail(kUnknown, at.span, "type", word);
      types.push_back(type.value_or(Type::Bool));
    } while (reader_.accept_sign(","));
    return types;
  }
  std::vector<ValueId> define_all(const std::vector<Token>& tokens,
                                  const std::vector<Type>& types) {
    if (tokens.size() != types.size()) {
      const source::SourceSpan span = tokens.empty() ? reader_.token().span : tokens.front().span;
      reader_.fail(kViolation, span,
                   fmt::format("{} values of {} types", tokens.size(), types.size()));
      return {};
    }
    std::vector<ValueId> ids;
    for (std::size_t i = 0; i < tokens.size(); ++i)
      ids.push_back(define(tokens[i], types[i]));
    return ids;
  }

  // ---- blocks
  // ------------------------------------------------------------------------------------------

  /// Whether `%a, %b : …` stands here, and not `%a, %b = …`.
  [[nodiscard]] bool has_params() const {
    std::size_t ahead = 0;
    while (true) {
      const TokenKind kind = reader_.token(ahead).kind;
      if (kind != TokenKind::Value && kind != TokenKind::Unnamed) return false;
      const Token& next = reader_.token(ahead + 1);
      if (next.kind != TokenKind::Sign) return false;
      if (next.text != ",") return next.text == ":";
      ahead += 2;
    }
  }

  /// What follows `{`, to the `}`.
  Block block() {
    Block parsed;
    if (++depth_ > kDeepest) {
      reader_.fail(kViolation, reader_.token().span,
                   fmt::format("more than {} blocks in each other", kDeepest));
    }
    if (has_params()) {
      const std::vector<Token> tokens = names();
      reader_.expect_sign(":");
      parsed.params = define_all(tokens, types());
    }
    while (!reader_.has_failed() && !reader_.accept_sign("}"))
      parsed.body.push_back(inst());
    --depth_;
    return parsed;
  }

  // ---- instructions
  // ------------------------------------------------------------------------------------

  InstId inst() {
    const source::SourceSpan span = reader_.token().span;
    std::vector<Token> results;
    if (is_at_value()) {
      results = names();
      reader_.expect_sign("=");
    }
    const Token at = reader_.token();
    const std::string word = reader_.word("an instruction");
    const std::optional<Op> op = op_named(word);
    if (!op) reader_.fail(kUnknown, at.span, "instruction", word);
    Inst parsed{.op = op.value_or(Op::Const)};
    operands(parsed);
    std::vector<Type> given;
    if (reader_.accept_sign(":")) given = types();
    settle_constant(parsed, given);
    const std::vector<Type> of_results = result_types(parsed, given, at);
    location(parsed);
    if (info(parsed.op).has(kRegion)) blocks(parsed);
    if (!reader_.has_failed()) parsed.results = define_all(results, of_results);
    const InstId id = kernel().insts.push_back(std::move(parsed));
    parsed_.spans.push_back(span);
    return id;
  }

  void operands(Inst& parsed) {
    if (info(parsed.op).attribute != AttributeKind::None) {
      parsed.attribute = attribute(info(parsed.op).attribute);
      if (!reader_.accept_sign(",")) return;
    } else if (!is_at_value()) {
      return;
    }
    do {
      parsed.args.push_back(use());
    } while (!reader_.has_failed() && reader_.accept_sign(","));
  }

  Frame frame() {
    const Token at = reader_.token();
    const std::string word = reader_.word("a frame");
    const std::optional<Frame> found = frame_named(word);
    if (!found) reader_.fail(kUnknown, at.span, "frame", word);
    return found.value_or(Frame::Self);
  }

  Attribute attribute(AttributeKind kind) {
    switch (kind) {
      case AttributeKind::None: return {};
      case AttributeKind::Number: return number();
      case AttributeKind::Field: {
        const Frame whose = frame();
        return FieldRef{.frame = whose, .field = reader_.row_of<FieldId>()};
      }
      case AttributeKind::Global: return reader_.row_of<GlobalId>();
      case AttributeKind::Frame: return frame();
      case AttributeKind::Population: return reader_.row_of<PopulationId>();
      case AttributeKind::Data: return reader_.row_of<DataId>();
      case AttributeKind::Stream: return Stream{reader_.count()};
      case AttributeKind::Integer: return reader_.whole();
      case AttributeKind::Text: return reader_.quoted();
    }
    return {};
  }

  /// A constant whose type is not known yet: kept as it is written.
  Attribute number() {
    if (reader_.accept(TokenKind::Word, "true")) return std::int64_t{1};
    if (reader_.accept(TokenKind::Word, "false")) return std::int64_t{0};
    constant_ = reader_.token();
    return reader_.real();
  }

  void settle_constant(Inst& parsed, const std::vector<Type>& given) {
    if (parsed.op != Op::Const || given.size() != 1 || reader_.has_failed()) return;
    const bool is_float = given[0] == Type::Real || given[0] == Type::F32 || given[0] == Type::F64;
    if (is_float || !std::holds_alternative<double>(parsed.attribute)) return;
    Reader alone({constant_, Token{.span = constant_.span}}, reader_.diags());
    parsed.attribute = alone.whole();
    if (alone.has_failed()) reader_.give_up();
  }

  std::vector<Type> result_types(const Inst& parsed, const std::vector<Type>& given,
                                 const Token& at) {
    const ResultRule rule = info(parsed.op).result;
    if (rule == ResultRule::Bool) return {Type::Bool};
    if (rule == ResultRule::None) return {};
    if (rule == ResultRule::Given || rule == ResultRule::Many) return given;
    const std::size_t which = rule == ResultRule::Same ? 0 : 1;
    if (which < parsed.args.size() && !reader_.has_failed()) {
      return {kernel().values[parsed.args[which]].type};
    }
    reader_.fail(kViolation, at.span,
                 fmt::format("{} operands, not {}", info(parsed.op).arity, parsed.args.size()));
    return {Type::Bool};
  }

  void location(Inst& parsed) {
    if (!reader_.accept_sign("!")) return;
    if (reader_.is_at(TokenKind::Quoted)) {
      file_ = reader_.quoted();
      reader_.expect_sign(":");
    }
    const std::uint32_t line = reader_.count();
    reader_.expect_sign(":");
    parsed.location = {.file = file_, .line = line, .column = reader_.count()};
  }

  void blocks(Inst& parsed) {
    reader_.expect_sign("{");
    parsed.blocks.push_back(block());
    if (parsed.op != Op::If) return;
    if (!reader_.accept(TokenKind::Word, "else")) reader_.fail_expected("`else`");
    reader_.expect_sign("{");
    parsed.blocks.push_back(block());
  }

  Reader& reader_;
  ParsedKernel parsed_;
  std::map<std::string, ValueId> values_;
  std::string file_;
  Token constant_;
  int depth_ = 0;
};

}  // namespace

ParsedKernel parse_kernel(Reader& reader) {
  return KernelParser(reader).run();
}

}  // namespace snn::ir
