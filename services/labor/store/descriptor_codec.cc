#include "services/labor/store/descriptor_codec.h"

#include <algorithm>
#include <string>
#include <utility>

#include "services/labor/store/column_codec.h"

namespace plumbline::labor {
namespace {

// The last of `0 not given, 1 no, 2 yes`.
constexpr uint8_t kLastAnswer = 2;

bool LengthsAgree(const v1::DescriptorTable& message, size_t rows) {
  return static_cast<size_t>(message.hundredths_size()) == rows &&
         static_cast<size_t>(message.standard_errors_size()) == rows &&
         static_cast<size_t>(message.source_rows_size()) == rows &&
         message.scales().size() == rows &&
         message.recommend_suppress().size() == rows &&
         message.not_relevant().size() == rows &&
         message.onet_codes_size() == message.row_ends_size();
}

// Spells the code of each row out.
bool ReadCodes(const v1::DescriptorTable& message, size_t rows,
               std::vector<uint32_t>* codes) {
  codes->reserve(rows);
  for (int i = 0; i < message.onet_codes_size(); ++i) {
    const size_t end = message.row_ends(i);
    const bool sorted =
        i == 0 || message.onet_codes(i - 1) < message.onet_codes(i);
    if (!sorted || end < codes->size() || end > rows) return false;
    codes->resize(end, message.onet_codes(i));
  }
  return codes->size() == rows;
}

}  // namespace

void FillDescriptors(const DescriptorRows& rows, v1::DescriptorTable* message) {
  for (size_t i = 0; i < rows.size(); ++i) {
    if (i + 1 < rows.size() && rows.onet_codes[i + 1] == rows.onet_codes[i]) {
      continue;
    }
    message->add_onet_codes(rows.onet_codes[i]);
    message->add_row_ends(static_cast<uint32_t>(i + 1));
  }
  message->mutable_elements()->Add(rows.elements.begin(), rows.elements.end());
  message->set_scales(BytesOf(rows.scales));
  message->mutable_hundredths()->Add(rows.hundredths.begin(),
                                     rows.hundredths.end());
  message->mutable_standard_errors()->Add(rows.standard_errors.begin(),
                                          rows.standard_errors.end());
  message->set_recommend_suppress(BytesOf(rows.recommend_suppress));
  message->set_not_relevant(BytesOf(rows.not_relevant));
  message->mutable_source_rows()->Add(rows.source_rows.begin(),
                                      rows.source_rows.end());
}

bool ReadDescriptors(const v1::DescriptorTable& message, size_t elements,
                     DescriptorRows* rows) {
  const auto count = static_cast<size_t>(message.elements_size());
  auto scales = EnumsOf(message.scales(), DescriptorScale::kLevel);
  auto suppress = EnumsOf(message.recommend_suppress(), kLastAnswer);
  auto relevance = EnumsOf(message.not_relevant(), kLastAnswer);
  const bool known =
      std::all_of(message.elements().begin(), message.elements().end(),
                  [&](uint32_t element) { return element < elements; });
  if (!scales || !suppress || !relevance || !known ||
      !LengthsAgree(message, count) ||
      !ReadCodes(message, count, &rows->onet_codes)) {
    return false;
  }
  rows->elements = {message.elements().begin(), message.elements().end()};
  rows->scales = *std::move(scales);
  rows->hundredths = {message.hundredths().begin(), message.hundredths().end()};
  rows->standard_errors = {message.standard_errors().begin(),
                           message.standard_errors().end()};
  rows->recommend_suppress = *std::move(suppress);
  rows->not_relevant = *std::move(relevance);
  rows->source_rows = {message.source_rows().begin(),
                       message.source_rows().end()};
  return true;
}

void FillElement(const DescriptorElement& element,
                 v1::DescriptorElement* message) {
  message->set_id(element.id);
  message->set_name(element.name);
  message->set_domain(
      static_cast<v1::DescriptorElement::Domain>(element.domain));
  message->set_group(GroupOf(element.id));
}

bool ReadElement(const v1::DescriptorElement& message,
                 DescriptorElement* element) {
  *element = {message.id(), message.name(),
              static_cast<DescriptorDomain>(message.domain())};
  return message.domain() >= v1::DescriptorElement::SKILLS &&
         message.domain() <= v1::DescriptorElement::WORK_ACTIVITIES;
}

}  // namespace plumbline::labor
