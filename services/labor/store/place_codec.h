#ifndef PLUMBLINE_SERVICES_LABOR_STORE_PLACE_CODEC_H_
#define PLUMBLINE_SERVICES_LABOR_STORE_PLACE_CODEC_H_

#include "plumbline/labor/v1/stored_release.pb.h"
#include "services/labor/domain/release/place_table.h"

namespace plumbline::labor {

void FillPlaces(const PlaceTable& table, v1::StoredPlaces* message);
PlaceTable ReadPlaces(const v1::StoredPlaces& message);

void FillChange(const PlaceTable::Change& change,
                v1::SnapshotRegionChange* message);
PlaceTable::Change ReadChange(const v1::SnapshotRegionChange& message);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_STORE_PLACE_CODEC_H_
