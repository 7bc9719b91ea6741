#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_RECORD_CANONICAL_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_RECORD_CANONICAL_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/alignment/domain/record/decision.h"
#include "services/alignment/domain/record/evidence.h"
#include "services/common/base/sha256.h"

namespace plumbline::alignment {

// The canonical form of a decision record, in bytes: what a verdict used and
// nothing else. docs/formats/decision-record.md describes it. It has two parts,
// so that what a policy says of an occupation is encoded once for all programs
// that lead there: the record holds the SHA-256 of each occupation's part.

// The part of an occupation: outcomes, clauses, figures with their cells,
// benchmarks, weight.
std::string OccupationPart(const Edition& edition, OccupationIndex occupation,
                           const OccupationResult& result);

// What the record of one program is made of besides its links.
struct RecordHead {
  absl::string_view program_revision;
  absl::string_view policy_name;
  absl::string_view policy_digest;
  absl::string_view edition_name;
  absl::string_view region_id;
};

// A link with the digest of its occupation's part; the digest is ignored for
// links that do not count.
struct RecordLink {
  const Link* link = nullptr;
  absl::string_view excluded_by;
  base::Sha256Digest occupation_part = {};
};

// Writes the record into `out`, which is cleared first.
void EncodeRecord(const Edition& edition, const RecordHead& head,
                  const LinkSet& links, absl::Span<const RecordLink> ruled,
                  Verdict verdict, absl::Span<const Verdict> dimensions,
                  std::string* out);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_RECORD_CANONICAL_H_
