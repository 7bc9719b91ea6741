#include "services/catalog/domain/import/texas_etpl.h"

#include <array>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/catalog/domain/import/csv_table.h"

namespace plumbline::catalog {
namespace {

constexpr absl::string_view kCip = "Instructional Program (CIP) Code";

// What the list's "Program Outcome" says about the credential.
struct Outcome {
  absl::string_view text;
  bool has_credential;
  CredentialKind kind;
  ProgramLevel level;
};

constexpr std::array<Outcome, 8> kOutcomes = {{
    {"Industry recognized certificate or certification", true,
     CredentialKind::kCertification, ProgramLevel::kAdult},
    {"Community college certificate of completion", true,
     CredentialKind::kCertificate, ProgramLevel::kPostsecondary},
    {"Associates Degree", true, CredentialKind::kDegree,
     ProgramLevel::kPostsecondary},
    {"Baccalaureate degree", true, CredentialKind::kDegree,
     ProgramLevel::kUnspecified},
    {"Government license", true, CredentialKind::kLicense,
     ProgramLevel::kAdult},
    {"Certificate of completion of an apprenticeship", true,
     CredentialKind::kCertificate, ProgramLevel::kAdult},
    {"Secondary school diploma or its equivalent", false,
     CredentialKind::kUnspecified, ProgramLevel::kAdult},
    {"No credential - employment only", false, CredentialKind::kUnspecified,
     ProgramLevel::kAdult},
}};

// The rest ("Measureable skill gain ...", "INVALID CODE") says nothing.
constexpr Outcome kOther = {"", false, CredentialKind::kUnspecified,
                            ProgramLevel::kAdult};

const Outcome& OutcomeOf(absl::string_view text) {
  for (const Outcome& outcome : kOutcomes) {
    if (outcome.text == text) return outcome;
  }
  return kOther;
}

// Some providers typed their web address where the credential's name belongs.
bool IsAddress(absl::string_view text) {
  return absl::StartsWithIgnoreCase(text, "www.") ||
         absl::StartsWithIgnoreCase(text, "http");
}

void AddCredential(const CsvRow& row, const Outcome& outcome,
                   Program& program) {
  std::string title = row.Text("Associted Credential Name");
  if (title.empty()) title = row.Text("Associated Credential Name");
  if (IsAddress(title)) title.clear();
  if (title.empty() && outcome.has_credential)
    title = std::string(outcome.text);
  if (!title.empty()) {
    program.credentials.push_back({std::move(title), "", outcome.kind});
  }
}

void AddOccupations(const CsvRow& row, Program& program) {
  for (int i = 1; i <= 3; ++i) {
    std::string code = row.Text(absl::StrCat("Occupation Code (ONET ", i, ")"));
    // Two O*NET taxonomies share the columns: the scheme stays open.
    if (!code.empty()) program.occupations.push_back({std::move(code), ""});
  }
}

Provider ProviderOf(const CsvRow& row) {
  Provider provider;
  provider.id = absl::StrCat("tx-", row.Text("Provider ID"));
  provider.title = row.Text("ProviderName");
  provider.state = "TX";
  provider.county = row.Text("Campus County");
  provider.city = row.Text("Campus City");
  provider.kind = row.Text("Institution Type");
  return provider;
}

Candidate CandidateOf(const CsvRow& row, ImportCollector& collector) {
  Candidate candidate;
  candidate.place = row.place();
  candidate.provider = ProviderOf(row);
  const Outcome& outcome = OutcomeOf(row.Text("Program Outcome"));
  Program& program = candidate.program;
  program.key = {candidate.provider->id, row.Text("Program ID")};
  program.title = row.Text("Program Name");
  program.description = row.Text("Program Description");
  program.cip = row.Text(kCip);
  program.level = outcome.level;
  program.clock_hours =
      row.Count("Length: Contact Hours", collector).value_or(0);
  program.city = candidate.provider->city;
  program.county = candidate.provider->county;
  if (candidate.provider->kind == "National Apprenticeship") {
    program.work_based_learning.emplace_back("apprenticeship");
  }
  AddCredential(row, outcome, program);
  AddOccupations(row, program);
  return candidate;
}

}  // namespace

bool IsTexasEtpl(const tabular::HeaderMap& header) {
  return header.Find("Provider ID") && header.Find("Program ID") &&
         header.Find("ProviderName") && header.Find("Program Name") &&
         header.Find(kCip);
}

absl::Status ReadTexasEtpl(const ImportFile& file, ImportCollector& collector) {
  return ReadRows(file, collector, [&](const CsvRow& row) {
    collector.OfferProgram(CandidateOf(row, collector));
  });
}

CredentialKind TexasCredentialKind(absl::string_view outcome) {
  return OutcomeOf(outcome).kind;
}

}  // namespace plumbline::catalog
