#include "services/alignment/api/alignment_handler.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/api/requests/asked_day.h"
#include "services/alignment/api/requests/refusals.h"
#include "services/alignment/api/runs/listing.h"
#include "services/alignment/api/runs/run_retention.h"
#include "services/alignment/api/scoring/replay.h"
#include "services/alignment/api/simulation/draft.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/base/time_text.h"
#include "services/common/base/timestamp.h"

namespace plumbline::alignment {
namespace {

constexpr int kMaxBatch = 1000;

absl::StatusOr<uint32_t> FindRow(const RunView& view, const std::string& name) {
  if (const auto row = view.Find(name)) return *row;
  PLUMBLINE_ASSIGN_OR_RETURN(const VerdictKey key, ParseAlignmentName(name));
  return view.WhyMissing(key);
}

absl::Status CheckBatch(int size) {
  if (size >= 1 && size <= kMaxBatch) return absl::OkStatus();
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
      absl::StrCat("names has ", size, " entries: send 1 to ", kMaxBatch),
      {{"field", "names"}});
}

grpc::ByteBuffer BytesOf(const std::string& message) {
  const grpc::Slice bytes(message);
  return grpc::ByteBuffer(&bytes, 1);
}

// Adds what stands beside each of the alignments on `day`.
void AddOverrides(const OverrideSet* overrides, absl::string_view day,
                  google::protobuf::RepeatedPtrField<v1::Alignment>& to) {
  if (overrides == nullptr) return;
  for (v1::Alignment& alignment : to) {
    if (overrides->MayConcern(alignment.name()))
      overrides->AddTo(day, alignment);
  }
}

// The run after which a page starts; 0 is from the newest.
absl::StatusOr<int64_t> RunsFrom(const rpc::PageTokens& tokens,
                                 PinnedViews& pinned,
                                 const v1::ListRunsRequest& request) {
  if (request.page_token().empty()) {
    const auto as_of = base::AsOf(request);
    if (!as_of) return 0;
    PLUMBLINE_ASSIGN_OR_RETURN(const int64_t served, pinned.ServedAt(*as_of));
    return served + 1;
  }
  PLUMBLINE_ASSIGN_OR_RETURN(const rpc::PageCursor cursor,
                             tokens.Read(request.page_token(), request));
  return ParseRunName(cursor.last_key);
}

}  // namespace

template <typename Request>
absl::StatusOr<std::shared_ptr<const RunView>> AlignmentHandler::ViewOfPage(
    const Request& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const int64_t run,
                             PinnedRun(parts_.tokens, request));
  return run == 0 ? parts_.pinned.Of(request.run(), request.pins())
                  : parts_.pinned.Of(run, request.pins());
}

std::string AlignmentHandler::OverrideDay(const RunView& view,
                                          const std::string& run,
                                          const v1::Pins& pins) const {
  const bool served =
      (run.empty() || run == "runs/latest") && !pins.has_as_of();
  if (!served && !view.run().day().empty()) return view.run().day();
  return base::DayText(parts_.clock());
}

absl::StatusOr<grpc::ByteBuffer> AlignmentHandler::GetAlignment(
    const v1::GetAlignmentRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto view,
                             parts_.pinned.Of(request.run(), request.pins()));
  PLUMBLINE_ASSIGN_OR_RETURN(const uint32_t row,
                             FindRow(*view, request.name()));
  const auto overrides = parts_.overrides.Current();
  if (overrides == nullptr || !overrides->MayConcern(request.name()))
    return BytesOf(view->AnswerBytes(row));
  v1::Alignment alignment;
  alignment.ParseFromString(view->AnswerBytes(row));
  overrides->AddTo(OverrideDay(*view, request.run(), request.pins()),
                   alignment);
  return BytesOf(alignment.SerializeAsString());
}

absl::StatusOr<v1::BatchGetAlignmentsResponse>
AlignmentHandler::BatchGetAlignments(
    const v1::BatchGetAlignmentsRequest& request) const {
  PLUMBLINE_RETURN_IF_ERROR(CheckBatch(request.names_size()));
  PLUMBLINE_ASSIGN_OR_RETURN(const auto view,
                             parts_.pinned.Of(request.run(), request.pins()));
  v1::BatchGetAlignmentsResponse response;
  response.set_run(RunName(view->number()));
  for (const std::string& name : request.names()) {
    const auto row = FindRow(*view, name);
    if (row.ok()) {
      response.add_alignments()->ParseFromString(view->AlignmentBytes(*row));
      continue;
    }
    v1::FailedAlignment& failed = *response.add_failed();
    failed.set_name(name);
    failed.set_reason(base::ReasonOf(row.status()));
    failed.set_message(std::string(row.status().message()));
  }
  AddOverrides(parts_.overrides.Current().get(),
               OverrideDay(*view, request.run(), request.pins()),
               *response.mutable_alignments());
  return response;
}

absl::StatusOr<v1::ListAlignmentsResponse> AlignmentHandler::ListAlignments(
    const v1::ListAlignmentsRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto view, ViewOfPage(request));
  PLUMBLINE_ASSIGN_OR_RETURN(auto page,
                             PageOfAlignments(parts_.tokens, *view, request));
  AddOverrides(parts_.overrides.Current().get(),
               OverrideDay(*view, request.run(), request.pins()),
               *page.mutable_alignments());
  return page;
}

absl::StatusOr<v1::ListFlagsResponse> AlignmentHandler::ListFlags(
    const v1::ListFlagsRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto view, ViewOfPage(request));
  return PageOfFlags(parts_.tokens, *view, request);
}

absl::StatusOr<v1::DecisionRecord> AlignmentHandler::ExplainAlignment(
    const v1::ExplainAlignmentRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto view,
                             parts_.pinned.Of(request.run(), request.pins()));
  PLUMBLINE_ASSIGN_OR_RETURN(const uint32_t row,
                             FindRow(*view, request.name()));
  PLUMBLINE_ASSIGN_OR_RETURN(v1::DecisionRecord record, view->Explain(row));
  if (const auto overrides = parts_.overrides.Current())
    overrides->AddTo(OverrideDay(*view, request.run(), request.pins()),
                     *record.mutable_alignment());
  return record;
}

absl::StatusOr<v1::DecisionRecord> AlignmentHandler::EvaluateProgram(
    const v1::EvaluateProgramRequest& request) const {
  v1::EvaluateProgramRequest dated = request;
  PLUMBLINE_ASSIGN_OR_RETURN(
      *dated.mutable_day(),
      DayOf(request.day(), base::AsOf(request).value_or(parts_.clock())));
  return EvaluateDraft(parts_.store, parts_.editions, parts_.texts, dated);
}

absl::StatusOr<v1::Run> AlignmentHandler::CreateRun(
    const v1::CreateRunRequest& request) const {
  return parts_.maker.Make(request);
}

absl::StatusOr<v1::ReplayRunResponse> AlignmentHandler::ReplayRun(
    const v1::ReplayRunRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto stored,
                             parts_.pinned.Of(request.name(), {}));
  return Replay(parts_.store, parts_.editions, *stored, parts_.threads);
}

absl::StatusOr<v1::PurgeRunsResponse> AlignmentHandler::PurgeRuns(
    const v1::PurgeRunsRequest& request) const {
  auto purged = alignment::PurgeRuns(parts_.store, parts_.retention,
                                     parts_.clock(), request.validate_only());
  parts_.views.ForgetOlder();
  parts_.pinned.Forget();
  return purged;
}

absl::StatusOr<v1::Run> AlignmentHandler::GetRun(
    const v1::GetRunRequest& request) const {
  const auto as_of = base::AsOf(request);
  if (request.name() != "runs/latest") {
    if (as_of)
      return InvalidField("as_of",
                          "it asks which run was served then: name runs/latest "
                          "beside it, or leave it out");
    PLUMBLINE_ASSIGN_OR_RETURN(const int64_t run, ParseRunName(request.name()));
    return parts_.store.GetRun(run);
  }
  PLUMBLINE_ASSIGN_OR_RETURN(
      const int64_t run,
      as_of ? parts_.pinned.ServedAt(*as_of) : parts_.store.PublishedRun());
  if (run == 0) {
    return base::Error(absl::StatusCode::kNotFound, base::reason::kRunUnknown,
                       "no run is published yet: CreateRun makes one");
  }
  return parts_.store.GetRun(run);
}

absl::StatusOr<v1::ListRunsResponse> AlignmentHandler::ListRuns(
    const v1::ListRunsRequest& request) const {
  PLUMBLINE_ASSIGN_OR_RETURN(const int size,
                             rpc::PageSize(request.page_size()));
  v1::ListRunsResponse response;
  const auto from = RunsFrom(parts_.tokens, parts_.pinned, request);
  // No run was served at that time: the list of then is empty.
  if (absl::IsNotFound(from.status())) return response;
  if (!from.ok()) return from.status();
  PLUMBLINE_ASSIGN_OR_RETURN(auto runs,
                             parts_.store.RunsBefore(*from, size + 1));
  const bool more = runs.size() > static_cast<size_t>(size);
  if (more) runs.pop_back();
  if (more) {
    response.set_next_page_token(
        parts_.tokens.Make({"", runs.back().name()}, request));
  }
  for (v1::Run& run : runs) *response.add_runs() = std::move(run);
  return response;
}

}  // namespace plumbline::alignment
