#include "services/labor/store/onet_codec.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "plumbline/labor/v1/stored_onet.pb.h"
#include "services/common/base/status_macros.h"
#include "services/labor/store/column_codec.h"
#include "services/labor/store/onet_fields.h"

namespace plumbline::labor {
namespace {

using onet::OnetTables;
using onet::RatingKind;
using onet::RatingTable;
using onet_fields::Limits;
using vocabulary::OnetSocCode;

constexpr size_t kAny = SIZE_MAX;

// Every kind of field as 32 bits, and back.
uint32_t ToBits(OnetSocCode code) {
  return static_cast<uint32_t>(code.digits());
}
uint32_t ToBits(onet::Decimal4 number) {
  return static_cast<uint32_t>(number.ten_thousandths);
}
uint32_t ToBits(onet::MaybeCount number) {
  return static_cast<uint32_t>(number.count);
}
template <typename Number>
uint32_t ToBits(Number number) {
  return static_cast<uint32_t>(number);
}

void FromBits(uint32_t bits, OnetSocCode* code) {
  *code = OnetSocCode::FromDigits(static_cast<int32_t>(bits));
}
void FromBits(uint32_t bits, onet::Decimal4* number) {
  number->ten_thousandths = static_cast<int32_t>(bits);
}
void FromBits(uint32_t bits, onet::MaybeCount* number) {
  number->count = static_cast<int32_t>(bits);
}
template <typename Number>
void FromBits(uint32_t bits, Number* number) {
  *number = static_cast<Number>(bits);
}

// Writes `count` numbers, of which `at(i)` gives each.
template <typename At>
void FillColumn(size_t count, At at, v1::StoredColumn* column) {
  auto& differences = *column->mutable_differences();
  differences.Reserve(static_cast<int>(count));
  uint32_t before = 0;
  for (size_t i = 0; i < count; ++i) {
    const uint32_t bits = ToBits(at(i));
    differences.AddAlreadyReserved(static_cast<int32_t>(bits - before));
    before = bits;
  }
}

// Gives every number to `set(i, bits)`; false when one is not below `limit`.
template <typename Set>
bool ReadColumn(const v1::StoredColumn& column, size_t limit, Set set) {
  uint32_t bits = 0;
  size_t i = 0;
  for (const int32_t difference : column.differences()) {
    bits += static_cast<uint32_t>(difference);
    if (bits >= limit) return false;
    set(i++, bits);
  }
  return true;
}

template <typename Row>
void FillRows(const std::vector<Row>& rows, const Limits& limits,
              v1::StoredRows* message) {
  auto fill = [&](auto member, size_t /*limit*/ = kAny) {
    FillColumn(
        rows.size(), [&](size_t i) { return rows[i].*member; },
        message->add_columns());
  };
  onet_fields::Fields(limits, static_cast<const Row*>(nullptr), fill);
}

// False when columns are missing, have different lengths or break a limit.
template <typename Row>
bool ReadRows(const v1::StoredRows& message, const Limits& limits,
              std::vector<Row>* rows) {
  int next = 0;
  bool whole = true;
  auto read = [&](auto member, size_t limit = kAny) {
    if (!whole || next >= message.columns_size()) {
      whole = false;
      return;
    }
    const v1::StoredColumn& column = message.columns(next++);
    const auto count = static_cast<size_t>(column.differences_size());
    if (next == 1) rows->resize(count);
    whole = count == rows->size() &&
            ReadColumn(column, limit, [&](size_t i, uint32_t bits) {
              FromBits(bits, &((*rows)[i].*member));
            });
  };
  onet_fields::Fields(limits, static_cast<const Row*>(nullptr), read);
  return whole && next == message.columns_size();
}

void FillRatings(const RatingTable& table, const Limits& limits,
                 v1::StoredRatings* message) {
  message->set_kind(static_cast<int32_t>(table.kind));
  message->set_has_precision(table.has_precision);
  auto& rows = *message->mutable_rows();
  rows.set_name(table.file);
  onet_fields::RatingColumns(
      limits, table, [&](const auto& column, size_t /*limit*/) {
        FillColumn(
            column.size(), [&](size_t i) { return column[i]; },
            rows.add_columns());
      });
}

bool ReadRatings(const v1::StoredRatings& message, const Limits& limits,
                 RatingTable* table) {
  table->kind = static_cast<RatingKind>(message.kind());
  table->file = message.rows().name();
  table->has_precision = message.has_precision();
  int next = 0;
  bool whole = message.kind() >= static_cast<int32_t>(RatingKind::kSkills) &&
               message.kind() <= static_cast<int32_t>(RatingKind::kPreparation);
  onet_fields::RatingColumns(limits, *table, [&](auto& column, size_t limit) {
    if (!whole || next >= message.rows().columns_size()) {
      whole = false;
      return;
    }
    const v1::StoredColumn& stored = message.rows().columns(next++);
    column.resize(static_cast<size_t>(stored.differences_size()));
    whole = column.size() == table->occupation.size() &&
            ReadColumn(stored, limit, [&](size_t i, uint32_t bits) {
              FromBits(bits, &column[i]);
            });
  });
  return whole && next == message.rows().columns_size();
}

bool ReadTexts(const v1::StoredOnet& message, OnetTables* tables) {
  std::vector<uint32_t> starts(
      static_cast<size_t>(message.text_starts().differences_size()));
  ReadColumn(message.text_starts(), kAny,
             [&](size_t i, uint32_t bits) { starts[i] = bits; });
  auto texts = onet::TextArena::FromParts(message.texts(), std::move(starts));
  if (!texts) return false;
  tables->texts = *std::move(texts);
  return true;
}

bool ReadTables(const v1::StoredOnet& message, OnetTables* tables) {
  int next = 0;
  bool whole = true;
  onet_fields::EachTable(*tables, [&](absl::string_view name, auto& rows) {
    whole = whole && next < message.tables_size() &&
            message.tables(next).name() == name &&
            ReadRows(message.tables(next), Limits(*tables), &rows);
    ++next;
  });
  return whole && next == message.tables_size();
}

}  // namespace

std::string EncodeOnet(const OnetTables& tables) {
  v1::StoredOnet message;
  message.set_version(tables.version);
  message.set_texts(tables.texts.bytes());
  const std::vector<uint32_t>& starts = tables.texts.starts();
  FillColumn(
      starts.size(), [&](size_t i) { return starts[i]; },
      message.mutable_text_starts());
  for (const onet::OnetFile& file : tables.files) {
    auto& added = *message.add_files();
    added.set_name(file.name);
    added.set_file(file.file);
    added.set_sheet(file.sheet);
  }
  const Limits limits(tables);
  onet_fields::EachTable(tables, [&](absl::string_view name, const auto& rows) {
    auto& added = *message.add_tables();
    added.set_name(std::string(name));
    FillRows(rows, limits, &added);
  });
  for (const RatingTable& table : tables.ratings) {
    FillRatings(table, limits, message.add_ratings());
  }
  return message.SerializeAsString();
}

absl::StatusOr<OnetTables> DecodeOnet(absl::string_view bytes) {
  v1::StoredOnet message;
  OnetTables tables;
  if (bytes.size() > INT32_MAX ||
      !message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ||
      !ReadTexts(message, &tables) || !ReadTables(message, &tables)) {
    return Damaged("O*NET tables");
  }
  tables.version = message.version();
  for (const auto& file : message.files()) {
    tables.files.push_back({file.name(), file.file(), file.sheet()});
  }
  const Limits limits(tables);
  for (const auto& ratings : message.ratings()) {
    if (!ReadRatings(ratings, limits, &tables.ratings.emplace_back())) {
      return Damaged("O*NET ratings");
    }
  }
  return tables;
}

}  // namespace plumbline::labor
