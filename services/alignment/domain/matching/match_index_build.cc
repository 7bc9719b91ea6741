// How an index is made of its corpus.

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "services/alignment/domain/matching/candidate_facts.h"
#include "services/alignment/domain/matching/match_index.h"
#include "services/alignment/domain/matching/text/folded_text.h"
#include "services/common/base/parallel.h"

namespace plumbline::alignment {
namespace {

using Words = std::vector<TermId>;
using Counts = std::vector<TermCount>;
using Kinds = std::vector<TextKind>;

constexpr size_t kLatentDimensions = 192;
constexpr double kBayesSmoothing = 0.3;
constexpr absl::string_view kCollegeTeachers = "25-1";

// The kinds of texts that make up a candidate's document in each space. Titles
// count three times: they are short and say most.
const std::array<Kinds, SideBySideSpaces::kSpaces>& Spaces() {
  constexpr auto kTitle = TextKind::kTitle;
  constexpr auto kOther = TextKind::kAlternateTitle;
  constexpr auto kDescription = TextKind::kDescription;
  static const auto* const spaces =
      new std::array<Kinds, SideBySideSpaces::kSpaces>{
          {{kTitle, kTitle, kTitle},
           {kTitle, kTitle, kTitle, kOther},
           {kTitle, kTitle, kTitle, kDescription},
           {TextKind::kTask},
           {TextKind::kActivity},
           {TextKind::kTechnology},
           {kTitle, kTitle, kTitle, kDescription, kOther},
           {kTitle, kTitle, kTitle, kDescription, kOther, TextKind::kTask,
            TextKind::kActivity}}};
  return *spaces;
}

// A number or a letter: a program that says no more points nowhere.
bool SaysNothing(absl::string_view word) {
  if (word.size() == 1) return true;
  return std::all_of(word.begin(), word.end(), [](char byte) {
    return absl::ascii_isdigit(static_cast<unsigned char>(byte));
  });
}

// Behind what `words` has.
void Append(const Words& more, Words* words) {
  words->insert(words->end(), more.begin(), more.end());
}

}  // namespace

MatchIndex::MatchIndex(Corpus corpus, int threads,
                       absl::FunctionRef<void(const MatchIndex&)> meanwhile)
    : corpus_(std::move(corpus)),
      credentials_(corpus_.credentials),
      definition_rows_(corpus_.cips.size(), 2 * corpus_.candidates.size()) {
  for (size_t cip = 0; cip < corpus_.cips.size(); ++cip)
    cips_[corpus_.cips[cip].code] = cip;
  base::ForRanges(2, threads, [&](size_t begin, size_t end) {
    if (begin == 0) words_ = CorpusWords(corpus_, &terms_);
    if (end == 2) CollectTitles();
  });
  std::vector<Words> titles;
  std::vector<WeighedDefinition> definitions;
  base::ForRanges(2, threads, [&](size_t begin, size_t end) {
    if (begin == 0) definitions = BuildSpaces(&titles);
    if (end == 2) title_spellings_.emplace(titles_, title_owners_);
  });
  // Titles number further pairs meanwhile, which no text of the latent space
  // has.
  const size_t terms = terms_.size();
  base::ForRanges(2, threads, [&](size_t begin, size_t end) {
    if (begin == 0) {
      BuildTitles(titles);
      BuildRoute(definitions);
      meanwhile(*this);
    }
    if (end == 2) BuildLatent(terms, threads);
  });
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
    for (ReadTitle& title : TitlesOf(corpus_.candidates[owner])) {
      title_ends_.Add(title.spoken, owner, &stemmer);
      titles_.push_back(std::move(title.key));
      title_owners_.push_back(owner);
    }
  title_ends_.Finish();
}

std::vector<MatchIndex::WeighedDefinition> MatchIndex::BuildSpaces(
    std::vector<Words>* titles) {
  std::vector<SideBySideSpaces::Document> documents(candidate_count());
  for (CandidateIndex i = 0; i < candidate_count(); ++i)
    for (size_t space = 0; space < SideBySideSpaces::kSpaces; ++space)
      documents[i].words[space] =
          words_.DocumentOf(i, Spaces()[space], corpus_, &terms_);
  const size_t of_documents = terms_.word_count();
  std::vector<Words> definitions;
  std::vector<WeighedDefinition> weighed;
  for (const CipText& cip : corpus_.cips) {
    const Words title = terms_.AddWords(FoldText(cip.title));
    Words& words = definitions.emplace_back(title);
    terms_.AddWords(FoldText(cip.definition), &words);
    Words& heavier = weighed.emplace_back(title);
    Append(title, &heavier);
    Append(words, &heavier);
  }
  for (const std::string& title : titles_)
    titles->push_back(terms_.AddWords(title));
  MarkWordsOfWork(of_documents, *titles);
  for (SideBySideSpaces::Document& document : documents)
    for (size_t i = 0; i < document.pairs.size(); ++i)
      document.pairs[i] = terms_.AddPairs(
          document.words[SideBySideSpaces::kFirstWithPairs + i]);
  std::vector<Counts> cip_words;
  for (const Words& words : definitions) {
    terms_.AddPairs(words);
    cip_words.push_back(terms_.Count(words, false));
    cip_terms_.push_back(terms_.Count(words, true));
  }
  spaces_ = SideBySideSpaces(documents, terms_, cip_words, cip_terms_);
  return weighed;
}

void MatchIndex::MarkWordsOfWork(size_t of_documents,
                                 const std::vector<Words>& titles) {
  of_work_.assign(terms_.word_count(), false);
  std::fill_n(of_work_.begin(), of_documents, true);
  for (const Words& title : titles)
    for (const TermId word : title) of_work_[word] = true;
  for (TermId word = 0; word < of_work_.size(); ++word)
    if (SaysNothing(terms_.TextOf(word))) of_work_[word] = false;
}

void MatchIndex::BuildRoute(const std::vector<WeighedDefinition>& definitions) {
  std::vector<Counts> counts;
  for (const WeighedDefinition& words : definitions)
    counts.push_back(terms_.Count(words, true));
  cip_space_ = TermSpace::Build(counts, {});
}

void MatchIndex::BuildTitles(const std::vector<Words>& words) {
  for (const Words& title : words) terms_.AddPairs(title);
  std::vector<Counts> terms;
  for (const Words& title : words) terms.push_back(terms_.Count(title, true));
  title_words_ = TitleSpace::Build(terms, title_owners_, candidate_count());
  title_bayes_.emplace(terms, title_words_, candidate_count(), kBayesSmoothing);
}

void MatchIndex::BuildLatent(size_t terms, int threads) {
  std::vector<std::vector<TermWeight>> vectors = spaces_.LastVectors();
  for (const Counts& cip : cip_terms_)
    vectors.push_back(spaces_.LastVectorOf(cip));
  latent_ = LatentSpace::Build(vectors, terms, kLatentDimensions, threads);
  for (size_t text = 0; text < vectors.size(); ++text)
    (text < candidate_count() ? candidate_directions_ : cip_directions_)
        .Add(latent_.DirectionOfBuilt(text));
}

}  // namespace plumbline::alignment
