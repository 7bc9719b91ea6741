#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "services/alignment/domain/sequence/checks.h"
#include "services/alignment/domain/sequence/stated_text.h"

namespace plumbline::alignment {
namespace {

// How far work-based learning goes, lowest first.
enum class Intensity {
  kUnknown = 0,
  kAwareness = 1,
  kExploration = 2,
  kPreparation = 3,
  kTraining = 4,
};
constexpr std::array<absl::string_view, 5> kIntensityWords = {
    "unknown", "awareness", "exploration", "preparation", "training"};

struct IntensityPhrase {
  absl::string_view phrase;
  Intensity intensity = Intensity::kUnknown;
};
// The first phrase that an entry has decides: what contains another phrase, or
// names a lesser form of it, comes before it.
constexpr std::array<IntensityPhrase, 30> kIntensityPhrases = {{
    {"pre apprentice", Intensity::kPreparation},
    {"preapprentice", Intensity::kPreparation},
    {"virtual intern", Intensity::kPreparation},
    {"simulat", Intensity::kPreparation},
    {"school based enterprise", Intensity::kPreparation},
    {"student run", Intensity::kPreparation},
    {"virtual enterprise", Intensity::kPreparation},
    {"mock interview", Intensity::kPreparation},
    {"job shadow", Intensity::kExploration},
    {"field trip", Intensity::kExploration},
    {"workplace tour", Intensity::kExploration},
    {"company tour", Intensity::kExploration},
    {"industry tour", Intensity::kExploration},
    {"informational interview", Intensity::kExploration},
    {"guest speaker", Intensity::kAwareness},
    {"career fair", Intensity::kAwareness},
    {"career day", Intensity::kAwareness},
    {"career talk", Intensity::kAwareness},
    {"career awareness", Intensity::kAwareness},
    {"apprentice", Intensity::kTraining},
    {"internship", Intensity::kTraining},
    {"externship", Intensity::kTraining},
    {"clinical", Intensity::kTraining},
    {"practicum", Intensity::kTraining},
    {"cooperative", Intensity::kTraining},
    {"co op ", Intensity::kTraining},
    {"on the job", Intensity::kTraining},
    {"preceptorship", Intensity::kTraining},
    {"career exploration", Intensity::kExploration},
    {"career preparation", Intensity::kPreparation},
}};

Intensity IntensityOf(absl::string_view entry) {
  const std::string text = absl::StrCat(
      absl::StrReplaceAll(absl::AsciiStrToLower(entry), {{"-", " "}}), " ");
  for (const IntensityPhrase& known : kIntensityPhrases)
    if (absl::StrContains(text, known.phrase)) return known.intensity;
  return Intensity::kUnknown;
}

absl::string_view WordOf(Intensity intensity) {
  return kIntensityWords[static_cast<size_t>(intensity)];
}

// What the entries of a program say together.
struct Intensities {
  std::vector<SequenceEvidence> known;
  std::vector<std::string> unknown;
  Intensity lowest = Intensity::kTraining;
  Intensity highest = Intensity::kUnknown;
};

Intensities ReadIntensities(const SequenceProgram& program,
                            const StatedEntries& stated) {
  Intensities read;
  for (const size_t place : stated.places) {
    SequenceEvidence evidence = EntryEvidence(
        "work_based_learning", place, "", program.work_based_learning[place]);
    const Intensity intensity = IntensityOf(program.work_based_learning[place]);
    if (intensity == Intensity::kUnknown) {
      read.unknown.push_back(absl::StrCat("\"", evidence.value, "\""));
      continue;
    }
    evidence.figure = static_cast<double>(intensity);
    read.known.push_back(std::move(evidence));
    read.lowest = std::min(read.lowest, intensity);
    read.highest = std::max(read.highest, intensity);
  }
  return read;
}

}  // namespace

CheckAnswer CheckWorkBasedLearning(const SequenceProgram& program) {
  const StatedEntries stated =
      ReadEntries(program.work_based_learning, program.lists_complete);
  if (!stated.places.empty()) return Answer({}, CheckOutcome::kClear, "");
  if (!stated.stated_none)
    return NotKnown("The program states no work-based learning.");
  return Answer({{SequenceFindingCode::kNoWorkBasedLearning,
                  "The program has no work-based learning.",
                  {{"work_based_learning", "", 0.0}}}},
                CheckOutcome::kFound, "");
}

CheckAnswer CheckWorkBasedIntensity(const SequenceProgram& program) {
  const StatedEntries stated =
      ReadEntries(program.work_based_learning, program.lists_complete);
  if (stated.places.empty())
    return NotKnown("The program states no work-based learning.");
  Intensities read = ReadIntensities(program, stated);
  if (read.lowest < read.highest)
    return Answer({}, CheckOutcome::kClear,
                  absl::StrCat("It rises from ", WordOf(read.lowest), " to ",
                               WordOf(read.highest), "."));
  if (!read.unknown.empty())
    return NotKnown(absl::StrCat(
        "How intense ", absl::StrJoin(read.unknown, ", "),
        read.unknown.size() == 1 ? " is" : " are", " is not known."));
  if (read.known.size() == 1 && !program.lists_complete)
    return NotKnown(absl::StrCat(
        "Only one kind of work-based learning is stated, which is ",
        WordOf(read.highest), "."));
  return Answer(
      {{SequenceFindingCode::kIntensityDoesNotRise,
        absl::StrCat("All work-based learning that is stated is ",
                     WordOf(read.highest), ": its intensity does not rise."),
        std::move(read.known)}},
      CheckOutcome::kFound, "");
}

}  // namespace plumbline::alignment
