#include "services/rescoring/store/delivery_rows.h"

#include <memory>
#include <string>

#include "services/common/base/status_macros.h"

namespace plumbline::rescoring {

absl::StatusOr<std::optional<Delivery>> SelectDelivery(
    storage::Connection& connection, absl::string_view subscription) {
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto rows,
      connection.Prepare("SELECT feed_cursor, failures, next_micros FROM "
                         "rescoring_delivery WHERE subscription = $1"));
  rows->Bind(subscription);
  PLUMBLINE_ASSIGN_OR_RETURN(const bool has_row, rows->Step());
  if (!has_row) return std::nullopt;
  Delivery delivery;
  delivery.cursor = std::string(rows->Text(0));
  delivery.failures = rows->Int64(1);
  delivery.next_attempt = absl::FromUnixMicros(rows->Int64(2));
  return delivery;
}

absl::StatusOr<bool> PutDelivery(storage::Connection& connection,
                                 absl::string_view subscription,
                                 const std::optional<Delivery>& from,
                                 const Delivery& to) {
  const int64_t next = absl::ToUnixMicros(to.next_attempt);
  PLUMBLINE_ASSIGN_OR_RETURN(
      const auto put,
      connection.Prepare(
          from ? "UPDATE rescoring_delivery SET feed_cursor = $1, failures = "
                 "$2, next_micros = $3 WHERE subscription = $4 AND feed_cursor "
                 "= $5 AND failures = $6"
               : "INSERT INTO rescoring_delivery (feed_cursor, failures, "
                 "next_micros, subscription) VALUES ($1, $2, $3, $4) ON "
                 "CONFLICT DO NOTHING"));
  if (from) {
    put->Bind(to.cursor, to.failures, next, subscription, from->cursor,
              from->failures);
  } else {
    put->Bind(to.cursor, to.failures, next, subscription);
  }
  PLUMBLINE_RETURN_IF_ERROR(put->Run());
  return put->ChangedRows() == 1;
}

}  // namespace plumbline::rescoring
