#include "services/common/tabular/delimited.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/tabular/byte_block.h"
#include "services/common/tabular/closing_quote.h"
#include "services/common/tabular/utf8.h"

namespace plumbline::tabular {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

// The first `c` in [from, end), or null.
const char* FindByte(const char* from, const char* end, char c) {
  if (from == end) return nullptr;
  return static_cast<const char*>(
      std::memchr(from, c, static_cast<size_t>(end - from)));
}

// Past the line end at `at`, which is LF, CRLF or CR.
const char* PastLineEnd(const char* at, const char* end) {
  return *at == '\r' && at + 1 != end && at[1] == '\n' ? at + 2 : at + 1;
}

// How many line ends there are in [from, end); CRLF is one.
int64_t CountLineEnds(const char* from, const char* end) {
  int64_t count = 0;
  for (const char* lf = from; (lf = FindByte(lf, end, '\n')) != nullptr; ++lf)
    ++count;
  for (const char* cr = from; (cr = FindByte(cr, end, '\r')) != nullptr; ++cr) {
    if (cr + 1 == end || cr[1] != '\n') ++count;
  }
  return count;
}

bool IsUtf16(absl::string_view bytes) {
  return absl::StartsWith(bytes, "\xFF\xFE") ||
         absl::StartsWith(bytes, "\xFE\xFF");
}

}  // namespace

DelimitedReader::DelimitedReader(absl::string_view file_name,
                                 absl::string_view bytes,
                                 const Dialect& dialect)
    : DelimitedReader(file_name, RecordChunk{.bytes = bytes}, dialect) {}

DelimitedReader::DelimitedReader(absl::string_view file_name,
                                 const RecordChunk& chunk,
                                 const Dialect& dialect)
    : file_name_(file_name),
      dialect_(dialect),
      at_(chunk.bytes.empty() ? "" : chunk.bytes.data()),
      end_(at_ + chunk.bytes.size()),
      block_(at_),
      line_(chunk.first_line),
      record_(chunk.first_record - 1) {
  LoadBlock(at_);
  if (chunk.first_line != 1) return;
  if (IsUtf16(chunk.bytes)) Fail("the text is UTF-16; save it as UTF-8", 0);
  if (absl::StartsWith(chunk.bytes, kByteOrderMark))
    at_ += kByteOrderMark.size();
}

absl::StatusOr<bool> DelimitedReader::Next(DelimitedRow* row) {
  if (!status_.ok()) return status_;
  while (at_ != end_ && (*at_ == '\n' || *at_ == '\r')) EndRecord(at_);
  if (at_ == end_) return false;
  record_line_ = line_;
  ++record_;
  if (!ScanRecord() || !Finish()) return status_;
  row->record = record_;
  row->line = record_line_;
  row->fields = absl::MakeConstSpan(fields_.data(), count_);
  row->stray_quote = stray_quote_;
  return true;
}

void DelimitedReader::LoadBlock(const char* block) {
  const ByteBlock bytes(block, end_);
  block_ = block;
  separators_ = bytes.Equal(dialect_.separator);
  // NUL to CR, of which LF, CR and NUL are those that matter.
  controls_ = bytes.AtMost('\r') & ~separators_;
  quotes_ = dialect_.quoting ? bytes.Equal('"') : 0;
  block_ascii_ = bytes.IsAscii();
  ascii_ = ascii_ && block_ascii_;
}

bool DelimitedReader::ScanRecord() {
  count_ = 0;
  escaped_.clear();
  stray_quote_ = false;
  ascii_ = block_ascii_;
  const char* field = at_;
  const char* stop = at_;
  while (true) {
    stop = TakePlainFields(stop, &field);
    if (stop == nullptr) return false;
    if (stop != end_ && *stop == '"' && stop == field) {
      stop = TakeQuotedField(stop);
      if (stop == nullptr) return false;
      if (stop == end_ || *stop != dialect_.separator) break;
      field = ++stop;
    } else if (stop == end_ || *stop == '\n' || *stop == '\r') {
      AddField(field, stop);
      break;
    } else if (*stop == '\0') {
      return Fail("a NUL byte", count_);
    } else {
      ++stop;  // Another control character, or a quote within a field: data.
    }
  }
  EndRecord(stop);
  return CheckColumns();
}

// Adds the fields from `*field` on that end in a separator, the first of them
// not before `from`. Stops at the first byte that may be something else than
// data, which is in the field at `*field`; null after an error.
const char* DelimitedReader::TakePlainFields(const char* from,
                                             const char** field) {
  while (true) {
    if (from >= end_) return end_;
    if (static_cast<size_t>(from - block_) >= ByteBlock::kBytes)
      LoadBlock(from);
    const uint64_t ahead = ~uint64_t{0} << (from - block_);
    const uint64_t stops = (controls_ | quotes_) & ahead;
    const uint64_t before_stop = (stops - 1) & ~stops;
    *field = AddFields(separators_ & ahead & before_stop, *field);
    if (!CheckColumns()) return nullptr;
    if (stops != 0) return block_ + std::countr_zero(stops);
    from = block_ + ByteBlock::kBytes;
  }
}

// Adds the fields that end at these bytes of the block, the first of which
// starts at `field`; where the one behind them starts.
const char* DelimitedReader::AddFields(uint64_t ends, const char* field) {
  if (fields_.size() < count_ + ByteBlock::kBytes)
    fields_.resize(2 * (count_ + ByteBlock::kBytes));
  const char* const block = block_;
  absl::string_view* next = fields_.data() + count_;
  for (; ends != 0; ends &= ends - 1) {
    const char* to = block + std::countr_zero(ends);
    *next++ = absl::string_view(field, static_cast<size_t>(to - field));
    field = to + 1;
  }
  count_ = static_cast<size_t>(next - fields_.data());
  return field;
}

void DelimitedReader::AddField(const char* field, const char* to) {
  if (fields_.size() == count_) fields_.resize(2 * count_ + 1);
  fields_[count_++] = absl::string_view(field, static_cast<size_t>(to - field));
}

// Adds the quoted field that opens at `open`; where it ends, or null after an
// error.
const char* DelimitedReader::TakeQuotedField(const char* open) {
  if (const char* close = CloseInBlock(open)) {
    AddField(open + 1, close);
    return close + 1;
  }
  const size_t column = count_;
  const QuotedField found =
      FindClosingQuote(open + 1, end_, dialect_.separator);
  if (found.close == nullptr) {
    Fail("the quoted field that starts here is never closed", column);
    return nullptr;
  }
  if (found.stray && dialect_.strict_quotes) {
    Fail("a quote within a quoted field is not doubled", column);
    return nullptr;
  }
  if (FindByte(open, found.close, '\0') != nullptr) {
    Fail("a NUL byte", column);
    return nullptr;
  }
  AddField(open + 1, found.close);
  // The blocks in between were not looked at.
  ascii_ = ascii_ && IsAscii(fields_[column]);
  if (found.doubled) escaped_.push_back(column);
  stray_quote_ |= found.stray;
  line_ += CountLineEnds(open, found.close);
  return found.close + 1;
}

// The closing quote of a field that opens at `open` where it is near and
// nothing between the two needs a closer look, which is nearly always so; else
// null.
const char* DelimitedReader::CloseInBlock(const char* open) {
  uint64_t behind = BehindInBlock(open);
  if ((quotes_ & behind) == 0) {
    LoadBlock(open);
    behind = BehindInBlock(open);
  }
  const uint64_t quotes = quotes_ & behind;
  const uint64_t before_close = (quotes - 1) & ~quotes;
  if (quotes == 0 || (controls_ & behind & before_close) != 0) return nullptr;
  const char* close = block_ + std::countr_zero(quotes);
  const char* after = close + 1;
  const bool closes = after == end_ || *after == dialect_.separator ||
                      *after == '\n' || *after == '\r';
  return closes ? close : nullptr;
}

// The bytes of the block that stand behind `at`, one of its bytes.
uint64_t DelimitedReader::BehindInBlock(const char* at) const {
  return ~uint64_t{1} << (at - block_);
}

void DelimitedReader::EndRecord(const char* at) {
  at_ = at;
  if (at == end_) return;
  at_ = PastLineEnd(at, end_);
  ++line_;
}

// Turns the fields as scanned into the fields as meant.
bool DelimitedReader::Finish() {
  if (!CheckSizes()) return false;
  if (!escaped_.empty()) Unescape();
  if (ascii_) return true;
  repaired_.clear();
  repaired_.reserve(count_);  // Fields point into it: it must not grow.
  for (size_t column = 0; column < count_; ++column) {
    if (!CheckText(column)) return false;
  }
  return true;
}

bool DelimitedReader::CheckSizes() {
  const auto most = static_cast<size_t>(dialect_.max_field_bytes);
  const char* begin = fields_.front().data();
  if (static_cast<size_t>(at_ - begin) <= most) return true;
  for (size_t column = 0; column < count_; ++column) {
    if (fields_[column].size() > most)
      return Fail("a field is too long", column, true);
  }
  return true;
}

bool DelimitedReader::CheckColumns() {
  const auto most = static_cast<size_t>(dialect_.max_columns);
  return count_ <= most || Fail("too many columns", most, true);
}

void DelimitedReader::Unescape() {
  unescaped_.clear();
  size_t room = 0;
  for (const size_t column : escaped_) room += fields_[column].size();
  unescaped_.reserve(room);  // Fields point into it: it must not grow.
  for (const size_t column : escaped_) {
    absl::string_view rest = fields_[column];
    const size_t begin = unescaped_.size();
    while (!rest.empty()) {
      const size_t keep = std::min(rest.find('"'), rest.size() - 1) + 1;
      unescaped_.append(rest.data(), keep);
      // The second quote of a pair goes; one that is not part of a pair stays.
      const bool pair =
          rest[keep - 1] == '"' && keep < rest.size() && rest[keep] == '"';
      rest.remove_prefix(pair ? keep + 1 : keep);
    }
    fields_[column] = absl::string_view(unescaped_).substr(begin);
  }
}

bool DelimitedReader::CheckText(size_t column) {
  absl::string_view& field = fields_[column];
  const size_t valid = ValidUtf8Prefix(field);
  if (valid == field.size()) return true;
  if (dialect_.invalid_utf8 == InvalidUtf8::kRefuse) {
    return Fail(
        absl::StrCat("byte ", valid + 1,
                     " of the field is not UTF-8; save the file as UTF-8"),
        column);
  }
  repaired_.push_back(ReplaceInvalidUtf8(field));
  field = repaired_.back();
  ++replaced_fields_;
  return true;
}

// Always false, so that callers can return it.
bool DelimitedReader::Fail(absl::string_view what, size_t column,
                           bool too_large) {
  status_ = base::Error(
      too_large ? absl::StatusCode::kResourceExhausted
                : absl::StatusCode::kInvalidArgument,
      too_large ? base::reason::kFileTooLarge : base::reason::kFileMalformed,
      absl::StrCat(file_name_, ", line ", record_line_, ", column ", column + 1,
                   ": ", what),
      {{"file", file_name_},
       {"line", absl::StrCat(record_line_)},
       {"record", absl::StrCat(record_)},
       {"column", absl::StrCat(column + 1)}});
  return false;
}

}  // namespace plumbline::tabular
