#include "services/alignment/domain/matching/known_programs.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/alignment/domain/matching/nearest.h"
#include "services/alignment/domain/matching/text/folded_text.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kNearestPrograms = 10;
constexpr size_t kNearestProviders = 20;
constexpr float kSameCip = 0.5f;
constexpr float kSameFamily = 0.3f;

// Words that say what kind of program it is, not what it teaches.
constexpr std::array<absl::string_view, 4> kKindWords = {
    "certificate", "course", "program", "training"};

// The name counts three times: descriptions are short or boiler-plate.
std::string TextOf(const ProgramText& program) {
  return FoldText(absl::StrCat(program.name, ". ", program.name, ". ",
                               program.name, ". ", program.description));
}

std::string NameKeyOf(absl::string_view name) {
  std::vector<std::string> words;
  ForEachToken(FoldText(name), [&](absl::string_view token) {
    if (!IsStopWord(token) && std::find(kKindWords.begin(), kKindWords.end(),
                                        token) == kKindWords.end())
      words.emplace_back(token);
  });
  std::sort(words.begin(), words.end());
  return absl::StrJoin(words, " ");
}

bool AreSame(const std::string& a, const std::string& b) {
  return !a.empty() && a == b;
}

// Takes all but the greatest value of each group to 0, the first among equals.
void KeepGreatest(const std::vector<uint32_t>& groups, uint32_t group_count,
                  std::vector<float>* values) {
  std::vector<uint32_t> greatest(group_count, UINT32_MAX);
  for (uint32_t i = 0; i < values->size(); ++i) {
    uint32_t& best = greatest[groups[i]];
    if (best == UINT32_MAX || (*values)[i] > (*values)[best]) best = i;
  }
  for (uint32_t i = 0; i < values->size(); ++i)
    if (greatest[groups[i]] != i) (*values)[i] = 0;
}

}  // namespace

KnownPrograms::KnownPrograms(std::vector<KnownProgram> programs)
    : programs_(std::move(programs)) {
  std::vector<std::vector<TermId>> words;
  std::map<std::string, uint32_t> providers;
  for (const KnownProgram& known : programs_) {
    words.push_back(terms_.AddWords(TextOf(known.program)));
    grams_.Add(FoldText(known.program.name));
    keys_.push_back(KeysOf(known.program));
    const auto next = static_cast<uint32_t>(providers.size());
    providers_.push_back(
        providers.try_emplace(known.provider, next).first->second);
  }
  provider_count_ = static_cast<uint32_t>(providers.size());
  for (const std::vector<TermId>& text : words) terms_.AddPairs(text);
  std::vector<std::vector<TermCount>> counts;
  std::vector<std::vector<TermCount>> names;
  for (size_t i = 0; i < programs_.size(); ++i) {
    counts.push_back(terms_.Count(words[i], true));
    names.push_back(grams_.Count(FoldText(programs_[i].program.name)));
  }
  space_ = TermSpace::Build(counts, {});
  names_ = TermSpace::Build(names, {});
}

KnownPrograms::Keys KnownPrograms::KeysOf(const ProgramText& program) {
  return {NameKeyOf(program.name), program.cip,
          program.cip.size() < 5 ? "" : program.cip.substr(0, 5)};
}

// By program; one of the same CIP code is twice as like.
std::vector<float> KnownPrograms::Likeness(const ProgramText& program,
                                           uint32_t group,
                                           Stemmer* stemmer) const {
  std::vector<TermId> words;
  terms_.ReadWords(TextOf(program), stemmer, &words);
  std::vector<float> likeness(programs_.size());
  space_.AddScores(terms_.Count(words, true), absl::MakeSpan(likeness));
  for (size_t i = 0; i < likeness.size(); ++i) {
    if (programs_[i].group == group) likeness[i] = 0;
    if (AreSame(program.cip, keys_[i].cip)) likeness[i] *= 2;
  }
  return likeness;
}

std::vector<float> KnownPrograms::NameLikeness(const ProgramText& program,
                                               const Keys& keys,
                                               uint32_t group) const {
  std::vector<float> likeness(programs_.size());
  names_.AddScores(grams_.Count(FoldText(program.name)),
                   absl::MakeSpan(likeness));
  for (size_t i = 0; i < likeness.size(); ++i) {
    if (programs_[i].group == group) likeness[i] = 0;
    float more = 1;
    if (AreSame(keys.cip, keys_[i].cip)) more += kSameCip;
    if (AreSame(keys.family, keys_[i].family)) more += kSameFamily;
    likeness[i] *= more;
  }
  KeepGreatest(providers_, provider_count_, &likeness);
  return likeness;
}

void KnownPrograms::FillShare(IsAlike is_alike, uint32_t group,
                              absl::Span<float> row) const {
  float count = 1;
  for (size_t i = 0; i < programs_.size(); ++i) {
    if (programs_[i].group == group || !is_alike(keys_[i])) continue;
    ++count;
    for (const CandidateIndex candidate : programs_[i].occupations)
      ++row[candidate];
  }
  for (float& value : row) value /= count;
}

void KnownPrograms::Fill(const ProgramText& program, uint32_t group,
                         Stemmer* stemmer, FeatureMatrix* features) const {
  const auto occupations =
      [this](size_t at) -> const std::vector<CandidateIndex>& {
    return programs_[at].occupations;
  };
  const Keys keys = KeysOf(program);
  SpreadNearest(Likeness(program, group, stemmer), kNearestPrograms, 2,
                occupations, features->Row(MatchFeature::kKnownNeighbours));
  SpreadNearest(NameLikeness(program, keys, group), kNearestProviders, 5,
                occupations, features->Row(MatchFeature::kKnownNames));
  const auto same_cip = [&](const Keys& other) {
    return AreSame(other.cip, keys.cip);
  };
  const auto same_name = [&](const Keys& other) {
    return AreSame(other.name, keys.name);
  };
  FillShare(same_cip, group, features->Row(MatchFeature::kKnownSameCip));
  FillShare(
      [&](const Keys& other) { return AreSame(other.family, keys.family); },
      group, features->Row(MatchFeature::kKnownSameFamily));
  FillShare(same_name, group, features->Row(MatchFeature::kKnownSameName));
  FillShare(
      [&](const Keys& other) { return same_cip(other) && same_name(other); },
      group, features->Row(MatchFeature::kKnownSameNameAndCip));
}

}  // namespace plumbline::alignment
