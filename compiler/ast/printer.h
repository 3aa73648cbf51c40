#pragma once
// How the printed tree is put together: lines, their indentation, and the parts that statements,
// expressions and items share. Private to the room.

#include "compiler/ast/file.h"
#include "compiler/source/source.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snn::ast {

class Printer {
 public:
  Printer(const File& file, const source::SourceManager& sources)
      : file_(file), sources_(sources) {}

  void item(ItemId id);
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  /// Lines written while one lives stand one step further right.
  class Deeper {
   public:
    explicit Deeper(Printer& printer) : printer_(printer) { ++printer_.depth_; }
    ~Deeper() { --printer_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

   private:
    Printer& printer_;
  };

  void line(std::string_view text, SourceSpan span);
  /// In quotes and on one line, as it may be written in a model.
  static std::string quoted(std::string_view text);
  /// `role: ` before what is a child among several kinds of children.
  static std::string labelled(std::string_view role, std::string_view text);

  // ---- parts and expressions (print_expressions.cpp)
  void expr(std::string_view role, ExprId id);
  void optional_expr(std::string_view role, ExprId id);
  void exprs(std::string_view role, const std::vector<ExprId>& ids);
  void range(std::string_view role, const Range& range);
  void optional_bounds(const std::optional<Bounds>& bounds);
  void args(const std::optional<Args>& args);
  void args(const Args& args);
  /// The subscripts of a reference, below its line.
  void indices(const Ref& ref);
  void ref(std::string_view role, const Ref& ref);
  void refs(std::string_view role, const std::vector<Ref>& refs);
  static std::string text_of(const Ref& ref);
  static std::string text_of(const QualifiedName& name);
  static std::string text_of(const Name& name);
  static std::string text_of(const std::optional<UnitText>& unit);

  // ---- statements
  void block(std::string_view role, const Block& block);
  void stmt(StmtId id);

  // ---- items (print_items.cpp)
  void body(const Body& body);
  void decl(const Decl& decl);
  void endpoint(std::string_view role, const Endpoint& endpoint);
  void model_use(std::string_view role, const ModelUse& use);
  friend struct ItemLines;

  const File& file_;
  const source::SourceManager& sources_;
  std::string out_;
  int depth_ = 0;
};

}  // namespace snn::ast
