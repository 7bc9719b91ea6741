#include "services/common/vocabulary/measure.h"

#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace plumbline::vocabulary {
namespace {

using ::testing::Optional;

TEST(MeasureTest, NamesAndNumbersAreUniqueAndFindTheirMeasure) {
  std::set<Measure> numbers;
  std::set<std::string> names;
  for (const MeasureTraits& traits : AllMeasures()) {
    EXPECT_TRUE(numbers.insert(traits.measure).second) << traits.name;
    EXPECT_TRUE(names.insert(std::string(traits.name)).second) << traits.name;
    EXPECT_THAT(MeasureByName(traits.name), Optional(traits.measure));
    EXPECT_EQ(TraitsOf(traits.measure).name, traits.name);
  }
  EXPECT_EQ(MeasureByName("WAGE"), std::nullopt);
}

TEST(MeasureTest, WagesAreKeptInCents) {
  EXPECT_EQ(TraitsOf(Measure::kHourlyMedian).unit, Unit::kCentsPerHour);
  EXPECT_EQ(TraitsOf(Measure::kAnnualMedian).decimals, 2);
}

TEST(LevelWordingTest, ReadsThePublishersWordings) {
  EXPECT_THAT(EducationLevelFromWording("Bachelor's degree"),
              Optional(EducationLevel::kBachelor));
  EXPECT_THAT(EducationLevelFromWording("Bachelor\u2019s degree "),
              Optional(EducationLevel::kBachelor));
  EXPECT_THAT(EducationLevelFromWording("Some college, no degree"),
              Optional(EducationLevel::kSomeCollege));
  EXPECT_EQ(EducationLevelFromWording("N/A"), std::nullopt);
  EXPECT_THAT(WorkExperienceFromWording("\u22655 years"),
              Optional(WorkExperience::kFiveYearsOrMore));
  EXPECT_THAT(WorkExperienceFromWording("5 years or more"),
              Optional(WorkExperience::kFiveYearsOrMore));
  EXPECT_THAT(WorkExperienceFromWording("<5 years"),
              Optional(WorkExperience::kUnderFiveYears));
  EXPECT_THAT(WorkExperienceFromWording("None"),
              Optional(WorkExperience::kNone));
  EXPECT_THAT(JobTrainingFromWording("Long-term on-the-job training"),
              Optional(JobTraining::kLongTerm));
  EXPECT_THAT(JobTrainingFromWording("Internship/residency"),
              Optional(JobTraining::kInternshipOrResidency));
}

TEST(LevelNameTest, NamesAndLevelsAreInverse) {
  EXPECT_THAT(LevelByName(Measure::kTypicalEducation,
                          LevelName(EducationLevel::kAssociate)),
              Optional(5));
  EXPECT_THAT(LevelByName(Measure::kJobTraining, "APPRENTICESHIP"),
              Optional(5));
  EXPECT_EQ(LevelByName(Measure::kJobTraining, "BACHELOR"), std::nullopt);
  EXPECT_EQ(LevelByName(Measure::kAnnualMean, "BACHELOR"), std::nullopt);
}

}  // namespace
}  // namespace plumbline::vocabulary
