#include "services/catalog/domain/import/plumbline_json.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/catalog/domain/import/json_fields.h"

namespace plumbline::catalog {
namespace {

Course CourseOf(const nlohmann::json& object, const std::string& prefix,
                std::vector<Violation>* violations) {
  JsonFields fields(object, prefix, violations);
  Course course;
  course.code = fields.Text("code");
  course.title = fields.Text("title");
  course.description = fields.Text("description");
  course.sced = fields.Text("sced");
  course.level = fields.Word("level", CourseLevelOf,
                             "introductory, concentrator, capstone");
  course.credits_milli = fields.Milli("credits");
  course.hours = fields.Count("hours").value_or(0);
  course.dual_credit = fields.Flag("dual_credit");
  course.prerequisites = fields.Texts("prerequisites");
  fields.RefuseOthers();
  return course;
}

Credential CredentialOf(const nlohmann::json& object, const std::string& prefix,
                        std::vector<Violation>* violations) {
  JsonFields fields(object, prefix, violations);
  Credential credential = {
      fields.Text("title"), fields.Text("issuer"),
      fields.Word("kind", CredentialKindOf,
                  "degree, certificate, certification, license")};
  fields.RefuseOthers();
  return credential;
}

DeclaredOccupation OccupationOf(const nlohmann::json& object,
                                const std::string& prefix,
                                std::vector<Violation>* violations) {
  JsonFields fields(object, prefix, violations);
  DeclaredOccupation occupation = {fields.Text("code"), fields.Text("scheme")};
  fields.RefuseOthers();
  return occupation;
}

// Reads the objects of an array.
template <typename Value, typename ValueOf>
std::vector<Value> Objects(JsonFields& fields, absl::string_view key,
                           ValueOf value_of,
                           std::vector<Violation>* violations) {
  std::vector<Value> values;
  for (const nlohmann::json* item : fields.Items(key)) {
    const std::string prefix = absl::StrCat(key, "[", values.size(), "].");
    values.push_back(value_of(*item, prefix, violations));
  }
  return values;
}

Program ProgramOf(const nlohmann::json& object, const std::string& provider_id,
                  std::vector<Violation>* violations) {
  JsonFields fields(object, "", violations);
  Program program;
  program.key = {provider_id, fields.Text("program_id")};
  program.title = fields.Text("title");
  program.description = fields.Text("description");
  program.cip = fields.Text("cip");
  program.cip_vintage = fields.Text("cip_vintage");
  program.level =
      fields.Word("level", ProgramLevelOf, "secondary, postsecondary, adult");
  program.courses = Objects<Course>(fields, "courses", CourseOf, violations);
  program.credentials =
      Objects<Credential>(fields, "credentials", CredentialOf, violations);
  program.occupations = Objects<DeclaredOccupation>(fields, "occupations",
                                                    OccupationOf, violations);
  program.region = fields.Text("region");
  program.work_based_learning = fields.Texts("work_based_learning");
  program.articulations = fields.Texts("articulations");
  program.clock_hours = fields.Count("clock_hours").value_or(0);
  program.completers = fields.Count("completers");
  program.completers_suppressed = fields.Flag("completers_suppressed");
  program.completers_year = fields.Count("completers_year").value_or(0);
  program.completers_source = fields.Text("completers_source");
  SuppressSmallCell(program);
  program.city = fields.Text("city");
  program.county = fields.Text("county");
  fields.RefuseOthers();
  return program;
}

class DocumentReader {
 public:
  DocumentReader(std::string file, ImportCollector* collector)
      : file_(std::move(file)), collector_(*collector) {}

  void Read(const nlohmann::json& provider_entry) {
    const RowPlace place = NextPlace();
    std::vector<Violation> violations;
    JsonFields fields(provider_entry, "", &violations);
    Provider provider = {fields.Text("provider_id"), fields.Text("title"),
                         fields.Text("state"),       fields.Text("county"),
                         fields.Text("city"),        fields.Text("kind"),
                         fields.Text("region")};
    const auto programs = fields.Items("programs");
    fields.RefuseOthers();
    const std::string id = provider.id;
    if (violations.empty()) {
      collector_.OfferProvider(place, std::move(provider));
    } else {
      collector_.Reject(place, violations);
    }
    for (const nlohmann::json* program : programs) ReadProgram(*program, id);
  }

 private:
  RowPlace NextPlace() {
    collector_.CountRow();
    return {file_, ++row_};
  }

  void ReadProgram(const nlohmann::json& entry, const std::string& provider) {
    std::vector<Violation> violations;
    Candidate candidate;
    candidate.place = NextPlace();
    candidate.program = ProgramOf(entry, provider, &violations);
    if (!violations.empty()) {
      return collector_.Reject(candidate.place, violations);
    }
    collector_.OfferProgram(std::move(candidate));
  }

  const std::string file_;
  ImportCollector& collector_;
  int32_t row_ = 0;
};

}  // namespace

bool IsPlumblineJson(const nlohmann::json& document) {
  return document.is_object() && document.contains("providers") &&
         document["providers"].is_array();
}

void ReadPlumblineJson(const std::string& file, const nlohmann::json& document,
                       ImportCollector& collector) {
  DocumentReader reader(file, &collector);
  for (const nlohmann::json& provider : document["providers"]) {
    reader.Read(provider);
  }
}

}  // namespace plumbline::catalog
