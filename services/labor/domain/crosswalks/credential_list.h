#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_CROSSWALKS_CREDENTIAL_LIST_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_CROSSWALKS_CREDENTIAL_LIST_H_

#include "absl/status/statusor.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor::crosswalks {

// Reads public lists of credentials that name an occupation for each, known by
// their headings: the occupational licences of New Jersey (ID, NAME, CODE,
// ISDELETED) and the registered apprenticeships of the U.S. Department of Labor
// (occupational_title, rapids_code, onet_code).
//
// Occupation codes stay as the list writes them, for their vintage is for
// whoever reads them to find out. Licences that the list marks as withdrawn are
// accepted and counted in a note, and are no entries. A credential without a
// code is a warning and stays an entry that leads nowhere. The reference period
// is the layout's name, `nj-licenses` or `rapids`, of the first table: the
// files do not tell their time.
//
// Errors:
//   kInvalidArgument, LAYOUT_UNKNOWN: no known headings.
//   As LoadTables.
absl::StatusOr<ReleaseTables> ReadCredentialList(SourceFiles files);

}  // namespace plumbline::labor::crosswalks

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_CROSSWALKS_CREDENTIAL_LIST_H_
