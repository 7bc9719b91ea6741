#ifndef PLUMBLINE_SERVICES_ALIGNMENT_STORE_VERDICT_ROW_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_STORE_VERDICT_ROW_H_

#include <compare>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "plumbline/alignment/v1/alignment.pb.h"
#include "plumbline/alignment/v1/matching.pb.h"
#include "plumbline/alignment/v1/policy.pb.h"
#include "plumbline/catalog/v1/program.pb.h"

namespace plumbline::alignment {

// What a verdict is about. Ordered by program, then region, then policy.
struct VerdictKey {
  std::string program;  // `providers/tx-1/programs/emt`
  std::string region;   // `us-tx`
  std::string policy;   // `us-or`

  auto operator<=>(const VerdictKey&) const = default;
};

// A reason to act, and the run that first raised it.
struct RaisedFlag {
  v1::FlagReason reason = v1::FLAG_REASON_UNSPECIFIED;
  int32_t since_run = 0;

  friend bool operator==(const RaisedFlag&, const RaisedFlag&) = default;
};

// What counts where the policy lets a verdict wait for another release.
struct Grace {
  // The verdict that counts: unspecified where that is the computed one.
  v1::Verdict verdict = v1::VERDICT_UNSPECIFIED;
  // How many editions in a row were computed otherwise.
  int32_t contrary_editions = 0;

  bool at_risk() const { return verdict != v1::VERDICT_UNSPECIFIED; }
  friend bool operator==(const Grace&, const Grace&) = default;
};

// What was said of an alignment. Narrow, since a run has millions.
struct Answer {
  int32_t run = 0;  // The run that first said it.
  v1::Verdict verdict = v1::VERDICT_UNSPECIFIED;
  // As many as policies have, and as most programs raise, without a place of
  // their own.
  absl::InlinedVector<std::pair<v1::Dimension, v1::Verdict>, 3> dimensions;
  absl::InlinedVector<RaisedFlag, 4> flags;  // By the number of the reason.
  Grace grace;

  friend bool operator==(const Answer&, const Answer&) = default;
};

// A verdict as it is stored: its pinned inputs, what was said, and the digest
// of the decision record that regenerating has to give again.
//
// A run writes a row only when it says something else than the row before.
// What it pinned when it said the same again, and the digests of those records,
// are kept with the run: NewRun::record_digests.
struct VerdictRow : Answer {
  VerdictKey key;
  bool gone = false;  // The key is no longer scored; the rest is empty.

  int64_t policy_version = 0;
  std::string edition;         // `editions/2026-001`
  std::string subject_sha256;  // Which Subject was scored.
  std::string model_version;
  std::string record_sha256;  // In hexadecimal.

  friend bool operator==(const VerdictRow&, const VerdictRow&) = default;
};

// A program as it was scored, with what its provider said then. Kept beside the
// verdicts, so that they can be regenerated whatever the catalog says today.
struct Subject {
  std::string sha256;  // SubjectDigest of the rest.
  catalog::v1::Program program;
  catalog::v1::Provider provider;
  // Empty where no policy reads texts.
  v1::TextReading texts;
};

// The subject of a program and its provider, without what changes while the
// content stays: etags, times, and the file a program was read from.
Subject MakeSubject(catalog::v1::Program program,
                    catalog::v1::Provider provider, v1::TextReading texts = {});

// Columns of the store: "1:2 3:1" and "5@12 1@3". Reading fails with kDataLoss,
// STORAGE_FAILED on anything else.
std::string EncodeDimensions(const VerdictRow& row);
std::string EncodeFlags(const VerdictRow& row);
absl::Status DecodeDimensions(absl::string_view text, VerdictRow& row);
absl::Status DecodeFlags(absl::string_view text, VerdictRow& row);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_STORE_VERDICT_ROW_H_
