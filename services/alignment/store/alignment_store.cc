#include "services/alignment/store/alignment_store.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "services/alignment/store/canonical_bytes.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {

std::string RunName(int64_t run) { return absl::StrFormat("runs/%06d", run); }

absl::StatusOr<int64_t> ParseRunName(absl::string_view name) {
  absl::string_view digits = name;
  int64_t run = 0;
  if (absl::ConsumePrefix(&digits, "runs/") && absl::SimpleAtoi(digits, &run) &&
      RunName(run) == name) {
    return run;
  }
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kNameInvalid,
      absl::StrCat("\"", name,
                   "\" is not the name of a run: write runs/{run}, such as "
                   "runs/000007"),
      {{"field", "run"}, {"value", std::string(name)}});
}

std::string ChangeName(const ChangePlace& place) {
  return absl::StrCat(RunName(place.run),
                      absl::StrFormat("/changes/%06d", place.change));
}

absl::StatusOr<ChangePlace> ParseChangeName(absl::string_view name) {
  const size_t middle = name.find("/changes/");
  ChangePlace place;
  if (middle != absl::string_view::npos) {
    PLUMBLINE_ASSIGN_OR_RETURN(place.run, ParseRunName(name.substr(0, middle)));
    const absl::string_view digits =
        name.substr(middle + sizeof("/changes/") - 1);
    if (absl::SimpleAtoi(digits, &place.change) && ChangeName(place) == name)
      return place;
  }
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kNameInvalid,
                     absl::StrCat("\"", name,
                                  "\" is not the name of a change: write "
                                  "runs/{run}/changes/{change}, such as "
                                  "runs/000007/changes/000012"),
                     {{"field", "cursor"}, {"value", std::string(name)}});
}

uint32_t KindsOf(const v1::Change& change) {
  uint32_t kinds = 0;
  for (const v1::Difference& difference : change.differences())
    kinds |= uint32_t{1} << static_cast<unsigned>(difference.kind());
  return kinds;
}

std::string OverrideName(int64_t number) {
  return absl::StrFormat("overrides/%06d", number);
}

absl::StatusOr<int64_t> ParseOverrideName(absl::string_view name) {
  absl::string_view digits = name;
  int64_t number = 0;
  if (absl::ConsumePrefix(&digits, "overrides/") &&
      absl::SimpleAtoi(digits, &number) && OverrideName(number) == name) {
    return number;
  }
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kNameInvalid,
      absl::StrCat("\"", name,
                   "\" is not the name of an override: write "
                   "overrides/{override}, such as overrides/000007"),
      {{"field", "name"}, {"value", std::string(name)}});
}

std::string PolicyContentDigest(const v1::Policy& policy) {
  v1::Policy content = policy;
  content.clear_name();
  return base::Sha256Hex(CanonicalBytes(content));
}

}  // namespace plumbline::alignment
