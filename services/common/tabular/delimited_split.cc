#include <bit>

#include "services/common/tabular/byte_block.h"
#include "services/common/tabular/closing_quote.h"
#include "services/common/tabular/delimited.h"

namespace plumbline::tabular {
namespace {

// Walks over a text from quote to quote and line end to line end, knowing at
// each line end whether a record ends there. Nothing else of the text is looked
// at.
class RecordWalker {
 public:
  RecordWalker(absl::string_view bytes, const Dialect& dialect)
      : dialect_(dialect),
        begin_(bytes.data()),
        end_(begin_ + bytes.size()),
        at_(begin_) {
    if (bytes.size() >= 3 && bytes.substr(0, 3) == "\xEF\xBB\xBF") at_ += 3;
    text_ = line_start_ = at_;
  }

  // Goes to the first start of a record at or after `target`; false when there
  // is none before the end.
  bool GoTo(const char* target) {
    while (at_ < end_) {
      const char* event = NextEvent();
      if (event == end_) return false;
      if (*event == '"') {
        PassQuote(event);
      } else {
        PassLineEnd(event);
        if (at_ >= target) return at_ < end_;
      }
    }
    return false;
  }

  const char* at() const { return at_; }
  int64_t line() const { return line_; }
  int64_t next_record() const { return records_ + 1; }

 private:
  const char* NextEvent() {
    const char* from = at_;
    while (from < end_) {
      const auto offset = static_cast<size_t>(from - block_);
      if (block_ == nullptr || offset >= ByteBlock::kBytes) {
        LoadBlock(from);
        continue;
      }
      const uint64_t ahead = events_ & (~uint64_t{0} << offset);
      if (ahead != 0) return block_ + std::countr_zero(ahead);
      from = block_ + ByteBlock::kBytes;
    }
    return end_;
  }

  void LoadBlock(const char* block) {
    const ByteBlock bytes(block, end_);
    block_ = block;
    events_ = bytes.Equal('\n') | bytes.Equal('\r');
    if (dialect_.quoting) events_ |= bytes.Equal('"');
  }

  // A quote opens a field only as its first byte. Passes over the field up to
  // its closing quote.
  void PassQuote(const char* quote) {
    at_ = quote + 1;
    if (quote != text_ && quote != line_start_ &&
        quote[-1] != dialect_.separator)
      return;
    const QuotedField field = FindClosingQuote(at_, end_, dialect_.separator);
    const char* close = field.close == nullptr ? end_ : field.close;
    CountLines(at_, close);
    at_ = close == end_ ? end_ : close + 1;
  }

  void CountLines(const char* from, const char* end) {
    for (; from < end; ++from) {
      if (*from == '\n' ||
          (*from == '\r' && (from + 1 == end_ || from[1] != '\n')))
        ++line_;
    }
  }

  void PassLineEnd(const char* event) {
    if (event != line_start_) ++records_;
    at_ = event + 1;
    if (*event == '\r' && at_ < end_ && *at_ == '\n') ++at_;
    line_start_ = at_;
    ++line_;
  }

  const Dialect& dialect_;
  const char* const begin_;
  const char* const end_;
  const char* at_;
  const char* text_;
  const char* line_start_;
  const char* block_ = nullptr;
  uint64_t events_ = 0;
  int64_t line_ = 1;
  int64_t records_ = 0;
};

}  // namespace

std::vector<RecordChunk> SplitAtRecords(absl::string_view bytes,
                                        const Dialect& dialect, int n) {
  std::vector<RecordChunk> chunks = {RecordChunk{.bytes = bytes}};
  RecordWalker walker(bytes, dialect);
  for (int i = 1; i < n; ++i) {
    const size_t target =
        bytes.size() / static_cast<size_t>(n) * static_cast<size_t>(i);
    if (walker.at() >= bytes.data() + target && i > 1) continue;
    if (!walker.GoTo(bytes.data() + target)) break;
    const auto cut =
        static_cast<size_t>(walker.at() - chunks.back().bytes.data());
    RecordChunk rest{.bytes = chunks.back().bytes.substr(cut),
                     .first_line = walker.line(),
                     .first_record = walker.next_record()};
    chunks.back().bytes = chunks.back().bytes.substr(0, cut);
    chunks.push_back(rest);
  }
  return chunks;
}

}  // namespace plumbline::tabular
