#include "services/alignment/domain/scoring/ranking.h"

#include <algorithm>
#include <set>
#include <utility>

#include "services/alignment/domain/scoring/measured.h"

namespace plumbline::alignment {
namespace {

using vocabulary::FigureStatus;

// The first `digits` of six.
int32_t GroupDigits(vocabulary::SocCode code, int32_t digits) {
  auto number = static_cast<int32_t>(code.digits());
  for (int32_t i = digits; i < 6; ++i) number /= 10;
  return number;
}

// Codes are sorted, so that groups come one after the other.
Ranking MakeGroups(const Edition& edition, int32_t digits) {
  Ranking ranking;
  for (size_t i = 0; i < edition.occupation_count(); ++i) {
    const int32_t group = GroupDigits(
        edition.occupation_code(static_cast<OccupationIndex>(i)), digits);
    if (ranking.groups.empty() || ranking.groups.back().digits != group) {
      ranking.groups.push_back({});
      ranking.groups.back().digits = group;
      ranking.groups.back().sum = Interval::Exactly({});
    }
    ranking.group_of.push_back(
        static_cast<uint32_t>(ranking.groups.size() - 1));
  }
  return ranking;
}

void AddFigures(const Edition& edition, const Clause& clause, RegionIndex place,
                Ranking* ranking) {
  // A combined code stands for several occupations and counts once.
  std::set<std::pair<uint32_t, uint32_t>> combined;
  bool published = false;
  for (size_t i = 0; i < edition.occupation_count(); ++i) {
    const auto occupation = static_cast<OccupationIndex>(i);
    RankedGroup& group = ranking->groups[ranking->group_of[i]];
    const Measured measured =
        MeasureWithin(edition, clause.quantity, place, occupation);
    const CellFigure& first = measured.cells[0];
    if (first.published_code.digits() != 0 && first.cell &&
        !combined.emplace(first.cell->table, first.cell->row).second)
      continue;
    if (measured.value) {
      published = true;
      if (group.sum) group.sum = Add(*group.sum, *measured.value);
      continue;
    }
    if (clause.unpublished_counts_nothing &&
        measured.missing == FigureStatus::kNotPublished)
      continue;
    group.sum.reset();
    group.missing = measured.missing;
  }
  // Nothing counts nothing where the publisher prints no figure at all.
  for (RankedGroup& group : ranking->groups) {
    if (published || !group.sum) continue;
    group.sum.reset();
    group.missing = FigureStatus::kNotPublished;
  }
}

void TakeOut(absl::Span<const Ranking* const> without, Ranking* ranking) {
  for (size_t i = 0; i < ranking->groups.size(); ++i) {
    std::vector<Outcome> outcomes;
    for (const Ranking* other : without)
      outcomes.push_back(other->groups[i].outcome);
    ranking->groups[i].taken_out = AtLeast(1, outcomes);
  }
}

// Whether some number of `a` may be above every number of `b`'s upper end:
// with no sum it may be any number.
bool MayExceed(const RankedGroup& a, const RankedGroup& b) {
  if (!a.sum || !b.sum || !a.sum->high) return true;
  return Compare(*a.sum->high, b.sum->low) > 0;
}

bool MustExceed(const RankedGroup& a, const RankedGroup& b) {
  if (!a.sum || !b.sum || !b.sum->high) return false;
  return Compare(a.sum->low, *b.sum->high) > 0;
}

// The worst case for a group has it at its lower end and all others at their
// upper ends, the best case the other way round.
Outcome AmongFirst(const Ranking& ranking, const RankedGroup& group,
                   int32_t top) {
  if (group.taken_out == Outcome::kPass) return Outcome::kFail;
  int32_t may = 0;
  int32_t must = 0;
  for (const RankedGroup& other : ranking.groups) {
    if (&other == &group || other.taken_out == Outcome::kPass) continue;
    may += MayExceed(other, group) ? 1 : 0;
    must += other.taken_out == Outcome::kFail && MustExceed(other, group);
  }
  if (must >= top) return Outcome::kFail;
  if (may < top && group.taken_out == Outcome::kFail) return Outcome::kPass;
  return Outcome::kUnknown;
}

uint32_t RankOf(const Ranking& ranking, const RankedGroup& group) {
  if (!group.sum || group.taken_out == Outcome::kPass) return 0;
  uint32_t rank = 1;
  for (const RankedGroup& other : ranking.groups)
    rank += other.taken_out != Outcome::kPass && MustExceed(other, group);
  return rank;
}

}  // namespace

Ranking ComputeRanking(const Edition& edition, const Clause& clause,
                       RegionIndex place,
                       absl::Span<const Ranking* const> without) {
  Ranking ranking = MakeGroups(edition, clause.group_digits);
  AddFigures(edition, clause, place, &ranking);
  TakeOut(without, &ranking);
  for (RankedGroup& group : ranking.groups) {
    group.outcome = AmongFirst(ranking, group, clause.count);
    group.rank = RankOf(ranking, group);
  }
  return ranking;
}

}  // namespace plumbline::alignment
