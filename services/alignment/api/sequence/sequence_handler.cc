#include "services/alignment/api/sequence/sequence_handler.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/alignment/api/matching/asked_program.h"
#include "services/alignment/api/policies/policy_name.h"
#include "services/alignment/api/requests/asked_day.h"
#include "services/alignment/api/requests/refusals.h"
#include "services/alignment/api/sequence/sequence_codec.h"
#include "services/alignment/domain/sequence/stated_text.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"
#include "services/common/rpc/reply_later.h"

namespace plumbline::alignment {
namespace {

// Each course's description is compared with every other's.
constexpr int kMostCourses = 300;

using Names = google::protobuf::RepeatedPtrField<std::string>;

// Adds the checks of these names.
absl::Status Disable(const Names& names, absl::string_view field,
                     std::vector<SequenceCheck>* disabled) {
  for (const std::string& name : names) {
    const auto check = SequenceCheckOf(name);
    if (!check) return InvalidField(field, NoSuchCheck(name));
    disabled->push_back(*check);
  }
  return absl::OkStatus();
}

// What the call leaves out, and what its policy does.
absl::StatusOr<std::vector<SequenceCheck>> DisabledChecks(
    const v1::AuditSequenceRequest& request, AlignmentStore& store) {
  std::vector<SequenceCheck> disabled;
  PLUMBLINE_RETURN_IF_ERROR(
      Disable(request.disabled_checks(), "disabled_checks", &disabled));
  if (request.policy().empty()) return disabled;
  PLUMBLINE_ASSIGN_OR_RETURN(const PolicyRef ref,
                             ParsePolicyRef(request.policy()));
  PLUMBLINE_ASSIGN_OR_RETURN(const v1::Policy policy,
                             store.GetPolicy(ref.policy, ref.version));
  PLUMBLINE_RETURN_IF_ERROR(
      Disable(policy.disabled_sequence_checks(), "policy", &disabled));
  return disabled;
}

absl::StatusOr<absl::CivilDay> AuditDay(const v1::AuditSequenceRequest& request,
                                        absl::Time now) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const std::string day,
      DayOf(request.day(), base::AsOf(request).value_or(now)));
  if (const auto parsed = ParseCivilDay(day)) return *parsed;
  return InvalidField("day", absl::StrCat("there is no day ", day));
}

// What knows how rare words are; nothing when the edition has no texts, or none
// is served and none was asked for.
absl::StatusOr<std::shared_ptr<const EditionMatcher>> WordsOf(
    const v1::AuditSequenceRequest& request, MatcherCache& matchers) {
  auto matcher = matchers.Get(request.edition(), base::AsOf(request));
  if (matcher.ok()) return matcher;
  const std::string reason = base::ReasonOf(matcher.status());
  if (reason == base::reason::kTextNotPublished ||
      (reason == base::reason::kEditionUnknown && request.edition().empty()))
    return std::shared_ptr<const EditionMatcher>();
  return matcher;
}

}  // namespace

absl::StatusOr<v1::SequenceAudit> SequenceHandler::AuditSequence(
    const v1::AuditSequenceRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto disabled,
                             DisabledChecks(request, parts_.store));
  PLUMBLINE_ASSIGN_OR_RETURN(const absl::CivilDay day,
                             AuditDay(request, parts_.clock()));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto program,
                             AskedProgram(request, parts_.catalog));
  if (program.courses_size() > kMostCourses)
    return InvalidField(
        "program.courses",
        absl::StrCat("there are ", program.courses_size(), ", and at most ",
                     kMostCourses, " are audited"));
  const SequenceProgram sequence =
      SequenceFromProto(program, request.lists_complete());
  std::shared_ptr<const EditionMatcher> words;
  if (ReadsRarity(sequence, disabled)) {
    PLUMBLINE_ASSIGN_OR_RETURN(words, WordsOf(request, parts_.matchers));
  }
  Stemmer stemmer;
  const auto rarity = [&](absl::string_view word) -> std::optional<double> {
    if (words == nullptr) return std::nullopt;
    return words->matcher->index().RarityOf(word, &stemmer);
  };
  v1::SequenceAudit audit =
      AuditToProto(alignment::AuditSequence(sequence, disabled, day, rarity));
  audit.set_day(absl::FormatCivilTime(day));
  if (words != nullptr) audit.set_edition(std::string(words->edition->name()));
  return audit;
}

grpc::ServerUnaryReactor* SequenceHandler::AuditSequence(
    grpc::CallbackServerContext* context,
    const v1::AuditSequenceRequest* request, v1::SequenceAudit* response) {
  return rpc::ReplyLater(context, response, parts_.reads, TooManyCalls(),
                         [this, request] { return AuditSequence(*request); });
}

}  // namespace plumbline::alignment
