#include "services/common/tabular/typed_columns.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "services/common/base/error.h"
#include "services/common/base/status_macros.h"
#include "services/common/tabular/row_group_writer.h"

namespace plumbline::tabular {
namespace {

constexpr size_t kCacheLine = 64;
// Shorter pieces could end within a byte-order mark.
constexpr int64_t kLeastPieceBytes = 16;
constexpr size_t kSampleBytes = size_t{64} << 10;
// How far behind its end a piece is read that may not start at a record. Bounds
// the work that a wrong start can cost.
constexpr size_t kOverrun = size_t{1} << 20;

// An odd number of cache lines: columns a power of two apart would fight for
// the same places of the cache.
size_t Stride(size_t bytes) {
  const size_t lines = (bytes + kCacheLine - 1) / kCacheLine;
  return (lines | 1) * kCacheLine;
}

// About how many records these bytes hold, rather more than fewer, told from
// the first of them.
size_t AboutRecords(absl::string_view bytes) {
  const absl::string_view sample = bytes.substr(0, kSampleBytes);
  const auto lines =
      static_cast<size_t>(std::count(sample.begin(), sample.end(), '\n'));
  if (sample.size() == bytes.size()) return lines + 1;
  return (lines + 1) * (bytes.size() / sample.size() + 1);
}

// A part of the text, read.
struct Piece {
  absl::Status status;
  bool complete = false;  // False where it was cut off within a record.
  const char* begin = nullptr;
  const char* end = nullptr;  // Where the records behind it start.
  int64_t lines = 0;
  int64_t records = 0;
  int64_t stray_quote_rows = 0;
  int64_t replaced_fields = 0;
  std::vector<RowGroup> groups;
};

// Reads a text in pieces. Each but the first starts where a line ends, which is
// nearly always where a record does: so they are read without knowing. Those
// of which it turns out to be wrong (a line end within quotes), or in which
// there is an error to be given its place, are read again in their turn.
class PieceReader {
 public:
  PieceReader(absl::string_view file_name, absl::string_view bytes,
              const TableShape& shape)
      : file_name_(file_name),
        bytes_(bytes),
        shape_(shape),
        piece_bytes_(
            static_cast<size_t>(std::max(shape.piece_bytes, kLeastPieceBytes))),
        pieces_((bytes.size() + piece_bytes_ - 1) / piece_bytes_) {}

  size_t pieces() const { return pieces_.size(); }

  void ReadAll(int threads) {
    std::vector<std::thread> others;
    const auto most = std::min<size_t>(pieces_.size(), 256);
    for (int i = 1; i < threads && static_cast<size_t>(i) < most; ++i) {
      try {
        others.emplace_back([this] { ReadSome(); });
      } catch (const std::system_error&) {
        break;  // Without more threads it takes longer, no more.
      }
    }
    ReadSome();
    for (std::thread& thread : others) thread.join();
  }

  // The pieces one behind the other.
  absl::StatusOr<TypedTable> Join() {
    TypedTable table;
    RecordChunk rest{.bytes = bytes_};
    for (size_t i = 0; i < pieces_.size(); ++i) {
      Piece& piece = pieces_[i];
      if (!Continues(rest, piece)) piece = Read(rest, Limit(i));
      PLUMBLINE_RETURN_IF_ERROR(piece.status);
      rest.bytes.remove_prefix(
          static_cast<size_t>(piece.end - rest.bytes.data()));
      rest.first_line += piece.lines;
      rest.first_record += piece.records;
      Add(std::move(piece), &table);
    }
    return table;
  }

 private:
  void ReadSome() {
    for (size_t i = next_++; i < pieces_.size(); i = next_++)
      pieces_[i] = Guess(i);
  }

  const char* Limit(size_t i) const {
    return bytes_.data() + std::min(bytes_.size(), (i + 1) * piece_bytes_);
  }

  // Reads the piece from the first line that starts in it.
  Piece Guess(size_t i) const {
    const auto limit = static_cast<size_t>(Limit(i) - bytes_.data());
    const absl::string_view seen = bytes_.substr(0, limit + kOverrun);
    if (i == 0) return Read({.bytes = seen}, Limit(0));
    const size_t line_end = seen.find_first_of("\r\n", i * piece_bytes_ - 1);
    if (line_end == absl::string_view::npos) return {};
    const bool two = seen.substr(line_end, 2) == "\r\n";
    return Read({.bytes = seen.substr(line_end + (two ? 2 : 1)),
                 .first_line = 2,
                 .first_record = shape_.header_records + 1},
                Limit(i));
  }

  // Reads the records of the chunk that start before `limit`.
  Piece Read(const RecordChunk& chunk, const char* limit) const {
    Piece piece;
    piece.begin = piece.end = chunk.bytes.data();
    piece.complete = true;
    if (piece.begin >= limit) return piece;
    DelimitedReader reader(file_name_, chunk, shape_.dialect);
    piece.status = ReadRows(&reader, limit, &piece);
    const RecordChunk rest = reader.Rest();
    piece.end = rest.bytes.data();
    piece.lines = rest.first_line - chunk.first_line;
    piece.records = rest.first_record - chunk.first_record;
    piece.replaced_fields = reader.replaced_fields();
    piece.complete =
        !rest.bytes.empty() || piece.end == bytes_.data() + bytes_.size();
    return piece;
  }

  absl::Status ReadRows(DelimitedReader* reader, const char* limit,
                        Piece* piece) const {
    std::optional<RowGroupWriter> writer;
    DelimitedRow row;
    while (reader->Rest().bytes.data() < limit) {
      if (!writer || writer->full()) {
        PLUMBLINE_RETURN_IF_ERROR(AddGroup(reader->Rest(), limit, piece));
        writer.emplace(shape_, bytes_, &piece->groups.back());
      }
      PLUMBLINE_ASSIGN_OR_RETURN(const bool more, reader->Next(&row));
      if (!more) break;
      if (row.record <= shape_.header_records) continue;
      if (!HasItsFields(row, *writer)) return WrongFields(row, *writer);
      writer->Append(row);
      piece->stray_quote_rows += row.stray_quote ? 1 : 0;
    }
    return absl::OkStatus();
  }

  // For about as many rows as start before `limit`.
  absl::Status AddGroup(const RecordChunk& rest, const char* limit,
                        Piece* piece) const {
    const auto bytes = static_cast<size_t>(limit - rest.bytes.data());
    piece->groups.emplace_back(shape_,
                               AboutRecords(rest.bytes.substr(0, bytes)));
    return piece->groups.back().ok() ? absl::OkStatus() : NoMemory(rest);
  }

  bool HasItsFields(const DelimitedRow& row,
                    const RowGroupWriter& writer) const {
    if (row.fields.size() < writer.needed_fields()) return false;
    return shape_.fields == 0 ||
           row.fields.size() == static_cast<size_t>(shape_.fields);
  }

  absl::Status WrongFields(const DelimitedRow& row,
                           const RowGroupWriter& writer) const {
    const std::string wanted =
        shape_.fields == 0
            ? absl::StrCat(writer.needed_fields(), " at least are needed")
            : absl::StrCat("every row has ", shape_.fields);
    return base::Error(
        absl::StatusCode::kInvalidArgument, base::reason::kFileMalformed,
        absl::StrCat(file_name_, ", line ", row.line, ": ", row.fields.size(),
                     " fields, where ", wanted,
                     "; a separator may be missing or not quoted"),
        {{"file", std::string(file_name_)},
         {"line", absl::StrCat(row.line)},
         {"record", absl::StrCat(row.record)}});
  }

  absl::Status NoMemory(const RecordChunk& chunk) const {
    return base::Error(
        absl::StatusCode::kResourceExhausted, base::reason::kFileTooLarge,
        absl::StrCat(file_name_, ", line ", chunk.first_line,
                     ": no memory for the columns; read fewer at once"),
        {{"file", std::string(file_name_)},
         {"line", absl::StrCat(chunk.first_line)}});
  }

  // Whether the piece is what reading on at `rest` would give.
  bool Continues(const RecordChunk& rest, const Piece& piece) const {
    if (!piece.status.ok() || !piece.complete) return false;
    if (piece.begin != rest.bytes.data()) return false;
    return rest.first_record == 1 || rest.first_record > shape_.header_records;
  }

  static void Add(Piece piece, TypedTable* table) {
    table->stray_quote_rows += piece.stray_quote_rows;
    table->replaced_fields += piece.replaced_fields;
    for (RowGroup& group : piece.groups) {
      if (group.rows() == 0) continue;
      table->rows += static_cast<int64_t>(group.rows());
      table->groups.push_back(std::move(group));
    }
  }

  absl::string_view file_name_;
  absl::string_view bytes_;
  const TableShape& shape_;
  size_t piece_bytes_;
  std::vector<Piece> pieces_;
  std::atomic<size_t> next_ = 0;
};

absl::Status CheckColumn(int32_t column, const TableShape& shape) {
  const int32_t most =
      shape.fields == 0 ? shape.dialect.max_columns : shape.fields;
  if (column >= 0 && column < most) return absl::OkStatus();
  return base::Error(
      absl::StatusCode::kInvalidArgument, base::reason::kArgumentInvalid,
      absl::StrCat("column ", column, " of the table's shape: there are ", most,
                   " at most, counted from 0"),
      {{"column", absl::StrCat(column)}});
}

absl::Status CheckShape(const TableShape& shape) {
  for (const int32_t column : shape.texts)
    PLUMBLINE_RETURN_IF_ERROR(CheckColumn(column, shape));
  for (const NumberColumn& column : shape.numbers) {
    PLUMBLINE_RETURN_IF_ERROR(CheckColumn(column.column, shape));
    if (column.decimals >= 0 && column.decimals <= 10) continue;
    return base::Error(absl::StatusCode::kInvalidArgument,
                       base::reason::kArgumentInvalid,
                       absl::StrCat("column ", column.column,
                                    " of the table's shape: ", column.decimals,
                                    " decimals; 0 to 10 can be kept"),
                       {{"column", absl::StrCat(column.column)}});
  }
  return absl::OkStatus();
}

}  // namespace

RowGroup::RowGroup(const TableShape& shape, size_t capacity)
    : capacity_(capacity),
      number_stride_(Stride(capacity * sizeof(NumberCell))),
      text_stride_(Stride(capacity * sizeof(absl::string_view))),
      texts_begin_(number_stride_ * shape.numbers.size()) {
  const size_t bytes = texts_begin_ + text_stride_ * shape.texts.size();
  memory_ = ColumnMemory(std::max(bytes, kCacheLine));
}

std::string RowGroup::TextOf(NumberCell cell) const {
  return cell.is_listed() ? std::string(listed_[cell.place()])
                          : cell.held_text();
}

absl::StatusOr<TypedTable> ReadTypedTable(absl::string_view file_name,
                                          absl::string_view bytes,
                                          const TableShape& shape,
                                          int threads) {
  PLUMBLINE_RETURN_IF_ERROR(CheckShape(shape));
  PieceReader reader(file_name, bytes, shape);
  reader.ReadAll(threads);
  return reader.Join();
}

}  // namespace plumbline::tabular
