#include "services/alignment/domain/matching/candidate_facts.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/alignment/domain/matching/text/folded_text.h"

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

}  // namespace

std::vector<std::string> TitlesOf(const CandidateText& candidate) {
  std::vector<std::string> titles;
  for (const std::string& title : candidate.titles)
    titles.push_back(TitleKey(title));
  for (const std::string& title : candidate.alternate_titles)
    titles.push_back(TitleKey(title));
  for (const std::string& title : candidate.reported_titles)
    titles.push_back(TitleKey(WithoutBrackets(title)));
  std::sort(titles.begin(), titles.end());
  titles.erase(std::unique(titles.begin(), titles.end()), titles.end());
  if (!titles.empty() && titles.front().empty()) titles.erase(titles.begin());
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
