#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_RUN_PINS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_RUN_PINS_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/alignment/api/runs/view_row.h"
#include "services/alignment/store/alignment_store.h"

namespace plumbline::alignment {

// The digests of the records of all verdicts that a run reached, 32 bytes each,
// in the order of their keys.
class RecordDigests {
 public:
  void Reserve(size_t rows);
  // Call with one row after the other, which stay where they are.
  void Add(const ViewRow& row);
  // What came after.
  void Append(RecordDigests next);
  // `rows` are those that were added.
  std::string Take(absl::Span<const ViewRow> rows) &&;

 private:
  // In the order in which they came.
  std::string digests_;
  // Rows come by name, which is nearly always the order of keys.
  bool in_order_ = true;
  const ViewRow* first_ = nullptr;
  const ViewRow* last_ = nullptr;
};

// A stored row says which run first said it; other runs may have reached it
// since and said the same from other inputs. Sets the pins of each of `rows`,
// which are those of VerdictsAt(run), to what the last run up to `run` that
// reached it pinned: edition, policy version, model and the record's digest.
// Answers with the day on which that run read its lists, for each row.
//
// Errors:
//   kDataLoss, STORAGE_FAILED: a run kept another number of digests than it
//   reached verdicts.
//   those of the store.
absl::StatusOr<std::vector<std::string>> PinRows(AlignmentStore& store,
                                                 int64_t run,
                                                 std::vector<VerdictRow>& rows);

// The runs that PinRows reads for the answers of a run, itself among them when
// it reached something.
//
// Errors: those of PinRows.
absl::StatusOr<std::set<int64_t>> RunsThatPin(AlignmentStore& store,
                                              int64_t run);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_RUN_PINS_H_
