#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_ONET_GATES_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_ONET_GATES_H_

#include <map>
#include <string>

#include "services/labor/domain/onet/onet_tables.h"
#include "services/labor/domain/onet/source_members.h"
#include "services/labor/domain/release/gate_report.h"

namespace plumbline::labor::onet {

// Adds what a reader of the report should know about the whole release: how
// many figures are not given or should not be relied on ("missing-census",
// "suppress-census", "not-relevant-census"), how many occupations each file
// rates ("occupations-rated"), and an occupation without a job zone
// ("job-zone-census").
void AddCensus(const OnetTables& tables,
               const std::map<std::string, Member>& members,
               GateReport* report);

// Adds a note for each file that a whole release has and this one lacks, and
// for each file that no known release has.
void NoteFiles(const std::map<std::string, Member>& members,
               GateReport* report);

}  // namespace plumbline::labor::onet

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_ONET_ONET_GATES_H_
