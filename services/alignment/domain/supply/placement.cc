#include "services/alignment/domain/supply/placement.h"

#include <algorithm>
#include <utility>

namespace plumbline::alignment {
namespace {

constexpr int32_t kUnreached = -1;

}  // namespace

Placement::Placement(const SupplyGraph& graph, std::vector<int64_t> completers,
                     std::vector<int64_t> openings)
    : graph_(graph),
      completers_(std::move(completers)),
      openings_(std::move(openings)),
      flow_(graph.edge_count()),
      left_(completers_),
      filled_(openings_.size()),
      carriers_(openings_.size()),
      listed_(graph.edge_count()) {
  Maximise();
}

void Placement::Maximise() {
  while (true) {
    queue_.clear();
    for (size_t group = 0; group < left_.size(); ++group) {
      if (left_[group] > 0) queue_.push_back(group);
    }
    const std::vector<size_t> roots = queue_;
    if (!Layer()) return;
    for (const size_t root : roots) {
      while (left_[root] > 0) {
        const int64_t moved = Augment(root, left_[root]);
        if (moved == 0) break;
        left_[root] -= moved;
        placed_ += moved;
      }
    }
  }
}

bool Placement::Layer() {
  const size_t nodes = graph_.group_count() + graph_.occupation_count();
  level_.assign(nodes, kUnreached);
  next_.assign(nodes, 0);
  for (const size_t root : queue_) level_[root] = 0;
  unreached_ = graph_.occupation_count();
  bool found = false;
  int32_t last_level = 0;
  for (size_t i = 0; i < queue_.size(); ++i) {
    const size_t node = queue_[i];
    if (found && level_[node] > last_level) break;
    last_level = level_[node];
    if (IsGroup(node)) {
      LayerFromGroup(node, found);
    } else {
      LayerFromOccupation(node);
    }
  }
  return found;
}

void Placement::Reach(size_t node, size_t from) {
  if (level_[node] != kUnreached) return;
  level_[node] = level_[from] + 1;
  queue_.push_back(node);
}

void Placement::LayerFromGroup(size_t group, bool& found) {
  if (unreached_ == 0) return;
  for (const uint32_t occupation : graph_.OccupationsOf(group)) {
    const size_t node = NodeOf(occupation);
    if (level_[node] != kUnreached) continue;
    Reach(node, group);
    --unreached_;
    if (OpenAt(occupation) > 0) found = true;
  }
}

void Placement::LayerFromOccupation(size_t node) {
  for (const uint32_t edge : carriers_[node - graph_.group_count()]) {
    if (flow_[edge] > 0) Reach(graph_.group_of_edge(edge), node);
  }
}

int64_t Placement::Augment(size_t root, int64_t limit) {
  path_.clear();
  size_t node = root;
  while (true) {
    if (!IsGroup(node) && node != root &&
        OpenAt(node - graph_.group_count()) > 0) {
      return PushAlongPath(root, node, limit);
    }
    if (Advance(node, node)) continue;
    if (path_.empty()) return 0;
    level_[node] = kUnreached;  // A dead end in this phase.
    const uint32_t edge = path_.back();
    path_.pop_back();
    node = IsGroup(node) ? NodeOf(graph_.occupation_of_edge(edge))
                         : graph_.group_of_edge(edge);
    ++next_[node];
  }
}

bool Placement::Advance(size_t node, size_t& next) {
  const int32_t wanted = level_[node] + 1;
  uint32_t& i = next_[node];
  if (IsGroup(node)) {
    const auto occupations = graph_.OccupationsOf(node);
    while (i < occupations.size() && level_[NodeOf(occupations[i])] != wanted) {
      ++i;
    }
    if (i == occupations.size()) return false;
    path_.push_back(graph_.edges_begin(node) + i);
    next = NodeOf(occupations[i]);
    return true;
  }
  const auto& edges = carriers_[node - graph_.group_count()];
  while (i < edges.size() &&
         (flow_[edges[i]] == 0 ||
          level_[graph_.group_of_edge(edges[i])] != wanted)) {
    ++i;
  }
  if (i == edges.size()) return false;
  path_.push_back(edges[i]);
  next = graph_.group_of_edge(edges[i]);
  return true;
}

int64_t Placement::PushAlongPath(size_t root, size_t end, int64_t limit) {
  const size_t occupation = end - graph_.group_count();
  int64_t amount = std::min(limit, OpenAt(occupation));
  // Every second edge is walked backwards, and gives up what it carries.
  const size_t first_backwards = IsGroup(root) ? 1 : 0;
  for (size_t i = first_backwards; i < path_.size(); i += 2) {
    amount = std::min(amount, flow_[path_[i]]);
  }
  for (size_t i = 0; i < path_.size(); ++i) {
    flow_[path_[i]] += i % 2 == first_backwards ? -amount : amount;
    if (i % 2 != first_backwards) List(path_[i]);
  }
  filled_[occupation] += amount;
  return amount;
}

void Placement::List(uint32_t edge) {
  if (listed_[edge]) return;
  listed_[edge] = true;
  carriers_[graph_.occupation_of_edge(edge)].push_back(edge);
}

SupplyNodes Placement::Surplus() const {
  SupplyNodes nodes{std::vector<bool>(graph_.group_count()),
                    std::vector<bool>(graph_.occupation_count())};
  std::vector<uint32_t> groups;
  const auto take = [&](uint32_t group) {
    if (!nodes.groups[group]) groups.push_back(group);
    nodes.groups[group] = true;
  };
  for (uint32_t group = 0; group < left_.size(); ++group) {
    if (left_[group] > 0) take(group);
  }
  for (size_t i = 0; i < groups.size(); ++i) {
    for (const uint32_t occupation : graph_.OccupationsOf(groups[i])) {
      if (nodes.occupations[occupation]) continue;
      nodes.occupations[occupation] = true;
      for (const uint32_t edge : carriers_[occupation]) {
        if (flow_[edge] > 0) take(graph_.group_of_edge(edge));
      }
    }
  }
  return nodes;
}

SupplyNodes Placement::Shortage() const {
  SupplyNodes nodes{std::vector<bool>(graph_.group_count()),
                    std::vector<bool>(graph_.occupation_count())};
  std::vector<uint32_t> occupations;
  const auto take = [&](uint32_t occupation) {
    if (!nodes.occupations[occupation]) occupations.push_back(occupation);
    nodes.occupations[occupation] = true;
  };
  for (uint32_t o = 0; o < openings_.size(); ++o) {
    if (OpenAt(o) > 0) take(o);
  }
  for (size_t i = 0; i < occupations.size(); ++i) {
    for (const uint32_t into : graph_.EdgesInto(occupations[i])) {
      const uint32_t group = graph_.group_of_edge(into);
      if (nodes.groups[group]) continue;
      nodes.groups[group] = true;
      for (uint32_t edge = graph_.edges_begin(group);
           edge < graph_.edges_begin(group + 1); ++edge) {
        if (flow_[edge] > 0) take(graph_.occupation_of_edge(edge));
      }
    }
  }
  return nodes;
}

std::vector<int64_t> Placement::SmallestPlaced() {
  // Who cannot reach an opening in one largest placement can in none.
  const SupplyNodes can_move = Shortage();
  std::vector<int64_t> smallest(openings_.size());
  for (uint32_t o = 0; o < openings_.size(); ++o) {
    smallest[o] = can_move.occupations[o] ? SendOn(o) : filled_[o];
  }
  return smallest;
}

// What has to stay. The placement after it is another largest one.
int64_t Placement::SendOn(uint32_t occupation) {
  const size_t root = NodeOf(occupation);
  while (filled_[occupation] > 0) {
    queue_.assign(1, root);
    if (!Layer()) break;
    while (filled_[occupation] > 0) {
      const int64_t moved = Augment(root, filled_[occupation]);
      if (moved == 0) break;
      filled_[occupation] -= moved;
    }
  }
  return filled_[occupation];
}

}  // namespace plumbline::alignment
