#include "services/alignment/domain/supply/scaled_question.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

using vocabulary::FigureStatus;

// Thousandths, or finer where a horizon asks for it.
constexpr int64_t kUnits = 1000;
constexpr int64_t kMostUnits = 100000;
constexpr int64_t kMostPeople = 1000000000000;

absl::Status Invalid(absl::string_view table, size_t place,
                     absl::string_view what) {
  const std::string where = absl::StrCat(table, "[", place, "]");
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kArgumentInvalid,
                     absl::StrCat(where, ": ", what), {{"field", where}});
}

absl::StatusOr<int64_t> UnitsOf(const SupplyQuestion& question) {
  int64_t units = kUnits;
  for (size_t i = 0; i < question.occupations.size(); ++i) {
    const int64_t divisor = question.occupations[i].divisor;
    if (divisor <= 0 || divisor > kMostUnits) {
      return Invalid("occupations", i,
                     absl::StrCat("openings are divided by ", divisor,
                                  ": give the years of the horizon"));
    }
    units = std::lcm(units, divisor);
    if (units > kMostUnits) {
      return Invalid("occupations", i,
                     "the years of the horizons have no common multiple that "
                     "is small enough: ask for one horizon");
    }
  }
  return units;
}

// What the published figure says of the yearly openings; figure, in units.
CountRange OpeningsOf(const OccupationDemand& demand, int64_t units) {
  const int64_t scaled = demand.openings.value * (units / demand.divisor);
  if (demand.openings.status == FigureStatus::kPublished) {
    return CountRange::Exactly(scaled);
  }
  const bool bound = demand.openings.status == FigureStatus::kTopCoded;
  return CountRange::AtLeast(bound ? scaled : 0);
}

absl::Status ScaleOccupations(const SupplyQuestion& question,
                              ScaledQuestion& scaled) {
  const auto& levels = question.education_levels;
  int64_t total = 0;
  for (size_t i = 0; i < question.occupations.size(); ++i) {
    const OccupationDemand& demand = question.occupations[i];
    const int64_t value =
        demand.openings.HasValue() ? demand.openings.value : 0;
    if (value < 0 || value > kMostPeople || total + value > kMostPeople) {
      return Invalid("occupations", i,
                     absl::StrCat(value,
                                  " openings are negative, or too many "
                                  "with those before"));
    }
    total += value;
    const auto& level = demand.typical_education;
    const bool counts =
        levels.empty() || !level.has_value() ||
        std::find(levels.begin(), levels.end(), *level) != levels.end();
    scaled.counts.push_back(counts);
    CountRange openings = OpeningsOf(demand, scaled.units);
    if (!levels.empty() && !level.has_value()) openings.low = 0;
    scaled.openings.push_back(counts ? openings : CountRange::Exactly(0));
  }
  return absl::OkStatus();
}

absl::Status CheckCompleters(const CountRange& completers, size_t place,
                             int64_t& total) {
  const int64_t most = completers.high.value_or(completers.low);
  if (completers.low < 0 || most < completers.low || most > kMostPeople) {
    return Invalid("programs", place,
                   "completers are not a range from 0 on: give a count");
  }
  total += most;
  if (total > kMostPeople) {
    return Invalid("programs", place, "there are too many completers");
  }
  return absl::OkStatus();
}

absl::Status ScalePrograms(const SupplyQuestion& question,
                           ScaledQuestion& scaled) {
  int64_t total = 0;
  for (size_t i = 0; i < question.programs.size(); ++i) {
    const ProgramSupply& program = question.programs[i];
    PLUMBLINE_RETURN_IF_ERROR(CheckCompleters(program.completers, i, total));
    CountRange completers = program.completers;
    completers.low *= scaled.units;
    if (completers.high.has_value()) *completers.high *= scaled.units;
    scaled.completers.push_back(completers);
    std::vector<uint32_t>& edges = scaled.edges.emplace_back();
    for (const uint32_t occupation : program.occupations) {
      if (occupation >= scaled.counts.size()) {
        return Invalid("programs", i,
                       absl::StrCat("there is no occupation ", occupation));
      }
      if (scaled.counts[occupation]) edges.push_back(occupation);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ScaledQuestion> Scale(const SupplyQuestion& question) {
  ScaledQuestion scaled;
  PLUMBLINE_ASSIGN_OR_RETURN(scaled.units, UnitsOf(question));
  PLUMBLINE_RETURN_IF_ERROR(ScaleOccupations(question, scaled));
  PLUMBLINE_RETURN_IF_ERROR(ScalePrograms(question, scaled));
  return scaled;
}

}  // namespace plumbline::alignment
