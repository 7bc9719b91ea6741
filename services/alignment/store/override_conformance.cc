// What every AlignmentStore does with overrides.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "services/alignment/store/alignment_store_conformance.h"
#include "services/alignment/store/override_reason.h"
#include "services/common/base/error.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::alignment {
namespace {

using ::plumbline::testing::HasReason;
using ::testing::SizeIs;

v1::Override ContentBy(const std::string& author) {
  v1::Override content;
  content.set_kind(v1::Override::PETITION);
  content.set_program("providers/p/programs/a");
  content.set_author(author);
  return content;
}

v1::Override::AuditEntry EntryTo(v1::Override::State to) {
  v1::Override::AuditEntry entry;
  entry.mutable_time()->set_seconds(1700000000 + to);
  entry.set_author("somebody");
  entry.set_to(to);
  return entry;
}

const v1::Override::AuditEntry kProposed = EntryTo(v1::Override::PROPOSED);
const v1::Override::AuditEntry kApproved = EntryTo(v1::Override::APPROVED);
const v1::Override::AuditEntry kWithdrawn = EntryTo(v1::Override::WITHDRAWN);

TEST_P(AlignmentStoreConformance, OverridesAreNumberedAndKeepTheirContent) {
  v1::Override sent = ContentBy("one");
  sent.set_name("overrides/000009");
  sent.set_state(v1::Override::APPROVED);
  ASSERT_OK_AND_ASSIGN(const v1::Override first,
                       store_->CreateOverride(sent, kProposed, {}));
  EXPECT_EQ(first.name(), "overrides/000001");
  EXPECT_EQ(first.state(), v1::Override::PROPOSED);
  ASSERT_THAT(first.audit(), SizeIs(1));
  EXPECT_NE(first.etag(), "");
  ASSERT_OK(store_->CreateOverride(ContentBy("two"), kProposed, {}));

  Reopen();
  ASSERT_OK_AND_ASSIGN(const v1::Override again, store_->GetOverride(1));
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  ASSERT_OK_AND_ASSIGN(const auto all, store_->AllOverrides());
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(all[1].name(), "overrides/000002");
  EXPECT_EQ(all[1].author(), "two");
  EXPECT_THAT(store_->GetOverride(3), HasReason(reason::kOverrideUnknown));
}

TEST_P(AlignmentStoreConformance, AnAuditTrailGrowsAndKeepsWhatItHas) {
  ASSERT_OK_AND_ASSIGN(const v1::Override before,
                       store_->CreateOverride(ContentBy("a"), kProposed, {}));
  ASSERT_OK_AND_ASSIGN(const v1::Override approved,
                       store_->AddOverrideEntry(1, 1, kApproved, {}));
  EXPECT_EQ(approved.state(), v1::Override::APPROVED);
  EXPECT_NE(approved.etag(), before.etag());
  Reopen();
  ASSERT_OK_AND_ASSIGN(const v1::Override withdrawn,
                       store_->AddOverrideEntry(1, 2, kWithdrawn, {}));
  ASSERT_THAT(withdrawn.audit(), SizeIs(3));
  EXPECT_EQ(withdrawn.audit(0).SerializeAsString(),
            kProposed.SerializeAsString());
  EXPECT_EQ(withdrawn.audit(1).SerializeAsString(),
            kApproved.SerializeAsString());
  EXPECT_EQ(withdrawn.state(), v1::Override::WITHDRAWN);
}

TEST_P(AlignmentStoreConformance, OfTwoWhoDecideAtOnceOneIsRefused) {
  ASSERT_OK(store_->CreateOverride(ContentBy("a"), kProposed, {}));
  ASSERT_OK(store_->AddOverrideEntry(1, 1, kApproved, {}));
  EXPECT_THAT(store_->AddOverrideEntry(1, 1, kWithdrawn, {}),
              HasReason(base::reason::kEtagMismatch));
  EXPECT_THAT(store_->AddOverrideEntry(2, 1, kWithdrawn, {}),
              HasReason(reason::kOverrideUnknown));
  ASSERT_OK_AND_ASSIGN(const v1::Override kept, store_->GetOverride(1));
  EXPECT_EQ(kept.state(), v1::Override::APPROVED);
}

TEST_P(AlignmentStoreConformance, ARepeatedOverrideRequestAnswersAsItDid) {
  const RequestKey create = {"id-1", "digest-1"};
  const RequestKey approve = {"id-2", "digest-2"};
  ASSERT_OK_AND_ASSIGN(
      const v1::Override made,
      store_->CreateOverride(ContentBy("a"), kProposed, create));
  ASSERT_OK(store_->AddOverrideEntry(1, 1, kApproved, approve));
  ASSERT_OK(store_->AddOverrideEntry(1, 2, kWithdrawn, {}));
  Reopen();
  ASSERT_OK_AND_ASSIGN(
      const v1::Override repeated,
      store_->CreateOverride(ContentBy("a"), kProposed, create));
  EXPECT_EQ(repeated.SerializeAsString(), made.SerializeAsString());
  ASSERT_OK_AND_ASSIGN(const v1::Override approved,
                       store_->AddOverrideEntry(1, 1, kApproved, approve));
  EXPECT_EQ(approved.state(), v1::Override::APPROVED);
  ASSERT_OK_AND_ASSIGN(const auto found, store_->FindOverride(approve));
  ASSERT_TRUE(found.has_value());
  EXPECT_THAT(found->audit(), SizeIs(2));
  EXPECT_THAT(store_->FindOverride({"id-2", "other"}),
              HasReason(base::reason::kRequestIdReused));
  ASSERT_OK_AND_ASSIGN(const auto none, store_->FindOverride({"id-3", "d"}));
  EXPECT_FALSE(none.has_value());
  ASSERT_OK_AND_ASSIGN(const auto all, store_->AllOverrides());
  EXPECT_THAT(all, SizeIs(1));
}

TEST_P(AlignmentStoreConformance, OverridesSurviveRuns) {
  ASSERT_OK_AND_ASSIGN(const v1::Override made,
                       store_->CreateOverride(ContentBy("a"), kProposed, {}));
  for (int64_t after = 0; after < 3; ++after) {
    NewRun run;
    run.after = after;
    ASSERT_OK(store_->PublishRun(run));
  }
  ASSERT_OK_AND_ASSIGN(const v1::Override kept, store_->GetOverride(1));
  EXPECT_EQ(kept.SerializeAsString(), made.SerializeAsString());
}

}  // namespace
}  // namespace plumbline::alignment
