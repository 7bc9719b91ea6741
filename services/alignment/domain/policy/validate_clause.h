#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_VALIDATE_CLAUSE_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_VALIDATE_CLAUSE_H_

#include <set>
#include <string>

#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/policy/problems.h"

namespace plumbline::alignment {

// Walks the clauses of a policy in the order of its text and says what is wrong
// with each.
class ClauseValidator {
 public:
  // Both outlive the object.
  ClauseValidator(const Policy& policy, Problems* problems)
      : policy_(policy), problems_(problems) {}

  // Checks a clause that stands at `place` and all inside it.
  void Check(const Clause& clause, const std::string& place) {
    Check(clause, place, 1);
  }
  // The same for the clause of a guard.
  void CheckGuard(const Clause& clause, const std::string& place) {
    in_guard_ = true;
    Check(clause, place, 1);
    in_guard_ = false;
  }

 private:
  void Check(const Clause& clause, const std::string& place, int depth);
  void CheckKind(const Clause& clause, const std::string& here, int depth);
  void CheckGroup(const Clause& clause, const std::string& here, int depth);
  void CheckNot(const Clause& clause, const std::string& here, int depth);
  void CheckCompare(const Clause& clause, const std::string& here);
  void CheckComparator(const Clause& clause, const std::string& here);
  void CheckOneOf(const Clause& clause, const std::string& here);
  void CheckInList(const Clause& clause, const std::string& here);
  void CheckCodeMatches(const Clause& clause, const std::string& here);
  void CheckRank(const Clause& clause, const std::string& here, int depth);
  void CheckScore(const Clause& clause, const std::string& here);
  void CheckClassify(const Clause& clause, const std::string& here, int depth);
  void CheckRegionKind(const Clause& clause, const std::string& here);
  void CheckInner(const Clause& clause, const std::string& here, int depth);

  const Policy& policy_;
  Problems* problems_;
  std::set<std::string> ids_;
  int clause_count_ = 0;
  bool in_guard_ = false;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_VALIDATE_CLAUSE_H_
