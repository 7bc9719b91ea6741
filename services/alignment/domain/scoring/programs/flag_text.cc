#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/alignment/domain/scoring/clauses/explain.h"
#include "services/alignment/domain/scoring/programs/flags.h"
#include "services/alignment/domain/scoring/programs/program_region.h"
#include "services/alignment/domain/scoring/quantities/reasons.h"

namespace plumbline::alignment {
namespace {

// The gravest first.
constexpr FlagReason kByGravity[] = {
    FlagReason::kNoLink,
    FlagReason::kLinkOnlyTeaching,
    FlagReason::kNotHighWage,
    FlagReason::kNotHighSkill,
    FlagReason::kNotInDemand,
    FlagReason::kDataWithheld,
    FlagReason::kDataNotPublished,
    FlagReason::kDataWrongVintage,
    FlagReason::kUncertain,
    FlagReason::kListNotInForce,
    FlagReason::kOutsideRule,
    FlagReason::kDecidedByException,
    FlagReason::kLinkByText,
    FlagReason::kCipUnknown,
    FlagReason::kCipUnmatched,
    FlagReason::kCipSuspicious,
    FlagReason::kOccupationUnknown,
    FlagReason::kCipRetired,
    FlagReason::kOccupationRetired,
    FlagReason::kDeclaredOutsideCrosswalk,
    FlagReason::kFigureBorrowed,
    FlagReason::kRegionFallback,
};

// Writes the sentence of each flag of one decision.
class FlagWriter {
 public:
  FlagWriter(const Edition& edition, const Policy& policy, RegionIndex region,
             const ProgramFacts& program, const Decision& decision)
      : edition_(edition),
        policy_(policy),
        region_(region),
        program_(program),
        decision_(decision) {}

  DecisionFlag Write(FlagReason reason) const {
    DecisionFlag flag;
    flag.reason = reason;
    switch (reason) {
      case FlagReason::kNotHighWage:
      case FlagReason::kNotHighSkill:
      case FlagReason::kNotInDemand:
        WriteDimension(&flag);
        break;
      case FlagReason::kNoLink:
        flag.message =
            decision_.links.links.empty()
                ? "The program leads to no occupation that any source names."
                : "None of the occupations that the program leads to counts "
                  "under the policy's link rule.";
        AddAllLinks(&flag);
        break;
      case FlagReason::kLinkOnlyTeaching:
        flag.message =
            "The program leads only to teaching the subject in a college.";
        AddAllLinks(&flag);
        break;
      case FlagReason::kDataWithheld:
      case FlagReason::kDataNotPublished:
      case FlagReason::kDataWrongVintage:
      case FlagReason::kUncertain:
      case FlagReason::kListNotInForce:
        WriteUnknown(&flag);
        break;
      case FlagReason::kOutsideRule:
        WriteOutsideRule(&flag);
        break;
      case FlagReason::kDecidedByException:
        WriteExceptions(&flag);
        break;
      case FlagReason::kFigureBorrowed:
        WriteBorrowed(&flag);
        break;
      case FlagReason::kRegionFallback:
        WriteRegionFallback(&flag);
        break;
      case FlagReason::kDeclaredOutsideCrosswalk:
        WriteOutside(&flag);
        break;
      case FlagReason::kLinkByText:
        WriteByText(&flag);
        break;
      default:
        WriteProblems(&flag);
    }
    return flag;
  }

 private:
  void AddAllLinks(DecisionFlag* flag) const {
    for (const Link& link : decision_.links.links)
      flag->occupations.push_back(link.occupation);
  }

  std::string Opening(Dimension dimension) const {
    const char* title = DimensionTitle(dimension);
    switch (policy_.link_rule.kind) {
      case LinkRule::Kind::kAll:
        return absl::StrCat("Not every linked occupation is ", title);
      case LinkRule::Kind::kShare:
        return absl::StrCat("Too few linked occupations are ", title);
      default:
        return absl::StrCat("No linked occupation is ", title);
    }
  }

  void WriteByText(DecisionFlag* flag) const {
    std::string titles;
    for (const OccupationRecord& record : decision_.occupations) {
      const Link& link = record.link.link;
      if (!record.link.counted() || link.basis != LinkBasis::kText) continue;
      flag->occupations.push_back(link.occupation);
      absl::StrAppend(&titles, titles.empty() ? "" : ", ",
                      edition_.occupation_title(link.occupation), " (",
                      link.probability_milli / 10, " % probable)");
    }
    flag->message =
        absl::StrCat("No code says so, but what the program teaches points to ",
                     titles, ".");
  }

  void WriteDimension(DecisionFlag* flag) const {
    size_t index = 0;
    while (FlagReasonOf(policy_.dimensions[index].dimension) != flag->reason)
      ++index;
    const bool met =
        decision_.dimension_verdicts[index] != Verdict::kNotAligned;
    flag->message =
        met ? absl::StrCat(
                  "No linked occupation meets enough of the policy at "
                  "once, and some are not ",
                  DimensionTitle(policy_.dimensions[index].dimension))
            : Opening(policy_.dimensions[index].dimension);
    size_t others = 0;
    for (const OccupationRecord& record : decision_.occupations) {
      if (!record.link.counted() ||
          record.dimension_outcomes[index] != Outcome::kFail)
        continue;
      const OccupationIndex occupation = record.link.link.occupation;
      flag->occupations.push_back(occupation);
      if (flag->occupations.size() > 1) {
        ++others;
        continue;
      }
      absl::StrAppend(&flag->message, ": ",
                      edition_.occupation_title(occupation), ", ",
                      WhyNot(record, index, flag));
    }
    if (others > 0)
      absl::StrAppend(
          &flag->message, "; ", others,
          others == 1 ? " other is not either" : " others are not either");
    absl::StrAppend(&flag->message, ".");
  }

  // Why an occupation does not meet a dimension: by name, by a guard or by a
  // clause.
  std::string WhyNot(const OccupationRecord& record, size_t index,
                     DecisionFlag* flag) const {
    size_t guard = 0;
    const ClauseRecord* failing = FailingClause(record.dimensions[index]);
    if (failing == nullptr)
      failing = UnmetGuard(record, Guard::Action::kFail, &guard);
    if (failing == nullptr)
      return record.exceptions.empty() ? "kept out by name"
                                       : Continued(record.exceptions.front());
    flag->clauses.push_back(failing->clause);
    return Continued(failing->explanation);
  }

  // A sentence as part of another: no capital, no full stop.
  static std::string Continued(std::string sentence) {
    if (!sentence.empty() && sentence.back() == '.') sentence.pop_back();
    if (sentence.size() > 1 && sentence[1] >= 'a' && sentence[1] <= 'z')
      sentence[0] =
          absl::ascii_tolower(static_cast<unsigned char>(sentence[0]));
    return sentence;
  }

  // The first clause that is unknown for this reason; null when none is.
  static const ClauseRecord* UnknownClause(const ClauseRecord& record,
                                           FlagReason reason) {
    if (record.outcome != Outcome::kUnknown ||
        (record.reasons & MaskOf(reason)) == 0)
      return nullptr;
    for (const ClauseRecord& inner : record.clauses) {
      if (const ClauseRecord* found = UnknownClause(inner, reason))
        return found;
    }
    return &record;
  }

  static const char* UnknownOpening(FlagReason reason) {
    switch (reason) {
      case FlagReason::kDataWithheld:
        return "A figure that decides is withheld";
      case FlagReason::kDataWrongVintage:
        return "A figure that decides belongs to another vintage of codes";
      case FlagReason::kUncertain:
        return "A figure that decides is too close to its benchmark to be sure";
      case FlagReason::kListNotInForce:
        return "A list that decides is not in force";
      default:
        return "A figure that decides is not published for the region";
    }
  }

  static const ClauseRecord* UnknownIn(const OccupationRecord& record,
                                       FlagReason reason) {
    for (const auto* clauses : {&record.guards, &record.dimensions}) {
      for (const ClauseRecord& clause : *clauses) {
        if (const ClauseRecord* found = UnknownClause(clause, reason))
          return found;
      }
    }
    return nullptr;
  }

  // The guard that leaves an occupation without a rating; null for none.
  const ClauseRecord* UnmetGuard(const OccupationRecord& record,
                                 Guard::Action action, size_t* index) const {
    for (size_t i = 0; i < record.guards.size(); ++i) {
      if (policy_.guards[i].action != action) continue;
      *index = i;
      if (const ClauseRecord* failing = FailingClause(record.guards[i]))
        return failing;
    }
    return nullptr;
  }

  void WriteOutsideRule(DecisionFlag* flag) const {
    flag->message = "The rule does not rate an occupation that decides";
    for (const OccupationRecord& record : decision_.occupations) {
      size_t index = 0;
      const ClauseRecord* unmet =
          UnmetGuard(record, Guard::Action::kUnrated, &index);
      if (!record.unrated || unmet == nullptr) continue;
      if (flag->clauses.empty()) {
        flag->clauses.push_back(unmet->clause);
        absl::StrAppend(&flag->message, ": ",
                        edition_.occupation_title(record.link.link.occupation),
                        ", ", policy_.guards[index].reason, "; ",
                        Continued(unmet->explanation));
      }
      flag->occupations.push_back(record.link.link.occupation);
    }
    absl::StrAppend(&flag->message, ".");
  }

  void WriteExceptions(DecisionFlag* flag) const {
    for (const OccupationRecord& record : decision_.occupations) {
      if (record.exceptions.empty()) continue;
      if (flag->occupations.empty())
        flag->message =
            absl::StrCat(edition_.occupation_title(record.link.link.occupation),
                         ": ", Continued(record.exceptions.front()), ".");
      flag->occupations.push_back(record.link.link.occupation);
    }
  }

  void WriteUnknown(DecisionFlag* flag) const {
    flag->message = UnknownOpening(flag->reason);
    bool all_weigh_nothing = true;
    for (const OccupationRecord& record : decision_.occupations) {
      if (!record.link.counted()) continue;
      const OccupationIndex occupation = record.link.link.occupation;
      const bool weighs_nothing = record.weight &&
                                  record.weight->figure.HasValue() &&
                                  record.weight->figure.value == 0;
      all_weigh_nothing = all_weigh_nothing && weighs_nothing;
      if (record.outcome != Outcome::kUnknown) continue;
      const ClauseRecord* unknown = UnknownIn(record, flag->reason);
      if (unknown == nullptr) continue;
      if (flag->clauses.empty()) {
        flag->clauses.push_back(unknown->clause);
        absl::StrAppend(&flag->message, ": ",
                        edition_.occupation_title(occupation), ", ",
                        Continued(unknown->explanation));
      }
      flag->occupations.push_back(occupation);
    }
    if (all_weigh_nothing)
      flag->message =
          "All occupations that count weigh 0, so there is no share of them";
    else if (flag->occupations.empty())
      AddUnknownWeights(flag);
    absl::StrAppend(&flag->message, ".");
  }

  // What is unknown is how much occupations weigh.
  void AddUnknownWeights(DecisionFlag* flag) const {
    for (const OccupationRecord& record : decision_.occupations) {
      if (!record.weight ||
          record.weight->figure.status == vocabulary::FigureStatus::kPublished)
        continue;
      if (flag->occupations.empty())
        absl::StrAppend(
            &flag->message, ": the weight of ",
            edition_.occupation_title(record.link.link.occupation), ", ",
            vocabulary::TraitsOf(policy_.link_rule.weight).title, ", is ",
            vocabulary::ToText(record.weight->figure,
                               policy_.link_rule.weight));
      flag->occupations.push_back(record.link.link.occupation);
    }
  }

  // The first borrowed figure among the clauses of an occupation.
  static const CellFigure* BorrowedFigure(const ClauseRecord& record) {
    for (const CellFigure& figure : record.measured) {
      if (figure.borrowed) return &figure;
    }
    for (const ClauseRecord& inner : record.clauses) {
      if (const CellFigure* found = BorrowedFigure(inner)) return found;
    }
    return nullptr;
  }

  void WriteBorrowed(DecisionFlag* flag) const {
    const CellFigure* first = nullptr;
    for (const OccupationRecord& record : decision_.occupations) {
      const CellFigure* borrowed = nullptr;
      for (const ClauseRecord& dimension : record.dimensions) {
        if (borrowed == nullptr) borrowed = BorrowedFigure(dimension);
      }
      if (borrowed == nullptr) continue;
      flag->occupations.push_back(record.link.link.occupation);
      if (first == nullptr) first = borrowed;
    }
    if (first == nullptr) {
      // A guard's: records have their figures, but not as a dimension's.
      flag->message = absl::StrCat(
          edition_.region_name(region_),
          " lacks figures that a condition before the dimensions reads; they "
          "were borrowed from a larger region.");
      return;
    }
    flag->message =
        absl::StrCat(edition_.region_name(region_), " lacks figures of ",
                     edition_.occupation_title(flag->occupations.front()), ": ",
                     vocabulary::TraitsOf(first->measure).title, " ",
                     vocabulary::ToText(first->figure, first->printed_measure),
                     " was borrowed from ", edition_.region_name(first->region),
                     ", ", KindText(edition_.region_kind(first->region)), ".");
  }

  void WriteRegionFallback(DecisionFlag* flag) const {
    const auto choice = ChooseRegion(edition_, program_);
    if (!choice) return;
    flag->message = absl::StrCat(
        edition_.name(),
        edition_.FindRegion(choice->instead_of) ? " has no figures for "
                                                : " does not have ",
        choice->instead_of, ", which the program names: the verdict is for ",
        edition_.region_name(region_), ", ",
        KindText(edition_.region_kind(region_)), ".");
  }

  void WriteOutside(DecisionFlag* flag) const {
    for (const Link& link : decision_.links.links) {
      if (OutsideCrosswalk(decision_.links, link))
        flag->occupations.push_back(link.occupation);
    }
    std::string titles = absl::StrJoin(
        flag->occupations, ", ",
        [this](std::string* out, OccupationIndex occupation) {
          absl::StrAppend(out, edition_.occupation_title(occupation));
        });
    flag->message = absl::StrCat(
        "The crosswalk does not list what the provider declares for ",
        decision_.links.cip ? decision_.links.cip->ToString() : "the program",
        ": ", titles, ".");
  }

  void WriteProblems(DecisionFlag* flag) const {
    std::vector<std::string> messages;
    for (const LinkProblem& problem : decision_.links.problems) {
      if (FlagReasonOf(problem.kind) == flag->reason)
        messages.push_back(problem.message);
    }
    flag->message = absl::StrJoin(messages, " ");
  }

  const Edition& edition_;
  const Policy& policy_;
  const RegionIndex region_;
  const ProgramFacts& program_;
  const Decision& decision_;
};

}  // namespace

std::vector<DecisionFlag> DescribeFlags(
    const Edition& edition, const Policy& policy, RegionIndex region,
    const ProgramFacts& program, const Decision& decision, FlagMask mask) {
  const FlagWriter writer(edition, policy, region, program, decision);
  std::vector<DecisionFlag> flags;
  for (const FlagReason reason : kByGravity) {
    if ((mask & MaskOf(reason)) != 0) flags.push_back(writer.Write(reason));
  }
  return flags;
}

}  // namespace plumbline::alignment
