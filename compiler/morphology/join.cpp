#include "compiler/morphology/join.h"

#include "compiler/morphology/diagnostics.h"
#include "compiler/morphology/segments.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace snn::morphology {
namespace {

constexpr double kMostSegments = 100000;

SymbolId member(const model::Program& program, SymbolId part, std::string_view name) {
  const auto& names = program[program[part].members].names;
  const auto found = names.find(name);
  return found == names.end() ? SymbolId() : found->second;
}

/// A place on a part before nodes have numbers: the middle of a segment, or an end of a cable.
struct Spot {
  enum class Kind { Middle, End } kind = Kind::Middle;
  std::size_t part = 0;
  std::size_t segment = 0;  // of an end: the first or the last

  friend auto operator<=>(const Spot&, const Spot&) = default;
};

/// Two segments with something between them.
struct Edge {
  Spot a;
  Spot b;
  ExprId conductance;  // none: half a segment for each spot that is an end
  source::SourceSpan span;
};

class Joiner {
 public:
  Joiner(const Cell& cell, bool wants_couplings, diag::Diagnostics& diags)
      : cell_(cell), wants_couplings_(wants_couplings), diags_(diags) {}

  std::optional<CellTree> run() {
    if (cell_.component.cables.empty() && !wants_couplings_) return std::nullopt;
    for (const model::CablePart& cable : cell_.component.cables)
      add_cable(cable);
    for (const model::Attachment& attachment : cell_.component.attachments)
      add_attachment(attachment);
    if (!is_sound_) return std::nullopt;
    join_groups();
    add_couplings();
    if (!is_sound_ || parts_.empty()) return std::nullopt;
    grow();
    if (!is_sound_) return std::nullopt;
    return std::move(tree_);
  }

 private:
  const model::Program& program() const { return cell_.program; }

  void report(source::SourceSpan span, const std::string& text) {
    is_sound_ = false;
    diags_.emit(kNoTree, span, text);
  }

  // ---- parts
  // ------------------------------------------------------------------------------------

  std::size_t part_of(SymbolId symbol) {
    const auto found = std::ranges::find(parts_, symbol, &Part::symbol);
    if (found != parts_.end()) return static_cast<std::size_t>(found - parts_.begin());
    Part part;
    part.symbol = symbol;
    part.name = program()[symbol].name;
    part.voltage = member(program(), symbol, "V");
    part.current = member(program(), symbol, "I");
    if (!part.voltage || !part.current) {
      is_sound_ = false;
      diags_
          .emit(kNoTree, program()[symbol].span,
                fmt::format("`{}` has no `{}`, which what is joined to it needs", part.name,
                            part.voltage ? "I" : "V"))
          .help("give the compartment a state `V` and an input `I: pA`");
    }
    parts_.push_back(std::move(part));
    return parts_.size() - 1;
  }

  void add_cable(const model::CablePart& cable) {
    const std::size_t index = part_of(cable.symbol);
    Part& part = parts_[index];
    part.kind = PartKind::Cable;
    part.density = member(program(), cable.symbol, "J");
    settings_ = &cable.settings;
    part.length = setting("length");
    part.diameter = setting("diameter");
    part.resistivity = setting("R_a");
    part.capacitance = setting("C_m");
    divide(part);
  }

  ExprId setting(std::string_view name) const {
    const auto found = std::ranges::find(*settings_, name, &model::CableSetting::name);
    return found == settings_->end() ? ExprId() : found->value;
  }

  /// The value of a setting that must be above 0; none after a report.
  std::optional<double> positive(const Part& part, std::string_view name, double fallback) {
    const ExprId expr = setting(name);
    if (!expr) return fallback;
    const std::optional<double> value = model::evaluate(program(), expr, cell_.values);
    if (value && *value > 0 && std::isfinite(*value)) return value;
    is_sound_ = false;
    if (value) {
      diags_.emit(kNoShape, program()[expr].span, part.name,
                  fmt::format("has a `{}` that is not above 0", name));
    } else {
      diags_
          .emit(kNoShape, program()[expr].span, part.name,
                fmt::format("has a `{}` that is not the same in all cells, so it cannot be divided",
                            name))
          .help("give the number of segments: `segments = 11`");
    }
    return std::nullopt;
  }

  void divide(Part& part) {
    constexpr double kFraction = 0.1;
    constexpr double kFrequency = 0.1;  // 100 Hz
    Division division;
    if (setting("segments")) {
      const auto n = positive(part, "segments", 1);
      if (!n) return;
      if (*n != std::floor(*n) || *n > kMostSegments) return report_count(part, *n);
      division.n_segments = n;
    } else {
      const auto resistivity = positive(part, "R_a", 0);
      const auto capacitance = positive(part, "C_m", 0);
      const auto fraction = positive(part, "d_lambda", kFraction);
      const auto frequency = positive(part, "f_lambda", kFrequency);
      if (!resistivity || !capacitance || !fraction || !frequency) return;
      division = {{*resistivity, *capacitance}, *fraction, *frequency, {}};
    }
    if (setting("morphology")) return read_shape(part, division);
    double n = division.n_segments.value_or(0);
    if (!division.n_segments) {
      const auto length = positive(part, "length", 0);
      const auto diameter = positive(part, "diameter", 0);
      if (!length || !diameter) return;
      n = segments_for(*length / space_constant(*diameter, division.membrane, division.frequency),
                       division.d_lambda);
      if (n > kMostSegments) return report_count(part, n);
    }
    part.n_nodes = static_cast<std::size_t>(n);
  }

  void read_shape(Part& part, const Division& division) {
    const model::Expr& expr = program()[setting("morphology")];
    const auto* path = std::get_if<model::TextLiteral>(&expr.kind);
    if (path == nullptr) {
      is_sound_ = false;  // reported by the checker
      return;
    }
    const auto refuse = [&](const std::string& why) {
      is_sound_ = false;
      diags_.emit(kMorphology, expr.span, path->value, why);
    };
    const Result<std::string> text = cell_.read(expr.span.file, path->value);
    if (!text) return refuse(text.error());
    const auto samples = readers::read_swc(*text);
    if (!samples) return refuse(samples.status().text);
    part.shape = shape_of(*samples, division);
    part.n_nodes = part.shape->areas.size();
    if (part.n_nodes == 0) return refuse("has no extent: all its samples lie in one place");
    if (static_cast<double>(part.n_nodes) > kMostSegments)
      report_count(part, static_cast<double>(part.n_nodes));
  }

  void report_count(const Part& part, double n) {
    is_sound_ = false;
    const ExprId given = setting("segments");
    diags_.emit(
        kNoShape, given ? program()[given].span : program()[part.symbol].span, part.name,
        n == std::floor(n)
            ? fmt::format("would have {:.0f} segments; {:.0f} are the most", n, kMostSegments)
            : fmt::format("has {:.12g} segments; it takes a whole number", n));
  }

  // ---- spots that are one
  // ------------------------------------------------------------------------------------

  Spot spot_of(SymbolId symbol, ExprId position) {
    Spot spot;
    spot.part = part_of(symbol);
    const Part& part = parts_[spot.part];
    if (part.kind != PartKind::Cable) return spot;
    if (!position) {
      report(program()[symbol].span,
             fmt::format("`{}` is a cable; `attach` needs a position on it", part.name));
      return spot;
    }
    const auto at = model::evaluate(program(), position, cell_.values);
    if (!at) {
      report(program()[position].span, "this position differs between cells");
      return spot;
    }
    spot.segment = part.node_at(*at);
    if (part.shape) return spot;  // a node stands there
    if (*at == 0 || *at == 1) spot.kind = Spot::Kind::End;
    return spot;
  }

  void add_attachment(const model::Attachment& attachment) {
    const Spot child = spot_of(attachment.child, attachment.child_position);
    const Spot parent = spot_of(attachment.parent, attachment.parent_position);
    if (child.part == parent.part) {
      report(attachment.span, fmt::format("`{}` is attached to itself", parts_[child.part].name));
      return;
    }
    std::vector<Spot> joined{child, parent};
    std::erase_if(groups_, [&](const Group& group) {
      const bool meets = std::ranges::any_of(
          group.spots, [&](const Spot& spot) { return spot == child || spot == parent; });
      if (meets) joined.insert(joined.end(), group.spots.begin(), group.spots.end());
      return meets;
    });
    std::ranges::sort(joined);
    const auto repeated = std::ranges::unique(joined);
    joined.erase(repeated.begin(), repeated.end());
    groups_.push_back({std::move(joined), attachment.span});
  }

  void join_groups() {
    for (const Group& group : groups_) {
      std::vector<Spot> middles;
      std::vector<Spot> ends;
      for (const Spot& spot : group.spots)
        (spot.kind == Spot::Kind::Middle ? middles : ends).push_back(spot);
      if (middles.size() > 1) {
        report(group.span, fmt::format("`{}` and `{}` meet without a resistance between them",
                                       parts_[middles[0].part].name, parts_[middles[1].part].name));
      } else if (middles.empty() && ends.size() == 2) {
        edges_.push_back({ends[0], ends[1], {}, group.span});
      } else {
        const Spot hub = middles.empty() ? add_meeting() : middles.front();
        for (const Spot& end : ends)
          edges_.push_back({hub, end, {}, group.span});
      }
    }
  }

  Spot add_meeting() {
    Part part;
    part.kind = PartKind::Meeting;
    part.name = "a branch point";
    parts_.push_back(std::move(part));
    return {.part = parts_.size() - 1};
  }

  // A coupling that would close a circle stays an ordinary current.
  void add_couplings() {
    for (std::size_t k = 0; k < cell_.component.couplings.size(); ++k) {
      const model::Coupling& coupling = cell_.component.couplings[k];
      for (const SymbolId side : {coupling.first, coupling.second}) {
        if (program()[side].kind != model::SymbolKind::Cable) continue;
        is_sound_ = false;
        diags_
            .emit(kNoTree, coupling.span,
                  fmt::format("`{}` is a cable, and `couple` joins compartments",
                              program()[side].name))
            .help(fmt::format("write `attach {}(0) to …`", program()[side].name));
        return;
      }
      const Spot a{.part = part_of(coupling.first)};
      const Spot b{.part = part_of(coupling.second)};
      if (are_connected(a.part, b.part)) continue;
      edges_.push_back({a, b, coupling.conductance, coupling.span});
      tree_.couplings.push_back(k);
    }
  }

  bool are_connected(std::size_t a, std::size_t b) const {
    std::vector<std::size_t> seen{a};
    for (std::size_t i = 0; i < seen.size(); ++i) {
      for (const Edge& edge : edges_) {
        for (const auto& [here, there] : {std::pair{edge.a, edge.b}, std::pair{edge.b, edge.a}}) {
          if (here.part == seen[i] && std::ranges::find(seen, there.part) == seen.end())
            seen.push_back(there.part);
        }
      }
    }
    return std::ranges::find(seen, b) != seen.end();
  }

  // ---- from the root outwards
  // ------------------------------------------------------------------------------------

  void grow() {
    placed_.assign(parts_.size(), kNowhere);
    used_.assign(edges_.size(), false);
    // A compartment is the better root: what is held in a refractory cell stands there.
    for (const PartKind kind : {PartKind::Compartment, PartKind::Cable}) {
      for (std::size_t i = 0; i < parts_.size(); ++i) {
        if (parts_[i].kind != kind || placed_[i] != kNowhere) continue;
        place(i);
        grow_from(tree_.parts.size() - 1);
      }
    }
  }

  void place(std::size_t old) {
    placed_[old] = tree_.parts.size();
    Part part = parts_[old];
    part.first = tree_.n_nodes;
    tree_.n_nodes += part.n_nodes;
    tree_.parts.push_back(std::move(part));
    origin_.push_back(old);
  }

  void grow_from(std::size_t first) {
    for (std::size_t at = first; at < tree_.parts.size(); ++at) {
      const std::size_t old = origin_[at];
      for (std::size_t e = 0; e < edges_.size(); ++e) {
        const Edge edge = edges_[e];
        if (used_[e] || (edge.a.part != old && edge.b.part != old)) continue;
        used_[e] = true;
        const bool is_a = edge.a.part == old;
        hang(is_a ? edge.b : edge.a, is_a ? edge.a : edge.b, at, edge);
        if (!is_sound_) return;
      }
    }
  }

  void hang(const Spot& child, const Spot& parent, std::size_t at, const Edge& edge) {
    if (placed_[child.part] != kNowhere) {
      const std::string& name = parts_[child.part].name;
      report(edge.span, fmt::format("`{}` and `{}` are joined in a circle; a cell is a tree", name,
                                    parts_[parent.part].name));
      return;
    }
    const bool is_shape = parts_[child.part].shape.has_value();
    const bool is_end =
        child.segment == 0 || (!is_shape && child.segment + 1 == parts_[child.part].n_nodes);
    if (!is_end) {
      is_sound_ = false;
      diags_
          .emit(kNoTree, edge.span,
                fmt::format("`{}` is attached by its middle", parts_[child.part].name))
          .help("attach one of its ends, or write it as two cables");
      return;
    }
    place(child.part);
    Part& part = tree_.parts.back();
    part.is_reversed = child.segment != 0;
    part.link = Link{.part = at,
                     .node = tree_.parts[at].segment_of(parent.segment),
                     .has_own_half = !edge.conductance && child.kind == Spot::Kind::End,
                     .has_other_half = !edge.conductance && parent.kind == Spot::Kind::End,
                     .conductance = edge.conductance};
  }

  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
  struct Group {
    std::vector<Spot> spots;
    source::SourceSpan span;
  };

  const Cell& cell_;
  bool wants_couplings_;
  diag::Diagnostics& diags_;
  const std::vector<model::CableSetting>* settings_ = nullptr;  // of the cable at hand
  std::vector<Part> parts_;
  std::vector<Group> groups_;
  std::vector<Edge> edges_;
  std::vector<std::size_t> placed_;  // where a part stands in the tree
  std::vector<std::size_t> origin_;  // the other way round
  std::vector<bool> used_;
  CellTree tree_;
  bool is_sound_ = true;
};

}  // namespace

std::optional<CellTree> tree_of(const Cell& cell, bool wants_couplings, diag::Diagnostics& diags) {
  return Joiner(cell, wants_couplings, diags).run();
}

}  // namespace snn::morphology
