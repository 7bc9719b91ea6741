#include "services/alignment/domain/matching/match_index.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/alignment/domain/matching/nearest.h"
#include "services/alignment/domain/matching/text/folded_text.h"

namespace plumbline::alignment {
namespace {

using Words = std::vector<TermId>;
using Counts = std::vector<TermCount>;
using Field = std::vector<std::string> CandidateText::*;

constexpr int kLatentDimensions = 300;
constexpr double kBayesSmoothing = 0.3;
constexpr size_t kTitlesAndDescription = 6;
constexpr absl::string_view kCollegeTeachers = "25-1";

// The fields whose texts make up a candidate's document in a space. Titles
// count three times: they are short and say most.
struct SpaceFields {
  std::vector<Field> fields;
  bool with_pairs = false;
};

const std::array<SpaceFields, 8>& Spaces() {
  using C = CandidateText;
  static const auto* const spaces = new std::array<SpaceFields, 8>{
      {{{&C::titles, &C::titles, &C::titles}},
       {{&C::titles, &C::titles, &C::titles, &C::alternate_titles}},
       {{&C::titles, &C::titles, &C::titles, &C::descriptions}},
       {{&C::tasks}},
       {{&C::activities}},
       {{&C::technologies}},
       {{&C::titles, &C::titles, &C::titles, &C::descriptions,
         &C::alternate_titles},
        true},
       {{&C::titles, &C::titles, &C::titles, &C::descriptions,
         &C::alternate_titles, &C::tasks, &C::activities},
        true}}};
  return *spaces;
}

std::string DocumentOf(const CandidateText& candidate,
                       const SpaceFields& space) {
  std::string text;
  for (const Field field : space.fields)
    absl::StrAppend(&text, absl::StrJoin(candidate.*field, " "), " ");
  return text;
}

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

std::set<std::string> TitlesOf(const CandidateText& candidate) {
  std::set<std::string> titles;
  for (const std::string& title : candidate.titles)
    titles.insert(TitleKey(title));
  for (const std::string& title : candidate.alternate_titles)
    titles.insert(TitleKey(title));
  for (const std::string& title : candidate.reported_titles)
    titles.insert(TitleKey(WithoutBrackets(title)));
  titles.erase("");
  return titles;
}

// ln of the jobs, less its mean over the candidates whose jobs somebody says; 0
// for the others.
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

void CopyTo(const std::vector<float>& values, absl::Span<float> row) {
  std::copy(values.begin(), values.end(), row.begin());
}

}  // namespace

// A program's texts, looked up once.
struct MatchIndex::Read {
  std::string name;
  Counts name_words, name_terms, text_words, text_terms;
};

MatchIndex::MatchIndex(Corpus corpus) : corpus_(std::move(corpus)) {
  for (size_t cip = 0; cip < corpus_.cips.size(); ++cip)
    cips_[corpus_.cips[cip].code] = cip;
  CollectTitles();
  BuildSpaces();
  BuildTitles();
  BuildRoute();
  BuildPriors();
}

void MatchIndex::BuildPriors() {
  frequency_ = FrequencyWithout({});
  for (const CandidateText& candidate : corpus_.candidates)
    teaches_.push_back(
        absl::StartsWith(candidate.code, kCollegeTeachers) ? 1.0f : 0.0f);
  title_count_.resize(candidate_count());
  for (const CandidateIndex owner : title_owners_) ++title_count_[owner];
  for (float& count : title_count_) count = std::log1p(count);
  employment_ = EmploymentOf(corpus_);
}

void MatchIndex::CollectTitles() {
  Stemmer stemmer;
  for (CandidateIndex owner = 0; owner < corpus_.candidates.size(); ++owner)
    for (std::string title : TitlesOf(corpus_.candidates[owner])) {
      title_ends_.Add(title, owner, &stemmer);
      titles_.push_back(std::move(title));
      title_owners_.push_back(owner);
    }
}

std::optional<size_t> MatchIndex::FindCip(absl::string_view code) const {
  const auto cip = cips_.find(code);
  if (cip == cips_.end()) return std::nullopt;
  return cip->second;
}

void MatchIndex::BuildSpaces() {
  std::array<std::vector<Words>, kSpaces> documents;
  for (size_t space = 0; space < kSpaces; ++space)
    for (const CandidateText& candidate : corpus_.candidates)
      documents[space].push_back(
          terms_.AddWords(FoldText(DocumentOf(candidate, Spaces()[space]))));
  std::vector<Words> cips;
  for (const CipText& cip : corpus_.cips)
    cips.push_back(terms_.AddWords(
        FoldText(absl::StrCat(cip.title, ". ", cip.definition))));
  for (const std::string& title : titles_) terms_.AddWords(title);
  for (size_t space = 0; space < kSpaces; ++space)
    if (Spaces()[space].with_pairs)
      for (const Words& document : documents[space]) terms_.AddPairs(document);
  for (const Words& cip : cips) terms_.AddPairs(cip);
  for (const Words& cip : cips) {
    cip_words_.push_back(terms_.Count(cip, false));
    cip_terms_.push_back(terms_.Count(cip, true));
  }
  for (size_t space = 0; space < kSpaces; ++space) {
    const bool pairs = Spaces()[space].with_pairs;
    std::vector<Counts> counts;
    for (const Words& document : documents[space])
      counts.push_back(terms_.Count(document, pairs));
    spaces_[space] = TermSpace::Build(counts, pairs ? cip_terms_ : cip_words_);
  }
}

void MatchIndex::BuildTitles() {
  std::vector<Words> words;
  for (const std::string& title : titles_) {
    words.push_back(terms_.AddWords(title));
    grams_.Add(title);
  }
  for (const Words& title : words) terms_.AddPairs(title);
  std::vector<Counts> terms;
  std::vector<Counts> grams;
  for (size_t title = 0; title < titles_.size(); ++title) {
    terms.push_back(terms_.Count(words[title], true));
    grams.push_back(grams_.Count(titles_[title]));
  }
  const size_t candidates = candidate_count();
  title_words_ = TitleSpace::Build(terms, title_owners_, candidates);
  title_grams_ = TitleSpace::Build(grams, title_owners_, candidates);
  title_bayes_.emplace(terms, title_words_, candidates, kBayesSmoothing);
}

void MatchIndex::BuildRoute() {
  std::vector<Counts> definitions;
  std::vector<std::vector<TermWeight>> vectors;
  const TermSpace& all = spaces_.back();
  Stemmer stemmer;
  for (const CipText& cip : corpus_.cips) {
    Words words;
    terms_.ReadWords(FoldText(absl::StrCat(cip.title, ". ", cip.title, ". ",
                                           cip.title, ". ", cip.definition)),
                     &stemmer, &words);
    definitions.push_back(terms_.Count(words, true));
  }
  cip_space_ = TermSpace::Build(definitions, {});
  for (const CandidateText& candidate : corpus_.candidates) {
    Words words;
    terms_.ReadWords(FoldText(DocumentOf(candidate, Spaces().back())), &stemmer,
                     &words);
    vectors.push_back(all.VectorOf(terms_.Count(words, true)));
  }
  for (const Counts& cip : cip_terms_) vectors.push_back(all.VectorOf(cip));
  latent_ = LatentSpace::Build(vectors, terms_.size(), kLatentDimensions);
  const auto candidates = static_cast<Eigen::Index>(candidate_count());
  candidate_directions_.resize(candidates, latent_.dimensions());
  cip_directions_.resize(static_cast<Eigen::Index>(corpus_.cips.size()),
                         latent_.dimensions());
  for (Eigen::Index i = 0; i < static_cast<Eigen::Index>(vectors.size()); ++i) {
    const Eigen::VectorXf direction =
        latent_.DirectionOf(vectors[static_cast<size_t>(i)]);
    if (i < candidates)
      candidate_directions_.row(i) = direction;
    else
      cip_directions_.row(i - candidates) = direction;
  }
}

MatchIndex::Read MatchIndex::ReadProgram(const ProgramText& program,
                                         Stemmer* stemmer) const {
  Read read;
  read.name = FoldText(program.name);
  Words name;
  Words text;
  terms_.ReadWords(read.name, stemmer, &name);
  terms_.ReadWords(read.name, stemmer, &text);
  terms_.ReadWords(FoldText(program.description), stemmer, &text);
  read.name_words = terms_.Count(name, false);
  read.name_terms = terms_.Count(name, true);
  read.text_words = terms_.Count(text, false);
  read.text_terms = terms_.Count(text, true);
  return read;
}

void MatchIndex::FillSpaces(const Read& read, FeatureMatrix* features) const {
  for (size_t space = 0; space < kSpaces; ++space) {
    const bool pairs = Spaces()[space].with_pairs;
    const TermSpace& terms = spaces_[space];
    const auto text = static_cast<MatchFeature>(space);
    const auto name = static_cast<MatchFeature>(space + kSpaces);
    terms.AddScores(terms.VectorOf(pairs ? read.text_terms : read.text_words),
                    features->Row(text));
    terms.AddScores(terms.VectorOf(pairs ? read.name_terms : read.name_words),
                    features->Row(name));
  }
}

void MatchIndex::FillTitles(const Read& read, FeatureMatrix* features) const {
  const TitleSpace::Scores words = title_words_.ScoresOf(read.name_terms);
  const TitleSpace::Scores grams =
      title_grams_.ScoresOf(grams_.Count(read.name));
  CopyTo(words.nearest, features->Row(MatchFeature::kNearestTitleWords));
  CopyTo(words.neighbours, features->Row(MatchFeature::kNeighbourTitlesWords));
  CopyTo(grams.nearest, features->Row(MatchFeature::kNearestTitleCharacters));
  CopyTo(grams.neighbours,
         features->Row(MatchFeature::kNeighbourTitlesCharacters));
  CopyTo(title_bayes_->LogProbabilitiesOf(read.name_terms, title_words_),
         features->Row(MatchFeature::kTitleBayes));
}

void MatchIndex::AddRoute(absl::Span<const float> scores, size_t kept,
                          int power, absl::Span<float> row) const {
  SpreadNearest(
      scores, kept, power,
      [this](size_t cip) -> const std::vector<CandidateIndex>& {
        return corpus_.cips[cip].occupations;
      },
      row);
}

void MatchIndex::FillRoute(const Read& read, const HeldOut& held_out,
                           FeatureMatrix* features) const {
  std::vector<float> by_name(corpus_.cips.size());
  std::vector<float> both(corpus_.cips.size());
  cip_space_.AddScores(cip_space_.VectorOf(read.name_terms),
                       absl::MakeSpan(by_name));
  cip_space_.AddScores(cip_space_.VectorOf(read.text_terms),
                       absl::MakeSpan(both));
  const Eigen::VectorXf direction =
      latent_.DirectionOf(spaces_.back().VectorOf(read.text_terms));
  Eigen::Map<Eigen::VectorXf>(
      features->Row(MatchFeature::kLatent).data(),
      static_cast<Eigen::Index>(features->candidates())) =
      candidate_directions_ * direction;
  Eigen::VectorXf latent = cip_directions_ * direction;
  for (size_t cip = 0; cip < both.size(); ++cip) {
    both[cip] += by_name[cip];
    if (held_out.cips.empty() || !held_out.cips[cip]) continue;
    both[cip] = by_name[cip] = 0;
    latent[static_cast<Eigen::Index>(cip)] = 0;
  }
  AddRoute(both, 10, 3, features->Row(MatchFeature::kRouteTen));
  AddRoute(both, 3, 2, features->Row(MatchFeature::kRouteThree));
  AddRoute(by_name, 5, 2, features->Row(MatchFeature::kRouteName));
  AddRoute({latent.data(), both.size()}, 10, 4,
           features->Row(MatchFeature::kRouteLatent));
}

void MatchIndex::FillDefinition(size_t cip, FeatureMatrix* features) const {
  const TermSpace& terms = spaces_[kTitlesAndDescription];
  terms.AddScores(terms.VectorOf(cip_terms_[cip]),
                  features->Row(MatchFeature::kGivenDefinition));
  Eigen::Map<Eigen::VectorXf>(
      features->Row(MatchFeature::kGivenLatent).data(),
      static_cast<Eigen::Index>(features->candidates())) =
      candidate_directions_ *
      cip_directions_.row(static_cast<Eigen::Index>(cip)).transpose();
}

void MatchIndex::FillGiven(const ProgramText& program, const HeldOut& held_out,
                           FeatureMatrix* features) const {
  const auto given = FindCip(program.cip);
  if (given && (held_out.cips.empty() || !held_out.cips[*given])) {
    for (const CandidateIndex candidate : corpus_.cips[*given].occupations)
      features->Row(MatchFeature::kGivenCip)[candidate] = 1;
    FillDefinition(*given, features);
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

MatchIndex::NearDefinitions MatchIndex::DefinitionsNear(
    const ProgramText& program, Stemmer* stemmer) const {
  const Read read = ReadProgram(program, stemmer);
  std::vector<float> cosines(corpus_.cips.size());
  cip_space_.AddScores(cip_space_.VectorOf(read.text_terms),
                       absl::MakeSpan(cosines));
  return {{cosines.begin(), cosines.end()},
          cip_space_.VectorOf(read.text_words).size()};
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
  const Read read = ReadProgram(program, stemmer);
  FillSpaces(read, &features);
  FillTitles(read, &features);
  FillRoute(read, held_out, &features);
  FillGiven(program, held_out, &features);
  CopyTo(held_out.cips.empty() ? frequency_ : FrequencyWithout(held_out),
         features.Row(MatchFeature::kCrosswalkFrequency));
  CopyTo(teaches_, features.Row(MatchFeature::kTeachesInCollege));
  CopyTo(title_count_, features.Row(MatchFeature::kTitleCount));
  CopyTo(employment_, features.Row(MatchFeature::kEmployment));
  title_ends_.FillLast(read.name, stemmer,
                       features.Row(MatchFeature::kLastWord));
  title_ends_.FillFirst(read.name, stemmer,
                        features.Row(MatchFeature::kFirstWord));
  return features;
}

}  // namespace plumbline::alignment
