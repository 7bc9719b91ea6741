#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor {
namespace {

template <typename Tables>
void AddRows(const Tables& tables, RowCounts* total) {
  for (const auto& table : tables) {
    total->read += table.counts.read;
    total->accepted += table.counts.accepted;
  }
}

}  // namespace

RowCounts ReleaseTables::TotalRows() const {
  RowCounts total = onet_counts;
  AddRows(figures, &total);
  AddRows(crosswalks, &total);
  AddRows(cips, &total);
  AddRows(courses, &total);
  AddRows(credentials, &total);
  AddRows(occupations, &total);
  AddRows(code_changes, &total);
  AddRows(places, &total);
  AddRows(completions, &total);
  for (const CompletionTable& table : completions) {
    total.read += table.directory_counts.read;
    total.accepted += table.directory_counts.accepted;
  }
  return total;
}

}  // namespace plumbline::labor
