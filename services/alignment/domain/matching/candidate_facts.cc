#include "services/alignment/domain/matching/candidate_facts.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/alignment/domain/matching/text/folded_text.h"
#include "services/alignment/domain/matching/text/title_ends.h"

namespace plumbline::alignment {
namespace {

// A title as it is compared: folded, and without what stands in brackets.
std::string TitleKey(absl::string_view title) {
  std::string key;
  ForEachToken(FoldText(title), [&](absl::string_view token) {
    absl::StrAppend(&key, key.empty() ? "" : " ", token);
  });
  return key;
}

// Most titles are spoken as they are printed, and are read once.
ReadTitle ReadAsPrinted(const std::string& title) {
  std::string key = TitleKey(title);
  const std::string spoken = InSpokenOrder(title);
  if (spoken == title) return {key, key};
  return {std::move(key), TitleKey(spoken)};
}

}  // namespace

std::vector<ReadTitle> TitlesOf(const CandidateText& candidate) {
  std::vector<ReadTitle> titles;
  // Commas of these stand in lists.
  for (const std::string& title : candidate.titles) {
    const std::string key = TitleKey(title);
    titles.push_back({key, key});
  }
  for (const std::string& title : candidate.alternate_titles)
    titles.push_back(ReadAsPrinted(title));
  for (const std::string& title : candidate.reported_titles)
    titles.push_back(ReadAsPrinted(WithoutBrackets(title)));
  std::sort(titles.begin(), titles.end());
  titles.erase(std::unique(titles.begin(), titles.end(),
                           [](const ReadTitle& a, const ReadTitle& b) {
                             return a.key == b.key;
                           }),
               titles.end());
  if (!titles.empty() && titles.front().key.empty())
    titles.erase(titles.begin());
  return titles;
}

std::vector<float> EmploymentOf(const Corpus& corpus) {
  double sum = 0;
  size_t known = 0;
  for (const CandidateText& candidate : corpus.candidates) {
    if (candidate.employment <= 0) continue;
    sum += std::log(candidate.employment);
    ++known;
  }
  std::vector<float> employment;
  for (const CandidateText& candidate : corpus.candidates)
    employment.push_back(
        candidate.employment <= 0
            ? 0.0f
            : static_cast<float>(std::log(candidate.employment) -
                                 sum / static_cast<double>(known)));
  return employment;
}

}  // namespace plumbline::alignment
