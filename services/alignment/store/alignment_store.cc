#include "services/alignment/store/alignment_store.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "services/alignment/store/canonical_bytes.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"

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
