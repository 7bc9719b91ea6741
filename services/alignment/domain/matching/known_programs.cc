#include "services/alignment/domain/matching/known_programs.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/alignment/domain/matching/nearest.h"
#include "services/alignment/domain/matching/text/folded_text.h"

namespace plumbline::alignment {
namespace {

constexpr size_t kNeighbours = 10;

// The name counts three times: descriptions are short or boiler-plate.
std::string TextOf(const ProgramText& program) {
  return FoldText(absl::StrCat(program.name, ". ", program.name, ". ",
                               program.name, ". ", program.description));
}

}  // namespace

KnownPrograms::KnownPrograms(std::vector<KnownProgram> programs)
    : programs_(std::move(programs)) {
  std::vector<std::vector<TermId>> words;
  for (const KnownProgram& known : programs_)
    words.push_back(terms_.AddWords(TextOf(known.program)));
  for (const std::vector<TermId>& text : words) terms_.AddPairs(text);
  std::vector<std::vector<TermCount>> counts;
  for (const std::vector<TermId>& text : words)
    counts.push_back(terms_.Count(text, true));
  space_ = TermSpace::Build(counts, {});
}

// By program; one of the same CIP code is twice as like.
std::vector<float> KnownPrograms::Likeness(const ProgramText& program,
                                           uint32_t group,
                                           Stemmer* stemmer) const {
  std::vector<TermId> words;
  terms_.ReadWords(TextOf(program), stemmer, &words);
  std::vector<float> likeness(programs_.size());
  space_.AddScores(space_.VectorOf(terms_.Count(words, true)),
                   absl::MakeSpan(likeness));
  for (size_t i = 0; i < likeness.size(); ++i) {
    if (programs_[i].group == group) likeness[i] = 0;
    if (!program.cip.empty() && programs_[i].program.cip == program.cip)
      likeness[i] *= 2;
  }
  return likeness;
}

void KnownPrograms::FillSameCode(absl::string_view code, uint32_t group,
                                 absl::Span<float> row) const {
  if (code.empty()) return;
  float count = 1;
  for (const KnownProgram& known : programs_) {
    if (known.group == group || !absl::StartsWith(known.program.cip, code))
      continue;
    ++count;
    for (const CandidateIndex candidate : known.occupations) ++row[candidate];
  }
  for (float& value : row) value /= count;
}

void KnownPrograms::Fill(const ProgramText& program, uint32_t group,
                         Stemmer* stemmer, FeatureMatrix* features) const {
  SpreadNearest(
      Likeness(program, group, stemmer), kNeighbours, 2,
      [this](size_t at) -> const std::vector<CandidateIndex>& {
        return programs_[at].occupations;
      },
      features->Row(MatchFeature::kKnownNeighbours));
  FillSameCode(program.cip, group, features->Row(MatchFeature::kKnownSameCip));
  FillSameCode(program.cip.substr(0, 5), group,
               features->Row(MatchFeature::kKnownSameFamily));
}

}  // namespace plumbline::alignment
