#include "services/labor/store/completion_codec.h"

#include "services/labor/store/column_codec.h"

namespace plumbline::labor {
namespace {

// The last number of a major and the last award level.
constexpr uint8_t kLastMajor = 2;
constexpr uint8_t kLastLevel = 21;

// Spells the institution of each row out.
bool ReadEnds(const v1::CompletionTable& message, size_t rows,
              std::vector<uint32_t>* institutions) {
  if (message.row_ends_size() != message.institutions_size()) return false;
  institutions->reserve(rows);
  for (int i = 0; i < message.row_ends_size(); ++i) {
    const size_t end = message.row_ends(i);
    if (end < institutions->size() || end > rows) return false;
    institutions->resize(end, static_cast<uint32_t>(i));
  }
  return institutions->size() == rows;
}

}  // namespace

void FillCompletions(const std::vector<Institution>& institutions,
                     const CompletionRows& rows, v1::CompletionTable* message) {
  size_t row = 0;
  for (uint32_t i = 0; i < institutions.size(); ++i) {
    auto& added = *message->add_institutions();
    added.set_unitid(institutions[i].unitid);
    added.set_title(institutions[i].title);
    added.set_state(institutions[i].state);
    added.set_county(institutions[i].county);
    while (row < rows.size() && rows.institutions[row] == i) ++row;
    message->add_row_ends(static_cast<uint32_t>(row));
  }
  message->mutable_cip_codes()->Add(rows.cips.begin(), rows.cips.end());
  message->set_majors(BytesOf(rows.majors));
  message->set_award_levels(BytesOf(rows.award_levels));
  message->mutable_awards()->Add(rows.awards.begin(), rows.awards.end());
  message->mutable_source_rows()->Add(rows.source_rows.begin(),
                                      rows.source_rows.end());
}

bool ReadCompletions(const v1::CompletionTable& message,
                     std::vector<Institution>* institutions,
                     CompletionRows* rows) {
  const auto count = static_cast<size_t>(message.cip_codes_size());
  auto majors = EnumsOf(message.majors(), kLastMajor);
  auto levels = EnumsOf(message.award_levels(), kLastLevel);
  if (!majors || !levels || majors->size() != count ||
      levels->size() != count ||
      static_cast<size_t>(message.awards_size()) != count ||
      static_cast<size_t>(message.source_rows_size()) != count ||
      !ReadEnds(message, count, &rows->institutions)) {
    return false;
  }
  for (const auto& institution : message.institutions()) {
    institutions->push_back({institution.unitid(), institution.title(),
                             institution.state(), institution.county()});
  }
  rows->cips = {message.cip_codes().begin(), message.cip_codes().end()};
  rows->majors = *std::move(majors);
  rows->award_levels = *std::move(levels);
  rows->awards = {message.awards().begin(), message.awards().end()};
  rows->source_rows = {message.source_rows().begin(),
                       message.source_rows().end()};
  return true;
}

}  // namespace plumbline::labor
