#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_KNOWN_PROGRAMS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_KNOWN_PROGRAMS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "services/alignment/domain/matching/match_features.h"
#include "services/alignment/domain/matching/match_index.h"

namespace plumbline::alignment {

// A program whose occupations a provider has declared.
struct KnownProgram {
  ProgramText program;
  std::vector<CandidateIndex> occupations;
  // Programs of the group that is asked are not looked at: a provider's own,
  // or a fold of an evaluation.
  uint32_t group = 0;
  // Who declared it.
  std::string provider = {};
};

// What the declared programs of others say of a program like theirs: two
// providers who teach the same under one name mostly declare the same.
//
// Immutable; const methods may be called from any thread.
class KnownPrograms {
 public:
  explicit KnownPrograms(std::vector<KnownProgram> programs);

  // Fills the features named `known_`.
  void Fill(const ProgramText& program, uint32_t group, Stemmer* stemmer,
            FeatureMatrix* features) const;

 private:
  // What is compared of a program beside its text.
  struct Keys {
    // Its name's words but the commonest, sorted.
    std::string name;
    std::string cip;
    // The first five characters of the code: `51.09`.
    std::string family;
  };
  using IsAlike = absl::FunctionRef<bool(const Keys&)>;

  static Keys KeysOf(const ProgramText& program);
  std::vector<float> Likeness(const ProgramText& program, uint32_t group,
                              Stemmer* stemmer) const;
  // By program; of each provider only the likest is more than 0.
  std::vector<float> NameLikeness(const ProgramText& program, const Keys& keys,
                                  uint32_t group) const;
  // The share of the alike programs that lead to each candidate, as if one more
  // led to none.
  void FillShare(IsAlike is_alike, uint32_t group, absl::Span<float> row) const;

  std::vector<KnownProgram> programs_;
  std::vector<Keys> keys_;
  // By program: its provider's number.
  std::vector<uint32_t> providers_;
  uint32_t provider_count_ = 0;
  TermTable terms_;
  TermSpace space_;
  CharacterGrams grams_;
  TermSpace names_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_KNOWN_PROGRAMS_H_
