#include "services/alignment/domain/matching/match_index.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/match.h"
#include "services/alignment/domain/matching/nearest.h"
#include "services/alignment/domain/matching/text/folded_text.h"
#include "services/common/base/unique_number.h"

namespace plumbline::alignment {
namespace {

using Words = std::vector<TermId>;

constexpr size_t kSpaces = SideBySideSpaces::kSpaces;
constexpr size_t kTitlesAndDescription = 6;
constexpr size_t CountThrough(MatchFeature first, MatchFeature last) {
  return static_cast<size_t>(last) - static_cast<size_t>(first) + 1;
}
constexpr size_t kTitleFeatures =
    CountThrough(MatchFeature::kNearestTitleWords, MatchFeature::kFirstWord);
// What is added up, candidate by candidate.
constexpr size_t kSummedFeatures =
    CountThrough(MatchFeature::kRouteTen, MatchFeature::kNamedCredential);

// So many definitions nearest to a name lead somewhere.
constexpr size_t kNearestToName = 5;

// Definitions that must not be looked at are near to nothing.
void LeaveOut(const HeldOut& held_out, absl::Span<float> by_cip) {
  for (size_t cip = 0; cip < held_out.cips.size(); ++cip)
    if (held_out.cips[cip]) by_cip[cip] = 0;
}

void CopyTo(const std::vector<float>& values, absl::Span<float> row) {
  std::copy(values.begin(), values.end(), row.begin());
}

}  // namespace

std::optional<size_t> MatchIndex::FindCip(absl::string_view code) const {
  const auto cip = cips_.find(code);
  if (cip == cips_.end()) return std::nullopt;
  return cip->second;
}

ReadProgram MatchIndex::ReadWords(const ProgramText& program,
                                  Stemmer* stemmer) const {
  ReadProgram read;
  read.name = FoldText(program.name);
  const std::string spoken = InSpokenOrder(program.name);
  read.spoken_name = spoken == program.name ? read.name : FoldText(spoken);
  Words words;
  terms_.ReadWords(read.name, stemmer, &words, &read.counts);
  read.name_terms = terms_.Count(words, true);
  read.description = FoldText(program.description);
  terms_.ReadWords(read.description, stemmer, &words, &read.counts);
  read.text_terms = terms_.Count(words, true);
  return read;
}

Stratum MatchIndex::StratumByTexts(const ProgramText& program,
                                   const ReadProgram& read) const {
  if (!IsBlank(program.description)) return Stratum::kText;
  return title_ends_.EndsLikeATitle(read.spoken_name) ? Stratum::kJobTitle
                                                      : Stratum::kName;
}

void MatchIndex::FillName(const ProgramText& program, const ReadProgram& read,
                          Stemmer* stemmer, MatchScratch* scratch,
                          FeatureMatrix* features) const {
  if (scratch->name == program.name &&
      features->held().of_name == scratch->name_rows)
    return;
  spaces_.FillCosines(read.name_terms, &scratch->sums,
                      features->Rows(MatchFeature::kNameTitles, kSpaces));
  const auto titles =
      features->Rows(MatchFeature::kNearestTitleWords, kTitleFeatures);
  std::fill(titles.begin(), titles.end(), 0.0f);
  FillTitles(read, scratch, features);
  title_ends_.FillLast(read.spoken_name, stemmer,
                       features->Row(MatchFeature::kLastWord));
  title_ends_.FillFirst(read.spoken_name, stemmer,
                        features->Row(MatchFeature::kFirstWord));
  scratch->name_credentials = credentials_.CalledSo(program.name, stemmer);
  scratch->name_cips.assign(corpus_.cips.size(), 0);
  cip_space_.AddScores(read.name_terms, absl::MakeSpan(scratch->name_cips));
  scratch->nearest_to_name =
      PlacesOfGreatest(scratch->name_cips, kNearestToName);
  scratch->name = program.name;
  scratch->name_rows = features->held().of_name = base::UniqueNumber();
}

void MatchIndex::FillTitles(const ReadProgram& read, MatchScratch* scratch,
                            FeatureMatrix* features) const {
  title_words_.FillScores(read.name_terms, &scratch->title_cosines,
                          features->Row(MatchFeature::kNearestTitleWords),
                          features->Row(MatchFeature::kNeighbourTitlesWords));
  title_spellings_->FillScores(
      read.name, &scratch->spellings,
      features->Row(MatchFeature::kNearestTitleCharacters),
      features->Row(MatchFeature::kNeighbourTitlesCharacters));
  title_bayes_->Fill(read.name_terms, title_words_,
                     features->Row(MatchFeature::kTitleBayes));
}

void MatchIndex::AddRoute(absl::Span<const uint32_t> cips,
                          absl::Span<const float> scores, int power,
                          absl::Span<float> row) const {
  SpreadOver(
      cips, scores, power,
      [this](size_t cip) -> const std::vector<CandidateIndex>& {
        return corpus_.cips[cip].occupations;
      },
      row);
}

void MatchIndex::FillRoute(const ReadProgram& read, const HeldOut& held_out,
                           MatchScratch* scratch, FeatureMatrix* features,
                           NearDefinitions* near) const {
  const std::vector<float>& by_name = scratch->name_cips;
  std::vector<float>& by_text =
      near != nullptr ? near->similarities : scratch->by_text;
  by_text.assign(corpus_.cips.size(), 0);
  cip_space_.AddScores(read.text_terms, absl::MakeSpan(by_text));
  if (near != nullptr) FillNear(read, near);
  std::vector<float>& both = scratch->both;
  both.resize(by_text.size());
  for (size_t cip = 0; cip < both.size(); ++cip)
    both[cip] = by_text[cip] + by_name[cip];
  LeaveOut(held_out, absl::MakeSpan(both));
  const std::vector<uint32_t> ten = PlacesOfGreatest(both, 10);
  AddRoute(ten, both, 3, features->Row(MatchFeature::kRouteTen));
  AddRoute(absl::MakeConstSpan(ten).subspan(0, 3), both, 2,
           features->Row(MatchFeature::kRouteThree));
  const auto of_name = features->Row(MatchFeature::kRouteName);
  if (held_out.cips.empty()) {
    AddRoute(scratch->nearest_to_name, by_name, 2, of_name);
    return;
  }
  std::vector<float>& others = scratch->without_held_out;
  others = by_name;
  LeaveOut(held_out, absl::MakeSpan(others));
  AddRoute(PlacesOfGreatest(others, kNearestToName), others, 2, of_name);
}

void MatchIndex::Read(absl::Span<const ProgramText> programs, Stemmer* stemmer,
                      std::vector<ReadProgram>* read) const {
  read->resize(programs.size());
  std::vector<DirectionTable::Rounded> directions;
  std::vector<const int16_t*> asked;
  std::vector<float*> of_candidates, of_cips;
  for (size_t i = 0; i < programs.size(); ++i) {
    ReadProgram& one = (*read)[i];
    std::vector<float> latent = std::move(one.latent);
    one = ReadWords(programs[i], stemmer);
    one.latent = std::move(latent);
    one.latent.resize(candidate_count() + corpus_.cips.size());
    directions.push_back(DirectionTable::Round(
        latent_.DirectionOf(spaces_.LastVectorOf(one.text_terms))));
    of_candidates.push_back(one.latent.data());
    of_cips.push_back(one.latent.data() + candidate_count());
  }
  for (const DirectionTable::Rounded& direction : directions)
    asked.push_back(direction.data());
  candidate_directions_.FillCosines(asked, of_candidates);
  cip_directions_.FillCosines(asked, of_cips);
}

void MatchIndex::FillLatent(const ReadProgram& read, const HeldOut& held_out,
                            MatchScratch* scratch,
                            FeatureMatrix* features) const {
  const auto latent = absl::MakeConstSpan(read.latent);
  const auto of_candidates = latent.first(candidate_count());
  std::copy(of_candidates.begin(), of_candidates.end(),
            features->Row(MatchFeature::kLatent).begin());
  auto of_cips = latent.subspan(candidate_count());
  if (!held_out.cips.empty()) {
    std::vector<float>& others = scratch->without_held_out;
    others.assign(of_cips.begin(), of_cips.end());
    LeaveOut(held_out, absl::MakeSpan(others));
    of_cips = others;
  }
  AddRoute(PlacesOfGreatest(of_cips, 10), of_cips, 4,
           features->Row(MatchFeature::kRouteLatent));
}

void MatchIndex::FillDefinition(size_t cip, MatchScratch* scratch,
                                FeatureMatrix* features) const {
  const size_t candidates = candidate_count();
  const auto row = definition_rows_.Get(cip, [&](absl::Span<float> filled) {
    std::vector<float> cosines(kSpaces * candidates);
    spaces_.FillCosines(cip_terms_[cip], &scratch->sums,
                        absl::MakeSpan(cosines));
    std::copy_n(&cosines[kTitlesAndDescription * candidates], candidates,
                filled.begin());
    candidate_directions_.FillCosines(cip_directions_.RowOf(cip).data(),
                                      filled.subspan(candidates));
  });
  std::copy_n(row.begin(), candidates,
              features->Row(MatchFeature::kGivenDefinition).begin());
  std::copy_n(row.begin() + static_cast<ptrdiff_t>(candidates), candidates,
              features->Row(MatchFeature::kGivenLatent).begin());
}

void MatchIndex::FillGiven(const ProgramText& program, const HeldOut& held_out,
                           MatchScratch* scratch,
                           FeatureMatrix* features) const {
  const auto given = FindCip(program.cip);
  if (given && (held_out.cips.empty() || !held_out.cips[*given])) {
    for (const CandidateIndex candidate : corpus_.cips[*given].occupations)
      features->Row(MatchFeature::kGivenCip)[candidate] = 1;
    FillDefinition(*given, scratch, features);
  }
  if (program.cip.size() < 5) return;
  const absl::string_view family = absl::string_view(program.cip).substr(0, 5);
  auto at = std::lower_bound(
      corpus_.cips.begin(), corpus_.cips.end(), family,
      [](const CipText& cip, absl::string_view key) { return cip.code < key; });
  const auto begin = at;
  for (; at != corpus_.cips.end() && absl::StartsWith(at->code, family); ++at)
    for (const CandidateIndex candidate : at->occupations)
      features->Row(MatchFeature::kGivenFamily)[candidate] += 1;
  const auto members = static_cast<float>(at - begin);
  if (members > 0)
    for (float& share : features->Row(MatchFeature::kGivenFamily))
      share /= members;
}

size_t MatchIndex::KnownWordsOf(const ReadProgram& read) const {
  return static_cast<size_t>(
      std::count_if(read.text_terms.begin(), read.text_terms.end(),
                    [this](const TermCount& term) {
                      return term.term < terms_.word_count() &&
                             cip_space_.RarityOf(term.term) > 0;
                    }));
}

void MatchIndex::FillNear(const ReadProgram& read,
                          NearDefinitions* near) const {
  near->known_words = KnownWordsOf(read);
  near->counts = read.counts;
  near->speaks_of_work =
      std::any_of(read.text_terms.begin(), read.text_terms.end(),
                  [this](const TermCount& term) {
                    return term.term < of_work_.size() && of_work_[term.term];
                  });
}

NearDefinitions MatchIndex::DefinitionsNear(const ProgramText& program,
                                            Stemmer* stemmer) const {
  const ReadProgram read = ReadWords(program, stemmer);
  NearDefinitions near;
  near.similarities.resize(corpus_.cips.size());
  cip_space_.AddScores(read.text_terms, absl::MakeSpan(near.similarities));
  FillNear(read, &near);
  return near;
}

std::optional<double> MatchIndex::RarityOf(absl::string_view word,
                                           Stemmer* stemmer) const {
  std::vector<TermId> terms;
  terms_.ReadWords(FoldText(word), stemmer, &terms);
  if (terms.size() != 1 || terms[0] == kNoTerm) return std::nullopt;
  const float rarity = cip_space_.RarityOf(terms[0]);
  if (rarity == 0) return std::nullopt;
  return rarity;
}

std::vector<float> MatchIndex::FrequencyWithout(const HeldOut& held_out) const {
  std::vector<float> frequency(candidate_count());
  for (size_t cip = 0; cip < corpus_.cips.size(); ++cip)
    if (held_out.cips.empty() || !held_out.cips[cip])
      for (const CandidateIndex candidate : corpus_.cips[cip].occupations)
        frequency[candidate] += 1;
  for (float& value : frequency) value = std::log1p(value);
  return frequency;
}

FeatureMatrix MatchIndex::FeaturesOf(const ProgramText& program,
                                     Stemmer* stemmer,
                                     const HeldOut& held_out) const {
  FeatureMatrix features(candidate_count());
  MatchScratch scratch;
  FillFeatures(program, held_out, stemmer, &scratch, &features, nullptr);
  return features;
}

void MatchIndex::FillFeatures(const ProgramText& program,
                              const HeldOut& held_out, Stemmer* stemmer,
                              MatchScratch* scratch, FeatureMatrix* features,
                              NearDefinitions* near) const {
  std::vector<ReadProgram> read = std::move(scratch->read);
  Read(absl::MakeConstSpan(&program, 1), stemmer, &read);
  FillFeatures(program, read.front(), held_out, stemmer, scratch, features,
               near);
  scratch->read = std::move(read);
}

void MatchIndex::FillFeatures(const ProgramText& program,
                              const ReadProgram& read, const HeldOut& held_out,
                              Stemmer* stemmer, MatchScratch* scratch,
                              FeatureMatrix* features,
                              NearDefinitions* near) const {
  spaces_.FillCosines(read.text_terms, &scratch->sums,
                      features->Rows(MatchFeature::kTextTitles, kSpaces));
  FillName(program, read, stemmer, scratch, features);
  const auto summed = features->Rows(MatchFeature::kRouteTen, kSummedFeatures);
  std::fill(summed.begin(), summed.end(), 0.0f);
  FillRoute(read, held_out, scratch, features, near);
  FillLatent(read, held_out, scratch, features);
  FillGiven(program, held_out, scratch, features);
  const auto named = features->Row(MatchFeature::kNamedCredential);
  credentials_.Fill(scratch->name_credentials, named);
  for (const std::string& credential : program.credentials)
    credentials_.Fill(credentials_.CalledSo(credential, stemmer), named);
  FillPriors(held_out, features);
}

void MatchIndex::FillPriors(const HeldOut& held_out,
                            FeatureMatrix* features) const {
  const bool is_whole = held_out.cips.empty();
  if (is_whole && features->held().priors == priors_) return;
  CopyTo(is_whole ? frequency_ : FrequencyWithout(held_out),
         features->Row(MatchFeature::kCrosswalkFrequency));
  CopyTo(teaches_, features->Row(MatchFeature::kTeachesInCollege));
  CopyTo(title_count_, features->Row(MatchFeature::kTitleCount));
  CopyTo(employment_, features->Row(MatchFeature::kEmployment));
  features->held().priors = is_whole ? priors_ : 0;
}

}  // namespace plumbline::alignment
