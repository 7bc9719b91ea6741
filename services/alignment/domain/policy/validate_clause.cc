#include "services/alignment/domain/policy/validate_clause.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/alignment/domain/policy/code_pattern.h"
#include "services/alignment/domain/policy/validate.h"
#include "services/alignment/domain/policy/validate_quantity.h"

namespace plumbline::alignment {

using vocabulary::Measure;
using vocabulary::TraitsOf;

void ClauseValidator::Check(const Clause& clause, const std::string& place,
                            int depth) {
  // Ids name the place once they are there: that is what analysts look for.
  const std::string here = clause.id.empty() ? place : clause.id;
  if (depth > kMaxClauseDepth) {
    if (depth == kMaxClauseDepth + 1)
      problems_->Say(here,
                     absl::StrCat("Clauses nest more than ", kMaxClauseDepth,
                                  " deep; write the rule flatter."));
    return;
  }
  if (++clause_count_ > kMaxClauses) {
    if (clause_count_ == kMaxClauses + 1)
      problems_->Say(here, absl::StrCat("The policy has more than ",
                                        kMaxClauses, " clauses."));
    return;
  }
  if (clause.id.empty())
    problems_->Say(
        place, "The clause has no id; records and flags name clauses by id.");
  else if (!ids_.insert(clause.id).second)
    problems_->Say(here, absl::StrCat("The id \"", clause.id,
                                      "\" comes twice; give each clause its "
                                      "own."));
  CheckKind(clause, here, depth);
}

void ClauseValidator::CheckKind(const Clause& clause, const std::string& here,
                                int depth) {
  switch (clause.kind) {
    case Clause::Kind::kAll:
    case Clause::Kind::kAny:
    case Clause::Kind::kAtLeast:
      return CheckGroup(clause, here, depth);
    case Clause::Kind::kNot:
      return CheckNot(clause, here, depth);
    case Clause::Kind::kCompare:
      return CheckCompare(clause, here);
    case Clause::Kind::kOneOf:
      return CheckOneOf(clause, here);
    case Clause::Kind::kInList:
      return CheckInList(clause, here);
    case Clause::Kind::kCodeMatches:
      return CheckCodeMatches(clause, here);
    case Clause::Kind::kRank:
      return CheckRank(clause, here, depth);
    case Clause::Kind::kScore:
      return CheckScore(clause, here);
    case Clause::Kind::kClassify:
      return CheckClassify(clause, here, depth);
    case Clause::Kind::kRegionKind:
      return CheckRegionKind(clause, here);
    case Clause::Kind::kUnspecified:
      break;
  }
  problems_->Say(here,
                 "The clause says nothing; give it one of all, any, at_least, "
                 "not, compare, one_of, in_list, code_matches, rank, score, "
                 "classify and region_kind.");
}

void ClauseValidator::CheckInner(const Clause& clause, const std::string& here,
                                 int depth) {
  for (size_t i = 0; i < clause.clauses.size(); ++i)
    Check(clause.clauses[i], absl::StrCat(here, ".clauses[", i, "]"),
          depth + 1);
}

void ClauseValidator::CheckGroup(const Clause& clause, const std::string& here,
                                 int depth) {
  const size_t size = clause.clauses.size();
  if (size == 0)
    problems_->Say(here, "The clause joins no clauses; list at least one.");
  if (clause.kind == Clause::Kind::kAtLeast && size > 0 &&
      (clause.count < 1 || static_cast<size_t>(clause.count) > size))
    problems_->Say(here, absl::StrCat("At least ", clause.count, " of ", size,
                                      " clauses can never be a choice; ask for "
                                      "a number from 1 to ",
                                      size, "."));
  CheckInner(clause, here, depth);
}

void ClauseValidator::CheckNot(const Clause& clause, const std::string& here,
                               int depth) {
  if (clause.clauses.size() != 1)
    problems_->Say(here, "`not` takes exactly one clause.");
  for (const Clause& inner : clause.clauses)
    Check(inner, absl::StrCat(here, ".not"), depth + 1);
}

void ClauseValidator::CheckComparator(const Clause& clause,
                                      const std::string& here) {
  if (clause.comparator < Comparator::kGreaterThan ||
      clause.comparator > Comparator::kAtMost)
    problems_->Say(here,
                   "The clause does not say which side passes; choose "
                   "GREATER_THAN, AT_LEAST, LESS_THAN or AT_MOST, since it "
                   "decides ties.");
}

void ClauseValidator::CheckCompare(const Clause& clause,
                                   const std::string& here) {
  CheckQuantity(clause.quantity, here, problems_);
  CheckComparator(clause, here);
  CheckBenchmark(policy_, clause.quantity, clause.benchmark, here, problems_);
}

void ClauseValidator::CheckOneOf(const Clause& clause,
                                 const std::string& here) {
  const Measure measure = clause.quantity.measure;
  if (!IsLevel(measure)) {
    problems_->Say(here,
                   "one_of takes a measure on an ordered scale: "
                   "TYPICAL_EDUCATION, COMPETITIVE_EDUCATION, WORK_EXPERIENCE, "
                   "JOB_TRAINING, LICENCE, JOB_ZONE or SVP_FLOOR.");
    return;
  }
  if (clause.levels.empty())
    problems_->Say(here, "one_of lists no level; nothing could pass.");
  for (const std::string& level : clause.levels) {
    if (!LevelNamed(measure, level))
      problems_->Say(here, absl::StrCat("\"", level, "\" is not a level of ",
                                        TraitsOf(measure).name, "."));
  }
}

void ClauseValidator::CheckInList(const Clause& clause,
                                  const std::string& here) {
  const bool there = std::any_of(
      policy_.lists.begin(), policy_.lists.end(),
      [&](const OccupationList& list) { return list.id == clause.list; });
  if (!there)
    problems_->Say(here, absl::StrCat("The policy has no list \"", clause.list,
                                      "\"; add it to lists."));
}

void ClauseValidator::CheckCodeMatches(const Clause& clause,
                                       const std::string& here) {
  if (clause.levels.empty())
    problems_->Say(here, "code_matches lists no pattern; nothing could pass.");
  for (const std::string& pattern : clause.levels) {
    if (!CodePattern::Parse(pattern))
      problems_->Say(here,
                     absl::StrCat("\"", pattern,
                                  "\" is no pattern of occupation codes; write "
                                  "29-1141, 25-1* or *9."));
  }
}

void ClauseValidator::CheckRegionKind(const Clause& clause,
                                      const std::string& here) {
  if (clause.region_kinds.empty())
    problems_->Say(here, "region_kind lists no kind; nothing could pass.");
  for (const RegionKind kind : clause.region_kinds) {
    if (RegionKindTitle(kind)[0] == 0)
      problems_->Say(here, absl::StrCat(static_cast<int>(kind),
                                        " is no kind of region; write one as "
                                        "in NATION, STATE or METROPOLITAN."));
  }
}

void ClauseValidator::CheckRank(const Clause& clause, const std::string& here,
                                int depth) {
  CheckQuantity(clause.quantity, here, problems_);
  if (clause.quantity.kind != Quantity::Kind::kMeasure ||
      TraitsOf(clause.quantity.measure).unit != vocabulary::Unit::kJobs)
    problems_->Say(here,
                   "Groups are ranked by a sum, and only counts of jobs and "
                   "openings can be added up.");
  if (clause.group_digits < 2 || clause.group_digits > 6)
    problems_->Say(here,
                   "A group is made of 2 to 6 digits of the code; 4 joins "
                   "15-12xx, 6 ranks occupations themselves.");
  if (clause.count < 1)
    problems_->Say(here, "The rank asks for no group; top is at least 1.");
  for (const Clause& inner : clause.clauses) {
    if (inner.kind != Clause::Kind::kRank ||
        inner.group_digits != clause.group_digits)
      problems_->Say(here,
                     "Only rank clauses over groups of the same digits can be "
                     "taken out of a rank.");
  }
  CheckInner(clause, here, depth);
}

void ClauseValidator::CheckScore(const Clause& clause,
                                 const std::string& here) {
  CheckComparator(clause, here);
  if (clause.among_guarded && in_guard_)
    problems_->Say(here,
                   "A score inside a guard cannot be taken over the "
                   "occupations that meet the guards: it would ask itself.");
  if (clause.components.empty())
    problems_->Say(here, "The score has no components; list at least one.");
  for (const ScoreComponent& component : clause.components) {
    CheckQuantity(component.quantity, here, problems_);
    if (IsLevel(component.quantity))
      problems_->Say(here,
                     "A level gives no points; only numbers have deciles and "
                     "deviations.");
    if (component.binning != ScoreComponent::Binning::kDecile &&
        component.binning != ScoreComponent::Binning::kZScore)
      problems_->Say(here, "The points are neither DECILE nor Z_SCORE.");
    if (component.weight_milli < 1 || component.weight_milli > 1'000'000)
      problems_->Say(here,
                     "The weight of a component is not above 0 and at most "
                     "1,000; write one as 1000.");
  }
}

void ClauseValidator::CheckClassify(const Clause& clause,
                                    const std::string& here, int depth) {
  if (clause.classes.empty())
    problems_->Say(here, "classify has no class; list at least one.");
  std::set<std::string> names = {clause.otherwise.name};
  if (clause.otherwise.name.empty())
    problems_->Say(here,
                   "classify does not name the class of occupations for which "
                   "no class holds; write otherwise.");
  for (const ClassOption& option : clause.classes) {
    if (option.name.empty() || !names.insert(option.name).second)
      problems_->Say(here, absl::StrCat("The class name \"", option.name,
                                        "\" is empty or comes twice."));
  }
  CheckInner(clause, here, depth);
}

}  // namespace plumbline::alignment
