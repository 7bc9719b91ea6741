#include "services/common/tabular/sheet_reader.h"

#include <cstring>

#include "services/common/base/status_macros.h"
#include "services/common/tabular/plain_row.h"

namespace plumbline::tabular {
namespace {

// Longer rows, and longer beginnings of a part, are left to the XML library, so
// that what waits here stays small.
constexpr size_t kMaxWaiting = size_t{1} << 20;

constexpr absl::string_view kRowEnd = "</row>";

}  // namespace

SheetReader::SheetReader(absl::string_view where, RowBuilder* rows,
                         bool plain_rows)
    : rows_(rows),
      handler_(where, rows),
      parser_(where, &handler_),
      mode_(plain_rows ? Mode::kSeeking : Mode::kXml) {
  handler_.Bind(&parser_);
}

absl::Status SheetReader::Feed(absl::string_view chunk) {
  if (mode_ == Mode::kXml) return parser_.Feed(chunk);
  pending_.append(chunk.data(), chunk.size());
  return Advance();
}

absl::Status SheetReader::Finish() {
  PLUMBLINE_RETURN_IF_ERROR(parser_.Feed(pending_));
  return parser_.Finish();
}

absl::Status SheetReader::Advance() {
  const char* at = pending_.data();
  if (mode_ == Mode::kSeeking) PLUMBLINE_RETURN_IF_ERROR(Seek(&at));
  if (mode_ == Mode::kPlain) PLUMBLINE_RETURN_IF_ERROR(TakeRows(&at));
  if (mode_ == Mode::kXml) {
    PLUMBLINE_RETURN_IF_ERROR(Give(&at, pending_.data() + pending_.size()));
  }
  pending_.erase(0, static_cast<size_t>(at - pending_.data()));
  return absl::OkStatus();
}

// Feeds tag by tag until sheetData is open.
absl::Status SheetReader::Seek(const char** at) {
  const char* const end = pending_.data() + pending_.size();
  while (mode_ == Mode::kSeeking) {
    const auto* tag_end = static_cast<const char*>(
        std::memchr(*at, '>', static_cast<size_t>(end - *at)));
    if (tag_end == nullptr) {
      if (static_cast<size_t>(end - *at) > kMaxWaiting) mode_ = Mode::kXml;
      return absl::OkStatus();
    }
    sought_ += static_cast<size_t>(tag_end + 1 - *at);
    PLUMBLINE_RETURN_IF_ERROR(Give(at, tag_end + 1));
    if (handler_.in_sheet_data())
      mode_ = BetweenRows() ? Mode::kPlain : Mode::kXml;
    if (sought_ > kMaxWaiting) mode_ = Mode::kXml;
  }
  return absl::OkStatus();
}

absl::Status SheetReader::TakeRows(const char** at) {
  const char* const end = pending_.data() + pending_.size();
  bool waiting = false;
  while (mode_ == Mode::kPlain && !waiting) {
    absl::Status status;
    switch (ReadPlainRow(at, end, rows_, &status)) {
      case PlainRow::kTaken:
        break;
      case PlainRow::kStopped:
        return status;
      case PlainRow::kIncomplete:
        waiting = true;
        if (static_cast<size_t>(end - *at) > kMaxWaiting) mode_ = Mode::kXml;
        break;
      case PlainRow::kNotPlain:
        PLUMBLINE_RETURN_IF_ERROR(HandOverRow(at, &waiting));
        break;
    }
  }
  return absl::OkStatus();
}

// Gives the library what seems to be one row; `waiting` when its end has not
// arrived.
absl::Status SheetReader::HandOverRow(const char** at, bool* waiting) {
  const absl::string_view rest(
      *at, static_cast<size_t>(pending_.data() + pending_.size() - *at));
  const size_t row_end = rest.find(kRowEnd);
  if (row_end == absl::string_view::npos) {
    *waiting = true;
    if (rest.size() > kMaxWaiting) mode_ = Mode::kXml;
    return absl::OkStatus();
  }
  PLUMBLINE_RETURN_IF_ERROR(Give(at, *at + row_end + kRowEnd.size()));
  if (!BetweenRows()) mode_ = Mode::kXml;
  return absl::OkStatus();
}

absl::Status SheetReader::Give(const char** at, const char* to) {
  const absl::string_view piece(*at, static_cast<size_t>(to - *at));
  *at = to;
  return parser_.Feed(piece);
}

// The tag that ended last must end where the bytes end: otherwise a comment, a
// section or text that only looks like a row's end may still be open.
bool SheetReader::BetweenRows() const {
  return handler_.in_sheet_data() && parser_.depth() == 2 &&
         parser_.AtEndOfTag();
}

}  // namespace plumbline::tabular
