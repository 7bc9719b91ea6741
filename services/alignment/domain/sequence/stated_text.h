#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SEQUENCE_STATED_TEXT_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SEQUENCE_STATED_TEXT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"

namespace plumbline::alignment {

// What providers' free words state.

// The entries of a list that say something.
struct StatedEntries {
  std::vector<size_t> places;  // In the list.
  // There is none, and that is said: by `none`, or by a list that is whole.
  bool stated_none = false;
};
// An entry such as `n/a` or `TBD` says nothing; `none` says that there is none.
StatedEntries ReadEntries(absl::Span<const std::string> list, bool complete);

// The last day that a text says something holds until: after words such as
// `until`, `through`, `expires`, a day (2026-06-30, 6/30/2026, June 30, 2026),
// a month (June 2026: its last day) or a year (its last day). The latest when
// it names several; nothing when it names none.
std::optional<absl::CivilDay> StatedEnd(absl::string_view text);

// The word by which a title says that something is no longer awarded: `retired`
// in `Network Technician (retired)`, but not in `Care of Retired People`.
std::optional<std::string> StatedRetirement(absl::string_view title);

// `YYYY-MM-DD` of a day that exists.
std::optional<absl::CivilDay> ParseCivilDay(absl::string_view text);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SEQUENCE_STATED_TEXT_H_
