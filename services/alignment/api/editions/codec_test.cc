#include <google/protobuf/util/json_util.h>

#include <filesystem>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/alignment/api/editions/edition_codec.h"
#include "services/alignment/api/fake_services.h"
#include "services/alignment/api/policies/policy_codec.h"
#include "services/alignment/domain/policy/validate.h"
#include "services/common/base/error.h"
#include "services/common/testing/files.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::testing::_;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::Policy PolicyFromJson(const std::string& text) {
  v1::Policy policy;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(text, &policy).ok());
  return policy;
}

// A policy that uses every construct of the language once.
constexpr char kEveryConstruct[] = R"({
    "name": "policies/p/versions/3", "title": "t",
    "jurisdiction": "regions/us-or",
    "citation": {"authority": "a", "document": "d", "address": "x",
                 "vintage": "2026"},
    "effectiveFrom": "2026-01-01", "effectiveUntil": "2027-01-01",
    "status": "DRAFT", "draftReasons": ["r"], "readings": ["s"],
    "dimensionsRequired": 1, "borrow": true,
    "linkRule": {"kind": "SHARE", "shareMilli": 50000,
                 "weight": "ANNUAL_OPENINGS", "excludedPrefixes": ["25-1"],
                 "declaredFirst": true, "declaredOnly": true},
    "dimensions": [{"dimension": "IN_DEMAND", "clause": {
      "id": "all", "citation": {"authority": "b"}, "all": {"clauses": [
        {"id": "any", "any": {"clauses": [
          {"id": "growth", "compare": {
            "quantity": {"measure": "EMPLOYMENT_CHANGE_PERCENT",
                         "scope": "STATE", "horizonYears": 10},
            "comparator": "AT_LEAST",
            "benchmark": {"acrossOccupations": {"statistic": "PERCENTILE",
                          "percentileMilli": 75000, "scope": "NATION"},
                          "percentMilli": 80000}}}]}},
        {"id": "some", "atLeast": {"count": 2, "clauses": [
          {"id": "level", "oneOf": {"measure": "TYPICAL_EDUCATION", "scope": "NATION",
                                    "levels": ["BACHELOR"]}},
          {"id": "not", "not": {"id": "ratio", "compare": {
            "quantity": {"ratio": {"numerator": "ANNUAL_OPENINGS",
                                   "denominator": "EMPLOYMENT"}},
            "comparator": "LESS_THAN",
            "benchmark": {"constant": {"value": "125",
                                       "year": "2021"}}}}},
          {"id": "wage", "compare": {
            "quantity": {"measure": "ANNUAL_MEDIAN"},
            "comparator": "GREATER_THAN",
            "benchmark": {"allOccupations": {"measure": "ANNUAL_MEAN",
                                             "scope": "REGION"}}}}]}}]}}}]
  })";

TEST(PolicyCodecTest, EveryConstructArrives) {
  const Policy policy = PolicyFromProto(PolicyFromJson(kEveryConstruct));
  EXPECT_EQ(policy.name, "policies/p/versions/3");
  EXPECT_EQ(policy.citation.vintage, "2026");
  EXPECT_EQ(policy.effective_until, "2027-01-01");
  EXPECT_EQ(policy.status, Policy::Status::kDraft);
  EXPECT_TRUE(policy.borrow);
  EXPECT_EQ(policy.link_rule.kind, LinkRule::Kind::kShare);
  EXPECT_EQ(policy.link_rule.weight, vocabulary::Measure::kAnnualOpenings);
  EXPECT_THAT(policy.link_rule.excluded_prefixes, ElementsAre("25-1"));
  EXPECT_TRUE(policy.link_rule.declared_first &&
              policy.link_rule.declared_only);

  ASSERT_THAT(policy.dimensions, SizeIs(1));
  const Clause& all = policy.dimensions[0].clause;
  EXPECT_EQ(all.kind, Clause::Kind::kAll);
  EXPECT_EQ(all.citation->authority, "b");
  ASSERT_THAT(all.clauses, SizeIs(2));
  const Clause& growth = all.clauses[0].clauses[0];
  EXPECT_EQ(growth.quantity.measure,
            vocabulary::Measure::kEmploymentChangePercent);
  EXPECT_EQ(growth.quantity.scope, Scope::kState);
  EXPECT_EQ(growth.quantity.horizon_years, 10);
  EXPECT_EQ(growth.comparator, Comparator::kAtLeast);
  EXPECT_EQ(growth.benchmark.kind, Benchmark::Kind::kAcrossOccupations);
  EXPECT_EQ(growth.benchmark.percentile_milli, 75000);
  EXPECT_EQ(growth.benchmark.scope, Scope::kNation);
  EXPECT_EQ(growth.benchmark.percent_milli, 80000);
  const Clause& some = all.clauses[1];
  EXPECT_EQ(some.count, 2);
  ASSERT_THAT(some.clauses, SizeIs(3));
  EXPECT_THAT(some.clauses[0].levels, ElementsAre("BACHELOR"));
  EXPECT_EQ(some.clauses[0].quantity.scope, Scope::kNation);
  const Clause& ratio = some.clauses[1].clauses[0];
  EXPECT_TRUE(ratio.quantity.is_ratio());
  EXPECT_EQ(ratio.quantity.denominator, vocabulary::Measure::kEmployment);
  EXPECT_EQ(ratio.benchmark.value, 125);
  EXPECT_EQ(ratio.benchmark.year, "2021");
  EXPECT_EQ(some.clauses[2].benchmark.measure,
            vocabulary::Measure::kAnnualMean);
}

TEST(PolicyCodecTest, WhatIsMissingStaysUnspecifiedAndIsFound) {
  const Policy policy = PolicyFromProto(v1::Policy());
  EXPECT_EQ(policy.link_rule.kind, LinkRule::Kind::kUnspecified);
  EXPECT_FALSE(ValidatePolicy(policy).empty());
  v1::Policy strange = HighWagePolicy();
  strange.mutable_link_rule()->set_kind(static_cast<v1::LinkRule::Kind>(777));
  EXPECT_FALSE(ValidatePolicy(PolicyFromProto(strange)).empty());
}

TEST(PolicyCodecTest, ThePoliciesThatComeAlongAreValid) {
  const auto directory =
      std::filesystem::path(PLUMBLINE_SOURCE_DIR) / "data/policies";
  int policies = 0;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (entry.path().extension() != ".json") continue;
    SCOPED_TRACE(entry.path().string());
    const auto policy = PolicyFromJson(testing::ReadFile(entry.path()));
    EXPECT_THAT(ValidatePolicy(PolicyFromProto(policy)), IsEmpty());
    ++policies;
  }
  EXPECT_GE(policies, 5);
}

TEST(EditionCodecTest, EveryTableArrives) {
  const EditionTables tables = TablesFromProto(TinyEdition("e1", 58410));
  EXPECT_EQ(tables.name, "editions/e1");
  ASSERT_THAT(tables.releases, SizeIs(2));
  EXPECT_EQ(tables.releases[1].files[0].path, "wages.xlsx");
  ASSERT_THAT(tables.occupations, SizeIs(3));
  EXPECT_EQ(tables.occupations[2].code, 292043u);
  EXPECT_THAT(tables.occupations[2].onet_codes, ElementsAre(29204300u));
  ASSERT_THAT(tables.regions, SizeIs(2));
  EXPECT_EQ(tables.regions[0].parent, -1);
  EXPECT_EQ(tables.regions[1].kind, RegionKind::kState);
  ASSERT_THAT(tables.figure_tables, SizeIs(1));
  const FigureTableEntry& wages = tables.figure_tables[0];
  EXPECT_EQ(wages.reference_period, "2024-05");
  EXPECT_THAT(wages.codes, SizeIs(7));
  EXPECT_EQ(wages.columns[0].values[3], 5841000);
  EXPECT_EQ(wages.columns[0].statuses[6], 3);
  ASSERT_THAT(tables.crosswalk_layers, SizeIs(1));
  EXPECT_EQ(tables.crosswalk_layers[0].layer, "federal");
  EXPECT_THAT(tables.crosswalk_layers[0].unmatched_cip_codes,
              ElementsAre(240101u));
  EXPECT_THAT(tables.cip_codes, SizeIs(2));
}

// A snapshot whose second release rates 29-2042.00 on one skill.
labor::v1::EditionSnapshot RatedEdition() {
  labor::v1::EditionSnapshot snapshot = TinyEdition("e1", 58410);
  auto& element = *snapshot.add_elements();
  element.set_id("2.B.1.a");
  element.set_name("Social Perceptiveness");
  element.set_domain(labor::v1::DescriptorElement::SKILLS);
  element.set_group("2.B");
  auto& table = *snapshot.add_descriptor_tables();
  table.set_release(1);
  table.set_file("db.zip");
  table.set_sheet("Skills.txt");
  table.add_onet_codes(29204200);
  table.add_row_ends(2);
  for (const uint32_t hundredths : {400u, 388u}) {
    table.add_elements(0);
    table.add_hundredths(hundredths);
    table.add_standard_errors(hundredths == 400 ? 1251 : 0);
    table.add_source_rows(hundredths);
  }
  table.set_scales(std::string("\0\1", 2));
  table.set_recommend_suppress("\1\2");
  table.set_not_relevant(std::string(2, '\0'));
  return snapshot;
}

TEST(EditionCodecTest, RatingsArriveWithTheirElements) {
  ASSERT_OK_AND_ASSIGN(const auto edition,
                       EditionFromSnapshot(RatedEdition().SerializeAsString()));
  const auto ask = [&](DescriptorScale scale) {
    return edition->descriptors().RatingsOf(
        vocabulary::SocCode::FromDigits(292042), DescriptorDomain::kSkills,
        scale);
  };
  const auto importance = ask(DescriptorScale::kImportance);
  ASSERT_THAT(importance, SizeIs(1));
  EXPECT_EQ(importance[0].code.ToString(), "29-2042.00");
  ASSERT_THAT(importance[0].ratings, SizeIs(1));
  const DescriptorRating& rating = importance[0].ratings[0];
  EXPECT_EQ(rating.hundredths, 400u);
  EXPECT_EQ(rating.standard_error, 1250u);
  EXPECT_FALSE(rating.recommend_suppress);
  const ElementEntry& element = edition->descriptors().element(rating.element);
  EXPECT_EQ(element.name, "Social Perceptiveness");
  EXPECT_EQ(element.group, "2.B");
  EXPECT_EQ(edition->CellOf(rating.cell).sheet, "Skills.txt");
  EXPECT_EQ(edition->CellOf(rating.cell).row, 400u);
  const auto level = ask(DescriptorScale::kLevel);
  ASSERT_THAT(level, SizeIs(1));
  EXPECT_TRUE(level[0].ratings[0].recommend_suppress);
  EXPECT_EQ(level[0].ratings[0].standard_error, std::nullopt);
}

TEST(EditionCodecTest, BytesThatAreNoSnapshotAreRefused) {
  EXPECT_THAT(EditionFromSnapshot("\xff\xff not a message"),
              HasReason(base::reason::kFileMalformed));
  std::string cut = TinyEdition("e1", 1).SerializeAsString();
  cut.resize(cut.size() / 2);
  EXPECT_THAT(EditionFromSnapshot(cut),
              StatusIs(absl::StatusCode::kDataLoss, _));
  auto broken = TinyEdition("e1", 1);
  broken.mutable_figure_tables(0)->add_codes(1);
  EXPECT_THAT(EditionFromSnapshot(broken.SerializeAsString()),
              StatusIs(absl::StatusCode::kInvalidArgument, _));
}

}  // namespace
}  // namespace plumbline::alignment
