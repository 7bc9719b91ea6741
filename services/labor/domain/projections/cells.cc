#include "services/labor/domain/projections/cells.h"

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "services/common/tabular/cell_text.h"

namespace plumbline::labor::projections {
namespace {

using vocabulary::Figure;
using vocabulary::FigureStatus;
using vocabulary::Measure;

template <typename Level>
Figure LevelFigure(std::optional<Level> level, bool* known) {
  *known = level.has_value();
  return level ? Figure::Published(static_cast<int64_t>(*level))
               : Figure::Without(FigureStatus::kNotPublished);
}

}  // namespace

bool IsMissing(absl::string_view text) {
  const absl::string_view trimmed = tabular::Trim(text);
  return trimmed.empty() || trimmed == "-" || trimmed == "\xE2\x80\x93" ||
         trimmed == "\xE2\x80\x94" || absl::EqualsIgnoreCase(trimmed, "N/A");
}

std::optional<Figure> ReadNumber(absl::string_view text, int decimals) {
  if (IsMissing(text)) return Figure::Without(FigureStatus::kNotPublished);
  absl::string_view trimmed = tabular::Trim(text);
  const bool bound = absl::ConsumePrefix(&trimmed, ">=") ||
                     absl::ConsumePrefix(&trimmed, "\xE2\x89\xA5");
  const auto number = tabular::ParseDecimal(trimmed, decimals);
  if (!number) return std::nullopt;
  return bound ? Figure::TopCoded(*number) : Figure::Published(*number);
}

Figure ReadLevelWording(absl::string_view text, Measure measure, bool* known) {
  *known = true;
  if (IsMissing(text)) return Figure::Without(FigureStatus::kNotPublished);
  switch (measure) {
    case Measure::kTypicalEducation:
      return LevelFigure(vocabulary::EducationLevelFromWording(text), known);
    case Measure::kWorkExperience:
      return LevelFigure(vocabulary::WorkExperienceFromWording(text), known);
    default:
      return LevelFigure(vocabulary::JobTrainingFromWording(text), known);
  }
}

// Source: technical notes of the 2018-28 and 2019-29 projections of the Bureau
// of Labor Statistics; the states follow with the same base years.
vocabulary::OccupationScheme SchemeOfBaseYear(int year) {
  return year <= 2018 ? vocabulary::OccupationScheme::kSoc2010
                      : vocabulary::OccupationScheme::kOews2018;
}

}  // namespace plumbline::labor::projections
