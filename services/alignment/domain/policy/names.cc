#include <cstddef>
#include <iterator>

#include "services/alignment/domain/policy/policy.h"

namespace plumbline::alignment {

vocabulary::Measure Quantity::shown_as() const {
  using vocabulary::Measure;
  switch (kind) {
    case Kind::kRatio:
      // Thousandths without a unit.
      return Measure::kLocationQuotient;
    case Kind::kShare:
    case Kind::kYearlyGrowth:
      return Measure::kEmploymentChangePercent;
    case Kind::kDescriptorCount:
      return Measure::kEmployment;
    case Kind::kMeasure:
    case Kind::kUnspecified:
      break;
  }
  return measure;
}

const char* RegionKindTitle(RegionKind kind) {
  static constexpr const char* kTitles[] = {"",
                                            "the nation",
                                            "a state",
                                            "a metropolitan area",
                                            "a nonmetropolitan area",
                                            "an area that a state defines",
                                            "a county",
                                            "a composed region"};
  const auto number = static_cast<size_t>(kind);
  return number < std::size(kTitles) ? kTitles[number] : "";
}

const char* DimensionName(Dimension dimension) {
  switch (dimension) {
    case Dimension::kHighWage:
      return "HIGH_WAGE";
    case Dimension::kHighSkill:
      return "HIGH_SKILL";
    case Dimension::kInDemand:
      return "IN_DEMAND";
    case Dimension::kUnspecified:
      break;
  }
  return "DIMENSION_UNSPECIFIED";
}

const char* DimensionTitle(Dimension dimension) {
  switch (dimension) {
    case Dimension::kHighWage:
      return "high-wage";
    case Dimension::kHighSkill:
      return "high-skill";
    case Dimension::kInDemand:
      return "in demand";
    case Dimension::kUnspecified:
      break;
  }
  return "unspecified";
}

std::optional<int64_t> LevelNamed(vocabulary::Measure measure,
                                  const std::string& name) {
  using vocabulary::Measure;
  if (measure == Measure::kJobZone || measure == Measure::kSvpFloor) {
    const char last = measure == Measure::kJobZone ? '5' : '9';
    if (name.size() != 1 || name[0] < '1' || name[0] > last)
      return std::nullopt;
    return name[0] - '0';
  }
  return vocabulary::LevelByName(measure, name);
}

}  // namespace plumbline::alignment
