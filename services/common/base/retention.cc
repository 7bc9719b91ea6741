#include "services/common/base/retention.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace plumbline::base {

std::string RuleText(const RetentionRule& rule) {
  if (rule.KeepsAll()) return "keep everything";
  std::vector<std::string> parts;
  if (rule.newest > 0)
    parts.push_back(absl::StrCat("the newest ", rule.newest));
  if (rule.years > 0) {
    parts.push_back(absl::StrCat("what was served within the last ", rule.years,
                                 rule.years == 1 ? " year" : " years"));
  }
  return absl::StrCat("keep ", absl::StrJoin(parts, " and "));
}

std::vector<bool> Keeps(const RetentionRule& rule,
                        absl::Span<const absl::Time> served_until,
                        absl::Time now) {
  const absl::CivilSecond today = absl::ToCivilSecond(now, absl::UTCTimeZone());
  const absl::Time since = absl::FromCivil(
      absl::CivilSecond(today.year() - rule.years, today.month(), today.day(),
                        today.hour(), today.minute(), today.second()),
      absl::UTCTimeZone());
  std::vector<bool> keeps;
  for (size_t i = 0; i < served_until.size(); ++i) {
    keeps.push_back(rule.KeepsAll() ||
                    served_until[i] == absl::InfiniteFuture() ||
                    i < static_cast<size_t>(rule.newest) ||
                    (rule.years > 0 && served_until[i] >= since));
  }
  return keeps;
}

}  // namespace plumbline::base
