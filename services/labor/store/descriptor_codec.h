#ifndef PLUMBLINE_SERVICES_LABOR_STORE_DESCRIPTOR_CODEC_H_
#define PLUMBLINE_SERVICES_LABOR_STORE_DESCRIPTOR_CODEC_H_

#include <vector>

#include "plumbline/labor/v1/snapshot.pb.h"
#include "services/labor/domain/release/descriptor_table.h"

// Ratings as messages, for releases and snapshots alike.

namespace plumbline::labor {

// Rows in the order that DescriptorRows defines, but not where they came from.
void FillDescriptors(const DescriptorRows& rows, v1::DescriptorTable* message);

// False when columns have different lengths, codes are not sorted or an element
// is not among the first `elements`.
bool ReadDescriptors(const v1::DescriptorTable& message, size_t elements,
                     DescriptorRows* rows);

void FillElement(const DescriptorElement& element,
                 v1::DescriptorElement* message);
// False when the domain is unknown.
bool ReadElement(const v1::DescriptorElement& message,
                 DescriptorElement* element);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_STORE_DESCRIPTOR_CODEC_H_
