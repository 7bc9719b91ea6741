#include "services/alignment/api/requests/asked_day.h"

#include "absl/strings/str_cat.h"
#include "services/alignment/api/requests/refusals.h"
#include "services/alignment/domain/policy/validate_surroundings.h"
#include "services/common/base/time_text.h"

namespace plumbline::alignment {

absl::StatusOr<std::string> DayOf(const std::string& asked, absl::Time now) {
  if (asked.empty()) return base::DayText(now);
  if (IsDate(asked)) return asked;
  return InvalidField(
      "day", absl::StrCat("\"", asked, "\" is not a day: write YYYY-MM-DD"));
}

}  // namespace plumbline::alignment
