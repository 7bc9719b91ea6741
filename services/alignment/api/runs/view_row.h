#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_VIEW_ROW_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_VIEW_ROW_H_

#include <compare>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "plumbline/alignment/v1/policy.pb.h"
#include "services/alignment/domain/matching/links.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"
#include "services/alignment/store/verdict_row.h"
#include "services/common/base/sha256.h"

namespace plumbline::alignment {

// A policy version bound to an edition, with its content as it was created.
struct PolicyInUse {
  v1::Policy content;
  // `us-or` and 1 of `policies/us-or/versions/1`.
  std::string id;
  int64_t version = 0;
  std::shared_ptr<const BoundPolicy> bound;
};

// A program that was scored, as the domain reads it.
struct SubjectInUse {
  Subject subject;
  ProgramFacts facts;
};

// A verdict in memory, with all that regenerating its record takes. A run has
// millions: what rows have in common they share, and the rest is held in place.
struct ViewRow {
  std::shared_ptr<const SubjectInUse> subject;
  // Bound to the edition, on the day, that the row was pinned to.
  std::shared_ptr<const PolicyInUse> policy;
  RegionIndex region = 0;  // In that edition.
  Answer answer;
  const std::string* model_version = nullptr;  // A KeptModel.
  base::Sha256Digest record_sha256 = {};

  const std::string& program() const { return subject->subject.program.name(); }
  const Edition& edition() const { return policy->bound->edition(); }
  const std::string& region_id() const { return edition().region_id(region); }
  const std::string& policy_id() const { return policy->id; }
  VerdictKey key() const { return {program(), region_id(), policy_id()}; }
  // Of the alignment.
  std::string name() const;
};

// One text for all rows of a model, which lives as long as the process: there
// are as many as versions of the code have written runs.
const std::string& KeptModel(absl::string_view version);

// The parts of an alignment's name.
struct NameParts {
  absl::string_view program;
  absl::string_view region;
  absl::string_view policy;
};
inline NameParts PartsOf(const ViewRow& row) {
  return {row.program(), row.region_id(), row.policy_id()};
}

// The order of alignments' names, without making them.
std::strong_ordering CompareNames(const NameParts& a, const NameParts& b);
std::strong_ordering CompareNames(const ViewRow& a, const ViewRow& b);

// Appends the 32 bytes of the row's record digest.
inline void AppendDigest(const ViewRow& row, std::string* digests) {
  digests->append(reinterpret_cast<const char*>(row.record_sha256.data()),
                  row.record_sha256.size());
}

// The row as it is stored.
VerdictRow StoredRow(const ViewRow& row);

// Whether the same inputs gave both: nothing else may influence what is said.
bool SameInputs(const ViewRow& a, const ViewRow& b);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_RUNS_VIEW_ROW_H_
