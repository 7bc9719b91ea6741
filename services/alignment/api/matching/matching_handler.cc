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

// Whether the answer follows from the request and the edition that it names.
bool AsksNobody(const v1::MatchProgramRequest& request) {
  return request.has_program() && request.name().empty() &&
         !request.has_as_of();
}

// Takes some tenths of a millisecond, several times the way to another thread
// and back.
constexpr size_t kSmallBytes = 8 << 10;
bool IsSmall(const v1::MatchProgramRequest& request) {
  return !request.explain() && request.ByteSizeLong() <= kSmallBytes;
}

bool WasAnswered(const v1::MatchProgramRequest& request,
                 const EditionMatcher& matcher) {
  return matcher.answers->Find(QuestionOf(request, request.program())) !=
         nullptr;
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

absl::StatusOr<MatchingHandler::Bounds> MatchingHandler::BoundsOf(
    const v1::MatchProgramRequest& request) {
  Bounds bounds;
  PLUMBLINE_ASSIGN_OR_RETURN(bounds.most, MostOf(request));
  PLUMBLINE_ASSIGN_OR_RETURN(bounds.least, LeastOf(request));
  return bounds;
}

absl::StatusOr<v1::ProgramMatches> MatchingHandler::Answer(
    const v1::MatchProgramRequest& request, const catalog::v1::Program& program,
    const EditionMatcher& matcher) {
  PLUMBLINE_ASSIGN_OR_RETURN(const Bounds bounds, BoundsOf(request));
  std::string question = QuestionOf(request, program);
  if (const auto kept = matcher.answers->Find(question)) return *kept;
  const ProgramTexts texts = TextsOf(matcher, program);
  WorkPlaceInUse place(matcher);
  v1::ProgramMatches answer =
      MatchingCodec(matcher, texts, request.explain(), *place)
          .AllMatches(bounds.most, bounds.least);
  matcher.answers->Keep(std::move(question), answer);
  return answer;
}

absl::StatusOr<v1::ProgramMatches> MatchingHandler::MatchProgram(
    const v1::MatchProgramRequest& request) const {
  PLUMBLINE_RETURN_IF_ERROR(BoundsOf(request).status());
  PLUMBLINE_ASSIGN_OR_RETURN(const auto program,
                             AskedProgram(request, catalog_));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto matcher,
      matchers_.Get(request.edition(), base::AsOf(request)));
  return Answer(request, program, *matcher);
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
  const auto matcher =
      AsksNobody(*request) ? matchers_.Peek(request->edition()) : nullptr;
  if (matcher != nullptr &&
      (IsSmall(*request) || WasAnswered(*request, *matcher)))
    return rpc::ReplyWith(context, response, [&] {
      return Answer(*request, request->program(), *matcher);
    });
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
