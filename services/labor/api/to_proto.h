#ifndef PLUMBLINE_SERVICES_LABOR_API_TO_PROTO_H_
#define PLUMBLINE_SERVICES_LABOR_API_TO_PROTO_H_

#include "plumbline/common/v1/figure.pb.h"
#include "plumbline/labor/v1/edition.pb.h"
#include "plumbline/labor/v1/release.pb.h"
#include "services/labor/domain/edition/edition_view.h"
#include "services/labor/domain/layouts/sources.h"
#include "services/labor/store/labor_store.h"

namespace plumbline::labor {

v1::Source ToProto(const Source& source);
v1::Release ToProto(const ReleaseRecord& release);
v1::Edition ToProto(const EditionRecord& edition);
v1::Region ToProto(const Region& region);
v1::Occupation ToProto(const EditionOccupation& occupation);
// `answer` came from `view`.
common::v1::Figure ToProto(const FigureAnswer& answer, const EditionView& view);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_API_TO_PROTO_H_
