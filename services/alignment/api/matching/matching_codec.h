#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_MATCHING_CODEC_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_MATCHING_CODEC_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "plumbline/alignment/v1/matching.pb.h"
#include "plumbline/catalog/v1/program.pb.h"
#include "services/alignment/api/matching/matcher_cache.h"

namespace plumbline::alignment {

// The fields of a program that matching reads, `title` first, and its code as
// CIP 2020. A course that names a SCED code and does not describe itself is
// described by the classification.
ProgramTexts TextsOf(const EditionMatcher& matcher,
                     const catalog::v1::Program& program);

// Writes the answers about one program.
class MatchingCodec {
 public:
  // All outlive the codec, which alone uses `place`. Contributions and evidence
  // are only there with `explain`.
  MatchingCodec(const EditionMatcher& matcher, const ProgramTexts& program,
                bool explain, WorkPlace& place);

  v1::OccupationMatch MatchOf(CandidateIndex candidate) const;
  v1::ProgramMatches AllMatches(size_t most, double min_probability) const;
  // Needs `explain`.
  v1::LinkExplanation Explain(CandidateIndex candidate) const;

 private:
  v1::CipCheck CheckOf() const;
  v1::MatchEvidence EvidenceOf(CandidateIndex candidate,
                               const Evidence& evidence) const;
  void ReadNamings(Stemmer* stemmer);
  // For each of the program's fields that names a credential which leads to the
  // candidate, the first row of the lists that says so.
  void AddCredentials(CandidateIndex candidate,
                      v1::OccupationMatch& match) const;
  v1::TaskCoverage CoverageOf(CandidateIndex candidate,
                              const Coverage& coverage) const;
  void AddTasks(CandidateIndex candidate, v1::LinkExplanation& answer) const;
  bool HasEdge(CandidateIndex candidate) const;

  const EditionMatcher& matcher_;
  const ProgramTexts& program_;
  const bool explain_;
  const TextMatches& matches_;
  // A field that names a credential, and its place in the corpus.
  struct Naming {
    const ProgramField* field = nullptr;
    uint32_t credential = 0;
  };
  // In the order of fields, then of lists; empty when nothing is explained, as
  // are the passages.
  std::vector<Naming> namings_;
  ReadPassages passages_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_MATCHING_CODEC_H_
