#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CORPUS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CORPUS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "services/alignment/domain/matching/text/nearest_titles.h"

namespace plumbline::alignment {

// What O*NET and the SOC write about a candidate of matching: an occupation
// with all O*NET occupations under its code, or one O*NET occupation.
struct CandidateText {
  // `29-2042`, or `29-2042.00`.
  std::string code;
  std::vector<std::string> titles;
  std::vector<std::string> descriptions;
  std::vector<std::string> alternate_titles;
  std::vector<std::string> reported_titles;
  std::vector<std::string> tasks;
  // Detailed work activities.
  std::vector<std::string> activities;
  std::vector<std::string> technologies;
  // Jobs in the nation; 0 where nobody says.
  double employment = 0;
};

// What kind of text of a candidate it is.
enum class TextKind : uint8_t {
  kTitle = 1,
  kAlternateTitle,
  kReportedTitle,
  kDescription,
  kTask,
  kActivity,
  kTechnology,
};
inline constexpr size_t kTextKinds = 7;

// The candidate's texts of a kind.
const std::vector<std::string>& TextsOf(const CandidateText& candidate,
                                        TextKind kind);

// What the Classification of Instructional Programs writes about a code, and
// where the crosswalk leads from it.
struct CipText {
  // `51.0904`.
  std::string code;
  std::string title;
  std::string definition;
  // Sorted; candidates that the corpus lacks are left out.
  std::vector<CandidateIndex> occupations;
};

// A licence or a registered apprenticeship of a public list, and where it
// leads.
struct CredentialText {
  // As the list writes it: `NURSE AIDE`.
  std::string title;
  // Sorted, each once; none that the corpus lacks.
  std::vector<CandidateIndex> occupations;
};

// All texts that matching knows. Candidates and programs are sorted by code.
struct Corpus {
  std::vector<CandidateText> candidates;
  // Six-digit codes with a definition and at least one row in the crosswalk.
  std::vector<CipText> cips;
  // In the order of the edition's texts.
  std::vector<CredentialText> credentials;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_CORPUS_H_
