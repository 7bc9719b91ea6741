#include "services/alignment/server/scoring_flags.h"

#include <CLI/CLI.hpp>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

absl::Status Invalid(absl::string_view flag, absl::string_view message) {
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
      absl::StrCat(flag, " ", message), {{"field", std::string(flag)}});
}

absl::Status CheckPositive(absl::string_view flag, bool positive) {
  return positive ? absl::OkStatus() : Invalid(flag, "takes 1 or more");
}

}  // namespace

void AddScoringFlags(CLI::App& app, ScoringFlags& flags) {
  app.add_option("--scoring-workers", flags.workers,
                 "threads that score partitions of runs, of this process and "
                 "of others on the same PostgreSQL database")
      ->capture_default_str();
  app.add_option("--scoring-lease", flags.lease,
                 "how long a partition stays with a worker that gives no sign "
                 "of life, such as 10s")
      ->capture_default_str();
  app.add_option("--scoring-slice", flags.slice,
                 "alignments in a partition at most; the same for processes "
                 "that share a database")
      ->capture_default_str();
}

absl::StatusOr<ScoringWorkers::Options> ScoringOptions(
    const ScoringFlags& flags) {
  ScoringWorkers::Options options;
  PLUMBLINE_RETURN_IF_ERROR(
      CheckPositive("--scoring-workers", flags.workers > 0));
  PLUMBLINE_RETURN_IF_ERROR(CheckPositive("--scoring-slice", flags.slice > 0));
  if (!absl::ParseDuration(flags.lease, &options.lease) ||
      options.lease < absl::Milliseconds(1) ||
      options.lease > absl::Hours(24)) {
    return Invalid("--scoring-lease",
                   absl::StrCat("takes a duration such as 10s, not \"",
                                flags.lease, "\""));
  }
  options.workers = flags.workers;
  options.slice = flags.slice;
  return options;
}

}  // namespace plumbline::alignment
