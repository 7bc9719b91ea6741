#include "services/alignment/domain/supply/placement.h"

#include <algorithm>
#include <utility>

namespace plumbline::alignment {
namespace {

constexpr size_t kWordBits = 64;

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
      listed_(graph.edge_count()),
      steps_(openings_.size() * openings_.size()),
      words_((openings_.size() + kWordBits - 1) / kWordBits),
      steps_into_(openings_.size() * words_) {
  Maximise();
}

void Placement::Maximise() {
  while (true) {
    Layer(kFar);
    bool moved_any = false;
    for (uint32_t group = 0; group < left_.size(); ++group) {
      while (left_[group] > 0) {
        const auto edge = NearestEdge(group);
        if (!edge) break;
        const uint32_t occupation = graph_.occupation_of_edge(*edge);
        const int64_t moved = Augment(occupation, left_[group]);
        if (moved == 0) continue;  // That way is closed for this phase.
        AddTo(*edge, moved);
        left_[group] -= moved;
        placed_ += moved;
        moved_any = true;
      }
    }
    if (!moved_any) return;
  }
}

void Placement::Layer(uint32_t except) {
  distance_.assign(openings_.size(), kFar);
  next_.assign(openings_.size(), 0);
  queue_.clear();
  std::vector<uint64_t> unreached(words_, ~uint64_t{0});
  const auto reach = [&](uint32_t occupation, uint32_t distance) {
    distance_[occupation] = distance;
    unreached[occupation / kWordBits] &=
        ~(uint64_t{1} << occupation % kWordBits);
    queue_.push_back(occupation);
  };
  for (uint32_t o = 0; o < openings_.size(); ++o) {
    if (o != except && OpenAt(o) > 0) reach(o, 0);
  }
  for (size_t i = 0; i < queue_.size(); ++i) {
    const uint32_t occupation = queue_[i];
    const uint64_t* into = &steps_into_[occupation * words_];
    for (size_t word = 0; word < words_; ++word) {
      uint64_t bits = into[word] & unreached[word];
      for (; bits != 0; bits &= bits - 1)
        reach(static_cast<uint32_t>(word * kWordBits) +
                  static_cast<uint32_t>(__builtin_ctzll(bits)),
              distance_[occupation] + 1);
    }
  }
}

std::optional<uint32_t> Placement::NearestEdge(uint32_t group) const {
  std::optional<uint32_t> nearest;
  uint32_t distance = kFar;
  const uint32_t begin = graph_.edges_begin(group);
  const uint32_t end = graph_.edges_begin(group + 1);
  for (uint32_t edge = begin; edge < end; ++edge) {
    const uint32_t its = distance_[graph_.occupation_of_edge(edge)];
    if (its >= distance) continue;
    distance = its;
    nearest = edge;
  }
  return nearest;
}

std::optional<uint32_t> Placement::NearerEdge(uint32_t group,
                                              uint32_t steps) const {
  const uint32_t end = graph_.edges_begin(group + 1);
  for (uint32_t edge = graph_.edges_begin(group); edge < end; ++edge) {
    if (distance_[graph_.occupation_of_edge(edge)] == steps - 1) return edge;
  }
  return std::nullopt;
}

int64_t Placement::Augment(uint32_t root, int64_t limit) {
  path_.clear();
  uint32_t at = root;
  while (true) {
    if (distance_[at] == 0 && OpenAt(at) > 0) return PushAlongPath(at, limit);
    if (distance_[at] != 0 && distance_[at] != kFar && Advance(at)) {
      at = graph_.occupation_of_edge(path_.back().to);
      continue;
    }
    distance_[at] = kFar;  // A dead end in this phase.
    if (path_.empty()) return 0;
    at = graph_.occupation_of_edge(path_.back().from);
    path_.pop_back();
  }
}

// A group that comes to an occupation in this phase leads to none that is
// nearer, or it had gone there at once: what was passed over stays so.
bool Placement::Advance(uint32_t occupation) {
  std::vector<uint32_t>& edges = carriers_[occupation];
  uint32_t& i = next_[occupation];
  while (i < edges.size()) {
    const uint32_t edge = edges[i];
    if (flow_[edge] == 0) {
      listed_[edge] = false;
      edges[i] = edges.back();
      edges.pop_back();
      continue;
    }
    if (const auto to =
            NearerEdge(graph_.group_of_edge(edge), distance_[occupation])) {
      path_.push_back({edge, *to});
      return true;
    }
    ++i;
  }
  return false;
}

int64_t Placement::PushAlongPath(uint32_t end, int64_t limit) {
  int64_t amount = std::min(limit, OpenAt(end));
  for (const Step& step : path_) amount = std::min(amount, flow_[step.from]);
  for (const Step& step : path_) {
    AddTo(step.from, -amount);
    AddTo(step.to, amount);
  }
  filled_[end] += amount;
  return amount;
}

void Placement::AddTo(uint32_t edge, int64_t amount) {
  const bool carried = flow_[edge] > 0;
  flow_[edge] += amount;
  const bool carries = flow_[edge] > 0;
  if (carries != carried) CountSteps(edge, carries);
  if (!carries || listed_[edge]) return;
  listed_[edge] = true;
  carriers_[graph_.occupation_of_edge(edge)].push_back(edge);
}

void Placement::CountSteps(uint32_t edge, bool carries) {
  const uint32_t from = graph_.occupation_of_edge(edge);
  const uint64_t bit = uint64_t{1} << from % kWordBits;
  for (const uint32_t to : graph_.OccupationsOf(graph_.group_of_edge(edge))) {
    uint32_t& count = steps_[from * openings_.size() + to];
    uint64_t& word = steps_into_[to * words_ + from / kWordBits];
    if (carries) {
      if (count++ == 0) word |= bit;
    } else if (--count == 0) {
      word &= ~bit;
    }
  }
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
  while (filled_[occupation] > 0) {
    Layer(occupation);
    if (distance_[occupation] == kFar) break;
    while (filled_[occupation] > 0) {
      const int64_t moved = Augment(occupation, filled_[occupation]);
      if (moved == 0) break;
      filled_[occupation] -= moved;
    }
  }
  return filled_[occupation];
}

}  // namespace plumbline::alignment
