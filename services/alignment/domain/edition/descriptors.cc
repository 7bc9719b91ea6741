#include "services/alignment/domain/edition/descriptors.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace plumbline::alignment {
namespace {

constexpr uint32_t kCodesUnderASoc = 100;
constexpr char kYes = 2;

// For each release its place when the latest period comes first.
std::vector<uint32_t> RankReleases(const std::vector<ReleaseEntry>& releases) {
  std::vector<uint32_t> order(releases.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return releases[a].reference_period > releases[b].reference_period;
  });
  std::vector<uint32_t> ranks(releases.size());
  for (uint32_t i = 0; i < order.size(); ++i) ranks[order[i]] = i;
  return ranks;
}

}  // namespace

void Descriptors::Index(const EditionTables* tables) {
  tables_ = tables;
  blocks_.clear();
  const std::vector<uint32_t> ranks = RankReleases(tables->releases);
  for (uint32_t t = 0; t < tables->descriptor_tables.size(); ++t) {
    const DescriptorTableEntry& table = tables->descriptor_tables[t];
    uint32_t begin = 0;
    for (size_t i = 0; i < table.onet_codes.size(); ++i) {
      blocks_.push_back({table.onet_codes[i], ranks[table.release], t, begin,
                         table.row_ends[i]});
      begin = table.row_ends[i];
    }
  }
  std::sort(blocks_.begin(), blocks_.end());
}

void Descriptors::Read(const Block& block, DescriptorDomain domain,
                       DescriptorScale scale,
                       std::vector<DescriptorRating>* ratings) const {
  const DescriptorTableEntry& table = tables_->descriptor_tables[block.table];
  for (uint32_t row = block.begin; row < block.end; ++row) {
    if (table.scales[row] != static_cast<char>(scale) ||
        tables_->elements[table.elements[row]].domain != domain) {
      continue;
    }
    DescriptorRating rating{.element = table.elements[row],
                            .hundredths = table.hundredths[row],
                            .standard_error = std::nullopt,
                            .cell = {block.table, row}};
    if (table.standard_errors[row] > 0) {
      rating.standard_error = table.standard_errors[row] - 1;
    }
    rating.recommend_suppress = table.recommend_suppress[row] == kYes;
    rating.not_relevant = table.not_relevant[row] == kYes;
    ratings->push_back(rating);
  }
}

std::vector<OnetRatings> Descriptors::RatingsOf(vocabulary::SocCode code,
                                                DescriptorDomain domain,
                                                DescriptorScale scale) const {
  const auto first = static_cast<uint32_t>(code.digits()) * kCodesUnderASoc;
  auto block =
      std::lower_bound(blocks_.begin(), blocks_.end(), Block{.code = first});
  std::vector<OnetRatings> all;
  while (block != blocks_.end() && block->code < first + kCodesUnderASoc) {
    OnetRatings found{
        vocabulary::OnetSocCode::FromDigits(static_cast<int32_t>(block->code)),
        {}};
    // The files of the first release that says something, and of no other.
    std::optional<uint32_t> answering;
    const uint32_t onet_code = block->code;
    for (; block != blocks_.end() && block->code == onet_code; ++block) {
      if (answering && *answering != block->release_rank) continue;
      Read(*block, domain, scale, &found.ratings);
      if (!found.ratings.empty()) answering = block->release_rank;
    }
    // Several files of a release: their elements lie apart or interleaved.
    std::sort(found.ratings.begin(), found.ratings.end(),
              [](const DescriptorRating& a, const DescriptorRating& b) {
                return std::pair(a.element, a.cell) <
                       std::pair(b.element, b.cell);
              });
    if (!found.ratings.empty()) all.push_back(std::move(found));
  }
  return all;
}

bool Descriptors::Carries(DescriptorDomain domain) const {
  return std::any_of(
      tables_->descriptor_tables.begin(), tables_->descriptor_tables.end(),
      [&](const DescriptorTableEntry& table) {
        return std::any_of(
            table.elements.begin(), table.elements.end(),
            [&](uint32_t place) { return element(place).domain == domain; });
      });
}

}  // namespace plumbline::alignment
