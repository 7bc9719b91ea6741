#include "services/alignment/domain/matching/text/title_ends.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/alignment/domain/matching/text/folded_text.h"

namespace plumbline::alignment {
namespace {

// So that a word of a single title says little.
constexpr float kMoreTitles = 2;
constexpr float kSmallShare = 0.003f;
// A single one may end in what no worker is called: "Doctor of Physical
// Therapy".
constexpr uint32_t kFewestEnded = 2;

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

// `Cutters, Solderers, and Brazers`: nothing is turned.
bool IsList(absl::string_view behind_comma) {
  const std::string lower = absl::AsciiStrToLower(behind_comma);
  return absl::StrContains(lower, " and ") || absl::StrContains(lower, " or ");
}

bool IsDigits(absl::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char byte) {
    return absl::ascii_isdigit(static_cast<unsigned char>(byte));
  });
}

// `Level 2`, `II`, `Class A`: how far or which of several, not which worker.
bool IsMark(absl::string_view word) {
  if (word.size() == 1) return true;
  if (IsDigits(word)) return true;
  constexpr std::array<absl::string_view, 6> kMarks = {
      "ii", "iii", "iv", "level", "part", "class"};
  return std::find(kMarks.begin(), kMarks.end(), word) != kMarks.end();
}

// A folded name up to the last word that is no mark; as it is where all are.
absl::string_view WithoutMarks(absl::string_view folded) {
  absl::string_view rest = absl::StripAsciiWhitespace(folded);
  while (!rest.empty() && IsMark(LastWordOf(rest))) {
    rest.remove_suffix(LastWordOf(rest).size());
    rest = absl::StripTrailingAsciiWhitespace(rest);
  }
  return rest.empty() ? folded : rest;
}

}  // namespace

std::string WithoutBrackets(absl::string_view title) {
  std::string result;
  int depth = 0;
  for (const char byte : title) {
    if (byte == '(') ++depth;
    if (depth == 0) result.push_back(byte);
    if (byte == ')' && depth > 0) --depth;
  }
  return result;
}

std::string InSpokenOrder(absl::string_view title) {
  if (title.find_first_of("(,") == absl::string_view::npos)
    return std::string(title);
  std::string bare = WithoutBrackets(title);
  if (IsBlank(bare)) return std::string(title);
  const size_t comma = bare.find(',');
  if (comma == std::string::npos || IsList(bare.substr(comma))) return bare;
  return absl::StrCat(bare.substr(comma + 1), " ", bare.substr(0, comma));
}

void TitleEnds::Add(absl::string_view title, uint32_t owner, Stemmer* stemmer) {
  const absl::string_view last = LastWordOf(WithoutMarks(title));
  if (last.empty()) return;
  const absl::string_view first = FirstWordOf(title);
  for (const absl::string_view word : {last, first})
    if (const auto [known, is_new] = words_.try_emplace(word); is_new)
      known->second.stem = std::string(stemmer->Stem(word));
  ++words_[last].ended;
  AddTo(StemOf(last, stemmer), owner, &by_last_);
  AddTo(StemOf(first, stemmer), owner, &by_first_);
}

absl::string_view TitleEnds::StemOf(absl::string_view word,
                                    Stemmer* stemmer) const {
  const auto known = words_.find(word);
  return known == words_.end() ? stemmer->Stem(word) : known->second.stem;
}

void TitleEnds::AddTo(absl::string_view stem, uint32_t owner, Shares* shares) {
  std::vector<Share>& owners = (*shares)[stem];
  if (owners.empty() || owners.back().owner != owner)
    owners.push_back({owner, 0});
  ++owners.back().value;
}

void TitleEnds::Finish() {
  for (Shares* shares : {&by_last_, &by_first_})
    for (auto& [stem, owners] : *shares) {
      float all = kMoreTitles;
      for (const Share& share : owners) all += share.value;
      for (Share& share : owners)
        share.value = std::log1p(share.value / all / kSmallShare);
    }
}

bool TitleEnds::EndsLikeATitle(absl::string_view name) const {
  const auto known = words_.find(LastWordOf(WithoutMarks(name)));
  return known != words_.end() && known->second.ended >= kFewestEnded;
}

void TitleEnds::FillShares(const Shares& shares, absl::string_view stem,
                           absl::Span<float> row) {
  const auto found = shares.find(stem);
  if (found == shares.end()) return;
  for (const Share& share : found->second) row[share.owner] = share.value;
}

void TitleEnds::FillLast(absl::string_view name, Stemmer* stemmer,
                         absl::Span<float> row) const {
  const absl::string_view last = LastWordOf(WithoutMarks(name));
  if (!last.empty()) FillShares(by_last_, StemOf(last, stemmer), row);
}

void TitleEnds::FillFirst(absl::string_view name, Stemmer* stemmer,
                          absl::Span<float> row) const {
  const absl::string_view first = FirstWordOf(name);
  if (!first.empty()) FillShares(by_first_, StemOf(first, stemmer), row);
}

}  // namespace plumbline::alignment
