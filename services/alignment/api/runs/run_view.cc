#include "services/alignment/api/runs/run_view.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/api/records/grace_codec.h"
#include "services/alignment/api/records/record_codec.h"
#include "services/alignment/domain/scoring/programs/evaluate_program.h"
#include "services/alignment/domain/scoring/programs/margin.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/rpc/resource_name.h"

namespace plumbline::alignment {
namespace {

Decision Regenerate(const ViewRow& row) {
  return EvaluateProgram(*row.policy->bound, row.region, row.subject->facts);
}

v1::Alignment ToProto(const ViewRow& row, const Decision& decision) {
  const Subject& subject = row.subject->subject;
  v1::Alignment alignment =
      AlignmentToProto(StoredRow(row), subject, *row.policy->bound, decision);
  AddGrace(row.answer, subject.program, row.policy->content, alignment);
  return alignment;
}

// What is in the slot, or what is made now. Two threads may make the same
// bytes; the first to finish keeps them.
template <typename Make>
const std::string& Keep(std::atomic<const std::string*>& slot,
                        const Make& make) {
  if (const std::string* bytes = slot.load(std::memory_order_acquire))
    return *bytes;
  auto made = std::make_unique<const std::string>(make());
  const std::string* kept = nullptr;
  if (slot.compare_exchange_strong(kept, made.get())) return *made.release();
  return *kept;
}

absl::Status DigestMismatch(const ViewRow& row, const Decision& decision) {
  const std::string model_version(kModelVersion.data(), kModelVersion.size());
  return base::Error(
      absl::StatusCode::kDataLoss, base::reason::kStorageFailed,
      absl::StrCat("the record of ", row.name(), " has the digest ",
                   decision.record_sha256, " instead of ",
                   base::ToHex(row.record_sha256), ", stored by ",
                   RunName(row.answer.run), " under model ", *row.model_version,
                   " (this is ", model_version,
                   "): run again to store it anew"),
      {{"name", row.name()}, {"model_version", *row.model_version}});
}

}  // namespace

v1::Alignment AlignmentOf(const ViewRow& row) {
  return ToProto(row, Regenerate(row));
}

RunView::RunView(int64_t number, v1::Run run, std::vector<ViewRow> rows)
    : number_(number),
      run_(std::move(run)),
      rows_(std::move(rows)),
      flag_order_(rows_.size()),
      bytes_(rows_.size()),
      answers_(rows_.size()) {
  std::iota(flag_order_.begin(), flag_order_.end(), 0u);
  std::stable_partition(flag_order_.begin(), flag_order_.end(),
                        [this](uint32_t row) {
                          return rows_[row].answer.verdict == v1::NOT_ALIGNED;
                        });
}

RunView::~RunView() {
  for (const auto& bytes : bytes_) delete bytes.load();
  for (const auto& bytes : answers_) delete bytes.load();
}

std::optional<uint32_t> RunView::Find(const NameParts& name) const {
  const auto place = std::partition_point(
      rows_.begin(), rows_.end(),
      [&](const ViewRow& row) { return CompareNames(PartsOf(row), name) < 0; });
  if (place == rows_.end() || CompareNames(PartsOf(*place), name) != 0)
    return std::nullopt;
  return static_cast<uint32_t>(place - rows_.begin());
}

std::optional<uint32_t> RunView::Find(absl::string_view name) const {
  const auto key = ParseAlignmentName(name);
  if (!key.ok()) return std::nullopt;
  return Find(NameParts{key->program, key->region, key->policy});
}

const std::string& RunView::AlignmentBytes(uint32_t row) const {
  return Keep(bytes_[row],
              [&] { return AlignmentOf(rows_[row]).SerializeAsString(); });
}

const std::string& RunView::AnswerBytes(uint32_t row) const {
  return Keep(answers_[row], [&] {
    const ViewRow& asked = rows_[row];
    const BoundPolicy& policy = *asked.policy->bound;
    const std::vector<Margin> margins =
        MarginsOf(policy, asked.region, asked.subject->facts);
    v1::Alignment margin;
    if (!margins.empty())
      *margin.mutable_margin() =
          MarginToProto(policy.edition(), margins.front());
    // Messages one after the other are one message with the fields of both.
    return absl::StrCat(AlignmentBytes(row), margin.SerializeAsString());
  });
}

v1::Alignment RunView::AlignmentAt(uint32_t row) const {
  v1::Alignment alignment;
  alignment.ParseFromString(AlignmentBytes(row));
  return alignment;
}

absl::StatusOr<v1::DecisionRecord> RunView::Explain(uint32_t row) const {
  const ViewRow& asked = rows_[row];
  const Decision decision = Regenerate(asked);
  if (decision.record_sha256 != base::ToHex(asked.record_sha256)) {
    return DigestMismatch(asked, decision);
  }
  return RecordToProto(
      ToProto(asked, decision), asked.policy->content, *asked.policy->bound,
      decision,
      MarginsOf(*asked.policy->bound, asked.region, asked.subject->facts));
}

absl::Status RunView::WhyMissing(const VerdictKey& key) const {
  bool program = false;
  bool policy = false;
  for (const ViewRow& row : rows_) {
    program = program || row.program() == key.program;
    policy = policy || row.policy_id() == key.policy;
  }
  const std::string run = RunName(number_);
  if (!program) {
    return base::Error(absl::StatusCode::kNotFound,
                       base::reason::kProgramUnknown,
                       absl::StrCat(run, " did not score ", key.program,
                                    ": is it in the catalog, and was a run "
                                    "made since?"),
                       {{"program", key.program}, {"run", run}});
  }
  if (!policy) {
    return base::Error(
        absl::StatusCode::kNotFound, base::reason::kPolicyUnknown,
        absl::StrCat(run, " did not score under policies/", key.policy,
                     ": GetRun names the policies that it did"),
        {{"policy", key.policy}, {"run", run}});
  }
  return base::Error(
      absl::StatusCode::kNotFound, base::reason::kRegionNotCovered,
      absl::StrCat(run, " did not score ", key.program, " in regions/",
                   key.region, " under policies/", key.policy,
                   ": ListAlignments names the regions that it did"),
      {{"region", key.region}, {"run", run}});
}

absl::StatusOr<VerdictKey> ParseAlignmentName(absl::string_view name) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto ids,
      rpc::ParseName(
          "providers/{provider}/programs/{program}/alignments/{alignment}",
          name));
  const size_t dot = ids[2].find('.');
  if (dot == 0 || dot == std::string::npos || dot + 1 == ids[2].size()) {
    return base::Error(
        absl::StatusCode::kInvalidArgument, base::reason::kNameInvalid,
        absl::StrCat("\"", ids[2], "\" in \"", name,
                     "\" is not {region}.{policy}, such as us.us-or"),
        {{"field", "name"}, {"value", std::string(name)}});
  }
  return VerdictKey{absl::StrCat("providers/", ids[0], "/programs/", ids[1]),
                    ids[2].substr(0, dot), ids[2].substr(dot + 1)};
}

}  // namespace plumbline::alignment
