#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_MATCHER_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_MATCHER_H_

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/alignment/domain/matching/abstention.h"
#include "services/alignment/domain/matching/cip_check.h"
#include "services/alignment/domain/matching/fusion.h"
#include "services/alignment/domain/matching/match_index.h"
#include "services/alignment/domain/matching/match_model.h"
#include "services/alignment/domain/matching/stratum.h"
#include "services/alignment/domain/matching/task_coverage.h"

namespace plumbline::alignment {

// A program's texts as fields in order, and its CIP 2020 code.
struct ProgramTexts {
  // `title` first.
  std::vector<ProgramField> fields;
  // `51.0904`; empty for none.
  std::string cip;
};

// What a program's texts say.
struct TextMatches {
  explicit TextMatches(size_t candidates) : features(candidates) {}

  Stratum stratum = Stratum::kName;
  // Which ones would without the CIP code.
  Stratum by_texts = Stratum::kName;
  FeatureMatrix features;
  FeatureSpreads spreads;
  // Of which rows of a name: HeldRows::of_name.
  uint64_t spreads_of_name = 0;
  // What each feature adds, by feature.
  std::vector<Line> lines;
  // The log-odds of each candidate.
  std::vector<double> scores;
  // The first kMostRanked candidates, the greatest score first; by place among
  // equals.
  std::vector<CandidateIndex> order;
  NearDefinitions near;
  Lead lead;
};
inline constexpr size_t kMostRanked = 100;

// From log-odds.
double ProbabilityOf(double score);

// An index with the model that reads it, and all that explains.
//
// Immutable: const methods may be called from any thread.
class Matcher {
 public:
  // Errors: kInvalidArgument when the model lacks a stratum.
  // The same for any number of threads.
  static absl::StatusOr<std::shared_ptr<const Matcher>> Create(
      Corpus corpus, const MatchModel& model, int threads = 1);

  const MatchIndex& index() const { return index_; }
  const PhraseIndex& phrases() const { return *phrases_; }
  const RandomCourses& random() const { return *random_; }
  const FusionWeights& weights(Stratum stratum) const {
    return weights_[PlaceOf(stratum)];
  }

  TextMatches Match(const ProgramTexts& program, Stemmer* stemmer) const;
  // The same into `matches`, whose memory is used again.
  void MatchInto(const ProgramTexts& program, Stemmer* stemmer,
                 MatchScratch* scratch, TextMatches* matches) const;
  // Matches each program, those of one name after each other and those that say
  // the same once, on up to `threads` threads, each of which calls `visit` with
  // what it found: place, matches, and its own stemmer. What is found does not
  // depend on the number of threads.
  void MatchEach(absl::Span<const ProgramTexts* const> programs, int threads,
                 absl::FunctionRef<void(size_t, const TextMatches&, Stemmer*)>
                     visit) const;
  // `matches` are those of the same program.
  CipCheck Check(const ProgramTexts& program, const TextMatches& matches) const;
  // The place of the SOC code among the candidates.
  std::optional<CandidateIndex> FindCandidate(absl::string_view code) const;

 private:
  // By stratum.
  using Weights = std::array<FusionWeights, kStrata.size()>;

  Matcher(Corpus corpus, const Weights& weights, int threads);
  void MatchRead(const ProgramText& program, const ReadProgram& read,
                 Stemmer* stemmer, MatchScratch* scratch,
                 TextMatches* matches) const;
  void FillSpreadsOf(TextMatches* matches) const;
  Lead LeadOf(const ProgramText& program, const ReadProgram& read,
              const TextMatches& matches) const;

  // Made while the index is, of which they read the words.
  std::optional<PhraseIndex> phrases_;
  std::optional<RandomCourses> random_;
  const MatchIndex index_;
  const Weights weights_;
  // The same without sizes.
  const Weights sizeless_weights_;
  // Which spreads are read, and which of them do not follow from a name alone.
  const ReadSpreads read_spreads_;
  const ReadSpreads read_but_of_name_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_MATCHER_H_
