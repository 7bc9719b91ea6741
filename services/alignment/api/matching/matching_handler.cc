#include "services/alignment/api/matching/matching_handler.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/api/matching/asked_program.h"
#include "services/alignment/api/matching/matching_codec.h"
#include "services/alignment/api/requests/refusals.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/timestamp.h"
#include "services/common/rpc/reply.h"
#include "services/common/rpc/reply_later.h"

namespace plumbline::alignment {
namespace {

constexpr int kDefaultMatches = 10;
constexpr int kMostMatches = 100;
constexpr double kDefaultProbability = 0.05;

absl::StatusOr<size_t> MostOf(const v1::MatchProgramRequest& request) {
  if (request.max_matches() < 0)
    return InvalidField("max_matches", "it is below 0: leave it out for 10");
  const int most =
      request.max_matches() == 0 ? kDefaultMatches : request.max_matches();
  return static_cast<size_t>(std::min(most, kMostMatches));
}

absl::StatusOr<double> LeastOf(const v1::MatchProgramRequest& request) {
  const double least = request.min_probability();
  // Written so that NaN is refused too.
  if (!(least >= 0 && least <= 1))
    return InvalidField("min_probability", "it is no probability from 0 to 1");
  return least == 0 ? kDefaultProbability : least;
}

absl::StatusOr<CandidateIndex> CandidateOf(const EditionMatcher& matcher,
                                           const std::string& text) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto code, vocabulary::SocCode::Parse(text));
  if (const auto found = matcher.matcher->FindCandidate(code.ToString()))
    return *found;
  return base::Error(
      absl::StatusCode::kNotFound, base::reason::kCodeUnknown,
      absl::StrCat(code.ToString(), ": no text of ", matcher.edition->name(),
                   " describes such an occupation of SOC 2018"),
      {{"code", code.ToString()}});
}

}  // namespace

absl::StatusOr<v1::ProgramMatches> MatchingHandler::MatchProgram(
    const v1::MatchProgramRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const size_t most, MostOf(request));
  PLUMBLINE_ASSIGN_OR_RETURN(const double least, LeastOf(request));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto program,
                             AskedProgram(request, catalog_));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto matcher,
      matchers_.Get(request.edition(), base::AsOf(request)));
  std::string question = QuestionOf(request, program);
  if (const auto kept = matcher->answers->Find(question)) return *kept;
  const ProgramTexts texts = TextsOf(*matcher, program);
  WorkPlaceInUse place(*matcher);
  v1::ProgramMatches answer =
      MatchingCodec(*matcher, texts, request.explain(), *place)
          .AllMatches(most, least);
  matcher->answers->Keep(std::move(question), answer);
  return answer;
}

std::shared_ptr<const v1::ProgramMatches> MatchingHandler::Kept(
    const v1::MatchProgramRequest& request) const {
  if (!request.has_program() || !request.name().empty() || request.has_as_of())
    return nullptr;
  const auto matcher = matchers_.Peek(request.edition());
  if (matcher == nullptr) return nullptr;
  return matcher->answers->Find(QuestionOf(request, request.program()));
}

absl::StatusOr<v1::LinkExplanation> MatchingHandler::ExplainLink(
    const v1::ExplainLinkRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto program,
                             AskedProgram(request, catalog_));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto matcher,
      matchers_.Get(request.edition(), base::AsOf(request)));
  PLUMBLINE_ASSIGN_OR_RETURN(const CandidateIndex candidate,
                             CandidateOf(*matcher, request.occupation()));
  const ProgramTexts texts = TextsOf(*matcher, program);
  WorkPlaceInUse place(*matcher);
  return MatchingCodec(*matcher, texts, /*explain=*/true, *place)
      .Explain(candidate);
}

grpc::ServerUnaryReactor* MatchingHandler::MatchProgram(
    grpc::CallbackServerContext* context,
    const v1::MatchProgramRequest* request, v1::ProgramMatches* response) {
  if (const auto kept = Kept(*request))
    return rpc::ReplyWith(
        context, response,
        [&]() -> absl::StatusOr<v1::ProgramMatches> { return *kept; });
  return rpc::ReplyLater(context, response, reads_, TooManyCalls(),
                         [this, request] { return MatchProgram(*request); });
}

grpc::ServerUnaryReactor* MatchingHandler::ExplainLink(
    grpc::CallbackServerContext* context, const v1::ExplainLinkRequest* request,
    v1::LinkExplanation* response) {
  return rpc::ReplyLater(context, response, reads_, TooManyCalls(),
                         [this, request] { return ExplainLink(*request); });
}

}  // namespace plumbline::alignment
