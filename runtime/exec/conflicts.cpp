#include "runtime/exec/conflicts.h"

#include "runtime/exec/match.h"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <iterator>
#include <set>

namespace snn::exec {

using blueprint::Domain;

namespace {

enum class What : std::uint8_t { Globals, Cells, Spikes, SourceFields, Sums };
struct Resource {
  What what = What::Globals;
  std::uint32_t id = 0;  // of the population; of SourceFields the projection; which sum

  friend auto operator<=>(const Resource&, const Resource&) = default;
};

// What an action does across parts: it writes its own part of `written` and reads all of `read`.
// What it reads of its own part only needs no meeting.
struct Access {
  std::set<Resource> written;
  std::set<Resource> read;
};

template <class Id>
Resource resource(What what, Id id) {
  return {what, static_cast<std::uint32_t>(id)};
}

void add_kernel(const blueprint::Blueprint& blueprint, blueprint::KernelId kernel, Access& access) {
  const blueprint::KernelInfo& info = blueprint.kernels[kernel];
  if (info.domain == Domain::Once) {
    access.written.insert({What::Globals, 0});
    return;
  }
  access.read.insert({What::Globals, 0});
  if (info.domain == Domain::EachCell || info.domain == Domain::EachFired) {
    access.written.insert(resource(What::Cells, info.population));
    return;
  }
  if (!exists(info.projection)) return;
  const blueprint::Projection& projection = blueprint.projections[info.projection];
  if (info.domain == Domain::SourceArrival) {
    access.written.insert(resource(What::SourceFields, info.projection));
    return;
  }
  access.written.insert(resource(What::Cells, projection.target));
  if (info.domain == Domain::TargetArrival) return;
  // Kernels of edges see the cells at both ends, and the source may be anybody's.
  access.read.insert(resource(What::Cells, projection.source));
  access.read.insert(resource(What::SourceFields, info.projection));
}

Access access_of(const blueprint::Blueprint& blueprint, const PlannedAction& action) {
  Access access;
  match(
      action.what,
      [&](const Call& call) {
        add_kernel(blueprint, call.kernel, access);
        if (exists(call.when)) access.read.insert({What::Globals, 0});
      },
      [&](const Arrivals& deliver) {
        for (const Arrival& arrival : deliver.arrivals) {
          add_kernel(blueprint, arrival.kernel, access);
          const blueprint::Projection& projection = blueprint.projections[arrival.projection];
          access.read.insert(resource(What::Spikes, projection.source));
        }
      },
      [&](const Collect& collect) {
        access.written.insert(resource(What::Spikes, collect.population));
      },
      [&](const Remember& remember) {
        const blueprint::Field& field = blueprint.fields[remember.field];
        if (field.place == blueprint::Place::Source) {
          access.written.insert(resource(What::SourceFields, field.projection));
        } else if (field.place == blueprint::Place::Target) {
          const auto& projection = blueprint.projections[field.projection];
          access.written.insert(resource(What::Cells, projection.target));
        } else {
          access.written.insert(resource(What::Cells, field.population));
        }
      },
      // Of the cells each part reads its own.
      [&](const SumBlocks& blocks) {
        access.written.insert({What::Sums, static_cast<std::uint32_t>(blocks.sum)});
      },
      [&](const SumUp& sum) {
        access.read.insert({What::Sums, static_cast<std::uint32_t>(sum.sum)});
        access.written.insert({What::Globals, 0});
      });
  return access;
}

bool overlap(const std::set<Resource>& a, const std::set<Resource>& b) {
  return std::ranges::any_of(a, [&](const Resource& resource) { return b.contains(resource); });
}

}  // namespace

void set_meetings(const blueprint::Blueprint& blueprint, StepPlan& plan) {
  Access since_meeting;
  bool has_changed = true;
  // The first actions of a step come after the last ones of the step before: round again until
  // nothing is added.
  while (has_changed) {
    has_changed = false;
    for (PlannedAction& action : plan.actions) {
      const Access access = access_of(blueprint, action);
      const bool meets = overlap(since_meeting.written, access.read) ||
                         overlap(since_meeting.read, access.written);
      has_changed = has_changed || (meets && !action.is_after_meeting);
      action.is_after_meeting = action.is_after_meeting || meets;
      if (action.is_after_meeting) since_meeting = {};
      since_meeting.written.insert(access.written.begin(), access.written.end());
      for (const Resource& read : access.read) {
        // The log keeps the spikes of one step more than anybody asks for: new ones are never
        // written over those that a slower thread still reads.
        if (read.what != What::Spikes) since_meeting.read.insert(read);
      }
    }
  }
}

}  // namespace snn::exec
