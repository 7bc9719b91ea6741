#include "services/alignment/api/changes/clause_changes.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/alignment/api/records/record_codec.h"
#include "services/alignment/domain/scoring/programs/evaluate_program.h"

namespace plumbline::alignment {
namespace {

constexpr int kMostClauses = 10;

// A clause of an occupation on one side.
struct SaidClause {
  const ClauseRecord* record = nullptr;
  bool counts = false;
};

// The comparisons of a decision by occupation and clause: what clauses inside
// others say decides, so the innermost are what people look at.
using Clauses = std::map<std::pair<std::string, std::string>, SaidClause>;

void Collect(const ClauseRecord& record, const std::string& occupation,
             bool counts, Clauses& clauses) {
  if (record.clauses.empty())
    clauses[{occupation, record.clause}] = {&record, counts};
  for (const ClauseRecord& inner : record.clauses)
    Collect(inner, occupation, counts, clauses);
}

Clauses ClausesOf(const Edition& edition, const Decision& decision) {
  Clauses clauses;
  for (const OccupationRecord& occupation : decision.occupations) {
    const std::string code =
        edition.occupation_code(occupation.link.link.occupation).ToString();
    for (const auto* records : {&occupation.guards, &occupation.dimensions}) {
      for (const ClauseRecord& record : *records)
        Collect(record, code, occupation.link.counted(), clauses);
    }
  }
  return clauses;
}

Outcome OutcomeOf(const SaidClause& said) {
  return said.record == nullptr ? Outcome::kUnspecified : said.record->outcome;
}

struct Side {
  const Edition& edition;
  Decision decision;
  Clauses clauses;
};

Side SideOf(const ViewRow& row) {
  const BoundPolicy& policy = *row.policy->bound;
  Side side{policy.edition(),
            EvaluateProgram(policy, row.region, row.subject->facts),
            {}};
  side.clauses = ClausesOf(side.edition, side.decision);
  return side;
}

struct Pair {
  SaidClause before;
  SaidClause after;

  bool differs() const { return OutcomeOf(before) != OutcomeOf(after); }
  bool counts() const { return before.counts || after.counts; }
};

}  // namespace

void AddClauseChanges(const ViewRow& before, const ViewRow& after,
                      v1::Change& change) {
  const Side was = SideOf(before);
  const Side is = SideOf(after);
  std::map<std::pair<std::string, std::string>, Pair> pairs;
  for (const auto& [key, said] : was.clauses) pairs[key].before = said;
  for (const auto& [key, said] : is.clauses) pairs[key].after = said;
  for (const bool counting : {true, false}) {
    for (const auto& [key, pair] : pairs) {
      if (!pair.differs() || pair.counts() != counting) continue;
      if (change.clauses_size() == kMostClauses) return;
      v1::ClauseChange& said = *change.add_clauses();
      said.set_occupation(absl::StrCat("occupations/", key.first));
      said.set_clause(key.second);
      if (pair.before.record != nullptr)
        *said.mutable_before() =
            ClauseToProto(was.edition, *pair.before.record);
      if (pair.after.record != nullptr)
        *said.mutable_after() = ClauseToProto(is.edition, *pair.after.record);
    }
  }
}

}  // namespace plumbline::alignment
