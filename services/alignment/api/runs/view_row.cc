#include "services/alignment/api/runs/view_row.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <set>

#include "services/alignment/api/records/record_codec.h"
#include "services/alignment/api/runs/run_loader.h"

namespace plumbline::alignment {
namespace {

// As if each text went on with `end`, which neither has in it.
std::strong_ordering CompareBefore(char end, absl::string_view a,
                                   absl::string_view b) {
  const size_t shared = std::min(a.size(), b.size());
  const int order = std::memcmp(a.data(), b.data(), shared);
  if (order != 0) return order <=> 0;
  const auto next = [&](absl::string_view text) {
    return static_cast<unsigned char>(text.size() > shared ? text[shared]
                                                           : end);
  };
  return next(a) <=> next(b);
}

}  // namespace

std::string ViewRow::name() const { return AlignmentName(key()); }

std::strong_ordering CompareNames(const NameParts& a, const NameParts& b) {
  if (const auto order = CompareBefore('/', a.program, b.program); order != 0)
    return order;
  if (const auto order = CompareBefore('.', a.region, b.region); order != 0)
    return order;
  return a.policy.compare(b.policy) <=> 0;
}

std::strong_ordering CompareNames(const ViewRow& a, const ViewRow& b) {
  // Rows of one run share what they speak of, and neighbours their program.
  if (a.subject != b.subject) return CompareNames(PartsOf(a), PartsOf(b));
  if (a.policy == b.policy && a.region == b.region)
    return std::strong_ordering::equal;
  const auto order = CompareBefore('.', a.region_id(), b.region_id());
  return order != 0 ? order : a.policy_id().compare(b.policy_id()) <=> 0;
}

const std::string& KeptModel(absl::string_view version) {
  static auto& mutex = *new std::mutex;
  static auto& kept = *new std::set<std::string>;
  const std::lock_guard<std::mutex> lock(mutex);
  return *kept.emplace(version).first;
}

VerdictRow StoredRow(const ViewRow& row) {
  VerdictRow stored;
  static_cast<Answer&>(stored) = row.answer;
  stored.key = row.key();
  stored.policy_version = row.policy->version;
  stored.edition = row.edition().name();
  stored.subject_sha256 = row.subject->subject.sha256;
  stored.model_version = *row.model_version;
  stored.record_sha256 = base::ToHex(row.record_sha256);
  return stored;
}

bool SameInputs(const ViewRow& a, const ViewRow& b) {
  const PolicyInUse& x = *a.policy;
  const PolicyInUse& y = *b.policy;
  const bool same_policy =
      &x == &y || (x.version == y.version && x.id == y.id &&
                   a.edition().name() == b.edition().name() &&
                   (x.bound->day() == y.bound->day() || !ReadsDays(x.content)));
  return same_policy &&
         (a.subject == b.subject ||
          a.subject->subject.sha256 == b.subject->subject.sha256) &&
         a.model_version == b.model_version;
}

}  // namespace plumbline::alignment
