#include "services/rescoring/domain/names.h"

#include "absl/strings/str_cat.h"
#include "services/common/base/sha256.h"

namespace plumbline::rescoring {
namespace {

std::string Short(absl::string_view text) {
  return base::Sha256Hex(text).substr(0, 12);
}

}  // namespace

std::string JobName(absl::string_view source, absl::string_view release,
                    absl::string_view change) {
  return absl::StrCat("jobs/", source, "-", release, "-",
                      Short(absl::StrCat(source, "\n", release, "\n", change)));
}

std::string ScoringJobName(absl::string_view request_id) {
  return absl::StrCat("jobs/scoring-", Short(request_id));
}

std::string RequestId(absl::string_view job, absl::string_view step,
                      absl::string_view detail) {
  std::string hex =
      base::Sha256Hex(absl::StrCat(job, "\n", step, "\n", detail));
  hex[12] = '8';
  hex[16] = "89ab"[hex[16] % 4];
  const absl::string_view digits = hex;
  return absl::StrCat(digits.substr(0, 8), "-", digits.substr(8, 4), "-",
                      digits.substr(12, 4), "-", digits.substr(16, 4), "-",
                      digits.substr(20, 12));
}

std::string NextRevision(absl::string_view release,
                         const std::set<std::string>& known) {
  std::string revision;
  int number = 2;
  do {
    revision = absl::StrCat(release, "-r", number++);
  } while (known.count(revision) > 0);
  return revision;
}

}  // namespace plumbline::rescoring
