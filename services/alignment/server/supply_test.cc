#include "gmock/gmock.h"
#include "services/alignment/server/testing/service_fixture.h"
#include "services/common/base/error.h"

namespace plumbline::alignment {
namespace {

using ::plumbline::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// The tiny edition with what Texas projects, over ten years: 200 openings of
// EMTs and 1,800 of paramedics; both need a postsecondary award, the latter an
// associate degree.
labor::v1::EditionSnapshot EditionWithOpenings() {
  labor::v1::EditionSnapshot snapshot = TinyEdition("e2", 58410);
  auto& table = *snapshot.add_figure_tables();
  table.set_release(1);
  table.set_file("projections.xlsx");
  table.set_reference_period("2022/2032");
  table.set_horizon_years(10);
  table.set_occupation_scheme("soc-2018");
  auto& openings = *table.add_columns();
  openings.set_measure(common::v1::TOTAL_OPENINGS);
  openings.set_header("Openings");
  auto& education = *table.add_columns();
  education.set_measure(common::v1::TYPICAL_EDUCATION);
  education.set_header("Education");
  uint32_t row = 2;
  for (const auto& [code, count, level] :
       {std::tuple{292042u, 205, 4}, {292043u, 1800, 5}}) {
    table.add_regions(1);
    table.add_codes(code);
    table.mutable_levels()->push_back(4);
    table.add_source_rows(row++);
    openings.add_values(count);
    openings.mutable_statuses()->push_back(1);
    education.add_values(level);
    education.mutable_statuses()->push_back(1);
  }
  return snapshot;
}

class SupplyServiceTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    labor_.Publish(EditionWithOpenings());
    catalog::v1::Program both =
        TinyProgram("tx-1", "both", "51.0904", "regions/us-tx");
    both.set_completers(100);
    catalog::v1::Program emt = TinyProgram("tx-2", "emt", "", "regions/us-tx");
    emt.add_occupations()->set_code("29-2042");
    emt.set_completers(50);
    catalog::v1::Program nation = TinyProgram("us-1", "emt", "51.0904", "");
    nation.set_completers(1000);
    catalog_.SetPrograms({both, emt, nation});
    request_.set_region("regions/us-tx");
  }

  v1::CompareSupplyAndDemandRequest request_;
};

TEST_F(SupplyServiceTest, SaysWhatHoldsUnderEveryRule) {
  ASSERT_OK_AND_ASSIGN(const v1::SupplyAndDemand answer,
                       client_->CompareSupplyAndDemand(request_));
  EXPECT_EQ(answer.edition(), "editions/e2");
  EXPECT_EQ(answer.apportioning(), v1::SupplyAndDemand::EQUAL);
  EXPECT_EQ(answer.unplaced().low_milli(), 29500);
  EXPECT_EQ(answer.unplaced().high_milli(), 29500);
  EXPECT_EQ(answer.unfilled().low_milli(), 80000);
  EXPECT_EQ(answer.coverage().program_count(), 2);
  EXPECT_EQ(answer.coverage().other_region_count(), 1);
  ASSERT_EQ(answer.surpluses_size(), 1);
  EXPECT_THAT(answer.surpluses(0).programs(),
              ElementsAre("providers/tx-2/programs/emt"));
  EXPECT_THAT(answer.surpluses(0).occupations(), ElementsAre("29-2042"));
  EXPECT_THAT(answer.surpluses(0).sentence(),
              HasSubstr("at least 29.5 of the 50 completers of 1 program"));
  ASSERT_EQ(answer.shortages_size(), 1);
  EXPECT_THAT(answer.shortages(0).sentence(),
              HasSubstr("at least 80 of the 180 openings"));

  ASSERT_EQ(answer.occupations_size(), 2);
  const v1::OccupationBalance& emt = answer.occupations(0);
  EXPECT_THAT(emt.occupations(), ElementsAre("29-2042"));
  EXPECT_EQ(emt.openings().low_milli(), 20500);
  EXPECT_EQ(emt.completers().low_milli(), 100000);
  EXPECT_EQ(emt.gap().high_milli(), -79500);
  EXPECT_EQ(emt.typical_education(), "POSTSECONDARY_NONDEGREE");
  EXPECT_EQ(emt.published_openings().cell().file(), "projections.xlsx");
  ASSERT_EQ(answer.programs_size(), 1);
  EXPECT_EQ(answer.programs(0).unplaced_at_least_milli(), 29500);
}

TEST_F(SupplyServiceTest, RulesAndLevelsAreThoseAsked) {
  request_.set_apportioning(v1::SupplyAndDemand::BY_COMPLETERS);
  ASSERT_OK_AND_ASSIGN(v1::SupplyAndDemand answer,
                       client_->CompareSupplyAndDemand(request_));
  EXPECT_FALSE(answer.occupations(0).has_completers());
  ASSERT_EQ(answer.programs_size(), 2);
  EXPECT_EQ(answer.programs(0).program(), "providers/tx-2/programs/emt");
  EXPECT_EQ(answer.programs(1).openings().low_milli(), 193667);

  request_.add_education_levels("ASSOCIATE");
  ASSERT_OK_AND_ASSIGN(answer, client_->CompareSupplyAndDemand(request_));
  EXPECT_EQ(answer.coverage().outside_levels_count(), 1);
  EXPECT_EQ(answer.completers_without_occupation().low_milli(), 50000);
  EXPECT_THAT(answer.surpluses(), IsEmpty());

  request_.mutable_link_rule()->set_declared_only(true);
  request_.clear_education_levels();
  ASSERT_OK_AND_ASSIGN(answer, client_->CompareSupplyAndDemand(request_));
  EXPECT_EQ(answer.coverage().without_occupation_count(), 1);
  EXPECT_EQ(answer.openings_without_program().low_milli(), 180000);
}

TEST_F(SupplyServiceTest, UnknownAndSmallCountsAreRanges) {
  catalog::v1::Program few = TinyProgram("tx-2", "few", "", "regions/us-tx");
  few.add_occupations()->set_code("29-2042");
  few.set_completers_suppressed(true);
  catalog::v1::Program unknown =
      TinyProgram("tx-2", "unknown", "", "regions/us-tx");
  unknown.add_occupations()->set_code("29-2043");
  catalog_.SetPrograms({few, unknown});
  request_.set_provider("providers/tx-2");
  ASSERT_OK_AND_ASSIGN(const v1::SupplyAndDemand answer,
                       client_->CompareSupplyAndDemand(request_));
  EXPECT_EQ(answer.coverage().suppressed_count(), 1);
  EXPECT_EQ(answer.coverage().not_reported_count(), 1);
  EXPECT_EQ(answer.completers().low_milli(), 1000);
  EXPECT_FALSE(answer.completers().has_high_milli());
  EXPECT_EQ(answer.unfilled().low_milli(), 11500);
  EXPECT_EQ(answer.unfilled().high_milli(), 199500);
}

TEST_F(SupplyServiceTest, RefusalsSayWhy) {
  const auto reason = [&](const auto& change) {
    v1::CompareSupplyAndDemandRequest request = request_;
    change(request);
    return base::ReasonOf(client_->CompareSupplyAndDemand(request).status());
  };
  EXPECT_EQ(reason([](auto& r) { r.set_region("tx"); }), "NAME_INVALID");
  EXPECT_EQ(reason([](auto& r) { r.set_provider("tx"); }), "NAME_INVALID");
  EXPECT_EQ(reason([](auto& r) { r.set_region("regions/us-zz"); }),
            "REGION_UNKNOWN");
  EXPECT_EQ(reason([](auto& r) { r.set_edition("editions/none"); }),
            "EDITION_UNKNOWN");
  EXPECT_EQ(reason([](auto& r) { r.add_education_levels("PHD"); }),
            "ARGUMENT_INVALID");
  EXPECT_EQ(
      reason([](auto& r) {
        r.set_apportioning(static_cast<v1::SupplyAndDemand::Apportioning>(9));
      }),
      "ARGUMENT_INVALID");
  EXPECT_EQ(reason([](auto& r) { r.set_edition("editions/e1"); }),
            "FIGURE_NOT_PUBLISHED");
}

// What Texas' institutions awarded: 40 first and 5 second majors in 51.0904, 7
// in a program that leads nowhere and 3 in a code that nobody knows. One
// institution is in California, of another nobody knows where it is.
labor::v1::EditionSnapshot EditionWithAwards() {
  labor::v1::EditionSnapshot snapshot = EditionWithOpenings();
  snapshot.set_edition("editions/e3");
  auto& release = *snapshot.add_releases();
  release.set_name("sources/ipeds/releases/2024");
  auto& table = *snapshot.add_completion_tables();
  table.set_release(2);
  table.set_file("c2024_a.csv");
  table.set_reference_period("2023-07/2024-06");
  struct Row {
    uint32_t cip;
    char major;
    char level;
    uint32_t awards;
  };
  const std::vector<Row> texan = {{240101, 1, 3, 7},
                                  {510904, 1, 2, 30},
                                  {510904, 1, 3, 10},
                                  {510904, 2, 2, 5},
                                  {599999, 1, 2, 3}};
  const std::vector<Row> other = {{510904, 1, 2, 1000}};
  uint32_t end = 0;
  for (const auto& [unitid, state, rows] :
       {std::tuple{117803u, "us-ca", other},
        std::tuple{188890u, "us-tx", texan}, std::tuple{200000u, "", other}}) {
    auto& institution = *table.add_institutions();
    institution.set_unitid(unitid);
    institution.set_title("A college");
    institution.set_state(state);
    for (const Row& row : rows) {
      table.add_cip_codes(row.cip);
      table.mutable_majors()->push_back(row.major);
      table.mutable_award_levels()->push_back(row.level);
      table.add_awards(row.awards);
      table.add_source_rows(++end + 1);
    }
    table.add_row_ends(end);
  }
  return snapshot;
}

class SupplyOfInstitutionsTest : public SupplyServiceTest {
 protected:
  void SetUp() override {
    SupplyServiceTest::SetUp();
    labor_.Publish(EditionWithAwards());
    request_.set_completer_source(v1::SupplyAndDemand::COMPLETIONS);
  }
};

TEST_F(SupplyOfInstitutionsTest, AwardsCountWhereTheirInstitutionsAre) {
  ASSERT_OK_AND_ASSIGN(const v1::SupplyAndDemand answer,
                       client_->CompareSupplyAndDemand(request_));
  EXPECT_EQ(answer.completer_source(), v1::SupplyAndDemand::COMPLETIONS);
  EXPECT_EQ(answer.coverage().program_count(), 0);
  const v1::CompletionsCounted& counted = answer.completions();
  EXPECT_EQ(counted.release(), "sources/ipeds/releases/2024");
  EXPECT_EQ(counted.reference_period(), "2023-07/2024-06");
  EXPECT_FALSE(counted.second_majors());
  EXPECT_EQ(counted.institution_count(), 1);
  EXPECT_EQ(counted.program_count(), 3);
  EXPECT_EQ(counted.award_count(), 50);
  ASSERT_EQ(counted.levels_size(), 2);
  EXPECT_EQ(counted.levels(0).award_level(), 2);
  EXPECT_EQ(counted.levels(0).awards(), 33);
  EXPECT_EQ(counted.levels(1).awards(), 17);
  EXPECT_EQ(counted.unlocated_institution_count(), 1);
  EXPECT_EQ(counted.unknown_cip_award_count(), 3);
  EXPECT_EQ(answer.completers().low_milli(), 40000);
  EXPECT_EQ(answer.completers().high_milli(), 40000);
  EXPECT_EQ(answer.completers_without_occupation().low_milli(), 10000);
  EXPECT_EQ(answer.unfilled().low_milli(), 160500);
}

TEST_F(SupplyOfInstitutionsTest, LevelsAndSecondMajorsAreThoseAsked) {
  request_.add_award_levels(2);
  request_.set_second_majors(true);
  ASSERT_OK_AND_ASSIGN(const v1::SupplyAndDemand answer,
                       client_->CompareSupplyAndDemand(request_));
  EXPECT_TRUE(answer.completions().second_majors());
  EXPECT_EQ(answer.completers().low_milli(), 35000);
  request_.add_award_levels(22);
  EXPECT_THAT(client_->CompareSupplyAndDemand(request_),
              HasReason(base::reason::kArgumentInvalid));
}

TEST_F(SupplyOfInstitutionsTest, TheNationHasAllInstitutions) {
  request_.set_region("regions/us");
  ASSERT_OK_AND_ASSIGN(const v1::SupplyAndDemand answer,
                       client_->CompareSupplyAndDemand(request_));
  EXPECT_EQ(answer.completions().institution_count(), 3);
  EXPECT_EQ(answer.completions().award_count(), 2050);
  EXPECT_EQ(answer.completions().unlocated_institution_count(), 0);
}

TEST_F(SupplyOfInstitutionsTest, AProvidersOwnCountWins) {
  request_.set_completer_source(v1::SupplyAndDemand::PROGRAMS_AND_COMPLETIONS);
  catalog::v1::Program silent =
      TinyProgram("ipeds-188890", "emt", "51.0904", "regions/us-tx");
  catalog_.SetPrograms({silent});
  ASSERT_OK_AND_ASSIGN(v1::SupplyAndDemand answer,
                       client_->CompareSupplyAndDemand(request_));
  EXPECT_EQ(answer.completions().replaced_program_count(), 1);
  EXPECT_EQ(answer.completions().superseded_award_count(), 0);
  EXPECT_EQ(answer.coverage().program_count(), 0);
  EXPECT_EQ(answer.completers().high_milli(), 40000);

  silent.set_completers(12);
  catalog_.SetPrograms({silent});
  ASSERT_OK_AND_ASSIGN(answer, client_->CompareSupplyAndDemand(request_));
  EXPECT_EQ(answer.completions().replaced_program_count(), 0);
  EXPECT_EQ(answer.completions().superseded_award_count(), 40);
  EXPECT_EQ(answer.coverage().program_count(), 1);
  EXPECT_EQ(answer.completers().high_milli(), 12000);
}

TEST_F(SupplyOfInstitutionsTest, AnInstitutionCanBeAskedAlone) {
  request_.set_provider("providers/ipeds-117803");
  ASSERT_OK_AND_ASSIGN(const v1::SupplyAndDemand answer,
                       client_->CompareSupplyAndDemand(request_));
  EXPECT_EQ(answer.completions().award_count(), 1000);
  ASSERT_EQ(answer.programs_size(), 1);
  EXPECT_EQ(answer.programs(0).program(),
            "sources/ipeds/releases/2024/institutions/117803/programs/51.0904");
  EXPECT_EQ(answer.programs(0).title(), "Program 510904, A college");
  request_.set_provider("providers/tx-1");
  EXPECT_THAT(client_->CompareSupplyAndDemand(request_),
              HasReason(base::reason::kArgumentInvalid));
}

TEST_F(SupplyServiceTest, AwardsThatNoReleaseHasAreRefused) {
  request_.set_completer_source(v1::SupplyAndDemand::COMPLETIONS);
  EXPECT_THAT(client_->CompareSupplyAndDemand(request_),
              HasReason(base::reason::kFigureNotPublished));
  request_.clear_completer_source();
  request_.add_award_levels(2);
  EXPECT_THAT(client_->CompareSupplyAndDemand(request_),
              HasReason(base::reason::kArgumentInvalid));
}

}  // namespace
}  // namespace plumbline::alignment
