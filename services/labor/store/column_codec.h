#ifndef PLUMBLINE_SERVICES_LABOR_STORE_COLUMN_CODEC_H_
#define PLUMBLINE_SERVICES_LABOR_STORE_COLUMN_CODEC_H_

// What the two codecs share: packed columns, enumerations by byte or name, and
// the complaint about bytes that do not add up.

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "plumbline/labor/v1/snapshot.pb.h"
#include "services/common/vocabulary/soc_code.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor {

// kDataLoss, STORAGE_FAILED: stored bytes are damaged. `what` names the part.
absl::Status Damaged(absl::string_view what);

std::optional<vocabulary::OccupationScheme> SchemeByName(
    absl::string_view name);

// One byte for each value of an enumeration.
template <typename Enum>
std::string BytesOf(const std::vector<Enum>& values) {
  std::string bytes;
  bytes.reserve(values.size());
  for (const Enum value : values) bytes.push_back(static_cast<char>(value));
  return bytes;
}

// The values of such bytes; empty when one is above `last`.
template <typename Enum>
std::optional<std::vector<Enum>> EnumsOf(absl::string_view bytes, Enum last) {
  std::vector<Enum> values;
  values.reserve(bytes.size());
  for (const char byte : bytes) {
    if (static_cast<uint8_t>(byte) > static_cast<uint8_t>(last)) {
      return std::nullopt;
    }
    values.push_back(static_cast<Enum>(byte));
  }
  return values;
}

// The edges of a layer and the codes without a match, but not where they came
// from.
void FillLayer(absl::string_view layer, const std::vector<CrosswalkEdge>& edges,
               const std::vector<vocabulary::CipCode>& unmatched_cips,
               const std::vector<vocabulary::SocCode>& unmatched_socs,
               v1::CrosswalkLayer* message);
// False when the columns have different lengths.
bool ReadLayer(const v1::CrosswalkLayer& message,
               std::vector<CrosswalkEdge>* edges,
               std::vector<vocabulary::CipCode>* unmatched_cips,
               std::vector<vocabulary::SocCode>* unmatched_socs);

void FillChanges(const std::vector<CodeChangeTable::Change>& changes,
                 v1::CodeChangeTable* message);
bool ReadChanges(const v1::CodeChangeTable& message,
                 std::vector<CodeChangeTable::Change>* changes);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_STORE_COLUMN_CODEC_H_
