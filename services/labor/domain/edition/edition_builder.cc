#include "services/labor/domain/edition/edition_builder.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/labor/domain/edition/code_index.h"
#include "services/labor/domain/edition/edition_parts.h"

namespace plumbline::labor {
namespace {

using vocabulary::OccupationScheme;

// The layer that links programs to occupations unless others are asked for.
constexpr char kFederalLayer[] = "federal";

absl::Status Mismatch(absl::string_view message, const std::string& release,
                      absl::string_view scheme) {
  return base::Error(absl::StatusCode::kFailedPrecondition,
                     base::reason::kCodeVintageMismatch, message,
                     {{"release", release}, {"scheme", std::string(scheme)}});
}

absl::Status ArgumentInvalid(absl::string_view message,
                             const std::string& release) {
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kArgumentInvalid, message,
                     {{"release", release}});
}

absl::Status CheckNamesDiffer(ReleasesToPin releases) {
  for (size_t i = 1; i < releases.size(); ++i) {
    const std::string& name = releases[i].release.name;
    if (name == releases[i - 1].release.name) {
      return ArgumentInvalid(
          absl::StrCat(name, " is pinned twice: name it once"), name);
    }
  }
  return absl::OkStatus();
}

EditionCrosswalk JoinCrosswalk(uint32_t release, const CrosswalkTable& table) {
  return {{release, table.file, table.sheet},
          table.layer,
          table.edges,
          table.unmatched_cips,
          table.unmatched_socs};
}

// The layers of the releases that are asked for, in that order.
absl::StatusOr<std::vector<EditionCrosswalk>> NamedLayers(
    ReleasesToPin releases, const std::vector<std::string>& layers) {
  std::vector<EditionCrosswalk> joined;
  for (const std::string& layer : layers) {
    const size_t before = joined.size();
    for (uint32_t i = 0; i < releases.size(); ++i) {
      if (releases[i].release.name != layer) continue;
      for (const CrosswalkTable& table : releases[i].tables->crosswalks) {
        joined.push_back(JoinCrosswalk(i, table));
      }
    }
    if (joined.size() == before) {
      return ArgumentInvalid(
          absl::StrCat(layer,
                       " is no crosswalk layer: name a pinned release that "
                       "links programs to occupations"),
          layer);
    }
  }
  return joined;
}

std::vector<EditionCrosswalk> FederalLayers(ReleasesToPin releases) {
  std::vector<EditionCrosswalk> joined;
  for (uint32_t i = 0; i < releases.size(); ++i) {
    for (const CrosswalkTable& table : releases[i].tables->crosswalks) {
      if (table.layer == kFederalLayer) {
        joined.push_back(JoinCrosswalk(i, table));
      }
    }
  }
  return joined;
}

// Every classification of figures must be SOC 2018 or lead to it.
absl::Status CheckSchemes(const Edition& edition) {
  for (const EditionFigures& table : edition.figures) {
    if (IsSoc2018(table.scheme)) continue;
    const std::string scheme(SchemeName(table.scheme));
    const auto leads_here = [&](const EditionCodeChanges& changes) {
      return changes.from_scheme == scheme &&
             changes.to_scheme ==
                 std::string(SchemeName(OccupationScheme::kSoc2018));
    };
    if (std::none_of(edition.code_changes.begin(), edition.code_changes.end(),
                     leads_here)) {
      const std::string& name = edition.releases[table.origin.release].name;
      return Mismatch(
          absl::StrCat("the figures of ", name, " are in ", scheme,
                       ": pin a release that says how its codes became those "
                       "of soc-2018"),
          name, scheme);
    }
  }
  return absl::OkStatus();
}

// A layer of another vintage shows itself by its occupations: most of them do
// not exist.
absl::Status CheckLayer(const Edition& edition, const EditionCrosswalk& layer) {
  size_t known = 0;
  for (const CrosswalkEdge& edge : layer.edges) {
    const auto found = std::lower_bound(
        edition.occupations.begin(), edition.occupations.end(), edge.soc,
        [](const EditionOccupation& occupation, vocabulary::SocCode code) {
          return occupation.code < code;
        });
    known += found != edition.occupations.end() && found->code == edge.soc;
  }
  if (2 * known >= layer.edges.size()) return absl::OkStatus();
  const std::string& name = edition.releases[layer.origin.release].name;
  return Mismatch(
      absl::StrCat("of the ", layer.edges.size(), " edges of ", name, " only ",
                   known,
                   " lead to occupations of soc-2018: pin the crosswalk "
                   "of this vintage"),
      name, SchemeName(OccupationScheme::kSoc2018));
}

absl::Status CheckVintages(const Edition& edition) {
  if (edition.occupations.empty()) {
    return Mismatch(
        "no release says what the codes of soc-2018 are: pin one "
        "of sources/soc",
        "", SchemeName(OccupationScheme::kSoc2018));
  }
  for (const EditionCrosswalk& layer : edition.crosswalks) {
    PLUMBLINE_RETURN_IF_ERROR(CheckLayer(edition, layer));
  }
  return CheckSchemes(edition);
}

}  // namespace

absl::StatusOr<Edition> BuildEdition(absl::string_view name,
                                     std::vector<ReleaseToPin> releases,
                                     const std::vector<std::string>& layers) {
  std::sort(releases.begin(), releases.end(),
            [](const ReleaseToPin& a, const ReleaseToPin& b) {
              return a.release.name < b.release.name;
            });
  PLUMBLINE_RETURN_IF_ERROR(CheckNamesDiffer(releases));
  Edition edition;
  edition.name = std::string(name);
  for (const ReleaseToPin& release : releases) {
    edition.releases.push_back(release.release);
  }
  edition.occupations = JoinOccupations(releases);
  PLUMBLINE_RETURN_IF_ERROR(JoinRegions(releases, &edition));
  edition.figures = JoinFigures(releases, edition.regions);
  edition.cips = JoinCips(releases);
  edition.code_changes = JoinCodeChanges(releases);
  SetPublishedCodes(edition.figures, edition.code_changes,
                    &edition.occupations);
  edition.elements = JoinElements(releases);
  edition.descriptors = JoinDescriptors(releases, edition.elements);
  edition.completions = JoinCompletions(releases);
  if (layers.empty()) {
    edition.crosswalks = FederalLayers(releases);
  } else {
    PLUMBLINE_ASSIGN_OR_RETURN(edition.crosswalks,
                               NamedLayers(releases, layers));
  }
  PLUMBLINE_RETURN_IF_ERROR(CheckVintages(edition));
  return edition;
}

}  // namespace plumbline::labor
