#include "services/alignment/domain/matching/declared.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/common/vocabulary/soc_code.h"

namespace plumbline::alignment {
namespace {

using vocabulary::OccupationScheme;
using vocabulary::OnetSocCode;
using vocabulary::SchemeName;
using vocabulary::SocCode;
using Kind = LinkProblem::Kind;

// Which vintages a provider's statement leaves open.
struct Vintages {
  bool today = true;
  bool retired = true;
};

Vintages VintagesOf(const std::string& scheme) {
  const bool is_today = scheme == SchemeName(OccupationScheme::kSoc2018) ||
                        scheme == SchemeName(OccupationScheme::kOnetSoc2019);
  const bool is_retired = scheme == SchemeName(OccupationScheme::kSoc2010) ||
                          scheme == SchemeName(OccupationScheme::kOnetSoc2010);
  return {!is_retired, !is_today};
}

void Finish(std::vector<OccupationIndex>* occupations) {
  std::sort(occupations->begin(), occupations->end());
  occupations->erase(std::unique(occupations->begin(), occupations->end()),
                     occupations->end());
}

DeclaredMeaning Unknown(const DeclaredOccupation& declared,
                        absl::string_view why) {
  DeclaredMeaning meaning;
  meaning.problem = LinkProblem{
      Kind::kOccupationUnknown, declared.code,
      absl::StrCat("The declared occupation ", declared.code, " ", why, ".")};
  return meaning;
}

// Says that a code's successors were taken, unless the code still means one and
// the same occupation.
void MarkRetired(const Edition& edition, const DeclaredOccupation& declared,
                 absl::string_view scheme, DeclaredMeaning* meaning) {
  meaning->retired = true;
  std::string successors;
  for (const OccupationIndex occupation : meaning->occupations)
    absl::StrAppend(&successors, successors.empty() ? "" : ", ",
                    edition.occupation_code(occupation).ToString());
  meaning->problem =
      LinkProblem{Kind::kOccupationRetired, declared.code,
                  absl::StrCat("The declared occupation ", declared.code,
                               " is a code of ", scheme, " that was retired; ",
                               successors, " took its place.")};
}

// Occupations of O*NET-SOC 2019 codes, by their place in SOC 2018.
std::vector<OccupationIndex> OnetOccupations(
    const Edition& edition, const std::vector<uint32_t>& codes) {
  std::vector<OccupationIndex> found;
  for (const uint32_t code : codes) {
    const auto occupation = edition.FindOnetOccupation(
        OnetSocCode::FromDigits(static_cast<int32_t>(code)));
    if (occupation) {
      found.push_back(*occupation);
      continue;
    }
    for (const uint32_t soc : edition.code_changes().SuccessorsOf(
             SchemeName(OccupationScheme::kOnetSoc2019),
             SchemeName(OccupationScheme::kSoc2018), code)) {
      const auto mapped = edition.FindOccupation(
          SocCode::FromDigits(static_cast<int32_t>(soc)));
      if (mapped) found.push_back(*mapped);
    }
  }
  Finish(&found);
  return found;
}

DeclaredMeaning ReadOnet(const Edition& edition,
                         const DeclaredOccupation& declared, OnetSocCode code,
                         const Vintages& vintages) {
  DeclaredMeaning meaning;
  const auto digits = static_cast<uint32_t>(code.digits());
  if (vintages.today) {
    meaning.occupations = OnetOccupations(edition, {digits});
    if (!meaning.occupations.empty()) return meaning;
  }
  if (vintages.retired) {
    const absl::string_view from = SchemeName(OccupationScheme::kOnetSoc2010);
    meaning.occupations = OnetOccupations(
        edition, edition.code_changes().SuccessorsOf(
                     from, SchemeName(OccupationScheme::kOnetSoc2019), digits));
    if (!meaning.occupations.empty()) {
      const std::vector<uint32_t> same = edition.code_changes().SuccessorsOf(
          from, SchemeName(OccupationScheme::kOnetSoc2019), digits);
      if (same != std::vector<uint32_t>{digits})
        MarkRetired(edition, declared, from, &meaning);
      return meaning;
    }
  }
  return Unknown(declared, "exists in no classification that the edition has");
}

DeclaredMeaning ReadSoc(const Edition& edition,
                        const DeclaredOccupation& declared, SocCode code,
                        const Vintages& vintages) {
  DeclaredMeaning meaning;
  if (vintages.today) {
    if (const auto occupation = edition.FindOccupation(code)) {
      meaning.occupations = {*occupation};
      return meaning;
    }
  }
  if (vintages.retired) {
    const absl::string_view from = SchemeName(OccupationScheme::kSoc2010);
    const std::vector<uint32_t> successors =
        edition.code_changes().SuccessorsOf(
            from, SchemeName(OccupationScheme::kSoc2018),
            static_cast<uint32_t>(code.digits()));
    for (const uint32_t soc : successors) {
      const auto occupation = edition.FindOccupation(
          SocCode::FromDigits(static_cast<int32_t>(soc)));
      if (occupation) meaning.occupations.push_back(*occupation);
    }
    Finish(&meaning.occupations);
    if (!meaning.occupations.empty()) {
      if (successors !=
          std::vector<uint32_t>{static_cast<uint32_t>(code.digits())})
        MarkRetired(edition, declared, from, &meaning);
      return meaning;
    }
  }
  return Unknown(declared, code.level() == vocabulary::SocLevel::kDetailed
                               ? "exists in no classification that the edition "
                                 "has"
                               : "is a group of occupations, not one");
}

bool HasEightDigits(const std::string& text) {
  return std::count_if(text.begin(), text.end(), [](char c) {
           return absl::ascii_isdigit(static_cast<unsigned char>(c));
         }) == 8;
}

}  // namespace

DeclaredMeaning ReadDeclared(const Edition& edition,
                             const DeclaredOccupation& declared) {
  const Vintages vintages = VintagesOf(declared.scheme);
  const auto soc = SocCode::Parse(declared.code);
  if (soc.ok() && soc->IsNoMatch())
    return Unknown(declared, "is the way to write that there is none");
  if (HasEightDigits(declared.code)) {
    const auto onet = OnetSocCode::Parse(declared.code);
    if (onet.ok() && onet->prefix().IsNoMatch())
      return Unknown(declared, "is the way to write that there is none");
    if (onet.ok()) return ReadOnet(edition, declared, *onet, vintages);
  } else if (soc.ok()) {
    return ReadSoc(edition, declared, *soc, vintages);
  }
  return Unknown(declared, "is not an occupation code");
}

std::vector<OccupationIndex> ReadListed(const Edition& edition,
                                        const std::string& code) {
  const DeclaredMeaning meaning = ReadDeclared(edition, {code, ""});
  if (!meaning.occupations.empty()) return meaning.occupations;
  const auto onet = OnetSocCode::Parse(code);
  if (!onet.ok()) return {};
  return ReadDeclared(edition, {onet->prefix().ToString(), ""}).occupations;
}

}  // namespace plumbline::alignment
