#include "tests/eval/credential_files.h"

#include <deque>
#include <iterator>
#include <memory>
#include <utility>

#include "services/alignment/domain/matching/declared.h"
#include "services/common/base/status_macros.h"
#include "services/labor/domain/crosswalks/credential_list.h"
#include "services/labor/domain/crosswalks/taxonomies.h"
#include "services/labor/domain/edition/edition_builder.h"
#include "tests/eval/tables.h"

namespace plumbline::eval {
namespace {

using alignment::CandidateIndex;
using alignment::CredentialText;

constexpr const char* kOccupations[] = {"soc/2018/soc2018_definitions.csv"};
// How codes of other vintages, and those of O*NET, become codes of SOC 2018.
constexpr const char* kCodeChanges[] = {
    "soc/2018/soc2010_to_2018_crosswalk.csv",
    "onet/taxonomy/2010_to_2019_Crosswalk.csv",
    "onet/taxonomy/2019_to_SOC_Crosswalk.csv"};
// Each is a release of its own; in the order of their sources.
constexpr const char* kLists[] = {"newjersey/d4ad/TBLLICENSE_DATA_TABLE.csv",
                                  "credentials/rapids/2020/occupations.csv"};

using Reader = absl::StatusOr<labor::ReleaseTables>(labor::SourceFiles);

absl::StatusOr<labor::ReleaseTables> Read(const std::filesystem::path& data,
                                          absl::Span<const char* const> paths,
                                          Reader* reader) {
  // A deque, for its strings do not move.
  std::deque<std::string> bytes;
  std::vector<labor::SourceFile> files;
  for (const char* path : paths) {
    PLUMBLINE_ASSIGN_OR_RETURN(bytes.emplace_back(), ReadFile(data / path));
    files.push_back({path, bytes.back()});
  }
  return reader(files);
}

// What alignment keeps of the codes of an edition.
alignment::EditionTables CodesOf(const labor::Edition& edition) {
  alignment::EditionTables tables;
  tables.name = edition.name;
  tables.releases.resize(edition.releases.size());
  for (const labor::EditionOccupation& occupation : edition.occupations) {
    alignment::OccupationEntry& entry = tables.occupations.emplace_back();
    entry.code = static_cast<uint32_t>(occupation.code.digits());
    for (const vocabulary::OnetSocCode code : occupation.onet_codes)
      entry.onet_codes.push_back(static_cast<uint32_t>(code.digits()));
  }
  for (const labor::EditionCodeChanges& changes : edition.code_changes) {
    alignment::CodeChangeEntry& entry = tables.code_changes.emplace_back();
    entry.from_scheme = changes.from_scheme;
    entry.to_scheme = changes.to_scheme;
    for (const auto& change : changes.changes) {
      entry.from_codes.push_back(static_cast<uint32_t>(change.from));
      entry.to_codes.push_back(static_cast<uint32_t>(change.to));
      entry.source_rows.push_back(change.source_row);
    }
  }
  return tables;
}

absl::StatusOr<std::shared_ptr<const alignment::Edition>> EditionOfCodes(
    const std::filesystem::path& data) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto occupations,
      Read(data, kOccupations, labor::crosswalks::ReadOccupationTaxonomy));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto changes,
      Read(data, kCodeChanges, labor::crosswalks::ReadCodeChanges));
  PLUMBLINE_ASSIGN_OR_RETURN(
      const labor::Edition edition,
      labor::BuildEdition(
          "editions/codes",
          {{{"sources/soc/releases/2018", "soc-2018", {}}, &occupations},
           {{"sources/soc-changes/releases/2018", "soc-2018", {}}, &changes}},
          {}));
  return alignment::Edition::Create(CodesOf(edition));
}

CredentialText CredentialOf(
    const alignment::Edition& edition,
    const labor::CredentialTable::Entry& entry,
    const std::map<std::string, CandidateIndex>& places) {
  CredentialText credential;
  credential.title = entry.title;
  for (const alignment::OccupationIndex occupation :
       alignment::ReadListed(edition, entry.occupation)) {
    const auto place =
        places.find(edition.occupation_code(occupation).ToString());
    if (place != places.end()) credential.occupations.push_back(place->second);
  }
  return credential;
}

}  // namespace

absl::StatusOr<std::vector<CredentialText>> ReadCredentials(
    const std::filesystem::path& data,
    const std::map<std::string, CandidateIndex>& places) {
  PLUMBLINE_ASSIGN_OR_RETURN(const auto edition, EditionOfCodes(data));
  std::vector<CredentialText> credentials;
  for (const char* list : kLists) {
    PLUMBLINE_ASSIGN_OR_RETURN(
        const auto release,
        Read(data, {&list, 1}, labor::crosswalks::ReadCredentialList));
    for (const labor::CredentialTable& table : release.credentials)
      for (const labor::CredentialTable::Entry& entry : table.entries)
        credentials.push_back(CredentialOf(*edition, entry, places));
  }
  return credentials;
}

}  // namespace plumbline::eval
