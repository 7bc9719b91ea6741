#include "services/labor/domain/onet/release_reading.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/common/tabular/cell_text.h"

namespace plumbline::labor::onet {
namespace {

bool AllDigits(absl::string_view text) {
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return !text.empty();
}

}  // namespace

bool IsNotGiven(absl::string_view text) {
  return text.empty() || text == "n/a";
}

TextId ReleaseReading::Text(const Record& record, size_t column) {
  const absl::string_view text = record.Text(column);
  return IsNotGiven(text) ? 0 : tables_.texts.Intern(text);
}

bool ReleaseReading::TakeText(const Record& record, size_t column,
                              TextId* text) {
  *text = Text(record, column);
  return *text != 0 ||
         record.Reject(column, "value-missing",
                       "The field must not be empty: the row was left out.");
}

bool ReleaseReading::TakeOccupation(const Record& record, size_t column,
                                    uint32_t* occupation) {
  const absl::string_view text = record.Text(column);
  if (!last_code_.empty() && text == last_code_) {
    *occupation = last_occupation_;
    return true;
  }
  const auto code = vocabulary::OnetSocCode::Parse(text);
  if (!code.ok()) {
    return record.Reject(
        column, "code-malformed",
        absl::StrCat(code.status().message(),
                     tabular::LooksLikeMangledCode(text)
                         ? "; a spreadsheet seems to have turned the code into "
                           "a date"
                         : ""));
  }
  const auto found = tables_.Find(*code);
  if (!found) {
    return record.Reject(column, "code-unknown",
                         "The code is not in Occupation Data.txt of this "
                         "release: the row was left out.");
  }
  last_code_ = std::string(text);
  last_occupation_ = *found;
  *occupation = *found;
  return true;
}

bool ReleaseReading::TakeElement(const Record& record, size_t id_column,
                                 size_t name_column, uint32_t* element) {
  TextId id = 0;
  if (!TakeText(record, id_column, &id)) return false;
  const TextId name = Text(record, name_column);
  const auto [at, added] = element_of_.try_emplace(
      id, static_cast<uint32_t>(tables_.elements.size()));
  *element = at->second;
  if (added) {
    tables_.elements.push_back({id, name});
  } else if (tables_.elements[*element].name != name) {
    record.Note(name_column, "element-name",
                absl::StrCat(
                    "Element ", record.Text(id_column), " is elsewhere named '",
                    tables_.Text(tables_.elements[*element].name), "'."));
  }
  return true;
}

bool ReleaseReading::AddScale(const Record& record, size_t column,
                              const Scale& scale) {
  const auto index = static_cast<uint32_t>(tables_.scales.size());
  if (!scale_of_.try_emplace(scale.id, index).second) {
    return record.Reject(column, "key-duplicate",
                         "The scale comes twice: the first one counts.");
  }
  tables_.scales.push_back(scale);
  return true;
}

bool ReleaseReading::TakeScale(const Record& record, size_t column,
                               uint32_t* scale) {
  TextId id = 0;
  if (!TakeText(record, column, &id)) return false;
  const auto found = scale_of_.find(id);
  if (found != scale_of_.end()) {
    *scale = found->second;
    return true;
  }
  if (scales_closed_) {
    return record.Reject(column, "code-unknown",
                         "The scale is not in Scales Reference.txt: the row "
                         "was left out.");
  }
  *scale = static_cast<uint32_t>(tables_.scales.size());
  return AddScale(record, column, {.id = id});
}

bool TakeDecimal(const Record& record, size_t column, Decimal4* number) {
  const absl::string_view text = record.Text(column);
  if (IsNotGiven(text)) return true;
  const auto parsed = tabular::ParseDecimal(text, 4);
  if (!parsed || *parsed > INT32_MAX || *parsed <= INT32_MIN) {
    return record.Reject(column, "number-malformed",
                         "The field is neither a number nor n/a: the row was "
                         "left out.");
  }
  number->ten_thousandths = static_cast<int32_t>(*parsed);
  return true;
}

bool TakeCount(const Record& record, size_t column, MaybeCount* count) {
  if (IsNotGiven(record.Text(column))) return true;
  return TakeInteger(record, column, 0, INT32_MAX, &count->count);
}

bool TakeInteger(const Record& record, size_t column, int32_t low, int32_t high,
                 int32_t* number) {
  int32_t parsed = 0;
  const absl::string_view text = record.Text(column);
  if (AllDigits(text) && absl::SimpleAtoi(text, &parsed) && parsed >= low &&
      parsed <= high) {
    *number = parsed;
    return true;
  }
  return record.Reject(
      column, "number-malformed",
      absl::StrCat("The field is not a whole number from ", low, " to ", high,
                   ": the row was left out."));
}

bool TakeAnswer(const Record& record, size_t column, Answer* answer) {
  const absl::string_view text = record.Text(column);
  if (IsNotGiven(text)) return true;
  if (text != "Y" && text != "N") {
    return record.Reject(column, "answer-malformed",
                         "The field is none of Y, N and n/a: the row was left "
                         "out.");
  }
  *answer = text == "Y" ? Answer::kYes : Answer::kNo;
  return true;
}

bool TakeDate(const Record& record, size_t column, YearMonth* date) {
  const absl::string_view text = record.Text(column);
  if (IsNotGiven(text)) return true;
  int32_t month = 0, year = 0;
  if (text.size() != 7 || text[2] != '/' || !AllDigits(text.substr(0, 2)) ||
      !AllDigits(text.substr(3)) ||
      !absl::SimpleAtoi(text.substr(0, 2), &month) ||
      !absl::SimpleAtoi(text.substr(3), &year) || month < 1 || month > 12) {
    return record.Reject(column, "date-malformed",
                         "The field is neither MM/YYYY nor n/a: the row was "
                         "left out.");
  }
  *date = year * 100 + month;
  return true;
}

}  // namespace plumbline::labor::onet
