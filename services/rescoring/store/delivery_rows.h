#ifndef PLUMBLINE_SERVICES_RESCORING_STORE_DELIVERY_ROWS_H_
#define PLUMBLINE_SERVICES_RESCORING_STORE_DELIVERY_ROWS_H_

#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/common/storage/connection.h"
#include "services/rescoring/store/rescoring_store.h"

// The statements on deliveries; RescoringStore says what they do.
namespace plumbline::rescoring {

absl::StatusOr<std::optional<Delivery>> SelectDelivery(
    storage::Connection& connection, absl::string_view subscription);
// Inside a transaction for writing.
absl::StatusOr<bool> PutDelivery(storage::Connection& connection,
                                 absl::string_view subscription,
                                 const std::optional<Delivery>& from,
                                 const Delivery& to);

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_STORE_DELIVERY_ROWS_H_
