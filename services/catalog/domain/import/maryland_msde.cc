#include "services/catalog/domain/import/maryland_msde.h"

#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/catalog/domain/import/csv_table.h"
#include "services/catalog/domain/import/json_fields.h"
#include "services/common/base/error.h"
#include "services/common/tabular/cell_text.h"

namespace plumbline::catalog {
namespace {

constexpr char kDepartment[] = "md-msde";

Provider DepartmentProvider() {
  Provider provider;
  provider.id = kDepartment;
  provider.title = "Maryland State Department of Education";
  provider.state = "MD";
  provider.kind = "State education agency";
  return provider;
}

Provider CollegeProvider(const std::string& title) {
  Provider provider;
  provider.id = Slug(absl::StrCat("md ", title));
  provider.title = title;
  provider.state = "MD";
  provider.kind = "Community College";
  return provider;
}

// What an award's many spellings ("A.A.S.", "CC (LDC)", "Associate") mean;
// nothing certain for those that name both.
CredentialKind KindOfAward(absl::string_view award) {
  std::string letters;
  for (const char c : award) {
    if (c != '.') letters.push_back(c);
  }
  const bool is_degree =
      absl::StrContains(letters, "AAS") || absl::StrContains(letters, "AA") ||
      absl::StrContains(letters, "AS") || absl::StrContains(letters, "AFA") ||
      absl::StrContains(letters, "Associate");
  const bool is_certificate =
      absl::StrContains(letters, "Cert") || absl::StrContains(letters, "LDC");
  if (is_degree == is_certificate) return CredentialKind::kUnspecified;
  return is_degree ? CredentialKind::kDegree : CredentialKind::kCertificate;
}

// The parts of a text that `separator` separates, trimmed, without "-".
void AddCertifications(absl::string_view text, char separator,
                       Program& program) {
  for (const absl::string_view part : absl::StrSplit(text, separator)) {
    const absl::string_view title = tabular::Trim(part);
    if (title.empty() || title == "-") continue;
    program.credentials.push_back(
        {std::string(title), "", CredentialKind::kCertification});
  }
}

void AddAward(const std::string& award, Program& program) {
  if (award.empty()) return;
  program.credentials.push_back({award, "", KindOfAward(award)});
}

class CrosswalkReader {
 public:
  CrosswalkReader(std::string file, ImportCollector* collector)
      : file_(std::move(file)), collector_(*collector) {}

  void Read(const nlohmann::json& cluster) {
    std::vector<Violation> ignored;
    JsonFields fields(cluster, "", &ignored);
    const std::string code = fields.Text("cluster_code");
    for (const nlohmann::json* program : fields.Items("hs_programs")) {
      ReadProgram(*program, code);
    }
  }

 private:
  RowPlace NextPlace() {
    collector_.CountRow();
    return {file_, ++row_};
  }

  void ReadProgram(const nlohmann::json& entry, const std::string& cluster) {
    const RowPlace place = NextPlace();
    std::vector<Violation> violations;
    JsonFields fields(entry, "", &violations);
    Candidate candidate = CandidateAt(place, DepartmentProvider());
    Program& program = candidate.program;
    program.title = fields.Text("name");
    program.key.program_id = Slug(absl::StrCat(cluster, " ", program.title));
    program.level = ProgramLevel::kSecondary;
    for (const std::string& title : fields.Texts("ircs")) {
      program.credentials.push_back(
          {title, "", CredentialKind::kCertification});
    }
    for (const nlohmann::json* college : fields.Items("community_colleges")) {
      ReadCollege(*college, program);
    }
    Offer(std::move(candidate), violations);
  }

  void ReadCollege(const nlohmann::json& entry, Program& high_school) {
    const RowPlace place = NextPlace();
    std::vector<Violation> violations;
    JsonFields fields(entry, "", &violations);
    const std::string college = fields.Text("name");
    Candidate candidate = CandidateAt(place, CollegeProvider(college));
    Program& program = candidate.program;
    program.title = fields.Text("program");
    // One college program continues several high-school programs, and leads to
    // other jobs after each.
    program.key.program_id =
        Slug(absl::StrCat(high_school.title, " ", program.title));
    program.description = fields.Text("key_features");
    program.level = ProgramLevel::kPostsecondary;
    AddAward(fields.Text("degree_type"), program);
    AddCertifications(fields.Text("ircs"), ';', program);
    high_school.articulations.push_back(
        absl::StrCat(college, ": ", program.title));
    Offer(std::move(candidate), violations);
  }

  static Candidate CandidateAt(const RowPlace& place, Provider provider) {
    Candidate candidate;
    candidate.place = place;
    candidate.program.key.provider_id = provider.id;
    candidate.provider = std::move(provider);
    candidate.format_lacks_cip = true;
    return candidate;
  }

  void Offer(Candidate candidate, const std::vector<Violation>& violations) {
    if (violations.empty()) {
      collector_.OfferProgram(std::move(candidate));
    } else {
      collector_.Reject(candidate.place, violations);
    }
  }

  const std::string file_;
  ImportCollector& collector_;
  int32_t row_ = 0;
};

}  // namespace

bool IsMarylandCrosswalk(const nlohmann::json& document) {
  if (!document.is_object() || !document.contains("data")) return false;
  const nlohmann::json& clusters = document["data"];
  return clusters.is_array() && !clusters.empty() && clusters[0].is_object() &&
         clusters[0].contains("hs_programs");
}

void ReadMarylandCrosswalk(const std::string& file,
                           const nlohmann::json& document,
                           ImportCollector& collector) {
  CrosswalkReader reader(file, &collector);
  for (const nlohmann::json& cluster : document["data"]) reader.Read(cluster);
}

bool IsMarylandClusterTable(const tabular::HeaderMap& header) {
  return header.Find("Pathway") && header.Find("Institution") &&
         header.Find("Institution_Type") && header.Find("Program_Name") &&
         header.Find("Award");
}

absl::Status ReadMarylandClusterTable(const ImportFile& file,
                                      ImportCollector& collector) {
  return ReadRows(file, collector, [&](const CsvRow& row) {
    const std::string type = row.Text("Institution_Type");
    if (type != "Community College") {
      collector.Reject(row.place(), "Institution_Type", type,
                       base::reason::kRowRejected,
                       "only community colleges' programs are taken: a "
                       "bachelor's degree is no program of study here");
      return;
    }
    Candidate candidate;
    candidate.place = row.place();
    candidate.format_lacks_cip = true;
    candidate.provider = CollegeProvider(row.Text("Institution"));
    Program& program = candidate.program;
    const std::string award = row.Text("Award");
    program.title = row.Text("Program_Name");
    program.key = {candidate.provider->id,
                   Slug(absl::StrCat(row.Text("Pathway"), " ", program.title,
                                     " ", award))};
    program.description = row.Text("Notes");
    program.level = ProgramLevel::kPostsecondary;
    AddAward(award, program);
    AddCertifications(row.Text("Credential_Tags"), '|', program);
    collector.OfferProgram(std::move(candidate));
  });
}

}  // namespace plumbline::catalog
