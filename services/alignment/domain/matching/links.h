#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_LINKS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_LINKS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/alignment/domain/edition/edition.h"
#include "services/alignment/domain/policy/policy.h"
#include "services/common/vocabulary/cip_code.h"

namespace plumbline::alignment {

// An occupation that a provider says its program leads to, as written.
struct DeclaredOccupation {
  std::string code;
  // `soc-2018`, `soc-2010`, `onet-soc-2019`, `onet-soc-2010`; empty when the
  // provider does not say and the vintages are tried.
  std::string scheme;
};

// An occupation that a program's texts point to.
struct TextOccupation {
  // `29-2042`.
  std::string code;
  // In thousandths, calibrated.
  int32_t probability_milli = 0;
};

// What scoring reads of a program's revision.
struct ProgramFacts {
  // The revision's digest.
  std::string revision_id;
  // The CIP code as the provider wrote it; empty for none.
  std::string cip;
  // `cip-2020` or `cip-2010`; empty is `cip-2020`, then `cip-2010`.
  std::string cip_vintage;
  std::vector<DeclaredOccupation> occupations;
  // The regions that it names, the one that counts first: its own, then its
  // provider's. `regions/us-ca`.
  std::vector<std::string> regions = {};
  // What its texts pointed to when they were read; empty when they were not.
  std::vector<TextOccupation> texts = {};
  // The model that read them: `matching-2 {sha256}`.
  std::string text_model = {};
  // Whether they do not fit the CIP code.
  bool cip_suspicious = false;
  // Whether they do not decide which occupation it is.
  bool texts_undecided = false;
};

// The numbers are those of Link.Basis.
enum class LinkBasis : uint8_t { kDeclared = 1, kCrosswalk = 2, kText = 3 };

// An edge of a crosswalk layer: its row in the layer's table, from 0.
struct EdgeRef {
  uint32_t layer = 0;
  uint32_t row = 0;
  constexpr auto operator<=>(const EdgeRef&) const = default;
};

// How a program and an occupation came together.
struct Link {
  OccupationIndex occupation = 0;
  // Declared when it is that, whatever the crosswalk says; by text only where
  // no code leads to it.
  LinkBasis basis = LinkBasis::kCrosswalk;
  // The crosswalk's edge, also of a declared occupation that it confirms.
  std::optional<EdgeRef> edge = {};
  // For a declared code that was retired: the code as it was written.
  std::string retired_code = {};
  // The code as the provider wrote it; empty for the crosswalk's.
  std::string written_code = {};
  // By text: how probable it is, in thousandths.
  int32_t probability_milli = 0;
};

// Something about a program's codes that a person should know.
struct LinkProblem {
  enum class Kind : uint8_t {
    kCipUnknown,
    kCipRetired,
    kCipUnmatched,
    kCipTooShort,
    kOccupationUnknown,
    kOccupationRetired,
    kOccupationAmbiguous,
    // What the texts say does not fit the code.
    kCipSuspicious,
  };
  Kind kind = Kind::kCipUnknown;
  // The code as it was written.
  std::string code;
  // One plain sentence.
  std::string message;
};

// The occupations that a program leads to, before any policy.
struct LinkSet {
  // The program's code in CIP 2020; empty when it has none. The first of
  // several successors of a retired code.
  std::optional<vocabulary::CipCode> cip;
  // One for each occupation, in the order of their codes.
  std::vector<Link> links;
  std::vector<LinkProblem> problems;
  // True when the crosswalk listed the program's code with edges.
  bool crosswalk_has_edges = false;
  // The model that read the texts; empty when none was read.
  std::string text_model;
  // Whether that model leaves the choice to people: no link by text counts.
  bool texts_undecided = false;
};

// Whether what the program's texts point to is looked at.
enum class ReadTexts : bool { kNo = false, kYes = true };

// Finds the occupations of a program. Never an edge that no source states;
// 99-9999 is never an occupation.
LinkSet FindLinks(const Edition& edition, const ProgramFacts& program,
                  ReadTexts texts = ReadTexts::kNo);
// The links that a rule looks at.
inline LinkSet FindLinks(const Edition& edition, const ProgramFacts& program,
                         const LinkRule& rule) {
  return FindLinks(edition, program, ReadTexts{rule.reads_texts()});
}

// A link under a policy's link rule.
struct RuledLink {
  Link link;
  // Empty when it counts; else why not: an excluded prefix (`25-1`) or a name
  // from link_ruling.h.
  std::string excluded_by;
  bool counted() const { return excluded_by.empty(); }
};

// Which links the rule counts, in the order of `links`.
std::vector<RuledLink> ApplyLinkRule(const Edition& edition,
                                     const LinkRule& rule,
                                     const LinkSet& links);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_MATCHING_LINKS_H_
