#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_VALIDATE_QUANTITY_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_VALIDATE_QUANTITY_H_

#include <string>

#include "services/alignment/domain/policy/policy.h"
#include "services/alignment/domain/policy/problems.h"

namespace plumbline::alignment {

// What is wrong with what is measured; `here` names the clause.
void CheckQuantity(const Quantity& quantity, const std::string& here,
                   Problems* problems);

// What is wrong with what `quantity` is compared with.
void CheckBenchmark(const Policy& policy, const Quantity& quantity,
                    const Benchmark& benchmark, const std::string& here,
                    Problems* problems);

// Whether the quantity is a level on an ordered scale.
bool IsLevel(const Quantity& quantity);
bool IsLevel(vocabulary::Measure measure);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_POLICY_VALIDATE_QUANTITY_H_
