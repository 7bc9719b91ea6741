#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SUPPLY_SUPPLY_TEXT_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SUPPLY_SUPPLY_TEXT_H_

#include <string>

#include "plumbline/alignment/v1/supply.pb.h"

namespace plumbline::alignment {

// One sentence that says why so many completers are left over, from the other
// fields.
std::string SurplusSentence(const v1::Bottleneck& surplus);
// The same for openings that stay open.
std::string ShortageSentence(const v1::Bottleneck& shortage);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SUPPLY_SUPPLY_TEXT_H_
