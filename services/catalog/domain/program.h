#ifndef PLUMBLINE_SERVICES_CATALOG_DOMAIN_PROGRAM_H_
#define PLUMBLINE_SERVICES_CATALOG_DOMAIN_PROGRAM_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

// Providers and their programs of study, as values. Texts are UTF-8; an empty
// text means that the provider does not say.
namespace plumbline::catalog {

// Who offers programs: a district, a school, a college, a training provider.
struct Provider {
  std::string id;  // `tx-10337`; see CheckId in validation.h.
  std::string title;
  std::string state;   // The postal code: `TX`.
  std::string county;  // By the name that the state uses: `Rusk`.
  std::string city;
  std::string kind;    // In the state's own words: `Private Career School`.
  std::string region;  // `regions/us-cbsa-35620`.

  friend bool operator==(const Provider&, const Provider&) = default;
};

// Where a course stands in its sequence, lowest first.
enum class CourseLevel : uint8_t {
  kUnspecified = 0,
  kIntroductory = 1,
  kConcentrator = 2,
  kCapstone = 3,
};

struct Course {
  std::string code;  // The provider's own.
  std::string title;
  std::string description;
  std::string sced;  // Five digits: `10152`.
  CourseLevel level = CourseLevel::kUnspecified;
  int32_t credits_milli = 0;               // Thousandths of a credit.
  int32_t hours = 0;                       // Instructional hours.
  bool dual_credit = false;                // It also earns college credit.
  std::vector<std::string> prerequisites;  // Codes of courses before it.

  friend bool operator==(const Course&, const Course&) = default;
};

enum class CredentialKind : uint8_t {
  kUnspecified = 0,
  kDegree = 1,
  kCertificate = 2,    // Of the provider.
  kCertification = 3,  // Of an industry body.
  kLicense = 4,        // Of a state or of the federal government.
};

// What completers earn or are prepared for.
struct Credential {
  std::string title;
  std::string issuer;
  CredentialKind kind = CredentialKind::kUnspecified;

  friend bool operator==(const Credential&, const Credential&) = default;
};

// An occupation that the provider says its program leads to.
struct DeclaredOccupation {
  std::string code;    // As written: `31909200`.
  std::string scheme;  // `soc-2018`, ...; empty: the vintages must be tried.

  friend bool operator==(const DeclaredOccupation&,
                         const DeclaredOccupation&) = default;
};

// Where a program was read from. Not part of its content.
struct ProgramSource {
  std::string file;
  std::string sha256;
  int32_t row = 0;  // The record's first line, from 1.

  friend bool operator==(const ProgramSource&, const ProgramSource&) = default;
};

enum class ProgramLevel : uint8_t {
  kUnspecified = 0,
  kSecondary = 1,
  kPostsecondary = 2,
  kAdult = 3,
};

// The identity of a program. Ordered by provider, then by program.
struct ProgramKey {
  std::string provider_id;
  std::string program_id;

  friend auto operator<=>(const ProgramKey&, const ProgramKey&) = default;
};

// A provider's program of study. Never a student record.
struct Program {
  ProgramKey key;
  std::string title;
  std::string description;
  std::string cip;          // As written: `510904`.
  std::string cip_vintage;  // `cip-2020` or `cip-2010`; empty is `cip-2020`.
  ProgramLevel level = ProgramLevel::kUnspecified;
  std::vector<Course> courses;
  std::vector<Credential> credentials;
  std::vector<DeclaredOccupation> occupations;
  std::string region;  // `regions/us-tx`; empty is the provider's.
  std::vector<std::string> work_based_learning;
  std::vector<std::string> articulations;
  int32_t clock_hours = 0;            // 0: the provider does not say.
  std::optional<int32_t> completers;  // Of the last year reported.
  std::string city;    // Where it is taught; empty is the provider's.
  std::string county;  // The same.
  // The number is known and too small to be kept; `completers` is then empty.
  bool completers_suppressed = false;
  int32_t completers_year = 0;  // In which the reporting year ends; 0: unsaid.
  std::string completers_source;  // Who counted: `IPEDS 2023-24`.

  friend bool operator==(const Program&, const Program&) = default;
};

// The smallest count of completers that is kept as a number. 1 to 9 people are
// a small cell, in which somebody could be recognised; 0 tells about nobody.
inline constexpr int32_t kSmallestCompleters = 10;

constexpr bool IsSmallCell(const std::optional<int32_t>& completers) {
  return completers.has_value() && *completers >= 1 &&
         *completers < kSmallestCompleters;
}
// Forgets a count of completers that is a small cell and keeps that there was
// one. Whatever makes a program of what came from outside
// calls it.
void SuppressSmallCell(Program& program);

// The words for the enumerations in our files: "introductory", "license",
// "secondary", ...; empty for kUnspecified.
absl::string_view WordOf(CourseLevel level);
absl::string_view WordOf(CredentialKind kind);
absl::string_view WordOf(ProgramLevel level);

// The value of a word, in any case; nothing for a word that is none. The empty
// text is kUnspecified.
std::optional<CourseLevel> CourseLevelOf(absl::string_view word);
std::optional<CredentialKind> CredentialKindOf(absl::string_view word);
std::optional<ProgramLevel> ProgramLevelOf(absl::string_view word);

}  // namespace plumbline::catalog

#endif  // PLUMBLINE_SERVICES_CATALOG_DOMAIN_PROGRAM_H_
