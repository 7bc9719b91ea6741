#include "services/catalog/domain/validation.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/common/base/error.h"
#include "services/common/vocabulary/cip_code.h"
#include "services/common/vocabulary/soc_code.h"

namespace plumbline::catalog {
namespace {

constexpr size_t kMaxTitleBytes = 1000;
constexpr size_t kMaxTextBytes = size_t{64} << 10;
constexpr size_t kMaxItems = 500;
constexpr int32_t kMaxHours = 20000;
constexpr int32_t kMaxCreditsMilli = 300 * 1000;
constexpr int32_t kMaxCompleters = 1000000;
constexpr int32_t kFirstYear = 1980;
constexpr int32_t kLastYear = 2200;

// Collects violations of one message's fields.
class Checker {
 public:
  explicit Checker(std::vector<Violation>* out, std::string prefix = "")
      : out_(out), prefix_(std::move(prefix)) {}

  void Add(absl::string_view field, absl::string_view value,
           absl::string_view message,
           absl::string_view reason = base::reason::kArgumentInvalid) const {
    out_->push_back({absl::StrCat(prefix_, field), std::string(value),
                     std::string(reason), std::string(message)});
  }
  void Title(absl::string_view field, absl::string_view value) const {
    if (absl::StripAsciiWhitespace(value).empty()) {
      Add(field, value, "it is empty: give it a title");
    }
    Text(field, value, kMaxTitleBytes);
  }
  void Text(absl::string_view field, absl::string_view value,
            size_t max_bytes = kMaxTitleBytes) const {
    if (value.size() > max_bytes) {
      Add(field, value,
          absl::StrCat("it has ", value.size(), " bytes: shorten it to ",
                       max_bytes));
    }
    if (value.find('\0') != absl::string_view::npos) {
      Add(field, value, "it holds a NUL byte: remove it");
    }
  }
  void Range(absl::string_view field, int32_t value, int32_t max) const {
    if (value >= 0 && value <= max) return;
    Add(field, absl::StrCat(value),
        absl::StrCat("it must be between 0 and ", max));
  }
  void Count(absl::string_view field, size_t count) const {
    if (count <= kMaxItems) return;
    Add(field, absl::StrCat(count),
        absl::StrCat("there are more than ", kMaxItems));
  }
  void Texts(absl::string_view field,
             const std::vector<std::string>& values) const {
    Count(field, values.size());
    for (size_t i = 0; i < values.size(); ++i) {
      Title(absl::StrCat(field, "[", i, "]"), values[i]);
    }
  }
  void Region(absl::string_view value) const {
    if (value.empty()) return;
    const absl::string_view id = absl::StartsWith(value, "regions/")
                                     ? value.substr(8)
                                     : absl::string_view();
    if (!CheckId(id, "region").has_value()) return;
    Add("region", value,
        "it is not a region's name: write `regions/{region}`, such as "
        "`regions/us-tx`",
        base::reason::kNameInvalid);
  }
  void Maybe(std::optional<Violation> violation) const {
    if (!violation.has_value()) return;
    violation->field = absl::StrCat(prefix_, violation->field);
    out_->push_back(*std::move(violation));
  }

 private:
  std::vector<Violation>* out_;
  std::string prefix_;
};

bool IsIdCharacter(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '.' ||
         c == '_' || c == '~' || c == '-';
}

bool IsSced(absl::string_view sced) {
  return sced.size() == 5 && std::all_of(sced.begin(), sced.end(), [](char c) {
           return absl::ascii_isdigit(static_cast<unsigned char>(c));
         });
}

// Nothing about the course's neighbours.
void CheckCourse(const Course& course, const Checker& check) {
  check.Text("code", course.code);
  check.Title("title", course.title);
  check.Text("description", course.description, kMaxTextBytes);
  if (!course.sced.empty() && !IsSced(course.sced)) {
    check.Add("sced", course.sced,
              "a SCED course code has five digits, such as 10152: write the "
              "subject area (2) and the course identifier (3)",
              base::reason::kCodeMalformed);
  }
  check.Range("credits_milli", course.credits_milli, kMaxCreditsMilli);
  check.Range("hours", course.hours, kMaxHours);
}

void CheckPlace(absl::Span<const Course> courses, size_t index,
                const Checker& check) {
  const Course& course = courses[index];
  const auto before = courses.subspan(0, index);
  for (const Course& other : before) {
    if (!course.code.empty() && other.code == course.code) {
      check.Add("code", course.code,
                "another course of the program has this code: codes are "
                "unique within a program");
      break;
    }
  }
  for (const Course& other : before) {
    if (course.level == CourseLevel::kUnspecified ||
        other.level <= course.level) {
      continue;
    }
    check.Add("level", WordOf(course.level),
              absl::StrCat("it comes after the ", WordOf(other.level),
                           " course \"", other.title,
                           "\": order the sequence introductory, concentrator, "
                           "capstone"));
    break;
  }
  for (size_t i = 0; i < course.prerequisites.size(); ++i) {
    const std::string& code = course.prerequisites[i];
    if (std::any_of(before.begin(), before.end(),
                    [&](const Course& other) { return other.code == code; })) {
      continue;
    }
    check.Add(absl::StrCat("prerequisites[", i, "]"), code,
              "it is not the code of a course before this one in the program: "
              "add that course or remove the prerequisite");
  }
}

void CheckLists(const Program& program, const Checker& check,
                std::vector<Violation>* out) {
  check.Count("courses", program.courses.size());
  for (size_t i = 0; i < std::min(program.courses.size(), kMaxItems); ++i) {
    for (Violation& violation : CourseViolations(program.courses, i)) {
      out->push_back(std::move(violation));
    }
  }
  check.Count("credentials", program.credentials.size());
  for (size_t i = 0; i < program.credentials.size(); ++i) {
    const Checker nested(out, absl::StrCat("credentials[", i, "]."));
    nested.Title("title", program.credentials[i].title);
    nested.Text("issuer", program.credentials[i].issuer);
  }
  check.Count("occupations", program.occupations.size());
  for (size_t i = 0; i < program.occupations.size(); ++i) {
    check.Maybe(CheckOccupation(program.occupations[i],
                                absl::StrCat("occupations[", i, "]")));
  }
}

}  // namespace

std::optional<Violation> CheckId(absl::string_view id,
                                 absl::string_view field) {
  if (!id.empty() && id.size() <= kMaxIdBytes && id != "." && id != ".." &&
      std::all_of(id.begin(), id.end(), IsIdCharacter)) {
    return std::nullopt;
  }
  return Violation{
      std::string(field), std::string(id),
      std::string(base::reason::kNameInvalid),
      absl::StrCat("an id is 1 to ", kMaxIdBytes,
                   " of letters, digits and -._~: choose such a one")};
}

std::optional<Violation> CheckCip(absl::string_view cip) {
  if (cip.empty()) return std::nullopt;
  const auto code = vocabulary::CipCode::Parse(cip);
  if (code.ok() && !code->IsNoMatch() && code->length() >= 4) {
    return std::nullopt;
  }
  return Violation{"cip", std::string(cip),
                   std::string(base::reason::kCodeMalformed),
                   "it is not a CIP code of a program, such as 51.0904: look "
                   "the code up in the Classification of Instructional "
                   "Programs"};
}

std::optional<Violation> CheckOccupation(const DeclaredOccupation& occupation,
                                         absl::string_view field) {
  static constexpr std::array<absl::string_view, 5> kSchemes = {
      "", "soc-2018", "soc-2010", "onet-soc-2019", "onet-soc-2010"};
  if (std::find(kSchemes.begin(), kSchemes.end(), occupation.scheme) ==
      kSchemes.end()) {
    return Violation{absl::StrCat(field, ".scheme"), occupation.scheme,
                     std::string(base::reason::kArgumentInvalid),
                     "the classifications are soc-2018, soc-2010, "
                     "onet-soc-2019 and onet-soc-2010: name one or none"};
  }
  const auto code = vocabulary::SocCode::Parse(occupation.code);
  const auto onet = vocabulary::OnetSocCode::Parse(occupation.code);
  const bool is_no_match = (code.ok() && code->IsNoMatch()) ||
                           (onet.ok() && onet->prefix().IsNoMatch());
  if ((code.ok() || onet.ok()) && !is_no_match) return std::nullopt;
  return Violation{absl::StrCat(field, ".code"), occupation.code,
                   std::string(base::reason::kCodeMalformed),
                   "it is not an occupation code, such as 29-2042 or "
                   "29-2042.00: look the code up in the Standard Occupational "
                   "Classification"};
}

std::vector<Violation> CourseViolations(absl::Span<const Course> courses,
                                        size_t index) {
  std::vector<Violation> violations;
  const Checker check(&violations, absl::StrCat("courses[", index, "]."));
  CheckCourse(courses[index], check);
  CheckPlace(courses, index, check);
  return violations;
}

std::vector<Violation> Violations(const Provider& provider) {
  std::vector<Violation> violations;
  const Checker check(&violations);
  check.Maybe(CheckId(provider.id, "provider_id"));
  check.Title("title", provider.title);
  if (!provider.state.empty() &&
      (provider.state.size() != 2 ||
       !absl::ascii_isupper(static_cast<unsigned char>(provider.state[0])) ||
       !absl::ascii_isupper(static_cast<unsigned char>(provider.state[1])))) {
    check.Add("state", provider.state,
              "it is not a state's postal code: write two capitals, such as "
              "TX");
  }
  check.Text("county", provider.county);
  check.Text("city", provider.city);
  check.Text("kind", provider.kind);
  check.Region(provider.region);
  return violations;
}

std::vector<Violation> Violations(const Program& program) {
  std::vector<Violation> violations;
  const Checker check(&violations);
  check.Maybe(CheckId(program.key.provider_id, "provider_id"));
  check.Maybe(CheckId(program.key.program_id, "program_id"));
  check.Title("title", program.title);
  check.Text("description", program.description, kMaxTextBytes);
  check.Maybe(CheckCip(program.cip));
  if (!program.cip_vintage.empty() && program.cip_vintage != "cip-2020" &&
      program.cip_vintage != "cip-2010") {
    check.Add("cip_vintage", program.cip_vintage,
              "the vintages are cip-2020 and cip-2010: name one or none");
  }
  CheckLists(program, check, &violations);
  check.Region(program.region);
  check.Texts("work_based_learning", program.work_based_learning);
  check.Texts("articulations", program.articulations);
  check.Range("clock_hours", program.clock_hours, kMaxHours);
  check.Range("completers", program.completers.value_or(0), kMaxCompleters);
  if (program.completers_suppressed && program.completers.has_value()) {
    check.Add("completers", absl::StrCat(*program.completers),
              "completers are given and suppressed: send one of the two");
  }
  if (program.completers_year != 0 && program.completers_year < kFirstYear) {
    check.Add("completers_year", absl::StrCat(program.completers_year),
              "it is no year: write the one in which the reporting year ends");
  }
  check.Range("completers_year", program.completers_year, kLastYear);
  check.Text("completers_source", program.completers_source);
  check.Text("city", program.city);
  check.Text("county", program.county);
  return violations;
}

absl::Status ToStatus(absl::Span<const Violation> violations) {
  if (violations.empty()) return absl::OkStatus();
  base::Metadata metadata;
  for (const Violation& violation : violations) {
    metadata.emplace_back("field", violation.field);
  }
  return base::Error(
      absl::StatusCode::kInvalidArgument, violations.front().reason,
      absl::StrJoin(violations, "; ",
                    [](std::string* out, const Violation& violation) {
                      absl::StrAppend(out, violation.field, " = \"",
                                      violation.value.substr(0, 200),
                                      "\": ", violation.message);
                    }),
      metadata);
}

bool IsAboutStudents(absl::string_view heading) {
  std::string folded;
  for (const char c : heading) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c))) {
      folded.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    }
  }
  static constexpr std::array<absl::string_view, 16> kNames = {
      "ssn",         "socialsecurity", "socialsecuritynumber",
      "dob",         "dateofbirth",    "birthdate",
      "birthday",    "firstname",      "lastname",
      "surname",     "middlename",     "learnerid",
      "learnername", "pupilid",        "pupilname",
      "gpa"};
  static constexpr std::array<absl::string_view, 8> kStudentParts = {
      "", "id", "ids", "name", "ssn", "uuid", "firstname", "lastname"};
  if (std::find(kNames.begin(), kNames.end(), folded) != kNames.end()) {
    return true;
  }
  for (const absl::string_view prefix : {"state", "local", "unique", ""}) {
    absl::string_view rest = folded;
    if (!absl::StartsWith(rest, prefix)) continue;
    rest.remove_prefix(prefix.size());
    if (!absl::StartsWith(rest, "student")) continue;
    rest.remove_prefix(7);
    if (absl::StartsWith(rest, "number") ||
        std::find(kStudentParts.begin(), kStudentParts.end(), rest) !=
            kStudentParts.end()) {
      return true;
    }
  }
  return false;
}

}  // namespace plumbline::catalog
