#include "services/labor/domain/crosswalks/credential_list.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/common/base/status_macros.h"
#include "services/labor/domain/crosswalks/row_reader.h"
#include "services/labor/domain/crosswalks/source_table.h"

namespace plumbline::labor::crosswalks {
namespace {

using vocabulary::OnetSocCode;
using vocabulary::SocCode;

// The order of the headings in each layout; the last is of licences only.
enum CredentialHeading : size_t {
  kListCode,
  kCredentialTitle,
  kLeadsTo,
  kWithdrawn
};
constexpr absl::string_view kLicenseHeadings[] = {"ID", "NAME", "CODE",
                                                  "ISDELETED"};
constexpr absl::string_view kApprenticeshipHeadings[] = {
    "rapids_code", "occupational_title", "onet_code"};

struct CredentialLayout {
  Headings headings;
  CredentialKind kind;
  absl::string_view name;
};
constexpr CredentialLayout kCredentialLayouts[] = {
    {kLicenseHeadings, CredentialKind::kLicense, "nj-licenses"},
    {kApprenticeshipHeadings, CredentialKind::kApprenticeship, "rapids"},
};

// Reads the rows of one list.
class CredentialRows {
 public:
  CredentialRows(const SourceTable& source, const CredentialLayout& layout) {
    table_.file = source.file;
    table_.sheet = source.sheet;
    table_.kind = layout.kind;
    has_withdrawn_ = layout.headings.size() > kWithdrawn;
  }

  bool Take(const HeadedRow& row) {
    bool withdrawn = false;
    if (has_withdrawn_ && !TakeWithdrawn(row, &withdrawn)) return false;
    if (withdrawn) {
      ++withdrawn_;
      return true;
    }
    return TakeTexts(row) && TakeOccupation(row) && TakeEntry(row);
  }

  int64_t withdrawn() const { return withdrawn_; }

  CredentialTable Finish(RowCounts counts) && {
    std::sort(table_.entries.begin(), table_.entries.end(),
              [](const auto& a, const auto& b) {
                return std::tie(a.code, a.occupation, a.title, a.source_row) <
                       std::tie(b.code, b.occupation, b.title, b.source_row);
              });
    table_.counts = counts;
    return std::move(table_);
  }

 private:
  static bool TakeWithdrawn(const HeadedRow& row, bool* withdrawn) {
    const absl::string_view flag = row.Text(kWithdrawn);
    *withdrawn = flag == "1";
    if (*withdrawn || flag == "0") return true;
    return row.Reject(kWithdrawn, "flag-malformed",
                      "A licence in force has 0 here and a withdrawn one 1: "
                      "set it and import the list again.");
  }

  static bool TakeTexts(const HeadedRow& row) {
    if (row.Text(kListCode).empty()) {
      return row.Reject(kListCode, "key-missing",
                        "The row has no code of the list's own, by which it "
                        "could be found again: add it.");
    }
    if (row.Text(kCredentialTitle).empty()) {
      return row.Reject(kCredentialTitle, "title-missing",
                        "The row names no credential: add its title.");
    }
    return true;
  }

  // Eight digits, also with the point that lists have for the hyphen, or six.
  static bool TakeOccupation(const HeadedRow& row) {
    const absl::string_view text = row.Text(kLeadsTo);
    SocCode soc;
    if (const auto onet = OnetSocCode::Parse(text); onet.ok()) {
      soc = onet->prefix();
    } else if (!text.empty() && !row.TakeSoc(kLeadsTo, &soc)) {
      return false;
    }
    if (text.empty() || soc.IsNoMatch()) {
      row.Report(Severity::kWarning, kLeadsTo, "code-missing",
                 "The list names no occupation: the credential leads nowhere.");
    }
    return true;
  }

  bool TakeEntry(const HeadedRow& row) {
    CredentialTable::Entry entry = {std::string(row.Text(kListCode)),
                                    std::string(row.Text(kCredentialTitle)),
                                    std::string(row.Text(kLeadsTo)),
                                    row.number()};
    if (!seen_.emplace(entry.code, entry.title, entry.occupation).second) {
      return row.Reject(kListCode, "key-duplicate",
                        "Code, title and occupation come twice: the first row "
                        "counts.");
    }
    table_.entries.push_back(std::move(entry));
    return true;
  }

  CredentialTable table_;
  bool has_withdrawn_ = false;
  int64_t withdrawn_ = 0;
  std::set<std::tuple<std::string, std::string, std::string>> seen_;
};

CredentialTable ReadCredentials(const SourceTable& source,
                                const CredentialLayout& layout,
                                const HeadingRow& headings,
                                GateReport* report) {
  CredentialRows rows(source, layout);
  const RowCounts counts =
      ReadRows(source, headings, report,
               [&rows](const HeadedRow& row) { return rows.Take(row); });
  if (rows.withdrawn() > 0) {
    AddFinding(source, Severity::kNote, "withdrawn-census",
               absl::StrCat(rows.withdrawn()),
               absl::StrCat(rows.withdrawn(),
                            " credentials are listed as withdrawn; they were "
                            "left out."),
               report);
  }
  return std::move(rows).Finish(counts);
}

}  // namespace

absl::StatusOr<ReleaseTables> ReadCredentialList(SourceFiles files) {
  ReleaseTables release;
  PLUMBLINE_RETURN_IF_ERROR(ReadKnownTables(
      files, kCredentialLayouts,
      "a list of licences (ID, NAME, CODE, ISDELETED) or of registered "
      "apprenticeships (occupational_title, rapids_code, onet_code)",
      [&release](const SourceTable& source, const CredentialLayout& layout,
                 const HeadingRow& headings) {
        if (release.credentials.empty())
          release.reference_period = std::string(layout.name);
        release.credentials.push_back(
            ReadCredentials(source, layout, headings, &release.report));
      }));
  return release;
}

}  // namespace plumbline::labor::crosswalks
