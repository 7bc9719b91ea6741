#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_KNOWN_PROGRAMS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_KNOWN_PROGRAMS_H_

#include <cstdint>
#include <string>
#include <vector>

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
  std::vector<float> Likeness(const ProgramText& program, uint32_t group,
                              Stemmer* stemmer) const;
  void FillSameCode(absl::string_view code, uint32_t group,
                    absl::Span<float> row) const;

  std::vector<KnownProgram> programs_;
  TermTable terms_;
  TermSpace space_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_KNOWN_PROGRAMS_H_
