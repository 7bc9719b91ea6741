#include "services/labor/store/column_codec.h"

#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"

namespace plumbline::labor {

using vocabulary::CipCode;
using vocabulary::OccupationScheme;
using vocabulary::SocCode;

absl::Status Damaged(absl::string_view what) {
  return base::Error(
      absl::StatusCode::kDataLoss, base::reason::kStorageFailed,
      absl::StrCat("stored ", what,
                   " are damaged: restore the state directory from a backup, "
                   "or import and publish again into an empty one"));
}

std::optional<OccupationScheme> SchemeByName(absl::string_view name) {
  for (int number = 0;
       number <= static_cast<int>(OccupationScheme::kOnetSoc2010); ++number) {
    const auto scheme = static_cast<OccupationScheme>(number);
    if (SchemeName(scheme) == name) return scheme;
  }
  return std::nullopt;
}

void FillLayer(absl::string_view layer, const std::vector<CrosswalkEdge>& edges,
               const std::vector<CipCode>& unmatched_cips,
               const std::vector<SocCode>& unmatched_socs,
               v1::CrosswalkLayer* message) {
  message->set_layer(std::string(layer));
  for (const CrosswalkEdge& edge : edges) {
    message->add_cip_codes(static_cast<uint32_t>(edge.cip.digits()));
    message->add_soc_codes(static_cast<uint32_t>(edge.soc.digits()));
    message->add_source_rows(edge.source_row);
  }
  for (const CipCode code : unmatched_cips) {
    message->add_unmatched_cip_codes(static_cast<uint32_t>(code.digits()));
  }
  for (const SocCode code : unmatched_socs) {
    message->add_unmatched_soc_codes(static_cast<uint32_t>(code.digits()));
  }
}

bool ReadLayer(const v1::CrosswalkLayer& message,
               std::vector<CrosswalkEdge>* edges,
               std::vector<CipCode>* unmatched_cips,
               std::vector<SocCode>* unmatched_socs) {
  if (message.soc_codes_size() != message.cip_codes_size() ||
      message.source_rows_size() != message.cip_codes_size()) {
    return false;
  }
  for (int i = 0; i < message.cip_codes_size(); ++i) {
    edges->push_back(
        {CipCode::FromDigits(static_cast<int32_t>(message.cip_codes(i))),
         SocCode::FromDigits(static_cast<int32_t>(message.soc_codes(i))),
         message.source_rows(i)});
  }
  for (const uint32_t code : message.unmatched_cip_codes()) {
    unmatched_cips->push_back(CipCode::FromDigits(static_cast<int32_t>(code)));
  }
  for (const uint32_t code : message.unmatched_soc_codes()) {
    unmatched_socs->push_back(SocCode::FromDigits(static_cast<int32_t>(code)));
  }
  return true;
}

void FillChanges(const std::vector<CodeChangeTable::Change>& changes,
                 v1::CodeChangeTable* message) {
  for (const CodeChangeTable::Change& change : changes) {
    message->add_from_codes(static_cast<uint32_t>(change.from));
    message->add_to_codes(static_cast<uint32_t>(change.to));
    message->add_source_rows(change.source_row);
  }
}

bool ReadChanges(const v1::CodeChangeTable& message,
                 std::vector<CodeChangeTable::Change>* changes) {
  if (message.to_codes_size() != message.from_codes_size() ||
      message.source_rows_size() != message.from_codes_size()) {
    return false;
  }
  for (int i = 0; i < message.from_codes_size(); ++i) {
    changes->push_back({static_cast<int32_t>(message.from_codes(i)),
                        static_cast<int32_t>(message.to_codes(i)),
                        message.source_rows(i)});
  }
  return true;
}

}  // namespace plumbline::labor
