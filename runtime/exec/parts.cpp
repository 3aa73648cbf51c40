#include "runtime/exec/parts.h"

#include "runtime/exec/memory.h"
#include "runtime/state/scalar.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace snn::exec {

using blueprint::index_of;

namespace {

// Threads wait for each other longer than they work on less, whatever the cells are.
constexpr std::uint64_t kBlocksPerGroup = 2;
// Half of the cache of a processor: what is added up there takes a third of the time.
constexpr double kNearBytes = 524288;
// Finding the edges of a row in one more part costs as much as adding up about half as many.
constexpr double kEdgesPerRow = 32;
// Where delays differ between edges rows fall into about so many pieces already.
constexpr double kPiecesByDelay = 32;

std::uint64_t blocks_of_largest(const Network& network) {
  std::uint64_t n_blocks = 0;
  for (std::size_t i = 0; i < network.blueprint.populations.size(); ++i) {
    n_blocks =
        std::max(n_blocks, state::whole_blocks(network.state.partition.size(i)) / state::kBlock);
  }
  return n_blocks;
}

// Of all fields that spikes are added to.
double input_bytes(const Network& network) {
  double n = 0;
  for (std::size_t i = 0; i < network.blueprint.fields.size(); ++i) {
    const auto id = static_cast<blueprint::FieldId>(i);
    const blueprint::Field& field = network.blueprint.fields[id];
    const blueprint::PopulationId owner = network.state.owner(id);
    if (field.role != blueprint::FieldRole::Input || !exists(owner)) continue;
    n += static_cast<double>(network.state.partition.size(index_of(owner)) *
                             state::bytes_of(field.type));
  }
  return n;
}

// How many edges follow each other on average when one spike of one projection arrives.
double edges_per_row(const Network& network) {
  double n_edges = 0;
  double n_rows = 0;
  for (std::size_t i = 0; i < network.blueprint.projections.size(); ++i) {
    const auto id = static_cast<blueprint::ProjectionId>(i);
    const blueprint::Projection& projection = network.blueprint.projections[id];
    const double n_here = expected_edges(network, id);
    if (!(n_here > 0)) continue;
    const auto n_sources =
        static_cast<double>(network.state.partition.size(index_of(projection.source)));
    n_edges += n_here;
    n_rows += n_sources * (exists(projection.edge_delay) ? kPiecesByDelay : 1);
  }
  return n_rows > 0 ? n_edges / n_rows : 0;
}

}  // namespace

Cut cut_of(const Network& network) {
  const std::uint64_t n_blocks = std::max(blocks_of_largest(network), kBlocksPerGroup);
  Cut cut;
  cut.n_groups = std::min<std::size_t>(network.team.n_threads(), n_blocks / kBlocksPerGroup);
  const double most =
      std::min(edges_per_row(network) / kEdgesPerRow, static_cast<double>(n_blocks));
  const double wanted = std::min(std::ceil(input_bytes(network) / kNearBytes), most);
  const double in_group = std::floor(wanted / static_cast<double>(cut.n_groups));
  // A part tells so many targets apart.
  constexpr std::size_t kMostBlocks = state::kMostTargets / state::kBlock;
  const std::size_t n_parts = (n_blocks + kMostBlocks - 1) / kMostBlocks;
  const std::size_t n_least = (n_parts + cut.n_groups - 1) / cut.n_groups;
  cut.n_in_group = std::max(n_least, static_cast<std::size_t>(std::max(in_group, 1.0)));
  return cut;
}

}  // namespace snn::exec
