#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_DELIMITED_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_DELIMITED_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace plumbline::tabular {

// What to do with bytes that are not UTF-8.
enum class InvalidUtf8 {
  kRefuse,   // An error that names line and column.
  kReplace,  // Each maximal broken sequence becomes U+FFFD.
};

// How a delimited text is written.
struct Dialect {
  char separator = ',';  // ASCII; no letter, digit, quote or line end.
  bool quoting =
      true;  // RFC 4180 quotes. Off, a quote is a character like any other.
  bool strict_quotes =
      false;  // Refuse stray quotes; see DelimitedRow::stray_quote.
  InvalidUtf8 invalid_utf8 = InvalidUtf8::kRefuse;
  int64_t max_field_bytes = int64_t{16} << 20;
  int32_t max_columns = 16384;
};

inline constexpr Dialect kCsv = {};
inline constexpr Dialect kTsv = {
    .separator = '\t', .quoting = false};  // O*NET and BLS flat files.

// One record. The fields live until the next one is read.
struct DelimitedRow {
  int64_t record =
      0;  // From 1, the header included; empty lines are not records.
  int64_t line = 0;  // From 1: the line on which the record starts. LF, CRLF
                     // and CR each end one.
  absl::Span<const absl::string_view>
      fields;  // Unquoted; blanks are kept. May differ in number.

  // A quoted field holds a quote that is not doubled (`"the "Security"
  // series"`). It is read as part of the field, which ends at a quote with a
  // separator or line end behind it: what is most likely meant, but worth a
  // word to the publisher. Official files have such rows (CIPCode2010.csv).
  bool stray_quote = false;

  // The field in this column (from 0); empty when the record is shorter.
  absl::string_view Text(int32_t column) const {
    const auto index = static_cast<size_t>(column);
    return index < fields.size() ? fields[index] : absl::string_view();
  }
};

// A piece of a delimited text that holds whole records only.
struct RecordChunk {
  absl::string_view bytes;
  int64_t first_line = 1;    // The line on which it starts.
  int64_t first_record = 1;  // The number of its first record.
};

// Reads CSV and TSV out of memory.
//
// A byte-order mark is skipped, LF, CRLF and CR end a record (mixed too), the
// last may lack its end. Empty lines are skipped. A quote opens a quoted field
// only as the field's first byte; anywhere else outside a quoted field it is
// data, as spreadsheets read it (`5" pipe`, `="13-2011"`).
class DelimitedReader {
 public:
  // `bytes` must outlive the reader; `file_name` is for error messages.
  DelimitedReader(absl::string_view file_name, absl::string_view bytes,
                  const Dialect& dialect = kCsv);

  // Reads one chunk of `SplitAtRecords`; record and line numbers are those of
  // the whole text.
  DelimitedReader(absl::string_view file_name, const RecordChunk& chunk,
                  const Dialect& dialect);

  // Reads the next record into `row`; false at the end.
  //
  // Errors (kInvalidArgument, FILE_MALFORMED; they name file, line and column):
  // a quoted field that is never closed, a NUL, a stray quote under
  // strict_quotes, invalid UTF-8 under kRefuse, UTF-16; and
  // (kResourceExhausted, FILE_TOO_LARGE) a field or a record beyond the
  // dialect's limits. After an error every further call returns the same one.
  absl::StatusOr<bool> Next(DelimitedRow* row);

  // What has not been read yet. Reading goes on there as it would here, with
  // any reader; not to be used after an error.
  RecordChunk Rest() const {
    return {.bytes = {at_, static_cast<size_t>(end_ - at_)},
            .first_line = line_,
            .first_record = record_ + 1};
  }

  // How many fields had broken UTF-8 replaced so far.
  int64_t replaced_fields() const { return replaced_fields_; }

 private:
  bool ScanRecord();
  const char* TakePlainFields(const char* from, const char** field);
  const char* TakeQuotedField(const char* open);
  const char* CloseInBlock(const char* open);
  uint64_t BehindInBlock(const char* at) const;
  const char* AddFields(uint64_t ends, const char* field);
  void AddField(const char* field, const char* to);
  void LoadBlock(const char* block);
  void EndRecord(const char* at);
  bool Finish();
  bool CheckColumns();
  bool CheckSizes();
  void Unescape();
  bool CheckText(size_t column);
  bool Fail(absl::string_view what, size_t column, bool too_large = false);

  std::string file_name_;
  Dialect dialect_;
  const char* at_;
  const char* end_;
  // The 64 bytes looked at last: which of them are separators, other control
  // characters up to CR, and quotes, and whether all are ASCII.
  const char* block_;
  uint64_t separators_ = 0;
  uint64_t controls_ = 0;
  uint64_t quotes_ = 0;
  bool block_ascii_ = true;
  bool stray_quote_ = false;
  bool ascii_ = true;  // The same of the whole record.
  int64_t line_;
  int64_t record_;
  int64_t record_line_ = 1;
  int64_t replaced_fields_ = 0;
  absl::Status status_;
  // The first `count_` are those of the record; the others are room.
  std::vector<absl::string_view> fields_;
  size_t count_ = 0;
  std::vector<size_t> escaped_;  // The fields that hold doubled quotes.
  std::string unescaped_;
  std::vector<std::string> repaired_;
};

// Cuts a text into at most `n` chunks of about equal size, each of whole
// records, for reading on several threads: the chunks' records one after
// another are exactly those of the whole text.
//
// Texts that end within a quoted field give a last chunk that fails as the
// whole text would. Takes one pass over the bytes before the last cut.
std::vector<RecordChunk> SplitAtRecords(absl::string_view bytes,
                                        const Dialect& dialect, int n);

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_DELIMITED_H_
