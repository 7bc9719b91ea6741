#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/files.h"
#include "tests/lint/contract_rules.h"

namespace plumbline::lint {
namespace {

using ::google::protobuf::DescriptorPool;
using ::google::protobuf::FileDescriptor;
using ::google::protobuf::FileDescriptorProto;
using ::google::protobuf::FileDescriptorSet;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// What may depart from a rule, and why. One that is not needed any more fails
// the test.
struct Departure {
  const char* file;
  const char* violation;  // The end of its words.
  const char* reason;
};
constexpr Departure kDepartures[] = {
    {"plumbline/labor/v1/snapshot.proto", ": unsigned",
     "packed columns of codes and indices, read as arrays and never by hand"},
    {"plumbline/labor/v1/stored_release.proto", ": unsigned",
     "stored, never sent; the same packed codes as the snapshot"},
    {"plumbline/alignment/v1/alignment_service.proto",
     "CreateRun: CreateRunRequest has no run_id",
     "the server numbers the runs"},
    {"plumbline/alignment/v1/change_service.proto",
     "ListChanges: ListChangesRequest has no page_token",
     "its cursor names what was seen and never expires, which a token would"},
    {"plumbline/alignment/v1/change_service.proto",
     "ListChanges: ListChangesResponse has no next_page_token",
     "the cursor is also where to come back when there is no next page yet"},
    {"plumbline/alignment/v1/override_service.proto",
     "CreateOverride: CreateOverrideRequest has no override_id",
     "the server numbers the overrides"},
    {"plumbline/alignment/v1/policy_service.proto",
     "CreatePolicyVersion: CreatePolicyVersionRequest has no policy_id",
     "the parent names the policy and the server numbers its versions"},
    {"plumbline/labor/v1/labor_service.proto",
     "ListSources: ListSourcesRequest has no as_of",
     "the datasets that the program can read, not what was read"},
    {"plumbline/labor/v1/labor_service.proto",
     "GetRelease: GetReleaseRequest has no as_of",
     "a release never changes and says when it became known"},
    {"plumbline/alignment/v1/change_service.proto",
     "ListChanges: ListChangesRequest has no as_of",
     "a feed: what was known then is what comes before a cursor"},
    {"plumbline/alignment/v1/override_service.proto",
     "GetOverride: GetOverrideRequest has no as_of",
     "its audit trail says what was decided when"},
    {"plumbline/alignment/v1/override_service.proto",
     "ListOverrides: ListOverridesRequest has no as_of",
     "it takes a day, on which the overrides stand"},
    {"plumbline/alignment/v1/policy_service.proto",
     "GetPolicy: GetPolicyRequest has no as_of", "a version never changes"},
    {"plumbline/alignment/v1/policy_service.proto",
     "ListPolicies: ListPoliciesRequest has no as_of",
     "versions never change, and runs name theirs"},
    {"plumbline/rescoring/v1/rescoring_service.proto",
     "ListSourceChecks: ListSourceChecksRequest has no as_of",
     "the state of work, not knowledge of a market or a program"},
    {"plumbline/rescoring/v1/rescoring_service.proto",
     "GetJob: GetJobRequest has no as_of", "the same"},
    {"plumbline/rescoring/v1/rescoring_service.proto",
     "ListJobs: ListJobsRequest has no as_of", "the same"},
};

// The files of an image that protoc made, but for what they import from
// elsewhere.
class Contracts {
 public:
  Contracts(const std::string& image_path, const std::string& package) {
    FileDescriptorSet image;
    EXPECT_TRUE(image.ParseFromString(testing::ReadFile(image_path)))
        << image_path;
    for (const FileDescriptorProto& file : image.file()) {
      const FileDescriptor* built = pool_.BuildFile(file);
      EXPECT_NE(built, nullptr) << file.name();
      if (built != nullptr && absl::StartsWith(file.package(), package))
        files_.push_back(built);
    }
  }

  const std::vector<const FileDescriptor*>& files() const { return files_; }

  std::vector<std::string> Violations() const {
    std::vector<std::string> all;
    for (const FileDescriptor* file : files_) {
      for (const std::string& violation : FindViolations(*file))
        all.push_back(violation);
    }
    return all;
  }

 private:
  DescriptorPool pool_;
  std::vector<const FileDescriptor*> files_;
};

TEST(ContractTest, EveryContractKeepsTheRulesOrSaysWhyNot) {
  const Contracts contracts(PLUMBLINE_CONTRACT_IMAGE, "plumbline.");
  std::set<const Departure*> used;
  for (const FileDescriptor* file : contracts.files()) {
    for (const std::string& violation : FindViolations(*file)) {
      const auto* departure =
          std::find_if(std::begin(kDepartures), std::end(kDepartures),
                       [&](const Departure& allowed) {
                         return file->name() == allowed.file &&
                                absl::EndsWith(violation, allowed.violation);
                       });
      const bool allowed = departure != std::end(kDepartures);
      EXPECT_TRUE(allowed) << file->name() << ": " << violation;
      if (allowed) used.insert(departure);
    }
  }
  for (const Departure& departure : kDepartures) {
    EXPECT_EQ(used.count(&departure), 1u)
        << "not needed any more: " << departure.violation;
  }
}

TEST(ContractTest, EveryContractFileIsInTheImage) {
  size_t files = 0;
  const auto root =
      std::filesystem::path(PLUMBLINE_SOURCE_DIR) / "proto/plumbline";
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(root)) {
    files += entry.path().extension() == ".proto" ? 1 : 0;
  }
  EXPECT_GT(files, 0u);
  EXPECT_EQ(Contracts(PLUMBLINE_CONTRACT_IMAGE, "plumbline.").files().size(),
            files);
}

TEST(ContractRulesTest, GoodContractHasNoViolation) {
  const Contracts good(PLUMBLINE_PLANTED_IMAGE, "planted.good");
  ASSERT_EQ(good.files().size(), 1u);
  EXPECT_THAT(good.Violations(), IsEmpty());
}

TEST(ContractRulesTest, EachRuleIsAbleToFail) {
  const Contracts bad(PLUMBLINE_PLANTED_IMAGE, "planted.bad");
  const std::string methods = "planted.bad.BadService.";
  EXPECT_THAT(bad.Violations(),
              UnorderedElementsAre(
                  methods + "GetRow: BareRequest has no name",
                  methods + "GetRow: BareRequest has no as_of",
                  methods + "ListRows: BareRequest has no as_of",
                  methods + "DeleteRow: BareRequest has no name",
                  methods + "DeleteRow: BareRequest has no request_id",
                  methods + "ListRows: BareRequest has no page_size",
                  methods + "ListRows: BareRequest has no page_token",
                  methods + "ListRows: BareRequest has no next_page_token",
                  methods + "CreateRow: RowRequest has no parent",
                  methods + "CreateRow: RowRequest has no row_id",
                  methods + "CreateRow: RowRequest has no request_id",
                  methods + "UpdateRow: BareRequest has no update_mask",
                  methods + "UpdateRow: the request does not hold the Row",
                  methods + "UpdateRow: BareRequest has no request_id",
                  methods + "PublishRow: RowRequest has no request_id",
                  methods + "GetNothing: an Empty request can never grow",
                  "planted.bad.Unnamed: a resource without a string name",
                  "planted.bad.Unnamed: a resource without a pattern",
                  "planted.bad.Numbers.Inner.a: unsigned",
                  "planted.bad.Numbers.Inner.b: unsigned",
                  "planted.bad.Kind: the first value is not a zero called "
                  "..._UNSPECIFIED"));
}

}  // namespace
}  // namespace plumbline::lint
