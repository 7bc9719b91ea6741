#include "services/catalog/domain/import/new_jersey_etpl.h"

#include <array>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/catalog/domain/import/csv_table.h"
#include "services/common/base/error.h"

namespace plumbline::catalog {
namespace {

// Entries of the form's lists that name no place.
std::string CountyOf(const CsvRow& row) {
  std::string county = row.Text("county");
  if (county == "Select One" || county == "Out of State") county.clear();
  return county;
}

Provider ProviderOf(const CsvRow& row) {
  Provider provider;
  provider.id = absl::StrCat("nj-", row.Text("providerid"));
  provider.title = row.Text("name");
  provider.state = absl::AsciiStrToUpper(row.Text("state"));
  provider.county = CountyOf(row);
  provider.city = row.Text("city");
  return provider;
}

bool IsPostsecondaryAward(absl::string_view award) {
  return absl::StrContains(award, "Associate") ||
         absl::StrContains(award, "Community College") ||
         absl::StrContains(award, "year");
}

CredentialKind KindOfAward(absl::string_view award) {
  return absl::StrContains(award, "Degree") ? CredentialKind::kDegree
                                            : CredentialKind::kCertificate;
}

// Adds the credential in `column` unless the list says that the program does
// not lead to one.
void AddCredential(const CsvRow& row, absl::string_view flag,
                   absl::string_view column, CredentialKind kind,
                   ImportCollector& collector, Program& program) {
  std::string title = row.Text(column);
  if (title.empty()) return;
  if (ParseYesNo(row.Text(flag)) == false) {
    collector.Remark(row.place(), column, title, base::reason::kRowRejected,
                     absl::StrCat("it is named although `", flag,
                                  "` says no: it was left out"));
    return;
  }
  program.credentials.push_back({std::move(title), "", kind});
}

Candidate CandidateOf(const CsvRow& row, ImportCollector& collector) {
  Candidate candidate;
  candidate.place = row.place();
  candidate.provider = ProviderOf(row);
  const std::string award = row.Text("degreeawardedname");
  Program& program = candidate.program;
  program.key = {candidate.provider->id, row.Text("programid")};
  program.title = row.Text("officialname");
  program.description = row.Text("description");
  program.cip = row.Text("cipcode");
  program.level = IsPostsecondaryAward(award) ? ProgramLevel::kPostsecondary
                                              : ProgramLevel::kAdult;
  program.clock_hours = row.Count("totalclockhours", collector).value_or(0);
  program.city = candidate.provider->city;
  program.county = candidate.provider->county;
  AddCredential(row, "leadtodegree", "degreeawardedname", KindOfAward(award),
                collector, program);
  AddCredential(row, "leadtolicense", "licenseawardedname",
                CredentialKind::kLicense, collector, program);
  AddCredential(row, "leadtoindustrycredential", "industrycredentialname",
                CredentialKind::kCertification, collector, program);
  return candidate;
}

}  // namespace

std::optional<bool> ParseYesNo(absl::string_view text) {
  static constexpr std::array<absl::string_view, 5> kYes = {"true", "t", "1",
                                                            "yes", "y"};
  static constexpr std::array<absl::string_view, 6> kNo = {"false", "f",  "2",
                                                           "0",     "no", "n"};
  for (const absl::string_view yes : kYes) {
    if (absl::EqualsIgnoreCase(text, yes)) return true;
  }
  for (const absl::string_view no : kNo) {
    if (absl::EqualsIgnoreCase(text, no)) return false;
  }
  return std::nullopt;
}

bool IsNewJerseyEtpl(const tabular::HeaderMap& header) {
  return header.Find("providerid") && header.Find("programid") &&
         header.Find("officialname") && header.Find("cipcode");
}

absl::Status ReadNewJerseyEtpl(const ImportFile& file,
                               ImportCollector& collector) {
  return ReadRows(file, collector, [&](const CsvRow& row) {
    const std::string status = row.Text("statusname");
    if (!status.empty() && status != "Approved") {
      collector.Reject(row.place(), "statusname", status,
                       base::reason::kRowRejected,
                       "only approved programs are on the list that providers "
                       "may be paid from: ask the state when it should be");
      return;
    }
    collector.OfferProgram(CandidateOf(row, collector));
  });
}

}  // namespace plumbline::catalog
