#include "services/alignment/domain/scoring/clauses/ranking.h"

#include <algorithm>
#include <set>
#include <utility>

#include "services/alignment/domain/scoring/quantities/measured.h"
#include "services/alignment/domain/scoring/quantities/quantity_arithmetic.h"

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

// An occupation's figure for a ranking.
struct RankedFigure {
  std::optional<Interval> value;
  FigureStatus missing = FigureStatus::kUnspecified;
  // Of a code that stands for several occupations; else 0.
  uint64_t combined = 0;
};

// The figures of all occupations in a place, in their order.
std::vector<RankedFigure> FiguresFor(const Edition& edition,
                                     const Quantity& quantity,
                                     RegionIndex place) {
  std::vector<RankedFigure> figures(
      edition.occupation_count(),
      {.value = std::nullopt, .missing = FigureStatus::kNotPublished});
  if (quantity.kind == Quantity::Kind::kMeasure) {
    const FigureRow row = edition.FiguresIn(
        quantity.measure, place, static_cast<uint32_t>(quantity.horizon_years));
    for (size_t i = 0; i < row.values.size(); ++i)
      figures[i] = {
          IntervalOf({row.statuses[i], row.values[i]}, row.divisors[i]),
          row.statuses[i], row.combined[i]};
    return figures;
  }
  for (size_t i = 0; i < figures.size(); ++i) {
    const Measured measured = MeasureWithin(edition, quantity, place,
                                            static_cast<OccupationIndex>(i));
    figures[i] = {measured.value, measured.missing, 0};
    const CellFigure& first = measured.cells[0];
    if (first.published_code.digits() != 0 && first.cell)
      figures[i].combined =
          (uint64_t{first.cell->table} + 1) << 32 | first.cell->row;
  }
  return figures;
}

void AddFigures(const Edition& edition, const Clause& clause, RegionIndex place,
                Ranking* ranking) {
  // A combined code stands for several occupations and counts once.
  std::set<uint64_t> combined;
  bool published = false;
  size_t occupation = 0;
  for (const RankedFigure& figure :
       FiguresFor(edition, clause.quantity, place)) {
    RankedGroup& group = ranking->groups[ranking->group_of[occupation++]];
    if (figure.combined != 0 && !combined.insert(figure.combined).second)
      continue;
    if (figure.value) {
      published = true;
      if (group.sum) group.sum = Add(*group.sum, *figure.value);
      continue;
    }
    if (clause.unpublished_counts_nothing &&
        figure.missing == FigureStatus::kNotPublished)
      continue;
    group.sum.reset();
    group.missing = figure.missing;
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

// In line where the denominators are the same, which they nearly always are.
// The ends of all groups that are not taken out for certain, sorted, so that
// those above a number are counted and not compared one by one.
class Field {
 public:
  explicit Field(const std::vector<RankedGroup>& groups) {
    for (const RankedGroup& group : groups) {
      if (group.taken_out == Outcome::kPass) continue;
      ++size_;
      if (!group.sum || !group.sum->high) {
        ++unbounded_;
      } else {
        highs_.push_back(group.sum->high.value());
      }
      if (!group.sum) continue;
      lows_.push_back(group.sum->low);
      if (group.taken_out == Outcome::kFail)
        sure_lows_.push_back(group.sum->low);
    }
    std::sort(highs_.begin(), highs_.end(), Less);
    std::sort(lows_.begin(), lows_.end(), Less);
    std::sort(sure_lows_.begin(), sure_lows_.end(), Less);
  }

  // How many other groups may be above some number of the group, which is not
  // taken out for certain: with no sum one may be any number.
  int32_t MayExceed(const RankedGroup& group) const {
    if (!group.sum) return size_ - 1;
    const bool itself =
        !group.sum->high || Less(group.sum->low, *group.sum->high);
    return unbounded_ + Above(highs_, group.sum->low) - (itself ? 1 : 0);
  }
  // How many are above all its numbers and not taken out, for certain.
  int32_t MustExceed(const RankedGroup& group) const {
    return group.sum && group.sum->high ? Above(sure_lows_, *group.sum->high)
                                        : 0;
  }
  // How many are above all its numbers unless they are taken out.
  int32_t Before(const RankedGroup& group) const {
    return group.sum && group.sum->high ? Above(lows_, *group.sum->high) : 0;
  }

 private:
  static int32_t Above(const std::vector<Rational>& sorted,
                       const Rational& number) {
    return static_cast<int32_t>(sorted.end() - std::upper_bound(sorted.begin(),
                                                                sorted.end(),
                                                                number, Less));
  }

  int32_t size_ = 0;
  int32_t unbounded_ = 0;
  std::vector<Rational> highs_;
  std::vector<Rational> lows_;
  std::vector<Rational> sure_lows_;
};

// The worst case for a group has it at its lower end and all others at their
// upper ends, the best case the other way round.
Outcome AmongFirst(const Field& field, const RankedGroup& group, int32_t top) {
  if (group.taken_out == Outcome::kPass) return Outcome::kFail;
  if (field.MustExceed(group) >= top) return Outcome::kFail;
  if (field.MayExceed(group) < top && group.taken_out == Outcome::kFail)
    return Outcome::kPass;
  return Outcome::kUnknown;
}

uint32_t RankOf(const Field& field, const RankedGroup& group) {
  if (!group.sum || group.taken_out == Outcome::kPass) return 0;
  return static_cast<uint32_t>(1 + field.Before(group));
}

}  // namespace

Ranking ComputeRanking(const Edition& edition, const Clause& clause,
                       RegionIndex place,
                       absl::Span<const Ranking* const> without) {
  Ranking ranking = MakeGroups(edition, clause.group_digits);
  AddFigures(edition, clause, place, &ranking);
  TakeOut(without, &ranking);
  const Field field(ranking.groups);
  for (RankedGroup& group : ranking.groups) {
    group.outcome = AmongFirst(field, group, clause.count);
    group.rank = RankOf(field, group);
  }
  return ranking;
}

}  // namespace plumbline::alignment
