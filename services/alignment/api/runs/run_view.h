#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_RUN_VIEW_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_RUN_VIEW_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "plumbline/alignment/v1/alignment.pb.h"
#include "services/alignment/api/runs/view_row.h"
#include "services/alignment/store/alignment_store.h"

namespace plumbline::alignment {

// The answer of a row, regenerated.
v1::Alignment AlignmentOf(const ViewRow& row);

// What one run says of everything: the object that is served. It never
// changes; publishing swaps the pointer to it.
//
// Thread-safe.
class RunView {
 public:
  // `rows` by name, each name once.
  RunView(int64_t number, v1::Run run, std::vector<ViewRow> rows);
  ~RunView();
  RunView(const RunView&) = delete;
  RunView& operator=(const RunView&) = delete;

  int64_t number() const { return number_; }
  const v1::Run& run() const { return run_; }
  // By name.
  const std::vector<ViewRow>& rows() const { return rows_; }
  // Rows NOT_ALIGNED first, then by name.
  const std::vector<uint32_t>& flag_order() const { return flag_order_; }
  std::optional<uint32_t> Find(const NameParts& name) const;
  // The same; nothing for what is no alignment's name.
  std::optional<uint32_t> Find(absl::string_view name) const;

  // The answer of a row, computed at the first call and kept: its bytes as a
  // v1::Alignment.
  const std::string& AlignmentBytes(uint32_t row) const;
  v1::Alignment AlignmentAt(uint32_t row) const;
  // The same with its margin, kept beside it: what nobody asks for one by one
  // needs none.
  const std::string& AnswerBytes(uint32_t row) const;

  // The decision record of a row, regenerated.
  //
  // Errors:
  //   kDataLoss, STORAGE_FAILED: its digest is not the stored one.
  absl::StatusOr<v1::DecisionRecord> Explain(uint32_t row) const;

  // Which part of a name is not in this run: the program, the policy, or the
  // region.
  absl::Status WhyMissing(const VerdictKey& key) const;

 private:
  const int64_t number_;
  const v1::Run run_;
  std::vector<ViewRow> rows_;
  std::vector<uint32_t> flag_order_;
  // Null until the first call; then never changed.
  using Kept = std::vector<std::atomic<const std::string*>>;
  mutable Kept bytes_;
  mutable Kept answers_;
};

// The parts of `providers/{provider}/programs/{program}/alignments/{alignment}`
// with `{alignment}` as `{region}.{policy}`.
//
// Errors:
//   kInvalidArgument, NAME_INVALID: the name does not match.
absl::StatusOr<VerdictKey> ParseAlignmentName(absl::string_view name);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_RUN_VIEW_H_
