#include "services/common/vocabulary/figure.h"

#include <set>
#include <string>

#include "gtest/gtest.h"

namespace plumbline::vocabulary {
namespace {

TEST(FigureTest, ZeroIsANumberAndNotAnAbsence) {
  EXPECT_TRUE(Figure::Published(0).HasValue());
  EXPECT_FALSE(Figure::Without(FigureStatus::kWithheld).HasValue());
  EXPECT_NE(Figure::Published(0), Figure::Without(FigureStatus::kNotPublished));
}

TEST(FigureTest, EveryAbsenceReadsDifferently) {
  std::set<std::string> texts;
  for (const FigureStatus status :
       {FigureStatus::kWithheld, FigureStatus::kBelowReported,
        FigureStatus::kNotApplicable, FigureStatus::kNotPublished,
        FigureStatus::kNoSuchCode, FigureStatus::kWrongVintage}) {
    EXPECT_TRUE(
        texts.insert(ToText(Figure::Without(status), Measure::kAnnualMean))
            .second);
  }
}

TEST(FigureTest, PrintsEachUnitAsPeopleReadIt) {
  EXPECT_EQ(ToText(Figure::Published(5787000), Measure::kAnnualMedian),
            "$57,870");
  EXPECT_EQ(ToText(Figure::Published(2782), Measure::kHourlyMedian),
            "$27.82/h");
  EXPECT_EQ(ToText(Figure::TopCoded(23920000), Measure::kAnnualP90),
            ">= $239,200");
  EXPECT_EQ(ToText(Figure::Published(4600), Measure::kEmploymentChangePercent),
            "4.6 %");
  EXPECT_EQ(ToText(Figure::Published(-300), Measure::kEmploymentChangePercent),
            "-0.3 %");
  EXPECT_EQ(ToText(Figure::Published(1579800), Measure::kBaseEmployment),
            "1,579,800");
  EXPECT_EQ(ToText(Figure::Published(6), Measure::kTypicalEducation),
            "BACHELOR");
}

}  // namespace
}  // namespace plumbline::vocabulary
