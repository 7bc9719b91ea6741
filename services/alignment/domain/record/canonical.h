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
// nothing else. docs/formats/decision-record.md describes it. It is a tree of
// digests, so that what several records share is encoded once for all: what a
// policy says of an occupation is part of every judgement that counts it, and a
// judgement is that of all programs with the same links in the same region.

// The part of an occupation: outcomes, clauses, figures with their cells,
// benchmarks, weight.
std::string OccupationPart(const Edition& edition, OccupationIndex occupation,
                           const OccupationResult& result);

// What judged, and where.
struct JudgementHead {
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

// Writes the judgement into `out`, which is cleared first: all that a record
// holds but the program's revision.
void EncodeJudgement(const Edition& edition, const JudgementHead& head,
                     const LinkSet& links, absl::Span<const RecordLink> ruled,
                     Verdict verdict, absl::Span<const Verdict> dimensions,
                     std::string* out);

// The digest of the record of a program's revision that was judged so;
// `judgement` is the SHA-256 of its bytes.
base::Sha256Digest RecordDigest(const base::Sha256Digest& judgement,
                                absl::string_view program_revision);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_RECORD_CANONICAL_H_
