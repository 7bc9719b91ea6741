#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_VALIDATE_SURROUNDINGS_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_VALIDATE_SURROUNDINGS_H_

#include <string>

#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/policy/problems.h"

namespace plumbline::alignment {

// What is wrong with what clauses refer to: named benchmarks, lists, tables,
// exceptions, confidence and missing data.
void CheckSurroundings(const Policy& policy, Problems* problems);

// Whether the text is a day of the calendar, `YYYY-MM-DD`.
bool IsDate(const std::string& text);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_VALIDATE_SURROUNDINGS_H_
