#include "services/alignment/domain/policy/validate.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/alignment/domain/policy/code_pattern.h"
#include "services/alignment/domain/policy/validate_clause.h"
#include "services/alignment/domain/policy/validate_surroundings.h"
#include "services/common/vocabulary/measure.h"

namespace plumbline::alignment {
namespace {

using vocabulary::Measure;

// Walks a policy in the order of its text and collects what is wrong.
class Validator {
 public:
  explicit Validator(const Policy& policy) : policy_(policy) {}

  std::vector<PolicyProblem> Run() {
    CheckHead();
    CheckGuards();
    CheckDimensions();
    CheckLinkRule();
    CheckSurroundings(policy_, &problems_);
    return problems_.Take();
  }

 private:
  void Say(std::string place, std::string message) {
    problems_.Say(std::move(place), std::move(message));
  }

  void CheckHead() {
    if (policy_.title.empty())
      Say("title", "The policy has no title; say what people call it.");
    if (policy_.citation.authority.empty() || policy_.citation.document.empty())
      Say("citation",
          "The policy does not say where it is written down; name the "
          "authority and the document.");
    if (policy_.status == Policy::Status::kUnspecified)
      Say("status", "The policy is neither DRAFT nor PUBLISHED; say which.");
    if (policy_.status == Policy::Status::kDraft &&
        policy_.draft_reasons.empty())
      Say("draft_reasons",
          "The policy is a draft without a reason; say what is not verified.");
    if (policy_.status == Policy::Status::kPublished &&
        !policy_.draft_reasons.empty())
      Say("draft_reasons",
          "The policy is published and lists what is not verified; make it a "
          "draft or verify it.");
    if (policy_.flag_after_editions < 0 ||
        policy_.flag_after_editions > kMostEditionsToWait)
      Say("flag_after_editions",
          absl::StrCat("The policy waits for ", policy_.flag_after_editions,
                       " editions; write a number from 0, at once, to ",
                       kMostEditionsToWait, "."));
    CheckDates();
  }

  void CheckDates() {
    const std::pair<const char*, const std::string*> dates[] = {
        {"effective_from", &policy_.effective_from},
        {"effective_until", &policy_.effective_until}};
    for (const auto& [place, date] : dates) {
      if (!date->empty() && !IsDate(*date))
        Say(place, absl::StrCat("\"", *date,
                                "\" is not a day; write it as YYYY-MM-DD."));
    }
    if (!policy_.effective_from.empty() && !policy_.effective_until.empty() &&
        policy_.effective_from >= policy_.effective_until)
      Say("effective_until",
          "The policy ends before it begins; effective_until is the first day "
          "on which it is no longer in force.");
  }

  void CheckGuards() {
    for (size_t i = 0; i < policy_.guards.size(); ++i) {
      const Guard& guard = policy_.guards[i];
      const std::string place = absl::StrCat("guards[", i, "]");
      if (guard.action != Guard::Action::kUnrated &&
          guard.action != Guard::Action::kFail)
        Say(place,
            "The guard does not say what becomes of an occupation that does "
            "not meet it; choose UNRATED or FAIL.");
      if (guard.reason.empty())
        Say(place, "The guard gives no reason; people will ask for it.");
      clauses_.CheckGuard(guard.clause, absl::StrCat(place, ".clause"));
    }
  }

  void CheckDimensions() {
    const auto count = static_cast<int32_t>(policy_.dimensions.size());
    if (count == 0)
      Say("dimensions",
          "The policy has no dimension; give it at least one of HIGH_WAGE, "
          "HIGH_SKILL and IN_DEMAND.");
    std::set<Dimension> seen;
    for (size_t i = 0; i < policy_.dimensions.size(); ++i) {
      const DimensionRule& rule = policy_.dimensions[i];
      const std::string place = absl::StrCat("dimensions[", i, "]");
      if (rule.dimension < Dimension::kHighWage ||
          rule.dimension > Dimension::kInDemand)
        Say(place, "The dimension is not HIGH_WAGE, HIGH_SKILL or IN_DEMAND.");
      if (!seen.insert(rule.dimension).second)
        Say(place, absl::StrCat("The dimension ", DimensionName(rule.dimension),
                                " comes twice; join its clauses with `all` or "
                                "`any`."));
      clauses_.Check(rule.clause, absl::StrCat(place, ".clause"));
    }
    if (count > 0 && (policy_.dimensions_required < 1 ||
                      policy_.dimensions_required > count))
      Say("dimensions_required",
          absl::StrCat("The policy has ", count, " dimension(s) and asks for ",
                       policy_.dimensions_required,
                       "; ask for a number from 1 to ", count, "."));
  }

  void CheckLinkRule() {
    const LinkRule& rule = policy_.link_rule;
    if (rule.kind < LinkRule::Kind::kAny || rule.kind > LinkRule::Kind::kShare)
      Say("link_rule",
          "The policy does not say how linked occupations make a program's "
          "verdict; choose ANY, ALL or SHARE: the same program can be aligned "
          "or not by this alone.");
    if (rule.kind == LinkRule::Kind::kShare &&
        (rule.share_milli < 1 || rule.share_milli > 100000))
      Say("link_rule.share_milli",
          "The share is not above 0 and at most 100 %; write half as 50000.");
    if (rule.kind != LinkRule::Kind::kShare &&
        (rule.share_milli != 0 || rule.weight != Measure::kUnspecified))
      Say("link_rule", "A share and a weight belong to SHARE only.");
    CheckWeight(rule);
    CheckTexts(rule);
    for (const std::string& prefix : rule.excluded_prefixes) {
      if (!IsCodeBeginning(prefix))
        Say("link_rule.excluded_prefixes",
            absl::StrCat("\"", prefix,
                         "\" is not the beginning of an occupation code; write "
                         "it as in 25-1."));
    }
  }

  void CheckTexts(const LinkRule& rule) {
    if (rule.texts > LinkRule::Texts::kAlways)
      Say("link_rule.texts",
          "Choose WHERE_NOTHING_ELSE or ALWAYS, or leave it out when texts "
          "add nothing.");
    if (!rule.reads_texts() && rule.text_probability_milli != 0)
      Say("link_rule.text_probability_milli",
          "No text is read; say in link_rule.texts when one is.");
    if (rule.reads_texts() && (rule.text_probability_milli < kLeastTextMilli ||
                               rule.text_probability_milli > 1000))
      Say("link_rule.text_probability_milli",
          absl::StrCat("Say how probable an occupation has to be to count, "
                       "from ",
                       kLeastTextMilli,
                       " to 1000; 500 is more likely than "
                       "not."));
  }

  void CheckWeight(const LinkRule& rule) {
    switch (rule.weight) {
      case Measure::kUnspecified:
      case Measure::kEmployment:
      case Measure::kBaseEmployment:
      case Measure::kProjectedEmployment:
      case Measure::kAnnualOpenings:
      case Measure::kTotalOpenings:
        return;
      default:
        Say("link_rule.weight",
            "Only jobs and openings weigh occupations: EMPLOYMENT, "
            "BASE_EMPLOYMENT, PROJECTED_EMPLOYMENT, ANNUAL_OPENINGS or "
            "TOTAL_OPENINGS.");
    }
  }

  const Policy& policy_;
  Problems problems_;
  ClauseValidator clauses_{policy_, &problems_};
};

}  // namespace

std::vector<PolicyProblem> ValidatePolicy(const Policy& policy) {
  return Validator(policy).Run();
}

}  // namespace plumbline::alignment
