#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_CHANGE_TEXT_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_CHANGE_TEXT_H_

#include <string>

#include "plumbline/alignment/v1/change.pb.h"
#include "services/alignment/store/verdict_row.h"

namespace plumbline::alignment {

// A change in a few plain sentences: what, because of what, and the figures of
// the clause that decides.
std::string ChangeText(const v1::Change& change);

// "counts as ALIGNED, 2 editions in a row said otherwise"; empty for none.
std::string GraceText(const Grace& grace);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_CHANGES_CHANGE_TEXT_H_
