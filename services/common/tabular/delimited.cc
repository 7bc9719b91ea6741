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
  row->fields = fields_;
  row->stray_quote = stray_quote_;
  return true;
}

void DelimitedReader::LoadBlock(const char* block) {
  const ByteBlock bytes(block, end_);
  block_ = block;
  // The separator, and NUL to CR, of which LF, CR and NUL are those that
  // matter.
  specials_ = bytes.EqualOrAtMost(dialect_.separator, '\r');
  block_ascii_ = bytes.IsAscii();
  ascii_ = ascii_ && block_ascii_;
}

// The first byte from `from` on that may end a field, or the end.
inline const char* DelimitedReader::NextSpecial(const char* from) {
  const auto offset = static_cast<size_t>(from - block_);
  if (offset < ByteBlock::kBytes) {
    const uint64_t ahead = specials_ >> offset;
    if (ahead != 0) return from + std::countr_zero(ahead);
    from = block_ + ByteBlock::kBytes;
  }
  for (; from < end_; from += ByteBlock::kBytes) {
    LoadBlock(from);
    if (specials_ != 0) return from + std::countr_zero(specials_);
  }
  return end_;
}

bool DelimitedReader::ScanRecord() {
  fields_.clear();
  escaped_.clear();
  stray_quote_ = false;
  ascii_ = block_ascii_;
  const auto most = static_cast<size_t>(dialect_.max_columns);
  const char separator = dialect_.separator;
  const bool quoting = dialect_.quoting;
  const char* const end = end_;
  const char* field = at_;
  const char* to;
  while (true) {
    if (quoting && field != end && *field == '"') {
      to = ScanQuoted(field);
    } else {
      to = ScanUnquoted(field, separator);
    }
    if (to == nullptr) return false;
    if (fields_.size() > most) {
      return Fail("too many columns", fields_.size() - 1, true);
    }
    if (to == end || *to != separator) break;
    field = to + 1;
  }
  EndRecord(to);
  return true;
}

// Adds the field that starts at `field`; where it ends, or null after an error.
const char* DelimitedReader::ScanUnquoted(const char* field, char separator) {
  const char* to = NextSpecial(field);
  // NextSpecial also stops at other control characters, which are data.
  while (to != end_ && *to != separator && *to != '\n' && *to != '\r') {
    if (*to == '\0') {
      Fail("a NUL byte", fields_.size());
      return nullptr;
    }
    to = NextSpecial(to + 1);
  }
  fields_.emplace_back(field, static_cast<size_t>(to - field));
  return to;
}

// Adds the quoted field that opens at `open`; where it ends, or null after an
// error.
const char* DelimitedReader::ScanQuoted(const char* open) {
  const size_t column = fields_.size();
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
  fields_.emplace_back(open + 1, static_cast<size_t>(found.close - open - 1));
  // The blocks in between were not looked at.
  ascii_ = ascii_ && IsAscii(fields_.back());
  if (found.doubled) escaped_.push_back(column);
  stray_quote_ |= found.stray;
  line_ += CountLineEnds(open, found.close);
  return found.close + 1;
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
  repaired_.reserve(fields_.size());  // Fields point into it: it must not grow.
  for (size_t column = 0; column < fields_.size(); ++column) {
    if (!CheckText(column)) return false;
  }
  return true;
}

bool DelimitedReader::CheckSizes() {
  const auto most = static_cast<size_t>(dialect_.max_field_bytes);
  const char* begin = fields_.front().data();
  if (static_cast<size_t>(at_ - begin) <= most) return true;
  for (size_t column = 0; column < fields_.size(); ++column) {
    if (fields_[column].size() > most)
      return Fail("a field is too long", column, true);
  }
  return true;
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
