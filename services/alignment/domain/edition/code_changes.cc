#include "services/alignment/domain/edition/code_changes.h"

#include <algorithm>

namespace plumbline::alignment {
namespace {

bool Leads(const CodeChangeEntry& table, absl::string_view from_scheme,
           absl::string_view to_scheme) {
  return table.from_scheme == from_scheme && table.to_scheme == to_scheme;
}

}  // namespace

void CodeChanges::Index(const std::vector<CodeChangeEntry>* tables) {
  tables_ = tables;
}

bool CodeChanges::Knows(absl::string_view from_scheme,
                        absl::string_view to_scheme) const {
  return std::any_of(tables_->begin(), tables_->end(), [&](const auto& table) {
    return Leads(table, from_scheme, to_scheme);
  });
}

std::vector<uint32_t> CodeChanges::SuccessorsOf(absl::string_view from_scheme,
                                                absl::string_view to_scheme,
                                                uint32_t code) const {
  std::vector<uint32_t> successors;
  for (const CodeChangeEntry& table : *tables_) {
    if (!Leads(table, from_scheme, to_scheme)) continue;
    const auto [begin, end] = std::equal_range(table.from_codes.begin(),
                                               table.from_codes.end(), code);
    for (auto it = begin; it != end; ++it) {
      const auto row = static_cast<size_t>(it - table.from_codes.begin());
      if (table.to_codes[row] != 0) successors.push_back(table.to_codes[row]);
    }
  }
  std::sort(successors.begin(), successors.end());
  successors.erase(std::unique(successors.begin(), successors.end()),
                   successors.end());
  return successors;
}

bool CodeChanges::Lists(absl::string_view from_scheme,
                        absl::string_view to_scheme, uint32_t code) const {
  return std::any_of(tables_->begin(), tables_->end(), [&](const auto& table) {
    return Leads(table, from_scheme, to_scheme) &&
           std::binary_search(table.from_codes.begin(), table.from_codes.end(),
                              code);
  });
}

std::optional<uint32_t> CodeChanges::OneToOne(absl::string_view from_scheme,
                                              absl::string_view to_scheme,
                                              uint32_t code) const {
  const std::vector<uint32_t> successors =
      SuccessorsOf(from_scheme, to_scheme, code);
  if (successors.size() != 1) return std::nullopt;
  for (const CodeChangeEntry& table : *tables_) {
    if (!Leads(table, from_scheme, to_scheme)) continue;
    for (size_t row = 0; row < table.to_codes.size(); ++row) {
      if (table.to_codes[row] == successors[0] && table.from_codes[row] != code)
        return std::nullopt;
    }
  }
  return successors[0];
}

}  // namespace plumbline::alignment
