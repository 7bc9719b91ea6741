#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SEQUENCE_SEQUENCE_PROGRAM_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SEQUENCE_SEQUENCE_PROGRAM_H_

#include <cstdint>
#include <string>
#include <vector>

namespace plumbline::alignment {

// What the audit of a course sequence reads of a program. Texts are UTF-8; an
// empty text, 0 and the unspecified value mean that the provider does not say.

// Where a course stands, lowest first. The numbers are those of the catalog's
// contract, here and below.
enum class SequenceLevel : uint8_t {
  kUnspecified = 0,
  kIntroductory = 1,
  kConcentrator = 2,
  kCapstone = 3,
};

struct SequenceCourse {
  std::string code;
  std::string title;
  std::string description;
  SequenceLevel level = SequenceLevel::kUnspecified;
  int32_t credits_milli = 0;  // Thousandths of a credit.
  int32_t hours = 0;          // Instructional hours.
  bool dual_credit = false;
  std::vector<std::string> prerequisites;  // Codes of courses.
};

enum class SequenceCredentialKind : uint8_t {
  kUnspecified = 0,
  kDegree = 1,
  kCertificate = 2,
  kCertification = 3,
  kLicense = 4,
};

struct SequenceCredential {
  std::string title;
  std::string issuer;
  SequenceCredentialKind kind = SequenceCredentialKind::kUnspecified;
};

enum class SequenceProgramLevel : uint8_t {
  kUnspecified = 0,
  kSecondary = 1,
  kPostsecondary = 2,
  kAdult = 3,
};

struct SequenceProgram {
  SequenceProgramLevel level = SequenceProgramLevel::kUnspecified;
  std::vector<SequenceCourse> courses;  // In order.
  std::vector<SequenceCredential> credentials;
  std::vector<std::string> work_based_learning;  // In the provider's words.
  std::vector<std::string> articulations;        // In the provider's words.
  // Whoever sends the program says that its lists are whole: an empty one then
  // means that there is none, and a course not marked for dual credit has none.
  // Otherwise an empty list is silence.
  bool lists_complete = false;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_SEQUENCE_SEQUENCE_PROGRAM_H_
