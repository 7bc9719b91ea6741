#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_LAYOUTS_GATE_RELEASE_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_LAYOUTS_GATE_RELEASE_H_

#include "absl/strings/string_view.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor {

// Looks at a release as a whole, after reading, and adds what it finds to its
// report: the contracts of figures (gates/figure_gates.h) for the sources that
// publish them, and what changed against `previous`, the accepted release
// before of the same source; null when there is none.
//
// How many rows came and went is judged on what both releases cover: figures
// over all industries, in the regions and the classification that both have. A
// national file after one with metropolitan areas has not lost its rows.
// Completions are compared by their rows and institutions.
void GateRelease(absl::string_view source, const ReleaseTables* previous,
                 ReleaseTables* release);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_LAYOUTS_GATE_RELEASE_H_
