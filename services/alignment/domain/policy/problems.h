#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_PROBLEMS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_PROBLEMS_H_

#include <string>
#include <utility>
#include <vector>

namespace plumbline::alignment {

// Something wrong with a policy.
struct PolicyProblem {
  // By field and clause id: `dimensions[0].clause`, `wage.median`.
  std::string place;
  // What is wrong and what to do, in one sentence.
  std::string message;
  bool operator==(const PolicyProblem&) const = default;
};

// Problems in the order in which they are found.
class Problems {
 public:
  void Say(std::string place, std::string message) {
    found_.push_back({std::move(place), std::move(message)});
  }
  std::vector<PolicyProblem> Take() { return std::move(found_); }

 private:
  std::vector<PolicyProblem> found_;
};

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_PROBLEMS_H_
