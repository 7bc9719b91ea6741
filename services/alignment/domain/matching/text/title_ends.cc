#include "services/alignment/domain/matching/text/title_ends.h"

namespace plumbline::alignment {
namespace {

// So that a word of a single title says little.
constexpr float kMoreTitles = 2;

absl::string_view LastWordOf(absl::string_view folded) {
  const size_t end = folded.find_last_not_of(' ');
  if (end == absl::string_view::npos) return "";
  const size_t before = folded.find_last_of(' ', end);
  const size_t begin = before == absl::string_view::npos ? 0 : before + 1;
  return folded.substr(begin, end - begin + 1);
}

absl::string_view FirstWordOf(absl::string_view folded) {
  const size_t begin = folded.find_first_not_of(' ');
  if (begin == absl::string_view::npos) return "";
  return folded.substr(begin, folded.find(' ', begin) - begin);
}

}  // namespace

void TitleEnds::Add(absl::string_view title, uint32_t owner, Stemmer* stemmer) {
  const absl::string_view last = LastWordOf(title);
  if (last.empty()) return;
  const absl::string_view first = FirstWordOf(title);
  for (const absl::string_view word : {last, first})
    if (const auto [stem, is_new] = stems_.try_emplace(word, ""); is_new)
      stem->second = std::string(stemmer->Stem(word));
  by_last_[StemOf(last, stemmer)].push_back(owner);
  by_first_[StemOf(first, stemmer)].push_back(owner);
}

absl::string_view TitleEnds::StemOf(absl::string_view word,
                                    Stemmer* stemmer) const {
  const auto stem = stems_.find(word);
  return stem == stems_.end() ? stemmer->Stem(word) : stem->second;
}

void TitleEnds::FillShares(const Owners& owners, absl::string_view stem,
                           absl::Span<float> row) {
  const auto found = owners.find(stem);
  if (found == owners.end()) return;
  const float all = static_cast<float>(found->second.size()) + kMoreTitles;
  for (const uint32_t owner : found->second) ++row[owner];
  for (float& value : row) value /= all;
}

void TitleEnds::FillLast(absl::string_view name, Stemmer* stemmer,
                         absl::Span<float> row) const {
  const absl::string_view last = LastWordOf(name);
  if (!last.empty()) FillShares(by_last_, StemOf(last, stemmer), row);
}

void TitleEnds::FillFirst(absl::string_view name, Stemmer* stemmer,
                          absl::Span<float> row) const {
  const absl::string_view first = FirstWordOf(name);
  if (!first.empty()) FillShares(by_first_, StemOf(first, stemmer), row);
}

}  // namespace plumbline::alignment
