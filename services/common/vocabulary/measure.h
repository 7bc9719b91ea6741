#ifndef PLUMBLINE_SERVICES_COMMON_VOCABULARY_MEASURE_H_
#define PLUMBLINE_SERVICES_COMMON_VOCABULARY_MEASURE_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace plumbline::vocabulary {

// What a figure counts and in what: the unit is part of the measure, so that an
// hourly and an annual wage, or annual openings and a ten-year total, can never
// be taken for each other.
//
// The numbers are the same in proto/plumbline/common/v1/figure.proto and in
// stored releases: append, never renumber.
enum class Measure : uint8_t {
  kUnspecified = 0,
  // Survey estimates (OEWS and state LMI).
  kEmployment = 1,
  kEmploymentRse = 2,
  kJobsPerThousand = 3,
  kLocationQuotient = 4,
  kShareOfIndustry = 5,
  kShareOfEstablishments = 6,
  kHourlyMean = 7,
  kAnnualMean = 8,
  kMeanWageRse = 9,
  kHourlyP10 = 10,
  kHourlyP25 = 11,
  kHourlyMedian = 12,
  kHourlyP75 = 13,
  kHourlyP90 = 14,
  kAnnualP10 = 15,
  kAnnualP25 = 16,
  kAnnualMedian = 17,
  kAnnualP75 = 18,
  kAnnualP90 = 19,
  kAnnualEntry = 20,
  kAnnualExperienced = 21,
  // Projections.
  kBaseEmployment = 30,
  kProjectedEmployment = 31,
  kEmploymentChange = 32,
  kEmploymentChangePercent = 33,
  // Average per year over the horizon.
  kAnnualOpenings = 34,
  // Over the whole horizon: California's unit.
  kTotalOpenings = 35,
  kTotalExits = 36,
  kTotalTransfers = 37,
  kAnnualExits = 38,
  kAnnualTransfers = 39,
  // Counted over a year by states that have them.
  kAnnualPostings = 40,
  kAnnualHires = 41,
  // Levels of education and preparation; see EducationLevel, WorkExperience and
  // JobTraining.
  kTypicalEducation = 50,
  kWorkExperience = 51,
  kJobTraining = 52,
  kJobZone = 53,
  // Specific vocational preparation: the lower end of the job zone's SVP range,
  // 1 to 9.
  kSvpFloor = 54,
  // What those who are hired usually have, as a state finds it: the levels of
  // kTypicalEducation.
  kCompetitiveEducation = 55,
  // A licence or certification is needed: see Licence.
  kLicence = 56,
};

enum class Unit : uint8_t {
  kJobs,
  kCentsPerHour,
  kCentsPerYear,
  // Thousandths of a percent: 2500 is 2.5 %.
  kMilliPercent,
  // Thousandths: 1250 is 1.250.
  kMilli,
  // A level on an ordered scale, as a small integer.
  kLevel,
};

struct MeasureTraits {
  Measure measure;
  // "ANNUAL_MEDIAN": the spelling in policies and in the API.
  absl::string_view name;
  // "median annual wage": for people.
  absl::string_view title;
  Unit unit;
  // How many decimal digits the stored integer holds below one of the
  // publisher's unit: 2 for cents.
  int decimals;
};

// All measures in the order of their numbers, kUnspecified left out.
absl::Span<const MeasureTraits> AllMeasures();
// The traits of a measure; those of an unnamed measure for kUnspecified and
// unknown numbers.
const MeasureTraits& TraitsOf(Measure measure);
std::optional<Measure> MeasureByName(absl::string_view name);

// Typical entry-level education, in the order of the Bureau of Labor
// Statistics, lowest first.
enum class EducationLevel : uint8_t {
  kNoFormalCredential = 1,
  kHighSchool = 2,
  kSomeCollege = 3,
  kPostsecondaryNondegree = 4,
  kAssociate = 5,
  kBachelor = 6,
  kMaster = 7,
  kDoctoralOrProfessional = 8,
};
enum class WorkExperience : uint8_t {
  kNone = 1,
  kUnderFiveYears = 2,
  kFiveYearsOrMore = 3
};
enum class JobTraining : uint8_t {
  kNone = 1,
  kShortTerm = 2,
  kModerateTerm = 3,
  kLongTerm = 4,
  kApprenticeship = 5,
  kInternshipOrResidency = 6,
};

enum class Licence : uint8_t { kNotRequired = 1, kRequired = 2 };

// Read the publishers' wording ("Bachelor's degree", "5 years or more", "≥5
// years", "Long-term on-the-job training"), whatever its case, apostrophe or
// blanks; empty when the wording is not a level ("N/A", "—").
std::optional<EducationLevel> EducationLevelFromWording(absl::string_view text);
std::optional<WorkExperience> WorkExperienceFromWording(absl::string_view text);
std::optional<JobTraining> JobTrainingFromWording(absl::string_view text);

// The name of a level in policies and in the API: "BACHELOR",
// "FIVE_YEARS_OR_MORE", "APPRENTICESHIP".
absl::string_view LevelName(EducationLevel level);
absl::string_view LevelName(WorkExperience level);
absl::string_view LevelName(JobTraining level);
// The level of that name on the scale of `measure`; empty when there is none.
std::optional<int64_t> LevelByName(Measure measure, absl::string_view name);

}  // namespace plumbline::vocabulary

#endif  // PLUMBLINE_SERVICES_COMMON_VOCABULARY_MEASURE_H_
