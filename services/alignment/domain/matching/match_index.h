#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_MATCH_INDEX_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_MATCH_INDEX_H_

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "services/alignment/domain/matching/corpus.h"
#include "services/alignment/domain/matching/corpus_words.h"
#include "services/alignment/domain/matching/match_features.h"
#include "services/alignment/domain/matching/named_credentials.h"
#include "services/alignment/domain/matching/stratum.h"
#include "services/alignment/domain/matching/text/direction_table.h"
#include "services/alignment/domain/matching/text/kept_rows.h"
#include "services/alignment/domain/matching/text/latent_space.h"
#include "services/alignment/domain/matching/text/side_by_side_spaces.h"
#include "services/alignment/domain/matching/text/term_space.h"
#include "services/alignment/domain/matching/text/term_table.h"
#include "services/alignment/domain/matching/text/title_ends.h"
#include "services/alignment/domain/matching/text/title_space.h"
#include "services/alignment/domain/matching/text/title_spellings.h"
#include "services/common/base/unique_number.h"

namespace plumbline::alignment {

// What matching reads of a program.
struct ProgramText {
  std::string name;
  // The program's and its courses' descriptions.
  std::string description;
  // `51.0904`; empty for none.
  std::string cip;
  // The titles of its certifications and licences; in the description too.
  std::vector<std::string> credentials = {};
};

// What must not be looked at: for evaluation without leaks, never in service.
struct HeldOut {
  // By CIP of the corpus; empty for none.
  std::vector<bool> cips;
};

// How near each CIP's definition is to a program.
struct NearDefinitions {
  // Cosines, by CIP of the corpus.
  std::vector<float> similarities;
  // How many different words of the program definitions have.
  size_t known_words = 0;
  WordCounts counts = {};
  // Whether any word is in a text about an occupation.
  bool speaks_of_work = false;
};

// A program's texts, looked up once.
struct ReadProgram {
  // Folded; the name as it is and in spoken order.
  std::string name, spoken_name, description;
  // Words and pairs.
  std::vector<TermCount> name_terms, text_terms;
  WordCounts counts;
  // Cosines in latent space: with each candidate, then with each CIP.
  std::vector<float> latent;
};

// Working memory for one question at a time: one for each thread and index.
// What a question leaves in it changes no later answer.
struct MatchScratch {
  SideBySideSpaces::Sums sums;
  std::vector<float> title_cosines;
  TitleSpellings::Scratch spellings;
  // By CIP.
  std::vector<float> by_text, both, without_held_out;
  std::vector<ReadProgram> read;
  // What the last program's name says: lists of programs repeat names. Which
  // rows of features follow from it, its cosines by CIP and where they are
  // greatest, the credentials that are called so.
  std::optional<std::string> name;
  uint64_t name_rows = 0;
  std::vector<float> name_cips;
  std::vector<uint32_t> nearest_to_name;
  absl::Span<const uint32_t> name_credentials;
};

// A corpus made ready for questions. Immutable: const methods may be called
// from any thread, each with its own stemmer and working memory.
class MatchIndex {
 public:
  // The same for any number of threads. `meanwhile` is called once, when the
  // words are read, beside what else is done: it may use corpus(), terms() and
  // words(), of terms() no pairs.
  explicit MatchIndex(
      Corpus corpus, int threads = 1,
      absl::FunctionRef<void(const MatchIndex&)> meanwhile =
          [](const MatchIndex&) {});

  const Corpus& corpus() const { return corpus_; }
  size_t candidate_count() const { return corpus_.candidates.size(); }
  // The place of a six-digit code in the corpus.
  std::optional<size_t> FindCip(absl::string_view code) const;

  // All words of the corpus, and those of each text.
  const TermTable& terms() const { return terms_; }
  const CorpusWords& words() const { return words_; }

  const NamedCredentials& credentials() const { return credentials_; }

  NearDefinitions DefinitionsNear(const ProgramText& program,
                                  Stemmer* stemmer) const;

  // How rare a word is: the inverse document frequency of its stem among the
  // definitions of programs. Nothing for what is in none, or is not one word.
  std::optional<double> RarityOf(absl::string_view word,
                                 Stemmer* stemmer) const;

  FeatureMatrix FeaturesOf(const ProgramText& program, Stemmer* stemmer,
                           const HeldOut& held_out = {}) const;
  // The same into `features`, but for what is known of other programs, which
  // stays as it is. How near definitions are comes with it: `near` may be null.
  void FillFeatures(const ProgramText& program, const HeldOut& held_out,
                    Stemmer* stemmer, MatchScratch* scratch,
                    FeatureMatrix* features, NearDefinitions* near) const;

  // Several programs are read together, `read` being used again: what they are
  // compared with is then passed over once for eight of them.
  void Read(absl::Span<const ProgramText> programs, Stemmer* stemmer,
            std::vector<ReadProgram>* read) const;
  // Which weights serve without a CIP code.
  Stratum StratumByTexts(const ProgramText& program,
                         const ReadProgram& read) const;
  // As above, of a program that was read.
  void FillFeatures(const ProgramText& program, const ReadProgram& read,
                    const HeldOut& held_out, Stemmer* stemmer,
                    MatchScratch* scratch, FeatureMatrix* features,
                    NearDefinitions* near) const;

 private:
  using Words = std::vector<TermId>;
  // A definition's words with the title's three times before them.
  using WeighedDefinition = Words;

  void CollectTitles();
  void BuildPriors();
  // The words of each of `titles_` come with it.
  std::vector<WeighedDefinition> BuildSpaces(std::vector<Words>* titles);
  // Those of documents have the numbers below `of_documents`.
  void MarkWordsOfWork(size_t of_documents, const std::vector<Words>& titles);
  void BuildTitles(const std::vector<Words>& titles);
  void BuildRoute(const std::vector<WeighedDefinition>& definitions);
  // Of terms below this number.
  void BuildLatent(size_t terms, int threads);
  ReadProgram ReadWords(const ProgramText& program, Stemmer* stemmer) const;
  // What follows from the name alone, unless it was the last program's, too.
  void FillName(const ProgramText& program, const ReadProgram& read,
                Stemmer* stemmer, MatchScratch* scratch,
                FeatureMatrix* features) const;
  void FillTitles(const ReadProgram& read, MatchScratch* scratch,
                  FeatureMatrix* features) const;
  void FillRoute(const ReadProgram& read, const HeldOut& held_out,
                 MatchScratch* scratch, FeatureMatrix* features,
                 NearDefinitions* near) const;
  void FillLatent(const ReadProgram& read, const HeldOut& held_out,
                  MatchScratch* scratch, FeatureMatrix* features) const;
  void FillDefinition(size_t cip, MatchScratch* scratch,
                      FeatureMatrix* features) const;
  void FillGiven(const ProgramText& program, const HeldOut& held_out,
                 MatchScratch* scratch, FeatureMatrix* features) const;
  void FillPriors(const HeldOut& held_out, FeatureMatrix* features) const;
  size_t KnownWordsOf(const ReadProgram& read) const;
  // All but the similarities.
  void FillNear(const ReadProgram& read, NearDefinitions* near) const;
  // How often the crosswalk names each candidate, as ln(1 + times).
  std::vector<float> FrequencyWithout(const HeldOut& held_out) const;
  // Adds to `row` where the crosswalk leads from `cips`, each by the power of
  // its score.
  void AddRoute(absl::Span<const uint32_t> cips, absl::Span<const float> scores,
                int power, absl::Span<float> row) const;

  Corpus corpus_;
  absl::flat_hash_map<std::string, size_t> cips_;
  NamedCredentials credentials_;
  TermTable terms_;
  CorpusWords words_;
  // The texts of the CIP definitions, counted: words and pairs.
  std::vector<std::vector<TermCount>> cip_terms_;
  // By word: whether any text about an occupation has it. Numbers and letters
  // say nothing.
  std::vector<bool> of_work_;
  SideBySideSpaces spaces_;
  TermSpace cip_space_;
  std::vector<std::string> titles_;
  std::vector<CandidateIndex> title_owners_;
  TitleSpace title_words_;
  std::optional<TitleSpellings> title_spellings_;
  std::optional<TitleBayes> title_bayes_;
  TitleEnds title_ends_;
  LatentSpace latent_;
  // A row for each candidate and each CIP.
  DirectionTable candidate_directions_;
  DirectionTable cip_directions_;
  // By CIP: how near its definition is to each candidate, by words, then in
  // latent space.
  KeptRows<float> definition_rows_;
  // By candidate, the same for every program; the number of such rows.
  const uint64_t priors_ = base::UniqueNumber();
  std::vector<float> frequency_;
  std::vector<float> teaches_;
  std::vector<float> title_count_;
  std::vector<float> employment_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_MATCH_INDEX_H_
