#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/alignment/domain/sequence/checks.h"

namespace plumbline::alignment {
namespace {

constexpr std::array<absl::string_view, 33> kFunctionWords = {
    "a",   "an",   "and",  "are",  "as",    "at",    "be",   "by",   "can",
    "for", "from", "has",  "have", "in",    "into",  "is",   "it",   "its",
    "of",  "on",   "or",   "that", "the",   "their", "they", "this", "to",
    "was", "were", "what", "will", "which", "with"};

bool IsWordByte(unsigned char byte) {
  return absl::ascii_isalnum(byte) || byte >= 0x80;
}

// How often each word stands in a text, function words and single letters left
// out.
std::map<std::string, int> WordCounts(absl::string_view text) {
  std::map<std::string, int> counts;
  size_t begin = 0;
  for (size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && IsWordByte(static_cast<unsigned char>(text[at])))
      continue;
    const std::string word =
        absl::AsciiStrToLower(text.substr(begin, at - begin));
    begin = at + 1;
    if (word.size() > 1 &&
        !std::binary_search(kFunctionWords.begin(), kFunctionWords.end(), word))
      ++counts[word];
  }
  return counts;
}

// The courses of one level.
struct SequenceEnd {
  SequenceLevel level = SequenceLevel::kUnspecified;
  std::vector<size_t> courses;
  std::set<std::string> words;  // Of titles and descriptions.
};

SequenceEnd EndAt(const SequenceProgram& program, SequenceLevel level) {
  SequenceEnd end{level, {}, {}};
  for (size_t i = 0; i < program.courses.size(); ++i) {
    const SequenceCourse& course = program.courses[i];
    if (course.level != level) continue;
    end.courses.push_back(i);
    for (const auto& [word, count] :
         WordCounts(absl::StrCat(course.title, " ", course.description)))
      end.words.insert(word);
  }
  return end;
}

// Introductory and capstone, or the lowest and highest levels stated.
std::pair<SequenceEnd, SequenceEnd> EndsOf(const SequenceProgram& program) {
  SequenceLevel low = SequenceLevel::kCapstone;
  SequenceLevel high = SequenceLevel::kUnspecified;
  for (const SequenceCourse& course : program.courses) {
    if (course.level == SequenceLevel::kUnspecified) continue;
    low = std::min(low, course.level);
    high = std::max(high, course.level);
  }
  if (low >= high) return {};
  return {EndAt(program, low), EndAt(program, high)};
}

struct MeanRarity {
  size_t words = 0;  // That the rarity of was known.
  double mean = 0;
};

MeanRarity Measure(const SequenceEnd& end, WordRarity rarity) {
  MeanRarity measured;
  double sum = 0;
  for (const std::string& word : end.words) {
    if (const auto rare = rarity(word)) {
      sum += *rare;
      ++measured.words;
    }
  }
  if (measured.words > 0)
    measured.mean = sum / static_cast<double>(measured.words);
  return measured;
}

void AddRarityEvidence(const SequenceEnd& end, const MeanRarity& measured,
                       std::vector<SequenceEvidence>& to) {
  for (const size_t course : end.courses) {
    to.push_back(CourseEvidence(course, "level", WordOf(end.level)));
    to.back().figure = measured.mean;
  }
}

std::string RarityText(const SequenceEnd& end, const MeanRarity& measured) {
  return absl::StrFormat("%.3f over %d words of the %s level", measured.mean,
                         measured.words, std::string(WordOf(end.level)));
}

// A description as counted words with its length as a vector.
struct CountedDescription {
  size_t course = 0;
  std::map<std::string, int> words;
  double length = 0;
};

std::vector<CountedDescription> Comparable(const SequenceProgram& program) {
  std::vector<CountedDescription> counted;
  for (size_t i = 0; i < program.courses.size(); ++i) {
    CountedDescription one{i, WordCounts(program.courses[i].description), 0};
    if (one.words.size() < kFewestCheckedWords) continue;
    for (const auto& [word, count] : one.words)
      one.length += static_cast<double>(count) * count;
    one.length = std::sqrt(one.length);
    counted.push_back(std::move(one));
  }
  return counted;
}

double CosineOf(const CountedDescription& a, const CountedDescription& b) {
  double product = 0;
  auto at = b.words.begin();
  for (const auto& [word, count] : a.words) {
    while (at != b.words.end() && at->first < word) ++at;
    if (at == b.words.end()) break;
    if (at->first == word) product += static_cast<double>(count) * at->second;
  }
  return product / (a.length * b.length);
}

// Two courses that are said to stand at one level may be each other's
// alternative.
bool AtOneLevel(const SequenceProgram& program, size_t a, size_t b) {
  return program.courses[a].level != SequenceLevel::kUnspecified &&
         program.courses[a].level == program.courses[b].level;
}

SequenceFinding Duplicated(const SequenceProgram& program, size_t a, size_t b,
                           double cosine) {
  SequenceFinding finding{
      SequenceFindingCode::kContentDuplicated,
      absl::StrFormat("The descriptions of %s and %s have a cosine of %.3f; "
                      "from %.2f on they say the same.",
                      CourseName(program, a), CourseName(program, b), cosine,
                      kDuplicateCosine),
      {}};
  for (const size_t course : {a, b}) {
    finding.evidence.push_back(CourseEvidence(
        course, "description", program.courses[course].description));
    finding.evidence.back().figure = cosine;
  }
  return finding;
}

}  // namespace

bool HasTextAtBothEnds(const SequenceProgram& program) {
  const auto [low, high] = EndsOf(program);
  return low.words.size() >= kFewestCheckedWords &&
         high.words.size() >= kFewestCheckedWords;
}

CheckAnswer CheckSpecificity(const SequenceProgram& program,
                             WordRarity rarity) {
  const auto [low, high] = EndsOf(program);
  if (low.courses.empty())
    return NotKnown("No two levels of courses are stated.");
  const MeanRarity below = Measure(low, rarity);
  const MeanRarity above = Measure(high, rarity);
  if (below.words < kFewestCheckedWords || above.words < kFewestCheckedWords)
    return NotKnown(absl::StrCat(
        "The rarity of ", below.words, " words of the ", WordOf(low.level),
        " level and of ", above.words, " of the ", WordOf(high.level),
        " level is known; ", kFewestCheckedWords, " each are needed."));
  if (above.mean > below.mean)
    return Answer({}, CheckOutcome::kClear,
                  absl::StrCat("The mean rarity of words rises from ",
                               RarityText(low, below), " to ",
                               RarityText(high, above), "."));
  SequenceFinding finding{
      SequenceFindingCode::kSpecificityDoesNotRise,
      absl::StrCat("The words do not become more specific: their mean rarity "
                   "is ",
                   RarityText(low, below), " and ", RarityText(high, above),
                   "."),
      {}};
  AddRarityEvidence(low, below, finding.evidence);
  AddRarityEvidence(high, above, finding.evidence);
  return Answer({std::move(finding)}, CheckOutcome::kFound, "");
}

CheckAnswer CheckDuplication(const SequenceProgram& program) {
  const std::vector<CountedDescription> counted = Comparable(program);
  const size_t count = program.courses.size();
  if (counted.size() < 2)
    return NotKnown(absl::StrCat("Of ", count, " courses, ", counted.size(),
                                 " with a description of ", kFewestCheckedWords,
                                 " words or more."));
  std::vector<SequenceFinding> findings;
  for (size_t i = 0; i < counted.size(); ++i) {
    for (size_t j = i + 1; j < counted.size(); ++j) {
      const size_t a = counted[i].course, b = counted[j].course;
      if (AtOneLevel(program, a, b)) continue;
      const double cosine = CosineOf(counted[i], counted[j]);
      if (cosine >= kDuplicateCosine)
        findings.push_back(Duplicated(program, a, b, cosine));
    }
  }
  if (counted.size() == count)
    return Answer(std::move(findings), CheckOutcome::kClear, "");
  return Answer(std::move(findings), CheckOutcome::kNotKnown,
                absl::StrCat("Of ", count, " courses, the descriptions of ",
                             counted.size(), " could be compared."));
}

}  // namespace plumbline::alignment
