#include "services/alignment/store/verdict_row.h"

#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/alignment/store/canonical_bytes.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"
#include "services/common/base/status_macros.h"

namespace plumbline::alignment {
namespace {

struct NumberPair {
  int first;
  int64_t second;
};

absl::Status Damaged(absl::string_view column, absl::string_view text) {
  return base::Error(absl::StatusCode::kDataLoss, base::reason::kStorageFailed,
                     absl::StrCat("a stored verdict's ", column, " read \"",
                                  text, "\": restore the database"));
}

// "1:2 3:1" with the separator between the numbers of a pair.
std::optional<std::vector<NumberPair>> ParsePairs(absl::string_view text,
                                                  char separator) {
  std::vector<NumberPair> pairs;
  for (absl::string_view part : absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    const std::vector<absl::string_view> numbers =
        absl::StrSplit(part, separator);
    NumberPair pair{};
    if (numbers.size() != 2 || !absl::SimpleAtoi(numbers[0], &pair.first) ||
        !absl::SimpleAtoi(numbers[1], &pair.second)) {
      return std::nullopt;
    }
    pairs.push_back(pair);
  }
  return pairs;
}

}  // namespace

Subject MakeSubject(catalog::v1::Program program,
                    catalog::v1::Provider provider, v1::TextReading texts) {
  program.clear_etag();
  program.clear_update_time();
  program.clear_source();
  provider.clear_etag();
  provider.clear_update_time();
  std::string parts = absl::StrCat(base::Sha256Hex(CanonicalBytes(program)),
                                   base::Sha256Hex(CanonicalBytes(provider)));
  if (!texts.model().empty())
    absl::StrAppend(&parts, base::Sha256Hex(CanonicalBytes(texts)));
  Subject subject;
  subject.sha256 = base::Sha256Hex(parts);
  subject.program = std::move(program);
  subject.provider = std::move(provider);
  subject.texts = std::move(texts);
  return subject;
}

std::string EncodeDimensions(const VerdictRow& row) {
  return absl::StrJoin(row.dimensions, " ",
                       [](std::string* out, const auto& d) {
                         absl::StrAppend(out, static_cast<int>(d.first), ":",
                                         static_cast<int>(d.second));
                       });
}

std::string EncodeFlags(const VerdictRow& row) {
  return absl::StrJoin(
      row.flags, " ", [](std::string* out, const RaisedFlag& f) {
        absl::StrAppend(out, static_cast<int>(f.reason), "@", f.since_run);
      });
}

absl::Status DecodeDimensions(absl::string_view text, VerdictRow& row) {
  const auto pairs = ParsePairs(text, ':');
  if (!pairs) return Damaged("dimensions", text);
  for (const NumberPair& pair : *pairs) {
    const int verdict = static_cast<int>(pair.second);
    if (!v1::Dimension_IsValid(pair.first) || !v1::Verdict_IsValid(verdict)) {
      return Damaged("dimensions", text);
    }
    row.dimensions.emplace_back(static_cast<v1::Dimension>(pair.first),
                                static_cast<v1::Verdict>(verdict));
  }
  return absl::OkStatus();
}

absl::Status DecodeFlags(absl::string_view text, VerdictRow& row) {
  const auto pairs = ParsePairs(text, '@');
  if (!pairs) return Damaged("flags", text);
  for (const NumberPair& pair : *pairs) {
    const auto since = static_cast<int32_t>(pair.second);
    if (!v1::FlagReason_IsValid(pair.first) || since != pair.second)
      return Damaged("flags", text);
    row.flags.push_back({static_cast<v1::FlagReason>(pair.first), since});
  }
  return absl::OkStatus();
}

}  // namespace plumbline::alignment
