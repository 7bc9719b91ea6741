#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_MATCHING_TEXTS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_MATCHING_TEXTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "plumbline/alignment/v1/matching.pb.h"
#include "plumbline/labor/v1/texts.pb.h"
#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/matching/corpus.h"
#include "services/alignment/domain/matching/phrase_index.h"

namespace plumbline::alignment {

// The texts of an edition with the cell of each, for answers. The corpus that
// matching reads is made of them; its texts keep their places.
class MatchingTexts {
 public:
  // Errors: kFailedPrecondition, TEXT_NOT_PUBLISHED: the edition pins no O*NET
  // release, or no list of CIP codes.
  static absl::StatusOr<MatchingTexts> Create(const Edition& edition,
                                              labor::v1::EditionTexts texts);

  // The candidates are the edition's occupations that O*NET writes about, the
  // CIP codes those with a definition that the crosswalk lists. Credentials
  // lead where ReadListed says that their code does.
  Corpus MakeCorpus(const Edition& edition) const;

  // `candidate` by its place in the corpus.
  v1::OccupationText TextOf(CandidateIndex candidate, TextRef ref) const;
  // How important a task is, in ten-thousandths; 0 where it is not rated.
  int32_t ImportanceOf(CandidateIndex candidate, uint32_t task) const;
  // An occupation of the edition.
  vocabulary::SocCode CodeOf(CandidateIndex candidate) const {
    return candidates_[candidate].code;
  }
  // The row of a public list that the corpus' credential at `credential` is.
  v1::OccupationText CredentialOf(size_t credential) const;
  // What the classification of courses writes about a SCED code, title first;
  // empty for a code that it lacks and where the edition pins no list of them.
  std::string CourseText(absl::string_view sced) const;
  const labor::v1::EditionTexts& texts() const { return texts_; }

 private:
  // A text of one O*NET occupation.
  struct Place {
    int occupation = 0;
    int text = 0;
  };

  explicit MatchingTexts(labor::v1::EditionTexts texts)
      : texts_(std::move(texts)) {}
  Place Find(CandidateIndex candidate, TextRef ref) const;
  // A text with no more than the release, the file and the sheet that it is of.
  v1::OccupationText InFile(int32_t file) const;
  std::optional<CandidateIndex> CandidateOf(vocabulary::SocCode code) const;
  CipText MakeCip(const Edition& edition,
                  const labor::v1::ProgramCodeText& program,
                  const CrosswalkEdges& edges) const;
  CredentialText MakeCredential(
      const Edition& edition,
      const labor::v1::CredentialText& credential) const;

  labor::v1::EditionTexts texts_;
  // By candidate: the first of its O*NET occupations, which follow each other,
  // and one more for the end.
  struct Candidate {
    vocabulary::SocCode code;
    int begin = 0;
    int end = 0;
  };
  std::vector<Candidate> candidates_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_MATCHING_TEXTS_H_
