#include "services/alignment/domain/supply/supply_graph.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace plumbline::alignment {
namespace {

void SortAndUnify(std::vector<uint32_t>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

uint32_t SizeOf(const std::vector<uint32_t>& values) {
  return static_cast<uint32_t>(values.size());
}

}  // namespace

SupplyGraph::SupplyGraph(std::vector<std::vector<uint32_t>> occupations,
                         size_t occupation_count)
    : group_of_(occupations.size(), kNoGroup) {
  for (auto& of_program : occupations) SortAndUnify(of_program);
  Group(occupations);
  IndexOccupations(occupation_count);
}

void SupplyGraph::Group(const std::vector<std::vector<uint32_t>>& occupations) {
  std::vector<uint32_t> order(occupations.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return occupations[a] < occupations[b];
  });
  const std::vector<uint32_t>* last = nullptr;
  for (const uint32_t program : order) {
    const std::vector<uint32_t>& its = occupations[program];
    if (its.empty()) continue;
    if (last == nullptr || *last != its) {
      programs_begin_.push_back(SizeOf(programs_));
      edges_begin_.push_back(SizeOf(target_));
      const uint32_t group = SizeOf(programs_begin_) - 1;
      target_.insert(target_.end(), its.begin(), its.end());
      source_.insert(source_.end(), its.size(), group);
      last = &its;
    }
    group_of_[program] = SizeOf(programs_begin_) - 1;
    programs_.push_back(program);
  }
  programs_begin_.push_back(SizeOf(programs_));
  edges_begin_.push_back(SizeOf(target_));
}

void SupplyGraph::IndexOccupations(size_t occupation_count) {
  into_begin_.assign(occupation_count + 1, 0);
  for (const uint32_t occupation : target_) ++into_begin_[occupation + 1];
  std::partial_sum(into_begin_.begin(), into_begin_.end(), into_begin_.begin());
  into_.resize(target_.size());
  std::vector<uint32_t> next(into_begin_.begin(), into_begin_.end() - 1);
  for (uint32_t edge = 0; edge < target_.size(); ++edge) {
    into_[next[target_[edge]]++] = edge;
  }
}

}  // namespace plumbline::alignment
