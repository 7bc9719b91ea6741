#include "services/alignment/api/runs/run_pins.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/alignment/api/policies/policy_name.h"
#include "services/alignment/api/runs/run_changes.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kDigestBytes = 32;

// Where each key that a run reached stands among its digests.
class ReachedKeys {
 public:
  ReachedKeys(const RunScope& scope, const std::vector<VerdictRow>& rows) {
    for (const VerdictRow& row : rows) {
      if (scope.Contains(row.key)) places_[row.key] = places_.size();
    }
  }

  size_t size() const { return places_.size(); }
  const size_t* Find(const VerdictKey& key) const {
    const auto found = places_.find(key);
    return found == places_.end() ? nullptr : &found->second;
  }

 private:
  std::map<VerdictKey, size_t> places_;
};

std::map<std::string, int64_t> VersionsOf(const v1::Run& run) {
  std::map<std::string, int64_t> versions;
  for (const std::string& name : run.policies()) {
    const auto policy = ParsePolicyRef(name);
    if (policy.ok()) versions[policy->policy] = policy->version;
  }
  return versions;
}

absl::Status WrongCount(const v1::Run& run, size_t digests, size_t reached) {
  return base::Error(
      absl::StatusCode::kDataLoss, base::reason::kStorageFailed,
      absl::StrCat(run.name(), " keeps ", digests, " record digests for ",
                   reached, " verdicts: restore the database from its copy"));
}

class Pinner {
 public:
  Pinner(AlignmentStore& store, int64_t run, std::vector<VerdictRow>& rows)
      : store_(store), run_(run), rows_(rows), days_(rows.size()) {
    for (size_t i = 0; i < rows.size(); ++i) open_.push_back(i);
  }

  // From the newest run back, until every row is pinned.
  absl::StatusOr<std::vector<std::string>> Pin() {
    for (int64_t number = run_; number > 0 && !open_.empty(); --number) {
      PLUMBLINE_ASSIGN_OR_RETURN(const v1::Run run, store_.GetRun(number));
      // Nothing that is kept was reached last by one that is not.
      if (run.has_purge_time()) continue;
      PLUMBLINE_ASSIGN_OR_RETURN(const std::string digests,
                                 store_.RecordDigestsOf(number));
      const size_t open = open_.size();
      if (digests.empty()) {
        PinOwn(number, run);
      } else {
        PLUMBLINE_RETURN_IF_ERROR(PinReached(number, run, digests));
      }
      if (open_.size() < open) pinning_.insert(number);
    }
    return std::move(days_);
  }

  // The runs that pinned a row.
  const std::set<int64_t>& pinning() const { return pinning_; }

 private:
  // A run of an older version wrote all that it reached, pins and all.
  void PinOwn(int64_t number, const v1::Run& run) {
    Close([&](size_t i) {
      if (rows_[i].run != number) return false;
      days_[i] = run.day();
      return true;
    });
  }

  absl::Status PinReached(int64_t number, const v1::Run& run,
                          const std::string& digests) {
    PLUMBLINE_ASSIGN_OR_RETURN(const ReachedKeys reached,
                               ReachedBy(number, run));
    if (reached.size() * kDigestBytes != digests.size())
      return WrongCount(run, digests.size() / kDigestBytes, reached.size());
    const auto versions = VersionsOf(run);
    Close([&](size_t i) {
      const size_t* place = reached.Find(rows_[i].key);
      if (place == nullptr) return false;
      VerdictRow& row = rows_[i];
      row.edition = run.edition();
      row.policy_version = versions.at(row.key.policy);
      row.model_version = run.model_version();
      row.record_sha256 =
          absl::BytesToHexString(absl::string_view(digests).substr(
              *place * kDigestBytes, kDigestBytes));
      days_[i] = run.day();
      return true;
    });
    return absl::OkStatus();
  }

  absl::StatusOr<ReachedKeys> ReachedBy(int64_t number, const v1::Run& run) {
    const RunScope scope = ScopeOf(run);
    if (number == run_) return ReachedKeys(scope, rows_);
    PLUMBLINE_ASSIGN_OR_RETURN(const auto rows, store_.VerdictsAt(number));
    return ReachedKeys(scope, rows);
  }

  template <typename Pinned>
  void Close(const Pinned& pinned) {
    open_.erase(std::remove_if(open_.begin(), open_.end(), pinned),
                open_.end());
  }

  AlignmentStore& store_;
  const int64_t run_;
  std::vector<VerdictRow>& rows_;
  std::vector<std::string> days_;
  // Rows that are not pinned yet.
  std::vector<size_t> open_;
  std::set<int64_t> pinning_;
};

// The order of VerdictKey.
bool KeyLess(const ViewRow& a, const ViewRow& b) {
  if (a.subject == b.subject && a.region == b.region)
    return a.policy_id() < b.policy_id();
  return std::tie(a.program(), a.region_id(), a.policy_id()) <
         std::tie(b.program(), b.region_id(), b.policy_id());
}

}  // namespace

void RecordDigests::Reserve(size_t rows) {
  digests_.reserve(rows * kDigestBytes);
}

void RecordDigests::Add(const ViewRow& row) {
  in_order_ = in_order_ && (last_ == nullptr || KeyLess(*last_, row));
  if (first_ == nullptr) first_ = &row;
  last_ = &row;
  AppendDigest(row, &digests_);
}

void RecordDigests::Append(RecordDigests next) {
  if (next.first_ == nullptr) return;
  in_order_ = in_order_ && next.in_order_ &&
              (last_ == nullptr || KeyLess(*last_, *next.first_));
  if (first_ == nullptr) first_ = next.first_;
  last_ = next.last_;
  digests_ += next.digests_;
}

std::string RecordDigests::Take(absl::Span<const ViewRow> rows) && {
  if (in_order_) return std::move(digests_);
  std::vector<const ViewRow*> by_key;
  by_key.reserve(rows.size());
  for (const ViewRow& row : rows) by_key.push_back(&row);
  std::sort(by_key.begin(), by_key.end(),
            [](const auto* a, const auto* b) { return KeyLess(*a, *b); });
  digests_.clear();
  for (const ViewRow* row : by_key) AppendDigest(*row, &digests_);
  return std::move(digests_);
}

absl::StatusOr<std::vector<std::string>> PinRows(
    AlignmentStore& store, int64_t run, std::vector<VerdictRow>& rows) {
  return Pinner(store, run, rows).Pin();
}

absl::StatusOr<std::set<int64_t>> RunsThatPin(AlignmentStore& store,
                                              int64_t run) {
  PLUMBLINE_ASSIGN_OR_RETURN(std::vector<VerdictRow> rows,
                             store.VerdictsAt(run));
  Pinner pinner(store, run, rows);
  PLUMBLINE_RETURN_IF_ERROR(pinner.Pin().status());
  return pinner.pinning();
}

}  // namespace plumbline::alignment
