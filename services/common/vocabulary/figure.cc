#include "services/common/vocabulary/figure.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace plumbline::vocabulary {
namespace {

// 1234567 as "1,234,567".
std::string WithCommas(int64_t number) {
  const std::string digits = absl::StrCat(std::llabs(number));
  std::string text = number < 0 ? "-" : "";
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text.push_back(',');
    text.push_back(digits[i]);
  }
  return text;
}

std::string Dollars(int64_t cents, bool whole) {
  const std::string dollars = absl::StrCat("$", WithCommas(cents / 100));
  return whole && cents % 100 == 0
             ? dollars
             : absl::StrFormat("%s.%02d", dollars, std::llabs(cents % 100));
}

// Thousandths without their trailing zeros: 4600 as "4.6".
std::string Thousandths(int64_t value) {
  std::string text = absl::StrFormat("%s%s.%03d", value < 0 ? "-" : "",
                                     WithCommas(std::llabs(value) / 1000),
                                     std::llabs(value) % 1000);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string Number(int64_t value, Measure measure) {
  switch (TraitsOf(measure).unit) {
    case Unit::kJobs:
      return WithCommas(value);
    case Unit::kCentsPerHour:
      return absl::StrCat(Dollars(value, false), "/h");
    case Unit::kCentsPerYear:
      return Dollars(value, true);
    case Unit::kMilliPercent:
      return absl::StrCat(Thousandths(value), " %");
    case Unit::kMilli:
      return Thousandths(value);
    case Unit::kLevel:
      break;
  }
  switch (measure) {
    case Measure::kTypicalEducation:
    case Measure::kCompetitiveEducation:
      if (value >= 1 && value <= 8)
        return std::string(LevelName(static_cast<EducationLevel>(value)));
      break;
    case Measure::kWorkExperience:
      if (value >= 1 && value <= 3)
        return std::string(LevelName(static_cast<WorkExperience>(value)));
      break;
    case Measure::kJobTraining:
      if (value >= 1 && value <= 6)
        return std::string(LevelName(static_cast<JobTraining>(value)));
      break;
    case Measure::kLicence:
      if (value >= 1 && value <= 2)
        return value == 2 ? "REQUIRED" : "NOT_REQUIRED";
      break;
    default:
      break;
  }
  return absl::StrCat(value);
}

}  // namespace

absl::string_view StatusName(FigureStatus status) {
  switch (status) {
    case FigureStatus::kPublished:
      return "PUBLISHED";
    case FigureStatus::kTopCoded:
      return "TOP_CODED";
    case FigureStatus::kWithheld:
      return "WITHHELD";
    case FigureStatus::kBelowReported:
      return "BELOW_REPORTED";
    case FigureStatus::kNotApplicable:
      return "NOT_APPLICABLE";
    case FigureStatus::kNotPublished:
      return "NOT_PUBLISHED";
    case FigureStatus::kNoSuchCode:
      return "NO_SUCH_CODE";
    case FigureStatus::kWrongVintage:
      return "WRONG_VINTAGE";
    case FigureStatus::kUnspecified:
      break;
  }
  return "FIGURE_STATUS_UNSPECIFIED";
}

std::string ToText(const Figure& figure, Measure measure) {
  switch (figure.status) {
    case FigureStatus::kPublished:
      return Number(figure.value, measure);
    case FigureStatus::kTopCoded:
      return absl::StrCat(">= ", Number(figure.value, measure));
    case FigureStatus::kWithheld:
      return "withheld";
    case FigureStatus::kBelowReported:
      return "below what is reported";
    case FigureStatus::kNotApplicable:
      return "does not apply";
    case FigureStatus::kNotPublished:
      return "not published";
    case FigureStatus::kNoSuchCode:
      return "no such code";
    case FigureStatus::kWrongVintage:
      return "another vintage";
    case FigureStatus::kUnspecified:
      break;
  }
  return "unspecified";
}

}  // namespace plumbline::vocabulary
