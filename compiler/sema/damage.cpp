#include "compiler/sema/damage.h"

#include "compiler/support/match.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace snn::sema {
namespace {

/// After so many mistakes the parser reads on without a word, and what it makes of it is no model.
constexpr std::size_t kBeyondRecognition = 40;

void add_name(std::vector<std::string_view>& names, const ast::Name& name) {
  if (!name.text.empty()) names.push_back(name.text);
}

/// The names that other declarations know an item by.
std::vector<std::string_view> declared_by(const ast::Item& item) {
  std::vector<std::string_view> names;
  if (const auto* i = std::get_if<ast::Model>(&item.kind)) add_name(names, i->name);
  if (const auto* i = std::get_if<ast::Network>(&item.kind)) add_name(names, i->name);
  if (const auto* i = std::get_if<ast::Const>(&item.kind)) add_name(names, i->name);
  if (const auto* i = std::get_if<ast::Fn>(&item.kind)) add_name(names, i->name);
  if (const auto* i = std::get_if<ast::Kernel>(&item.kind)) add_name(names, i->name);
  if (const auto* i = std::get_if<ast::Event>(&item.kind)) add_name(names, i->name);
  if (const auto* i = std::get_if<ast::UnitDecl>(&item.kind)) add_name(names, i->name);
  if (const auto* i = std::get_if<ast::Import>(&item.kind)) {
    if (i->alias) add_name(names, *i->alias);
    for (const ast::Name& name : i->names)
      add_name(names, name);
  }
  return names;
}

/// Whether a mistake at `place` can have cost other declarations a name that this one declares.
bool may_cost_a_name(const ast::Item& item, source::SourceSpan place) {
  const auto* model = std::get_if<ast::Model>(&item.kind);
  if (model != nullptr) return model->name.text.empty() || place.begin < model->name.span.end;
  const auto* network = std::get_if<ast::Network>(&item.kind);
  if (network != nullptr) return network->name.text.empty() || place.begin < network->name.span.end;
  return !std::holds_alternative<ast::Experiment>(item.kind) &&
         !std::holds_alternative<ast::Test>(item.kind) &&
         !std::holds_alternative<ast::Train>(item.kind);
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Every word of a text but those of comments; `mV` of `10mV` too.
std::set<std::string_view> words_of(std::string_view text) {
  std::set<std::string_view> words;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '#') i = std::min(text.find('\n', i), text.size() - 1);
    if (!is_letter(text[i])) continue;
    const std::size_t begin = i;
    while (i < text.size() && (is_letter(text[i]) || is_digit(text[i])))
      ++i;
    words.insert(text.substr(begin, i - begin));
  }
  return words;
}

}  // namespace

Damage::Damage(const ast::Program& tree, const source::SourceManager& sources) {
  is_any_ = std::ranges::any_of(tree.modules, [](const ast::Module& module) {
    return !module.damage.empty() || module.lacks_imports;
  });
  if (!is_any_) return;
  for (const ast::Module& module : tree.modules)
    add_module(module);
  spread(sources);
}

void Damage::add_module(const ast::Module& module) {
  is_hopeless_ = is_hopeless_ || module.damage.size() >= kBeyondRecognition ||
                 (module.is_prelude && !module.damage.empty());
  lacks_names_ = lacks_names_ || module.lacks_imports;
  // A library that is sound says nothing, and hangs on no file of the user.
  if (module.is_library && module.damage.empty()) return;
  const std::size_t first = parts_.size();
  for (const ast::ItemId id : module.file.top)
    parts_.push_back({module.file[id].span, declared_by(module.file[id]), false});
  parts_of_file_[module.file.source] = {first, parts_.size()};
  if (module.damage.empty()) return;
  for (const source::SourceSpan place : module.damage)
    hit(place, module, first);
  for (const ast::Item& item : module.file.items) {
    if (std::holds_alternative<ast::ErrorItem>(item.kind)) hit(item.span, module, first);
  }
  for (const ast::Expr& expr : module.file.exprs) {
    if (std::holds_alternative<ast::ErrorExpr>(expr.kind)) hit(expr.span, module, first);
  }
}

void Damage::hit(source::SourceSpan place, const ast::Module& module, std::size_t first) {
  const auto begin = parts_.begin() + static_cast<std::ptrdiff_t>(first);
  const auto after = std::partition_point(
      begin, parts_.end(), [&](const Part& part) { return part.span.begin <= place.begin; });
  const bool has_before = after != begin;
  if (has_before) {
    const auto before = std::prev(after);
    before->is_damaged = true;
    const ast::Item& item = module.file[module.file.top[static_cast<std::size_t>(before - begin)]];
    const bool is_inside = place.begin < before->span.end;
    if (is_inside && !std::holds_alternative<ast::ErrorItem>(item.kind)) {
      lacks_names_ = lacks_names_ || may_cost_a_name(item, place);
      return;
    }
  }
  // Between two declarations: either may have lost something to it.
  lacks_names_ = true;
  if (after != parts_.end()) after->is_damaged = true;
}

/// What names a damaged declaration is damaged.
void Damage::spread(const source::SourceManager& sources) {
  std::set<std::string_view> names;
  for (const Part& part : parts_)
    names.insert(part.declares.begin(), part.declares.end());
  std::map<std::string_view, std::vector<Part*>> users;
  for (Part& part : parts_) {
    for (const std::string_view word : words_of(sources.text(part.span))) {
      if (names.contains(word)) users[word].push_back(&part);
    }
  }
  std::vector<const Part*> pending;
  for (const Part& part : parts_) {
    if (part.is_damaged) pending.push_back(&part);
  }
  while (!pending.empty()) {
    const Part* part = pending.back();
    pending.pop_back();
    for (const std::string_view name : part->declares) {
      // Emptied, because nobody has to be led there twice.
      for (Part* user : std::exchange(users[name], {})) {
        if (!std::exchange(user->is_damaged, true)) pending.push_back(user);
      }
    }
  }
}

bool Damage::covers(source::SourceSpan span) const {
  const auto found = parts_of_file_.find(span.file);
  if (found == parts_of_file_.end()) return false;
  const auto begin = parts_.begin() + static_cast<std::ptrdiff_t>(found->second.first);
  const auto end = parts_.begin() + static_cast<std::ptrdiff_t>(found->second.second);
  const auto after = std::partition_point(
      begin, end, [&](const Part& part) { return part.span.begin <= span.begin; });
  return after != begin && std::prev(after)->is_damaged;
}

}  // namespace snn::sema
