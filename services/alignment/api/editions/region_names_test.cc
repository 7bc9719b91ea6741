#include "services/alignment/api/editions/region_names.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/alignment/domain/testing/tiny_world.h"
#include "services/common/base/error.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

using ::plumbline::testing::HasReason;
using ::plumbline::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::shared_ptr<const Edition> World() {
  testing::TinyWorld world;
  world.Nation().State("us-ct");
  world.RegionChange("us-cbsa-99990", "")
      .RegionChange("us-county-09001", "us-county-09120")
      .RegionChange("us-county-09001", "us-county-09190");
  world.Occupation("29-1141", "Registered Nurses");
  return world.Build();
}

TEST(RegionNamesTest, ReadsEachRegionOnceInTheEditionsOrder) {
  const auto edition = World();
  google::protobuf::RepeatedPtrField<std::string> names;
  for (const char* name : {"regions/us-ct", "regions/us", "regions/us-ct"}) {
    *names.Add() = name;
  }
  ASSERT_OK_AND_ASSIGN(const auto regions, ReadRegions(*edition, names));
  EXPECT_THAT(regions, ElementsAre(*edition->FindRegion("us"),
                                   *edition->FindRegion("us-ct")));
}

TEST(RegionNamesTest, AMalformedNameIsInvalidForEveryMethod) {
  for (const char* name : {"us-ct", "", "regions/", "areas/us"}) {
    EXPECT_THAT(ReadRegion(*World(), name),
                HasReason(base::reason::kNameInvalid))
        << name;
  }
}

TEST(RegionNamesTest, AnOldCountyIsOfAnotherVintageAndNamesItsSuccessors) {
  const auto answer = ReadRegion(*World(), "regions/us-county-09001");
  EXPECT_THAT(answer, HasReason(base::reason::kRegionWrongVintage));
  EXPECT_THAT(answer,
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("replaced in 2022; ask for "
                                 "regions/us-county-09120 (us-county-09120) or "
                                 "regions/us-county-09190")));
  EXPECT_THAT(ReadRegion(*World(), "regions/us-cbsa-99990"),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("nothing is known to have taken its place")));
}

TEST(RegionNamesTest, ANameOfNoRegionIsUnknown) {
  EXPECT_THAT(ReadRegion(*World(), "regions/us-county-99999"),
              HasReason(base::reason::kRegionUnknown));
}

}  // namespace
}  // namespace plumbline::alignment
