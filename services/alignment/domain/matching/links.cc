#include "services/alignment/domain/matching/links.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/domain/matching/declared.h"
#include "services/alignment/domain/matching/link_ruling.h"

namespace plumbline::alignment {
namespace {

using vocabulary::CipCode;
using vocabulary::SocCode;
using Kind = LinkProblem::Kind;

constexpr absl::string_view kCip2010 = "cip-2010";
constexpr absl::string_view kCip2020 = "cip-2020";

void Note(LinkSet* set, Kind kind, const std::string& code,
          std::string message) {
  set->problems.push_back({kind, code, std::move(message)});
}

// The CIP 2020 codes that a program's code stands for.
std::vector<CipCode> ResolveCip(const Edition& edition,
                                const ProgramFacts& program, LinkSet* set) {
  if (program.cip.empty()) return {};
  const auto parsed = CipCode::Parse(program.cip);
  if (!parsed.ok() || parsed->IsNoMatch()) {
    Note(set, Kind::kCipUnknown, program.cip,
         absl::StrCat("\"", program.cip, "\" is not a CIP code."));
    return {};
  }
  if (parsed->length() != 6) {
    Note(set, Kind::kCipTooShort, program.cip,
         absl::StrCat(parsed->ToString(),
                      " is a group of programs; six digits are needed to find "
                      "occupations."));
    return {};
  }
  const bool may_be_2020 = program.cip_vintage != kCip2010;
  const bool may_be_2010 = program.cip_vintage != kCip2020;
  if (may_be_2020 && edition.crosswalk().Exists(*parsed)) return {*parsed};
  std::vector<CipCode> successors;
  if (may_be_2010) {
    for (const uint32_t code : edition.code_changes().SuccessorsOf(
             kCip2010, kCip2020, static_cast<uint32_t>(parsed->digits())))
      successors.push_back(CipCode::FromDigits(static_cast<int32_t>(code)));
  }
  if (successors.empty()) {
    Note(set, Kind::kCipUnknown, program.cip,
         absl::StrCat(parsed->ToString(),
                      " is not in CIP 2020 and has no successor there."));
  } else if (successors.size() > 1 || successors[0] != *parsed) {
    Note(set, Kind::kCipRetired, program.cip,
         absl::StrCat(parsed->ToString(), " was retired with CIP 2010; ",
                      successors.size() == 1 ? "its successor "
                                             : "the first of its successors ",
                      successors[0].ToString(),
                      " and what it leads to were used."));
  }
  return successors;
}

// The crosswalk's occupations by index, each with its first edge.
std::map<OccupationIndex, EdgeRef> CrosswalkEdgesOf(
    const Edition& edition, const std::vector<CipCode>& cips, LinkSet* set) {
  std::map<OccupationIndex, EdgeRef> found;
  const Crosswalk& crosswalk = edition.crosswalk();
  for (const CipCode cip : cips) {
    const auto edges = crosswalk.EdgesOf(cip);
    if (!edges) {
      Note(set, Kind::kCipUnmatched, cip.ToString(),
           crosswalk.IsUnmatched(cip)
               ? absl::StrCat("The crosswalk lists ", cip.ToString(),
                              " with no occupation.")
               : absl::StrCat("No crosswalk lists ", cip.ToString(), "."));
      continue;
    }
    const CrosswalkLayerEntry& layer = crosswalk.layer(edges->layer);
    for (size_t row = edges->begin; row < edges->end; ++row) {
      const auto soc =
          SocCode::FromDigits(static_cast<int32_t>(layer.soc_codes[row]));
      if (soc.IsNoMatch()) continue;
      const auto occupation = edition.FindOccupation(soc);
      if (!occupation) continue;
      set->crosswalk_has_edges = true;
      found.try_emplace(*occupation,
                        EdgeRef{static_cast<uint32_t>(edges->layer),
                                static_cast<uint32_t>(row)});
    }
  }
  return found;
}

// What the texts point to besides, where the edition has it.
void AddTextLinks(const Edition& edition, const ProgramFacts& program,
                  std::map<OccupationIndex, Link>* links) {
  for (const TextOccupation& text : program.texts) {
    const auto code = SocCode::Parse(text.code);
    if (!code.ok()) continue;
    const auto occupation = edition.FindOccupation(*code);
    if (!occupation) continue;
    links->try_emplace(*occupation,
                       Link{.occupation = *occupation,
                            .basis = LinkBasis::kText,
                            .probability_milli = text.probability_milli});
  }
}

}  // namespace

LinkSet FindLinks(const Edition& edition, const ProgramFacts& program,
                  ReadTexts texts) {
  LinkSet set;
  const std::vector<CipCode> cips = ResolveCip(edition, program, &set);
  if (!cips.empty()) set.cip = cips.front();
  const std::map<OccupationIndex, EdgeRef> edges =
      CrosswalkEdgesOf(edition, cips, &set);
  std::map<OccupationIndex, Link> links;
  for (const auto& [occupation, edge] : edges)
    links[occupation] = {.occupation = occupation, .edge = edge};
  for (const DeclaredOccupation& declared : program.occupations) {
    const DeclaredMeaning meaning = ReadDeclared(edition, declared);
    if (meaning.problem) set.problems.push_back(*meaning.problem);
    for (const OccupationIndex occupation : meaning.occupations) {
      Link& link = links[occupation];
      // The first of two codes that mean the same occupation stays, unless it
      // was a retired one.
      if (link.basis == LinkBasis::kDeclared && !link.written_code.empty() &&
          (link.retired_code.empty() || meaning.retired))
        continue;
      link.occupation = occupation;
      link.basis = LinkBasis::kDeclared;
      link.written_code = declared.code;
      link.retired_code = meaning.retired ? declared.code : "";
    }
  }
  if (texts == ReadTexts::kYes) {
    set.text_model = program.text_model;
    set.texts_undecided = program.texts_undecided;
    if (program.cip_suspicious)
      Note(&set, Kind::kCipSuspicious, program.cip,
           absl::StrCat("What the program says does not fit its code ",
                        program.cip, "."));
    AddTextLinks(edition, program, &links);
  }
  for (auto& [occupation, link] : links) set.links.push_back(std::move(link));
  return set;
}

std::vector<RuledLink> ApplyLinkRule(const Edition& edition,
                                     const LinkRule& rule,
                                     const LinkSet& links) {
  const auto prefix_of = [&](OccupationIndex occupation) {
    return PrefixExcluding(rule,
                           edition.occupation_code(occupation).ToString());
  };
  const LinkRuling ruling(rule, links, prefix_of);
  std::vector<RuledLink> ruled;
  ruled.reserve(links.links.size());
  for (const Link& link : links.links)
    ruled.push_back({link, std::string(ruling.ExcludedBy(link))});
  return ruled;
}

}  // namespace plumbline::alignment
