#include "services/alignment/domain/matching/abstention.h"

#include <algorithm>
#include <array>

#include "services/alignment/domain/matching/text/folded_text.h"

namespace plumbline::alignment {
namespace {

constexpr std::array<absl::string_view, 3> kAll = {"all", "any", "every"};
constexpr std::array<absl::string_view, 8> kJobs = {
    "career",     "careers",     "job",        "jobs",
    "occupation", "occupations", "profession", "professions"};
// "All careers", "every other job".
constexpr size_t kFarthest = 2;

template <size_t kSize>
bool Has(const std::array<absl::string_view, kSize>& words,
         absl::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool SpeaksOfEveryJob(absl::string_view folded) {
  bool speaks = false;
  size_t since_all = kFarthest + 1;
  ForEachToken(folded, [&](absl::string_view word) {
    ++since_all;
    if (Has(kAll, word)) since_all = 0;
    if (since_all <= kFarthest && Has(kJobs, word)) speaks = true;
  });
  return speaks;
}

}  // namespace plumbline::alignment
