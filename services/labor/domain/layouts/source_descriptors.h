#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_LAYOUTS_SOURCE_DESCRIPTORS_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_LAYOUTS_SOURCE_DESCRIPTORS_H_

#include "absl/types/span.h"

namespace plumbline::labor {

// The files of data/sources, one JSON object each. The build writes them.
extern const absl::Span<const char* const> kSourceDescriptors;

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_LAYOUTS_SOURCE_DESCRIPTORS_H_
