#include "services/alignment/domain/supply/placement.h"

#include <algorithm>
#include <map>
#include <random>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace plumbline::alignment {
namespace {

using ::testing::ElementsAre;

struct Network {
  std::vector<std::vector<uint32_t>> edges;  // By program.
  std::vector<int64_t> completers;
  std::vector<int64_t> openings;
};

// A network whose groups are its programs where no two have the same edges.
Network Random(std::mt19937_64& random, size_t programs, size_t occupations,
               int64_t most) {
  Network network;
  for (size_t p = 0; p < programs; ++p) {
    auto& edges = network.edges.emplace_back();
    for (uint32_t o = 0; o < occupations; ++o) {
      if (random() % 2 == 0) edges.push_back(o);
    }
    network.completers.push_back(static_cast<int64_t>(random()) & 0x7fffffff);
    network.completers.back() %= most + 1;
  }
  for (size_t o = 0; o < occupations; ++o) {
    network.openings.push_back((static_cast<int64_t>(random()) & 0x7fffffff) %
                               (most + 1));
  }
  return network;
}

std::vector<int64_t> ByGroup(const SupplyGraph& graph, const Network& network) {
  std::vector<int64_t> sums(graph.group_count());
  for (size_t p = 0; p < network.edges.size(); ++p) {
    if (graph.group_of(p) != SupplyGraph::kNoGroup) {
      sums[graph.group_of(p)] += network.completers[p];
    }
  }
  return sums;
}

// Every allocation of a small network, one completer at a time.
class BruteForce {
 public:
  explicit BruteForce(const Network& network)
      : network_(network), filled_(network.openings.size()) {
    Place(0, 0, 0, 0);
  }
  int64_t most() const { return most_; }
  int64_t smallest(size_t o) const { return smallest_[o]; }
  int64_t largest(size_t o) const { return largest_[o]; }

 private:
  // Completers `done` of program `p` are placed, the last in edge `from`.
  void Place(size_t p, int64_t done, size_t from, int64_t placed) {
    if (p == network_.edges.size()) return Take(placed);
    Place(p + 1, 0, 0, placed);  // The rest of the program is left over.
    if (done == network_.completers[p]) return;
    for (size_t i = from; i < network_.edges[p].size(); ++i) {
      const uint32_t o = network_.edges[p][i];
      if (filled_[o] == network_.openings[o]) continue;
      ++filled_[o];
      Place(p, done + 1, i, placed + 1);
      --filled_[o];
    }
  }
  void Take(int64_t placed) {
    if (placed > most_) {
      smallest_ = filled_;
      largest_ = filled_;
      most_ = placed;
    }
    if (placed < most_) return;
    for (size_t o = 0; o < filled_.size(); ++o) {
      smallest_[o] = std::min(smallest_[o], filled_[o]);
      largest_[o] = std::max(largest_[o], filled_[o]);
    }
  }

  const Network& network_;
  std::vector<int64_t> filled_;
  int64_t most_ = -1;
  std::vector<int64_t> smallest_;
  std::vector<int64_t> largest_;
};

TEST(PlacementTest, PlacesAsManyAsAnyAllocation) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 600; ++round) {
    const Network network =
        Random(random, 1 + random() % 3, 1 + random() % 4, 4);
    const BruteForce tried(network);
    const SupplyGraph graph(network.edges, network.openings.size());
    Placement placement(graph, ByGroup(graph, network), network.openings);
    ASSERT_EQ(placement.placed(), tried.most());
    const auto smallest = placement.SmallestPlaced();
    for (size_t o = 0; o < network.openings.size(); ++o) {
      ASSERT_EQ(smallest[o], tried.smallest(o)) << "round " << round;
      int64_t linked = 0;
      for (size_t p = 0; p < network.edges.size(); ++p) {
        const auto& edges = network.edges[p];
        if (std::find(edges.begin(), edges.end(), o) != edges.end()) {
          linked += network.completers[p];
        }
      }
      ASSERT_EQ(std::min(linked, network.openings[o]), tried.largest(o));
    }
  }
}

// What no other openings can take over is what is lost without these.
TEST(PlacementTest, TheSmallestPlacedIsWhatIsLostWithoutTheOccupation) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 60; ++round) {
    const Network network = Random(random, 50, 90, 40);
    const SupplyGraph graph(network.edges, network.openings.size());
    const auto completers = ByGroup(graph, network);
    Placement placement(graph, completers, network.openings);
    const int64_t placed = placement.placed();
    const auto smallest = placement.SmallestPlaced();
    for (size_t o = 0; o < network.openings.size(); o += 7) {
      std::vector<int64_t> without = network.openings;
      without[o] = 0;
      ASSERT_EQ(smallest[o],
                placed - Placement(graph, completers, without).placed())
          << "round " << round << " occupation " << o;
    }
  }
}

int64_t Sum(const std::vector<int64_t>& values, const std::vector<bool>& of) {
  int64_t sum = 0;
  for (size_t i = 0; i < values.size(); ++i) sum += of[i] ? values[i] : 0;
  return sum;
}

// Each cut is a proof: what is in it can go nowhere else, so that nothing
// larger than the flow can be placed.
TEST(PlacementTest, TheFlowIsAsLargeAsBothCuts) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 200; ++round) {
    const Network network = Random(random, 60, 20, 1000);
    const SupplyGraph graph(network.edges, network.openings.size());
    const auto completers = ByGroup(graph, network);
    const Placement placement(graph, completers, network.openings);
    const int64_t all = Sum(completers, std::vector<bool>(60, true));
    const int64_t open = Sum(network.openings, std::vector<bool>(20, true));

    const SupplyNodes surplus = placement.Surplus();
    EXPECT_EQ(all - placement.placed(),
              Sum(completers, surplus.groups) -
                  Sum(network.openings, surplus.occupations));
    const SupplyNodes shortage = placement.Shortage();
    EXPECT_EQ(open - placement.placed(),
              Sum(network.openings, shortage.occupations) -
                  Sum(completers, shortage.groups));
    for (size_t edge = 0; edge < graph.edge_count(); ++edge) {
      const bool group_in = surplus.groups[graph.group_of_edge(edge)];
      EXPECT_TRUE(!group_in ||
                  surplus.occupations[graph.occupation_of_edge(edge)]);
      const bool occupation_in =
          shortage.occupations[graph.occupation_of_edge(edge)];
      EXPECT_TRUE(!occupation_in || shortage.groups[graph.group_of_edge(edge)]);
    }
  }
}

TEST(SupplyGraphTest, GroupsProgramsWithTheSameOccupations) {
  const SupplyGraph graph({{2, 0}, {1}, {0, 2, 2}, {}}, 3);
  ASSERT_EQ(graph.group_count(), 2u);
  EXPECT_THAT(graph.OccupationsOf(0), ElementsAre(0, 2));
  EXPECT_THAT(graph.ProgramsOf(0), ElementsAre(0, 2));
  EXPECT_THAT(graph.ProgramsOf(1), ElementsAre(1));
  EXPECT_EQ(graph.group_of(2), 0u);
  EXPECT_EQ(graph.group_of(3), SupplyGraph::kNoGroup);
  EXPECT_THAT(graph.EdgesInto(2), ElementsAre(1));
  EXPECT_EQ(graph.group_of_edge(2), 1u);
}

TEST(PlacementTest, NothingIsPlacedWithoutEdges) {
  const SupplyGraph graph({{}, {}}, 2);
  Placement placement(graph, {}, {5, 6});
  EXPECT_EQ(placement.placed(), 0);
  EXPECT_THAT(placement.SmallestPlaced(), ElementsAre(0, 0));
}

}  // namespace
}  // namespace plumbline::alignment
