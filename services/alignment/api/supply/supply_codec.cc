#include "services/alignment/api/supply/supply_codec.h"

#include <algorithm>
#include <limits>
#include <string>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "services/alignment/api/records/record_codec.h"
#include "services/alignment/api/supply/supply_text.h"

namespace plumbline::alignment {
namespace {

constexpr int kMostNames = 100;
constexpr size_t kMostPrograms = 1000;

// Counts of one answer in thousandths; lower bounds rounded down, upper up.
class Thousandths {
 public:
  explicit Thousandths(int64_t units) : per_thousandth_(units / 1000) {}

  int64_t Down(int64_t count) const {
    const int64_t rest = count % per_thousandth_;
    return count / per_thousandth_ - (rest < 0 ? 1 : 0);
  }
  int64_t Up(int64_t count) const { return -Down(-count); }
  v1::CountRange Range(const CountRange& range) const {
    v1::CountRange message;
    message.set_low_milli(Down(range.low));
    if (range.high.has_value()) message.set_high_milli(Up(*range.high));
    return message;
  }
  v1::GapRange Range(const GapRange& gap) const {
    v1::GapRange message;
    if (gap.low.has_value()) message.set_low_milli(Down(*gap.low));
    if (gap.high.has_value()) message.set_high_milli(Up(*gap.high));
    return message;
  }

 private:
  const int64_t per_thousandth_;
};

std::string CodeOf(const SupplyPortfolio& portfolio, OccupationIndex place) {
  return portfolio.edition->occupation_code(place).ToString();
}

v1::OccupationBalance ToProto(const SupplyPortfolio& portfolio,
                              const OccupationBalance& balance,
                              const Thousandths& thousandths) {
  const PrintedDemand& demand = portfolio.demand[balance.occupation];
  v1::OccupationBalance message;
  for (const OccupationIndex occupation : demand.occupations) {
    message.add_occupations(CodeOf(portfolio, occupation));
    absl::StrAppend(message.mutable_title(),
                    message.title().empty() ? "" : "; ",
                    portfolio.edition->occupation_title(occupation));
  }
  *message.mutable_published_openings() =
      FigureToProto(*portfolio.edition, demand.openings);
  if (demand.typical_education.has_value()) {
    const auto name = vocabulary::LevelName(*demand.typical_education);
    message.set_typical_education(name.data(), name.size());
  }
  *message.mutable_openings() = thousandths.Range(balance.openings);
  *message.mutable_linked_completers() = thousandths.Range(balance.linked);
  if (balance.completers.has_value()) {
    *message.mutable_completers() = thousandths.Range(*balance.completers);
  }
  if (balance.gap.has_value()) {
    *message.mutable_gap() = thousandths.Range(*balance.gap);
  }
  *message.mutable_placed() = thousandths.Range(balance.placed);
  message.set_unfilled_at_least_milli(
      thousandths.Down(balance.unfilled_at_least));
  return message;
}

v1::ProgramBalance ToProto(const Subject& subject,
                           const ProgramBalance& balance,
                           const Thousandths& thousandths) {
  v1::ProgramBalance message;
  message.set_program(subject.program.name());
  message.set_title(subject.program.title());
  *message.mutable_completers() = thousandths.Range(balance.completers);
  message.set_unplaced_at_least_milli(
      thousandths.Down(balance.unplaced_at_least));
  if (balance.openings.has_value()) {
    *message.mutable_openings() = thousandths.Range(*balance.openings);
  }
  if (balance.gap.has_value()) {
    *message.mutable_gap() = thousandths.Range(*balance.gap);
  }
  return message;
}

v1::Bottleneck ToProto(const SupplyPortfolio& portfolio,
                       const Bottleneck& bottleneck,
                       const Thousandths& thousandths, bool surplus) {
  v1::Bottleneck message;
  message.set_program_count(static_cast<int32_t>(bottleneck.programs.size()));
  for (const uint32_t program : bottleneck.programs) {
    if (message.programs_size() == kMostNames) break;
    message.add_programs(portfolio.programs[program]->subject.program.name());
  }
  for (const uint32_t place : bottleneck.occupations) {
    for (const OccupationIndex o : portfolio.demand[place].occupations) {
      message.add_occupations(CodeOf(portfolio, o));
    }
  }
  // The side that is short is rounded up, so that the difference still holds.
  message.set_completers_milli(surplus ? thousandths.Down(bottleneck.completers)
                                       : thousandths.Up(bottleneck.completers));
  message.set_openings_milli(surplus ? thousandths.Up(bottleneck.openings)
                                     : thousandths.Down(bottleneck.openings));
  message.set_amount_milli(thousandths.Down(bottleneck.amount));
  message.set_sentence(surplus ? SurplusSentence(message)
                               : ShortageSentence(message));
  return message;
}

void AddPrograms(const SupplyPortfolio& portfolio,
                 const SupplyAndDemand& answer, const Thousandths& thousandths,
                 v1::SupplyAndDemand& message) {
  std::vector<uint32_t> shown;
  for (uint32_t p = 0; p < answer.programs.size(); ++p) {
    const ProgramBalance& balance = answer.programs[p];
    if (balance.unplaced_at_least > 0 || balance.openings.has_value()) {
      shown.push_back(p);
    }
  }
  std::stable_sort(shown.begin(), shown.end(), [&](uint32_t a, uint32_t b) {
    const auto rank = [&](uint32_t p) {
      const ProgramBalance& balance = answer.programs[p];
      const int64_t gap = balance.gap.has_value() && balance.gap->high
                              ? *balance.gap->high
                              : std::numeric_limits<int64_t>::max();
      return std::make_tuple(-balance.unplaced_at_least, gap);
    };
    return rank(a) < rank(b);
  });
  if (shown.size() > kMostPrograms) shown.resize(kMostPrograms);
  for (const uint32_t p : shown) {
    *message.add_programs() = ToProto(portfolio.programs[p]->subject,
                                      answer.programs[p], thousandths);
  }
}

void CountReach(const SupplyAndDemand& answer, v1::SupplyCoverage& coverage) {
  for (const ProgramBalance& program : answer.programs) {
    if (program.reach == ProgramBalance::Reach::kNoOccupation) {
      coverage.set_without_occupation_count(
          coverage.without_occupation_count() + 1);
    }
    if (program.reach == ProgramBalance::Reach::kOutsideLevels) {
      coverage.set_outside_levels_count(coverage.outside_levels_count() + 1);
    }
  }
}

}  // namespace

v1::SupplyAndDemand SupplyToProto(const SupplyPortfolio& portfolio,
                                  const SupplyAndDemand& answer) {
  const Thousandths thousandths(answer.units_per_person);
  v1::SupplyAndDemand message;
  message.set_edition(portfolio.edition->name());
  message.set_region(portfolio.edition->region_name(portfolio.region));
  *message.mutable_coverage() = portfolio.coverage;
  CountReach(answer, *message.mutable_coverage());
  *message.mutable_completers() = thousandths.Range(answer.completers);
  *message.mutable_openings() = thousandths.Range(answer.openings);
  *message.mutable_unplaced() = thousandths.Range(answer.unplaced);
  *message.mutable_unfilled() = thousandths.Range(answer.unfilled);
  *message.mutable_completers_without_occupation() =
      thousandths.Range(answer.completers_without_occupation);
  *message.mutable_openings_without_program() =
      thousandths.Range(answer.openings_without_program);
  for (const Bottleneck& surplus : answer.surpluses) {
    *message.add_surpluses() = ToProto(portfolio, surplus, thousandths, true);
  }
  for (const Bottleneck& shortage : answer.shortages) {
    *message.add_shortages() = ToProto(portfolio, shortage, thousandths, false);
  }
  for (const OccupationBalance& balance : answer.occupations) {
    *message.add_occupations() = ToProto(portfolio, balance, thousandths);
  }
  AddPrograms(portfolio, answer, thousandths, message);
  return message;
}

}  // namespace plumbline::alignment
