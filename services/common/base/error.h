#ifndef PLUMBLINE_SERVICES_COMMON_BASE_ERROR_H_
#define PLUMBLINE_SERVICES_COMMON_BASE_ERROR_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace plumbline::base {

// The stable reasons that an error can carry: what a client program switches
// on. The list is documented in docs/api.md; adding one there and here is one
// change.
namespace reason {
inline constexpr absl::string_view kArgumentInvalid = "ARGUMENT_INVALID";
inline constexpr absl::string_view kNameInvalid = "NAME_INVALID";
inline constexpr absl::string_view kNotFound = "NOT_FOUND";
inline constexpr absl::string_view kAlreadyExists = "ALREADY_EXISTS";
inline constexpr absl::string_view kCodeMalformed = "CODE_MALFORMED";
inline constexpr absl::string_view kCodeUnknown = "CODE_UNKNOWN";
inline constexpr absl::string_view kCodeRetired = "CODE_RETIRED";
inline constexpr absl::string_view kCodeVintageMismatch =
    "CODE_VINTAGE_MISMATCH";
inline constexpr absl::string_view kFigureWithheld = "FIGURE_WITHHELD";
inline constexpr absl::string_view kFigureNotPublished = "FIGURE_NOT_PUBLISHED";
inline constexpr absl::string_view kTextNotPublished = "TEXT_NOT_PUBLISHED";
inline constexpr absl::string_view kRegionUnknown = "REGION_UNKNOWN";
inline constexpr absl::string_view kRegionWrongVintage = "REGION_WRONG_VINTAGE";
inline constexpr absl::string_view kRegionOverlap = "REGION_OVERLAP";
inline constexpr absl::string_view kRegionNotCovered = "REGION_NOT_COVERED";
inline constexpr absl::string_view kReleaseUnknown = "RELEASE_UNKNOWN";
inline constexpr absl::string_view kReleaseQuarantined = "RELEASE_QUARANTINED";
inline constexpr absl::string_view kEditionUnknown = "EDITION_UNKNOWN";
inline constexpr absl::string_view kEditionPurged = "EDITION_PURGED";
inline constexpr absl::string_view kNothingPublished = "NOTHING_PUBLISHED";
inline constexpr absl::string_view kNothingKnown = "NOTHING_KNOWN";
inline constexpr absl::string_view kPolicyUnknown = "POLICY_UNKNOWN";
inline constexpr absl::string_view kPolicyInvalid = "POLICY_INVALID";
inline constexpr absl::string_view kPolicyNeedsData = "POLICY_NEEDS_DATA";
inline constexpr absl::string_view kProgramUnknown = "PROGRAM_UNKNOWN";
inline constexpr absl::string_view kRunUnknown = "RUN_UNKNOWN";
inline constexpr absl::string_view kRunPurged = "RUN_PURGED";
inline constexpr absl::string_view kRunConflict = "RUN_CONFLICT";
inline constexpr absl::string_view kLeaseLost = "LEASE_LOST";
inline constexpr absl::string_view kRowRejected = "ROW_REJECTED";
inline constexpr absl::string_view kEtagMismatch = "ETAG_MISMATCH";
inline constexpr absl::string_view kPageTokenInvalid = "PAGE_TOKEN_INVALID";
inline constexpr absl::string_view kPageTokenStale = "PAGE_TOKEN_STALE";
inline constexpr absl::string_view kRequestIdReused = "REQUEST_ID_REUSED";
inline constexpr absl::string_view kFileMalformed = "FILE_MALFORMED";
inline constexpr absl::string_view kFileTooLarge = "FILE_TOO_LARGE";
inline constexpr absl::string_view kLayoutUnknown = "LAYOUT_UNKNOWN";
inline constexpr absl::string_view kStorageFailed = "STORAGE_FAILED";
inline constexpr absl::string_view kOverloaded = "OVERLOADED";
inline constexpr absl::string_view kUpstreamUnavailable =
    "UPSTREAM_UNAVAILABLE";
}  // namespace reason

// Every dynamic part of an error's message, by name: `file`, `sheet`, `row`,
// `column`, `value`, ...
using Metadata = std::vector<std::pair<std::string, std::string>>;

// Returns an error that carries a machine-readable `reason` and `metadata`
// beside its message.
//
// `code` is not kOk. The message is one sentence that says what is wrong,
// where, and what to do.
absl::Status Error(absl::StatusCode code, absl::string_view reason,
                   absl::string_view message, const Metadata& metadata = {});

// The reason of an error made by `Error`; empty for any other status.
std::string ReasonOf(const absl::Status& status);

// The metadata of an error made by `Error`, in the order given there; empty for
// any other status.
Metadata MetadataOf(const absl::Status& status);

// The same error with `context` before its message ("reading oews/2023: ...");
// reason and metadata stay.
absl::Status Annotate(const absl::Status& status, absl::string_view context);

}  // namespace plumbline::base

#endif  // PLUMBLINE_SERVICES_COMMON_BASE_ERROR_H_
