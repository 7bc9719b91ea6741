// Files of ratings: one element of one occupation on one scale in a row.
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/labor/domain/onet/release_reading.h"

namespace plumbline::labor::onet {
namespace {

enum Column : size_t {
  kCode,
  kElementId,
  kElementName,
  kScaleId,
  kCategory,
  kValue,
  kRespondents,
  kStandardError,
  kLowerBound,
  kUpperBound,
  kSuppress,
  kNotRelevant,
  kDate,
  kSource,
};

constexpr absl::string_view kColumns[] = {"O*NET-SOC Code",
                                          "Element ID",
                                          "Element Name",
                                          "Scale ID",
                                          "Category",
                                          "Data Value",
                                          "N",
                                          "Standard Error",
                                          "Lower CI Bound",
                                          "Upper CI Bound",
                                          "Recommend Suppress",
                                          "Not Relevant",
                                          "Date",
                                          "Domain Source"};

struct Rating {
  uint32_t occupation = 0;
  uint32_t element = 0;
  uint32_t scale = 0;
  int32_t category = 0;
  Decimal4 value;
  MaybeCount respondents;
  Decimal4 standard_error;
  Decimal4 lower;
  Decimal4 upper;
  Answer suppress = Answer::kNotGiven;
  Answer not_relevant = Answer::kNotGiven;
  YearMonth date = 0;
};

bool TakeKey(const Record& record, ReleaseReading* reading, Rating* rating) {
  return reading->TakeOccupation(record, kCode, &rating->occupation) &&
         reading->TakeElement(record, kElementId, kElementName,
                              &rating->element) &&
         reading->TakeScale(record, kScaleId, &rating->scale) &&
         (IsNotGiven(record.Text(kCategory)) ||
          TakeInteger(record, kCategory, 1, 255, &rating->category));
}

bool TakeFigures(const Record& record, Rating* rating) {
  return TakeDecimal(record, kValue, &rating->value) &&
         TakeCount(record, kRespondents, &rating->respondents) &&
         TakeDecimal(record, kStandardError, &rating->standard_error) &&
         TakeDecimal(record, kLowerBound, &rating->lower) &&
         TakeDecimal(record, kUpperBound, &rating->upper) &&
         TakeAnswer(record, kSuppress, &rating->suppress) &&
         TakeAnswer(record, kNotRelevant, &rating->not_relevant) &&
         TakeDate(record, kDate, &rating->date);
}

// Gate: a value lies within its scale.
bool IsOnScale(const Record& record, const OnetTables& tables,
               const Rating& rating) {
  const Scale& scale = tables.scales[rating.scale];
  const auto beyond = [&](const Decimal4& bound, int sign) {
    return bound.present() && rating.value.present() &&
           sign * (int64_t{rating.value.ten_thousandths} -
                   int64_t{bound.ten_thousandths}) >
               0;
  };
  if (!beyond(scale.minimum, -1) && !beyond(scale.maximum, 1)) return true;
  return record.Reject(
      kValue, "scale-bounds",
      absl::StrCat("The value lies outside of scale ", tables.Text(scale.id),
                   " (Scales Reference.txt): the row was left out."));
}

// Gate: what editions carry in hundredths is one, and no error is below 0.
bool IsInHundredths(const Record& record, RatingKind kind,
                    const Rating& rating) {
  if (kind > RatingKind::kWorkActivities) return true;
  if (rating.value.present() && (rating.value.ten_thousandths < 0 ||
                                 rating.value.ten_thousandths % 100 != 0)) {
    return record.Reject(kValue, "number-malformed",
                         "The value is below 0 or has more than two decimals: "
                         "the row was left out.");
  }
  return !rating.standard_error.present() ||
         rating.standard_error.ten_thousandths >= 0 ||
         record.Reject(kStandardError, "number-malformed",
                       "The standard error is below 0: the row was left out.");
}

uint64_t KeyOf(const Rating& rating) {
  return uint64_t{rating.occupation} << 40 | uint64_t{rating.element} << 20 |
         uint64_t{rating.scale} << 8 | static_cast<uint64_t>(rating.category);
}

void Append(const Record& record, const Rating& rating, TextId source,
            RatingTable* table) {
  table->occupation.push_back(rating.occupation);
  table->element.push_back(rating.element);
  table->scale.push_back(rating.scale);
  table->category.push_back(static_cast<uint8_t>(rating.category));
  table->value.push_back(rating.value);
  table->respondents.push_back(rating.respondents);
  table->standard_error.push_back(rating.standard_error);
  table->lower_bound.push_back(rating.lower);
  table->upper_bound.push_back(rating.upper);
  table->recommend_suppress.push_back(rating.suppress);
  table->not_relevant.push_back(rating.not_relevant);
  table->date.push_back(rating.date);
  table->source.push_back(source);
  table->row.push_back(record.number());
}

// Room for as many rows as the bytes can hold, so that columns are not copied
// while they grow.
void Reserve(size_t rows, RatingTable* table) {
  table->occupation.reserve(rows);
  table->element.reserve(rows);
  table->scale.reserve(rows);
  table->category.reserve(rows);
  table->value.reserve(rows);
  table->respondents.reserve(rows);
  table->standard_error.reserve(rows);
  table->lower_bound.reserve(rows);
  table->upper_bound.reserve(rows);
  table->recommend_suppress.reserve(rows);
  table->not_relevant.reserve(rows);
  table->date.reserve(rows);
  table->source.reserve(rows);
  table->row.reserve(rows);
}

}  // namespace

RowCounts ReadRatings(const Member& member, absl::string_view bytes,
                      const FileLayout& layout, ReleaseReading* reading) {
  constexpr size_t kBytesOfARow = 88;
  RatingTable table{.kind = layout.rating, .file = std::string(layout.name)};
  Reserve(bytes.size() / kBytesOfARow, &table);
  absl::flat_hash_set<uint64_t> keys;
  keys.reserve(bytes.size() / kBytesOfARow);
  const RowCounts counts = ReadRecords(
      member, bytes, layout, kColumns, &reading->report(),
      [&](const Record& record) {
        Rating rating;
        if (!TakeKey(record, reading, &rating) ||
            !TakeFigures(record, &rating) ||
            !IsOnScale(record, reading->tables(), rating) ||
            !IsInHundredths(record, layout.rating, rating)) {
          return false;
        }
        if (!keys.insert(KeyOf(rating)).second) {
          return record.Reject(kElementId, "key-duplicate",
                               "Occupation, element, scale and category come "
                               "twice: the first row counts.");
        }
        table.has_precision = record.Has(kRespondents);
        Append(record, rating, reading->Text(record, kSource), &table);
        return true;
      });
  reading->tables().ratings.push_back(std::move(table));
  return counts;
}

}  // namespace plumbline::labor::onet
