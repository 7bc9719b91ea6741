#ifndef PLUMBLINE_CLIENTS_CLI_TEXT_TABLE_H_
#define PLUMBLINE_CLIENTS_CLI_TEXT_TABLE_H_

#include <cstddef>
#include <string>
#include <vector>

namespace plumbline::cli {

// A table for people: columns aligned, the last one wrapped to the width.
//
// Widths count characters of UTF-8, not bytes.
class TextTable {
 public:
  // `headers` names the columns. A column is as wide as its widest cell, but at
  // most `widest` characters: longer cells are cut with `…`, except those of
  // the last column, which wrap.
  explicit TextTable(std::vector<std::string> headers, size_t widest = 40);

  // `cells` has one for each header.
  void AddRow(std::vector<std::string> cells);

  // The table in lines of at most `width` characters where that is possible,
  // each ended by a new line.
  std::string Render(size_t width) const;

 private:
  std::vector<size_t> ColumnWidths() const;

  std::vector<std::string> headers_;
  size_t widest_;
  std::vector<std::vector<std::string>> rows_;
};

// The width of the terminal on standard output, or 120 where there is none.
size_t OutputWidth();

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLIENTS_CLI_TEXT_TABLE_H_
