#ifndef PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_CHECK_TABLES_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_CHECK_TABLES_H_

#include "absl/status/status.h"
#include "services/alignment/domain/edition/edition_tables.h"

namespace plumbline::alignment {

// Holds that tables can be indexed: columns of the same length, indexes in
// range, codes sorted, no region its own ancestor.
//
// Errors:
//   kInvalidArgument, ARGUMENT_INVALID: the first thing that does not hold,
//   with its place in the message.
absl::Status CheckTables(const EditionTables& tables);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_DOMAIN_EDITION_CHECK_TABLES_H_
