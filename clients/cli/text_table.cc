#include "clients/cli/text_table.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace plumbline::cli {
namespace {

constexpr size_t kNarrowestWrap = 20;

bool StartsCharacter(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

size_t Width(const std::string& text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), StartsCharacter));
}

// The first `width` characters of `text`, the last of them `…` when more
// follow.
std::string Cut(const std::string& text, size_t width) {
  if (Width(text) <= width) return text;
  std::string kept;
  size_t characters = 0;
  for (const char byte : text) {
    if (StartsCharacter(byte) && ++characters >= width) break;
    kept.push_back(byte);
  }
  return absl::StrCat(kept, "…");
}

std::string Padded(const std::string& text, size_t width) {
  const size_t own = Width(text);
  return own >= width ? text
                      : absl::StrCat(text, std::string(width - own, ' '));
}

// `text` in lines of at most `width` characters, broken at blanks.
std::vector<std::string> Wrap(const std::string& text, size_t width) {
  std::vector<std::string> lines(1);
  for (const absl::string_view word : absl::StrSplit(text, ' ')) {
    std::string& line = lines.back();
    if (!line.empty() && Width(line) + 1 + Width(std::string(word)) > width) {
      lines.emplace_back(word);
    } else {
      absl::StrAppend(&line, line.empty() ? "" : " ", word);
    }
  }
  return lines;
}

}  // namespace

TextTable::TextTable(std::vector<std::string> headers, size_t widest)
    : headers_(std::move(headers)), widest_(widest) {}

void TextTable::AddRow(std::vector<std::string> cells) {
  cells.resize(headers_.size());
  rows_.push_back(std::move(cells));
}

std::vector<size_t> TextTable::ColumnWidths() const {
  std::vector<size_t> widths;
  for (size_t column = 0; column < headers_.size(); ++column) {
    size_t width = Width(headers_[column]);
    for (const auto& row : rows_) width = std::max(width, Width(row[column]));
    widths.push_back(std::min(width, widest_));
  }
  return widths;
}

std::string TextTable::Render(size_t width) const {
  if (headers_.empty()) return "";
  const std::vector<size_t> widths = ColumnWidths();
  const size_t last = headers_.size() - 1;
  size_t indent = 0;
  for (size_t column = 0; column < last; ++column) indent += widths[column] + 2;
  const size_t room =
      width > indent + kNarrowestWrap ? width - indent : kNarrowestWrap;

  std::string text;
  const auto add_row = [&](const std::vector<std::string>& cells) {
    for (size_t column = 0; column < last; ++column) {
      absl::StrAppend(&text, Padded(Cut(cells[column], widths[column]),
                                    widths[column] + 2));
    }
    const auto lines = Wrap(cells[last], room);
    absl::StrAppend(&text, lines[0], "\n");
    for (size_t i = 1; i < lines.size(); ++i) {
      absl::StrAppend(&text, std::string(indent, ' '), lines[i], "\n");
    }
  };
  add_row(headers_);
  std::vector<std::string> rule;
  for (size_t column = 0; column < last; ++column) {
    rule.emplace_back(widths[column], '-');
  }
  rule.emplace_back(std::min(room, size_t{40}), '-');
  add_row(rule);
  for (const auto& row : rows_) add_row(row);
  return text;
}

size_t OutputWidth() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 40) {
    return size.ws_col;
  }
  return 120;
}

}  // namespace plumbline::cli
