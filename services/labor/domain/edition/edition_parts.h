#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_EDITION_PARTS_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_EDITION_PARTS_H_

// The steps of BuildEdition. Each reads what the releases say, in the order of
// their names, and gives one part of the edition in its defined order.

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "services/labor/domain/edition/edition.h"
#include "services/labor/domain/edition/edition_builder.h"

namespace plumbline::labor {

// Sorted by name, no name twice.
using ReleasesToPin = absl::Span<const ReleaseToPin>;

// The detailed occupations of SOC 2018 with their O*NET-SOC codes; the first
// release that has a code gives its title. Published codes are not set.
std::vector<EditionOccupation> JoinOccupations(ReleasesToPin releases);

// Every region that a release prints figures for, and all above them; of a
// region in several releases, the newest delineation. By id.
std::map<std::string, Region> PrintedRegions(ReleasesToPin releases);

// Sets what regions lie in: PrintedRegions, and every county and every set that
// a release lists, with its ladder; and what became of regions that the edition
// does not have.
//
// Errors:
//   kFailedPrecondition, REGION_UNKNOWN, REGION_WRONG_VINTAGE, REGION_OVERLAP:
//   a set has a member that no release knows, that is of an older delineation,
//   or that shares a place with another member. With metadata `region`,
//   `member`.
absl::Status JoinRegions(ReleasesToPin releases, Edition* edition);

// The tables of figures over all industries, with rows that refer to `regions`.
std::vector<EditionFigures> JoinFigures(ReleasesToPin releases,
                                        absl::Span<const Region> regions);

// Sets the combined code of every occupation that a table prints only as a part
// of one. `changes` say what the hybrid codes of OEWS combine.
void SetPublishedCodes(absl::Span<const EditionFigures> figures,
                       absl::Span<const EditionCodeChanges> changes,
                       std::vector<EditionOccupation>* occupations);

// The codes of CIP 2020; the first release that has a code gives its title.
std::vector<EditionCip> JoinCips(ReleasesToPin releases);

std::vector<EditionCodeChanges> JoinCodeChanges(ReleasesToPin releases);

// Every element that a release rates, sorted by id; the first release that has
// one gives its name.
std::vector<DescriptorElement> JoinElements(ReleasesToPin releases);

// The ratings, with rows that refer to `elements`.
std::vector<EditionDescriptors> JoinDescriptors(
    ReleasesToPin releases, absl::Span<const DescriptorElement> elements);

std::vector<EditionCompletions> JoinCompletions(ReleasesToPin releases);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_EDITION_EDITION_PARTS_H_
