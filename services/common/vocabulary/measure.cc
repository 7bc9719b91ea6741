#include "services/common/vocabulary/measure.h"

#include <array>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace plumbline::vocabulary {
namespace {

using enum Unit;

constexpr std::array kMeasures = {
    MeasureTraits{Measure::kEmployment, "EMPLOYMENT", "employment", kJobs, 0},
    MeasureTraits{Measure::kEmploymentRse, "EMPLOYMENT_RSE",
                  "relative standard error of employment", kMilliPercent, 3},
    MeasureTraits{Measure::kJobsPerThousand, "JOBS_PER_THOUSAND",
                  "jobs per 1,000 jobs", kMilli, 3},
    MeasureTraits{Measure::kLocationQuotient, "LOCATION_QUOTIENT",
                  "location quotient", kMilli, 3},
    MeasureTraits{Measure::kShareOfIndustry, "SHARE_OF_INDUSTRY",
                  "percent of industry employment", kMilliPercent, 3},
    MeasureTraits{Measure::kShareOfEstablishments, "SHARE_OF_ESTABLISHMENTS",
                  "percent of establishments reporting", kMilliPercent, 3},
    MeasureTraits{Measure::kHourlyMean, "HOURLY_MEAN", "mean hourly wage",
                  kCentsPerHour, 2},
    MeasureTraits{Measure::kAnnualMean, "ANNUAL_MEAN", "mean annual wage",
                  kCentsPerYear, 2},
    MeasureTraits{Measure::kMeanWageRse, "MEAN_WAGE_RSE",
                  "relative standard error of the mean wage", kMilliPercent, 3},
    MeasureTraits{Measure::kHourlyP10, "HOURLY_P10",
                  "10th percentile hourly wage", kCentsPerHour, 2},
    MeasureTraits{Measure::kHourlyP25, "HOURLY_P25",
                  "25th percentile hourly wage", kCentsPerHour, 2},
    MeasureTraits{Measure::kHourlyMedian, "HOURLY_MEDIAN", "median hourly wage",
                  kCentsPerHour, 2},
    MeasureTraits{Measure::kHourlyP75, "HOURLY_P75",
                  "75th percentile hourly wage", kCentsPerHour, 2},
    MeasureTraits{Measure::kHourlyP90, "HOURLY_P90",
                  "90th percentile hourly wage", kCentsPerHour, 2},
    MeasureTraits{Measure::kAnnualP10, "ANNUAL_P10",
                  "10th percentile annual wage", kCentsPerYear, 2},
    MeasureTraits{Measure::kAnnualP25, "ANNUAL_P25",
                  "25th percentile annual wage", kCentsPerYear, 2},
    MeasureTraits{Measure::kAnnualMedian, "ANNUAL_MEDIAN", "median annual wage",
                  kCentsPerYear, 2},
    MeasureTraits{Measure::kAnnualP75, "ANNUAL_P75",
                  "75th percentile annual wage", kCentsPerYear, 2},
    MeasureTraits{Measure::kAnnualP90, "ANNUAL_P90",
                  "90th percentile annual wage", kCentsPerYear, 2},
    MeasureTraits{Measure::kAnnualEntry, "ANNUAL_ENTRY", "entry annual wage",
                  kCentsPerYear, 2},
    MeasureTraits{Measure::kAnnualExperienced, "ANNUAL_EXPERIENCED",
                  "experienced annual wage", kCentsPerYear, 2},
    MeasureTraits{Measure::kBaseEmployment, "BASE_EMPLOYMENT",
                  "base-year employment", kJobs, 0},
    MeasureTraits{Measure::kProjectedEmployment, "PROJECTED_EMPLOYMENT",
                  "projected employment", kJobs, 0},
    MeasureTraits{Measure::kEmploymentChange, "EMPLOYMENT_CHANGE",
                  "projected change of employment over the horizon", kJobs, 0},
    MeasureTraits{Measure::kEmploymentChangePercent,
                  "EMPLOYMENT_CHANGE_PERCENT",
                  "projected change of employment over the horizon in percent",
                  kMilliPercent, 3},
    MeasureTraits{Measure::kAnnualOpenings, "ANNUAL_OPENINGS",
                  "average annual openings", kJobs, 0},
    MeasureTraits{Measure::kTotalOpenings, "TOTAL_OPENINGS",
                  "openings over the horizon", kJobs, 0},
    MeasureTraits{Measure::kTotalExits, "TOTAL_EXITS",
                  "labor force exits over the horizon", kJobs, 0},
    MeasureTraits{Measure::kTotalTransfers, "TOTAL_TRANSFERS",
                  "occupational transfers over the horizon", kJobs, 0},
    MeasureTraits{Measure::kAnnualExits, "ANNUAL_EXITS",
                  "average annual labor force exits", kJobs, 0},
    MeasureTraits{Measure::kAnnualTransfers, "ANNUAL_TRANSFERS",
                  "average annual occupational transfers", kJobs, 0},
    MeasureTraits{Measure::kAnnualPostings, "ANNUAL_POSTINGS",
                  "job postings a year", kJobs, 0},
    MeasureTraits{Measure::kAnnualHires, "ANNUAL_HIRES", "hires a year", kJobs,
                  0},
    MeasureTraits{Measure::kTypicalEducation, "TYPICAL_EDUCATION",
                  "typical entry-level education", kLevel, 0},
    MeasureTraits{Measure::kWorkExperience, "WORK_EXPERIENCE",
                  "work experience in a related occupation", kLevel, 0},
    MeasureTraits{Measure::kJobTraining, "JOB_TRAINING",
                  "typical on-the-job training", kLevel, 0},
    MeasureTraits{Measure::kJobZone, "JOB_ZONE", "O*NET job zone", kLevel, 0},
    MeasureTraits{Measure::kSvpFloor, "SVP_FLOOR",
                  "lower end of specific vocational preparation", kLevel, 0},
    MeasureTraits{Measure::kCompetitiveEducation, "COMPETITIVE_EDUCATION",
                  "competitive education", kLevel, 0},
    MeasureTraits{Measure::kLicence, "LICENCE", "licence or certification",
                  kLevel, 0},
};

constexpr MeasureTraits kUnnamed{Measure::kUnspecified, "MEASURE_UNSPECIFIED",
                                 "unspecified", kMilli, 0};

// Lower case, letters and digits and the two comparison signs only: "Bachelor’s
// degree" and "Bachelor's degree" are one wording.
std::string Fold(absl::string_view text) {
  std::string folded;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(u) || c == '<' || c == '>' || u == 0xA5) {
      folded.push_back(absl::ascii_tolower(u));
    }
  }
  return folded;
}

template <typename Level, size_t n>
std::optional<Level> Lookup(
    absl::string_view text,
    const std::array<std::pair<absl::string_view, Level>, n>& wordings) {
  const std::string folded = Fold(text);
  for (const auto& [wording, level] : wordings) {
    if (folded == wording) return level;
  }
  return std::nullopt;
}

using enum EducationLevel;
constexpr std::array<std::pair<absl::string_view, EducationLevel>, 16>
    kEducationWordings = {{
        {"noformaleducationalcredential", kNoFormalCredential},
        {"lessthanhighschool", kNoFormalCredential},
        {"noformaleducationcredential", kNoFormalCredential},
        {"highschooldiplomaorequivalent", kHighSchool},
        {"highschooldiplomaorged", kHighSchool},
        {"somecollegenodegree", kSomeCollege},
        {"somecollege", kSomeCollege},
        {"postsecondarynondegreeaward", kPostsecondaryNondegree},
        {"postsecondarynondegree", kPostsecondaryNondegree},
        {"associatesdegree", kAssociate},
        {"associatedegree", kAssociate},
        {"bachelorsdegree", kBachelor},
        {"mastersdegree", kMaster},
        {"doctoralorprofessionaldegree", kDoctoralOrProfessional},
        {"doctoraldegree", kDoctoralOrProfessional},
        {"professionaldegree", kDoctoralOrProfessional},
    }};

// The sign ≥ is the bytes E2 89 A5, of which Fold keeps the last.
constexpr std::array<std::pair<absl::string_view, WorkExperience>, 8>
    kExperienceWordings = {{
        {"none", WorkExperience::kNone},
        {"lessthan5years", WorkExperience::kUnderFiveYears},
        {"<5years", WorkExperience::kUnderFiveYears},
        {"5yearsormore", WorkExperience::kFiveYearsOrMore},
        {"morethan5years", WorkExperience::kFiveYearsOrMore},
        {"\xA5"
         "5years",
         WorkExperience::kFiveYearsOrMore},
        {">5years", WorkExperience::kFiveYearsOrMore},
        {"1to5years", WorkExperience::kUnderFiveYears},
    }};

constexpr std::array<std::pair<absl::string_view, JobTraining>, 13>
    kTrainingWordings = {{
        {"none", JobTraining::kNone},
        {"shorttermonthejobtraining", JobTraining::kShortTerm},
        {"shorttermojt", JobTraining::kShortTerm},
        {"shortterm", JobTraining::kShortTerm},
        {"moderatetermonthejobtraining", JobTraining::kModerateTerm},
        {"moderatetermojt", JobTraining::kModerateTerm},
        {"mediumtermonthejobtraining", JobTraining::kModerateTerm},
        {"longtermonthejobtraining", JobTraining::kLongTerm},
        {"longtermojt", JobTraining::kLongTerm},
        {"apprenticeship", JobTraining::kApprenticeship},
        {"internshipresidency", JobTraining::kInternshipOrResidency},
        {"internshiporresidency", JobTraining::kInternshipOrResidency},
        {"internship", JobTraining::kInternshipOrResidency},
    }};

constexpr std::array<absl::string_view, 9> kEducationNames = {
    "",
    "NO_FORMAL_CREDENTIAL",
    "HIGH_SCHOOL",
    "SOME_COLLEGE",
    "POSTSECONDARY_NONDEGREE",
    "ASSOCIATE",
    "BACHELOR",
    "MASTER",
    "DOCTORAL_OR_PROFESSIONAL"};
constexpr std::array<absl::string_view, 4> kExperienceNames = {
    "", "NONE", "UNDER_FIVE_YEARS", "FIVE_YEARS_OR_MORE"};
constexpr std::array<absl::string_view, 7> kTrainingNames = {
    "",
    "NONE",
    "SHORT_TERM",
    "MODERATE_TERM",
    "LONG_TERM",
    "APPRENTICESHIP",
    "INTERNSHIP_OR_RESIDENCY"};

constexpr std::array<absl::string_view, 3> kLicenceNames = {"", "NOT_REQUIRED",
                                                            "REQUIRED"};

template <size_t n>
std::optional<int64_t> IndexOf(absl::string_view name,
                               const std::array<absl::string_view, n>& names) {
  for (size_t i = 1; i < n; ++i) {
    if (names[i] == name) return static_cast<int64_t>(i);
  }
  return std::nullopt;
}

}  // namespace

absl::Span<const MeasureTraits> AllMeasures() { return kMeasures; }

const MeasureTraits& TraitsOf(Measure measure) {
  for (const MeasureTraits& traits : kMeasures) {
    if (traits.measure == measure) return traits;
  }
  return kUnnamed;
}

std::optional<Measure> MeasureByName(absl::string_view name) {
  for (const MeasureTraits& traits : kMeasures) {
    if (traits.name == name) return traits.measure;
  }
  return std::nullopt;
}

std::optional<EducationLevel> EducationLevelFromWording(
    absl::string_view text) {
  return Lookup(text, kEducationWordings);
}
std::optional<WorkExperience> WorkExperienceFromWording(
    absl::string_view text) {
  return Lookup(text, kExperienceWordings);
}
std::optional<JobTraining> JobTrainingFromWording(absl::string_view text) {
  return Lookup(text, kTrainingWordings);
}

absl::string_view LevelName(EducationLevel level) {
  return kEducationNames[static_cast<size_t>(level)];
}
absl::string_view LevelName(WorkExperience level) {
  return kExperienceNames[static_cast<size_t>(level)];
}
absl::string_view LevelName(JobTraining level) {
  return kTrainingNames[static_cast<size_t>(level)];
}

std::optional<int64_t> LevelByName(Measure measure, absl::string_view name) {
  switch (measure) {
    case Measure::kTypicalEducation:
    case Measure::kCompetitiveEducation:
      return IndexOf(name, kEducationNames);
    case Measure::kWorkExperience:
      return IndexOf(name, kExperienceNames);
    case Measure::kJobTraining:
      return IndexOf(name, kTrainingNames);
    case Measure::kLicence:
      return IndexOf(name, kLicenceNames);
    default:
      return std::nullopt;
  }
}

}  // namespace plumbline::vocabulary
