#include "services/common/tabular/plain_row.h"

#include <array>
#include <utility>

namespace plumbline::tabular {
namespace {

enum : unsigned char { kNameStart = 1, kNamePart = 2, kValue = 4, kText = 8 };

// What each byte may be part of. The NUL after the text is part of nothing, so
// every loop ends there.
constexpr std::array<unsigned char, 256> MakeClasses() {
  std::array<unsigned char, 256> classes{};
  for (size_t c = 0x20; c < 0x7F; ++c) {
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    const bool digit = c >= '0' && c <= '9';
    unsigned char is = 0;
    if (letter) is |= kNameStart;
    if (letter || digit || c == ':' || c == '.' || c == '-') is |= kNamePart;
    if (c != '<' && c != '&' && c != '"') is |= kValue;
    // No ']' and no '>': "]]>" may not stand in text.
    if (c != '<' && c != '&' && c != ']' && c != '>') is |= kText;
    classes[c] = is;
  }
  return classes;
}
constexpr std::array<unsigned char, 256> kClasses = MakeClasses();

bool Is(char c, unsigned char wanted) {
  return (kClasses[static_cast<unsigned char>(c)] & wanted) != 0;
}

class PlainRowReader {
 public:
  PlainRowReader(const char* at, RowBuilder* rows) : at_(at), rows_(rows) {}

  // Whether a whole plain row was read. If not, at() is the first byte that
  // does not fit.
  bool Read() {
    SkipBlanks();
    if (!Take("<row") || !ReadRowAttributes()) return false;
    begun_ = rows_->BeginRow(row_reference_).ok();
    if (!begun_) return false;
    if (Take("/>")) return true;
    if (!Take(">")) return false;
    while (!AtRowEnd()) {
      if (!ReadCell()) return false;
    }
    return true;
  }

  const char* at() const { return at_; }
  bool begun() const { return begun_; }

 private:
  bool Take(const char* literal) {
    const char* at = at_;
    for (; *literal != '\0'; ++literal, ++at) {
      if (*at != *literal) {
        mismatch_ = at;
        return false;
      }
    }
    at_ = at;
    return true;
  }

  bool AtRowEnd() {
    SkipBlanks();
    return Take("</row>");
  }

  void SkipBlanks() {
    while (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t') ++at_;
  }

  absl::string_view TakeAll(unsigned char wanted) {
    const char* begin = at_;
    while (Is(*at_, wanted)) ++at_;
    return {begin, static_cast<size_t>(at_ - begin)};
  }

  // `="value"`.
  bool ReadValue(absl::string_view* value) {
    if (!Take("=\"")) return false;
    *value = TakeAll(kValue);
    return Take("\"");
  }

  // Whether another attribute follows: a blank, and then not the end of the
  // tag.
  bool AtAttribute() {
    if (*at_ != ' ') return false;
    while (*at_ == ' ') ++at_;
    return *at_ != '/' && *at_ != '>';
  }

  bool ReadRowAttributes() {
    size_t count = 0;
    while (AtAttribute()) {
      if (!Is(*at_, kNameStart) || count == names_.size()) return false;
      const absl::string_view name = TakeAll(kNamePart);
      for (size_t i = 0; i < count; ++i) {
        if (names_[i] == name) return false;
      }
      names_[count++] = name;
      absl::string_view value;
      if (!ReadValue(&value)) return false;
      if (name == "r") row_reference_ = value;
    }
    return true;
  }

  bool ReadCellAttributes(StoredCell* cell) {
    unsigned seen = 0;
    while (AtAttribute()) {
      absl::string_view* value = nullptr;
      unsigned bit = 0;
      switch (*at_) {
        case 'r':
          value = &cell->reference, bit = 1;
          break;
        case 's':
          value = &cell->style, bit = 2;
          break;
        case 't':
          value = &cell->type, bit = 4;
          break;
        default:
          return false;
      }
      if ((seen & bit) != 0) return false;
      seen |= bit;
      ++at_;
      if (!ReadValue(value)) return false;
    }
    return true;
  }

  bool ReadCell() {
    StoredCell cell;
    if (!Take("<c") || !ReadCellAttributes(&cell)) return false;
    if (!Take("/>")) {
      if (!Take("><v>")) return false;
      cell.value = TakeAll(kText);
      if (!Take("</v></c>")) return false;
    }
    // Text with escapes, and every cell that is an error, is left to the other
    // way.
    if (cell.type == "str" && cell.value.find("_x") != absl::string_view::npos)
      return false;
    return rows_->AddCell(cell).ok();
  }

 public:
  // The furthest byte that was compared when a literal did not fit.
  const char* mismatch() const { return mismatch_; }

 private:
  const char* at_;
  const char* mismatch_ = nullptr;
  RowBuilder* rows_;
  bool begun_ = false;
  absl::string_view row_reference_;
  std::array<absl::string_view, 16> names_;
};

}  // namespace

PlainRow ReadPlainRow(const char** at, const char* end, RowBuilder* rows,
                      absl::Status* status) {
  PlainRowReader reader(*at, rows);
  if (reader.Read()) {
    *at = reader.at();
    *status = rows->EndRow();
    return status->ok() ? PlainRow::kTaken : PlainRow::kStopped;
  }
  if (reader.begun()) rows->DropRow();
  const bool ran_out = reader.at() == end || reader.mismatch() == end;
  return ran_out ? PlainRow::kIncomplete : PlainRow::kNotPlain;
}

}  // namespace plumbline::tabular
