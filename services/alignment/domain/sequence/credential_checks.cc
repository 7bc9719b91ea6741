#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/alignment/domain/sequence/checks.h"
#include "services/alignment/domain/sequence/stated_text.h"

namespace plumbline::alignment {
namespace {

constexpr char kNoCredentialStated[] = "The program states no credential.";

StatedEntries StatedCredentials(const SequenceProgram& program) {
  std::vector<std::string> titles;
  for (const SequenceCredential& credential : program.credentials)
    titles.push_back(credential.title);
  return ReadEntries(titles, program.lists_complete);
}

SequenceEvidence TitleEvidence(const SequenceProgram& program, size_t place) {
  return EntryEvidence("credentials", place, ".title",
                       program.credentials[place].title);
}

absl::string_view WordOfKind(SequenceCredentialKind kind) {
  switch (kind) {
    case SequenceCredentialKind::kDegree:
      return "degree";
    case SequenceCredentialKind::kCertificate:
      return "certificate";
    case SequenceCredentialKind::kCertification:
      return "certification";
    case SequenceCredentialKind::kLicense:
      return "license";
    default:
      return "";
  }
}

// A provider's certificate, what an industry or a state awards, a degree.
int StepOfKind(SequenceCredentialKind kind) {
  switch (kind) {
    case SequenceCredentialKind::kCertificate:
      return 1;
    case SequenceCredentialKind::kCertification:
    case SequenceCredentialKind::kLicense:
      return 2;
    case SequenceCredentialKind::kDegree:
      return 3;
    default:
      return 0;
  }
}

// What one title says: a finding, nothing, or that it is current.
struct Currency {
  std::string ended;  // Why not, if not.
  bool current = false;
};

Currency CurrencyOf(absl::string_view title, absl::CivilDay today) {
  const auto end = StatedEnd(title);
  if (end && *end < today)
    return {absl::StrCat("ended on ", absl::FormatCivilTime(*end)), false};
  if (end) return {"", true};
  if (const auto word = StatedRetirement(title))
    return {absl::StrCat("is called ", *word), false};
  return {};
}

}  // namespace

CheckAnswer CheckCredential(const SequenceProgram& program) {
  const StatedEntries stated = StatedCredentials(program);
  if (!stated.places.empty()) return Answer({}, CheckOutcome::kClear, "");
  if (!stated.stated_none) return NotKnown(kNoCredentialStated);
  return Answer({{SequenceFindingCode::kNoCredential,
                  "The program leads to no credential.",
                  {{"credentials", "", 0.0}}}},
                CheckOutcome::kFound, "");
}

CheckAnswer CheckCredentialCurrency(const SequenceProgram& program,
                                    absl::CivilDay today) {
  const StatedEntries stated = StatedCredentials(program);
  if (stated.places.empty()) return NotKnown(kNoCredentialStated);
  std::vector<SequenceFinding> findings;
  size_t silent = 0;
  for (const size_t place : stated.places) {
    const Currency currency =
        CurrencyOf(program.credentials[place].title, today);
    if (currency.ended.empty()) {
      silent += currency.current ? 0 : 1;
      continue;
    }
    const SequenceEvidence evidence = TitleEvidence(program, place);
    findings.push_back({SequenceFindingCode::kCredentialNotCurrent,
                        absl::StrCat("The credential \"", evidence.value, "\" ",
                                     currency.ended, "."),
                        {evidence}});
  }
  if (silent == 0) return Answer(std::move(findings), CheckOutcome::kClear, "");
  return Answer(std::move(findings), CheckOutcome::kNotKnown,
                absl::StrCat("Of ", stated.places.size(), " credentials, ",
                             silent, silent == 1 ? " does" : " do",
                             " not say whether they are still awarded."));
}

CheckAnswer CheckCredentialStack(const SequenceProgram& program) {
  const StatedEntries stated = StatedCredentials(program);
  if (stated.places.size() < 2)
    return NotKnown("Fewer than two credentials are stated.");
  int lowest = 4, highest = 0;
  std::vector<SequenceEvidence> evidence;
  for (const size_t place : stated.places) {
    const SequenceCredentialKind kind = program.credentials[place].kind;
    const int step = StepOfKind(kind);
    if (step == 0) continue;
    lowest = std::min(lowest, step);
    highest = std::max(highest, step);
    evidence.push_back(
        EntryEvidence("credentials", place, ".kind", WordOfKind(kind)));
  }
  if (lowest >= highest)
    return NotKnown(
        "The kinds of credentials that are stated do not tell whether one "
        "builds on another.");
  return Answer({{SequenceFindingCode::kCredentialsStack,
                  absl::StrCat("The kinds of the ", evidence.size(),
                               " credentials rise, so that one can build on "
                               "another."),
                  std::move(evidence)}},
                CheckOutcome::kClear, "");
}

}  // namespace plumbline::alignment
