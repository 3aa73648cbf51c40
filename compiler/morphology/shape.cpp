#include "compiler/morphology/shape.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace snn::morphology {
namespace {

using readers::SwcSample;

constexpr double kPi = std::numbers::pi;

/// A truncated cone.
struct Cone {
  double length = 0;
  double near = 0;  // radii
  double far = 0;

  [[nodiscard]] double radius_at(double fraction) const { return near + fraction * (far - near); }
  [[nodiscard]] Cone part(double from, double to) const {
    return {(to - from) * length, radius_at(from), radius_at(to)};
  }
  [[nodiscard]] double area() const { return kPi * (near + far) * std::hypot(length, near - far); }
  [[nodiscard]] double resistance() const { return length / (kPi * near * far); }
};

/// What lies between two places of a run of cones.
struct Stretch {
  double area = 0;
  double resistance = 0;
};

Stretch stretch(const std::vector<Cone>& cones, double from, double to) {
  Stretch sum;
  double at = 0;
  for (const Cone& cone : cones) {
    const double begin = std::max(from, at);
    const double end = std::min(to, at + cone.length);
    // A step of the radius is a ring of membrane; where a branch begins, its parent and siblings
    // cover it.
    if (cone.length == 0 && from < at && at <= to) sum.area += cone.area();
    if (cone.length > 0 && end > begin) {
      const Cone part = cone.part((begin - at) / cone.length, (end - at) / cone.length);
      sum.area += part.area();
      sum.resistance += part.resistance();
    }
    at += cone.length;
  }
  return sum;
}

class ShapeMaker {
 public:
  ShapeMaker(const std::vector<SwcSample>& samples, const Division& division)
      : samples_(samples), division_(division), children_(samples.size()) {
    for (std::size_t i = 1; i < samples.size(); ++i)
      children_[samples[i].parent].push_back(i);
  }

  Shape make() {
    if (has_round_soma()) {
      add_round_soma();
      for (std::size_t i = 1; i < samples_.size(); ++i) {
        if (!is_soma(i) && is_soma(samples_[i].parent))
          add_section(i, {.node = 0, .resistance = 0, .distance = samples_[0].radius});
      }
    } else {
      add_section(0, {});
    }
    find_longest_way();
    return std::move(shape_);
  }

 private:
  /// What a section hangs on, and the resistance from there to where it begins.
  struct Root {
    std::size_t node = 0;
    double resistance = 0;
    double distance = 0;  // from the root of the cell
  };

  bool is_soma(std::size_t i) const { return samples_[i].type == readers::kSwcSoma; }

  bool has_round_soma() const {
    std::size_t n = 0;
    bool all_on_first = true;
    for (std::size_t i = 0; i < samples_.size(); ++i) {
      if (!is_soma(i)) continue;
      ++n;
      all_on_first = all_on_first && samples_[i].parent == 0;
    }
    return n == 1 || (n == 3 && all_on_first);
  }

  void add_round_soma() {
    const double radius = samples_[0].radius;
    shape_.runs.push_back({0, 1, {}});
    add_node(4 * kPi * radius * radius, 0, radius, kNobody);
    ++shape_.n_segments;
  }

  void add_node(double area, double resistance, double distance, std::size_t parent) {
    shape_.areas.push_back(area);
    shape_.resistances.push_back(resistance);
    distances_.push_back(distance);
    parents_.push_back(parent);
  }

  double distance(std::size_t a, std::size_t b) const {
    return std::hypot(samples_[a].x - samples_[b].x, samples_[a].y - samples_[b].y,
                      samples_[a].z - samples_[b].z);
  }

  // From a sample to the next branch or tip. `pending` instead of calls: a file may be deep.
  void add_section(std::size_t first, Root root) {
    std::vector<std::pair<std::size_t, Root>> pending{{first, root}};
    while (!pending.empty()) {
      const auto [begin, hangs_on] = pending.back();
      pending.pop_back();
      std::vector<Cone> cones;
      const std::size_t last = follow(begin, cones);
      const Root end = divide(cones, hangs_on, begin == 0, children_[last].size() > 1);
      const auto& children = children_[last];
      for (auto child = children.rbegin(); child != children.rend(); ++child)
        pending.emplace_back(*child, end);
    }
  }

  /// The cones from a sample on; gives the last sample.
  std::size_t follow(std::size_t begin, std::vector<Cone>& cones) const {
    std::size_t at = begin;
    if (begin != 0) {
      // At a round soma a branch begins with its first sample, if there is a second; where the kind
      // changes it begins with its own width.
      const std::size_t parent = samples_[begin].parent;
      const bool is_inside = is_soma(parent) && !is_soma(begin) && has_round_soma();
      const bool changes = samples_[parent].type != samples_[begin].type;
      const double near = changes ? samples_[begin].radius : samples_[parent].radius;
      if (!is_inside || children_[begin].size() != 1)
        cones.push_back({distance(parent, begin), near, samples_[begin].radius});
    }
    while (children_[at].size() == 1 && is_soma(children_[at][0]) == is_soma(at)) {
      const std::size_t next = children_[at][0];
      cones.push_back({distance(at, next), samples_[at].radius, samples_[next].radius});
      at = next;
    }
    return at;
  }

  /// Segments of a section; gives what hangs on its end.
  Root divide(const std::vector<Cone>& cones, const Root& root, bool is_root, bool branches) {
    double length = 0;
    double n_space_constants = 0;
    for (const Cone& cone : cones) {
      length += cone.length;
      n_space_constants += cone.length / space_constant(cone.near + cone.far, division_.membrane,
                                                        division_.frequency);
    }
    if (length <= 0) return root;
    const double n =
        division_.n_segments.value_or(segments_for(n_space_constants, division_.d_lambda));
    const auto n_segments = static_cast<std::size_t>(n);
    Run run{shape_.areas.size(), n_segments + (branches ? 1 : 0), {}};
    if (!is_root) run.parent = root.node;
    shape_.n_segments += n_segments;
    double before = root.resistance;
    for (std::size_t k = 0; k < n_segments; ++k) {
      const double from = length * static_cast<double>(k) / n;
      const double to = length * static_cast<double>(k + 1) / n;
      const double middle = (from + to) / 2;
      const Stretch near = stretch(cones, from, middle);
      const Stretch far = stretch(cones, middle, to);
      const bool is_first = k == 0;
      add_node(near.area + far.area, is_root && is_first ? 0 : before + near.resistance,
               root.distance + to,
               is_first ? (is_root ? kNobody : root.node) : shape_.areas.size() - 1);
      before = far.resistance;
    }
    // Where more than one branch goes on, they meet in a node of their own.
    if (branches) {
      add_node(0, before, root.distance + length, shape_.areas.size() - 1);
      before = 0;
    }
    shape_.runs.push_back(run);
    return {shape_.areas.size() - 1, before, root.distance + length};
  }

  void find_longest_way() {
    std::size_t node = static_cast<std::size_t>(
        std::max_element(distances_.begin(), distances_.end()) - distances_.begin());
    const double whole = distances_[node];
    while (true) {
      if (shape_.areas[node] > 0) shape_.stops.push_back({distances_[node] / whole, node});
      if (parents_[node] == kNobody) break;
      node = parents_[node];
    }
    std::ranges::reverse(shape_.stops);
  }

  static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

  const std::vector<SwcSample>& samples_;
  const Division& division_;
  std::vector<std::vector<std::size_t>> children_;
  std::vector<double> distances_;     // from the root to the far end of each node
  std::vector<std::size_t> parents_;  // by node
  Shape shape_;
};

}  // namespace

Shape shape_of(const std::vector<SwcSample>& samples, const Division& division) {
  return ShapeMaker(samples, division).make();
}

}  // namespace snn::morphology
