#include "services/labor/domain/layouts/read_release.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/common/base/error.h"
#include "services/labor/domain/completions/read_completions.h"
#include "services/labor/domain/crosswalks/credential_list.h"
#include "services/labor/domain/crosswalks/program_crosswalk.h"
#include "services/labor/domain/crosswalks/taxonomies.h"
#include "services/labor/domain/geography/read_places.h"
#include "services/labor/domain/oews/read_oews.h"
#include "services/labor/domain/oews/read_state_lmi.h"
#include "services/labor/domain/onet/read_onet.h"
#include "services/labor/domain/projections/read_bls.h"
#include "services/labor/domain/projections/read_edd.h"

namespace plumbline::labor {
namespace {

struct Reader {
  absl::string_view source;
  absl::StatusOr<ReleaseTables> (*read)(SourceFiles files);
};

// By source.
constexpr Reader kReaders[] = {
    {"bls-ep", ReadBlsProjections},
    {"ca-coe", crosswalks::ReadProgramCrosswalk},
    {"ca-edd", ReadEddProjections},
    {"cip", crosswalks::ReadProgramTaxonomy},
    {"cip-changes", crosswalks::ReadCodeChanges},
    {"cip-onet", crosswalks::ReadProgramCrosswalk},
    {"cip-soc", crosswalks::ReadProgramCrosswalk},
    {"county-areas", geography::ReadPlaces},
    {"ipeds", completions::ReadCompletions},
    {"lmi-ny", [](SourceFiles files) { return ReadNewYorkLmi(files); }},
    {"lmi-wa", ReadWashingtonLmi},
    {"nj-licenses", crosswalks::ReadCredentialList},
    {"oews", [](SourceFiles files) { return ReadOews(files); }},
    {"oews-areas", geography::ReadOewsAreas},
    {"oews-hybrid", crosswalks::ReadCodeChanges},
    {"onet", onet::ReadOnet},
    {"onet-soc", crosswalks::ReadCodeChanges},
    {"rapids", crosswalks::ReadCredentialList},
    {"region-changes", geography::ReadPlaces},
    {"region-sets", geography::ReadPlaces},
    {"sced", crosswalks::ReadCourseTaxonomy},
    {"soc", crosswalks::ReadOccupationTaxonomy},
    {"soc-changes", crosswalks::ReadCodeChanges},
};

}  // namespace

absl::StatusOr<ReleaseTables> ReadRelease(absl::string_view source_id,
                                          SourceFiles files) {
  for (const Reader& reader : kReaders) {
    if (reader.source == source_id) return reader.read(files);
  }
  return base::Error(absl::StatusCode::kInvalidArgument,
                     base::reason::kLayoutUnknown,
                     absl::StrCat("no reader knows the source '", source_id,
                                  "': the known ones are ",
                                  absl::StrJoin(ReadableSources(), ", ")),
                     {{"source", std::string(source_id)}});
}

std::vector<std::string> ReadableSources() {
  std::vector<std::string> sources;
  for (const Reader& reader : kReaders) {
    sources.push_back(std::string(reader.source));
  }
  return sources;
}

}  // namespace plumbline::labor
