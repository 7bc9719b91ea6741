#include "services/labor/domain/crosswalks/edge_list.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

namespace plumbline::labor::crosswalks {

void EdgeList::Add(vocabulary::CipCode cip, vocabulary::SocCode soc,
                   uint32_t source_row) {
  if (cip.IsNoMatch() && soc.IsNoMatch()) return;
  if (cip.IsNoMatch()) {
    unmatched_socs_.insert(soc);
  } else if (soc.IsNoMatch()) {
    unmatched_cips_.insert(cip);
  } else if (seen_.insert({cip, soc}).second) {
    edges_.push_back({cip, soc, source_row});
  } else {
    ++repeated_;
  }
}

void EdgeList::MoveTo(const SourceTable& source, GateReport* report,
                      CrosswalkTable* table) {
  table->file = source.file;
  table->sheet = source.sheet;
  for (const CrosswalkEdge& edge : edges_) {
    unmatched_cips_.erase(edge.cip);
    unmatched_socs_.erase(edge.soc);
  }
  std::sort(edges_.begin(), edges_.end(),
            [](const CrosswalkEdge& a, const CrosswalkEdge& b) {
              return std::tie(a.cip, a.soc) < std::tie(b.cip, b.soc);
            });
  table->edges = std::move(edges_);
  table->unmatched_cips.assign(unmatched_cips_.begin(), unmatched_cips_.end());
  table->unmatched_socs.assign(unmatched_socs_.begin(), unmatched_socs_.end());
  if (repeated_ > 0) {
    AddFinding(source, Severity::kNote, "edge-duplicate",
               absl::StrCat(repeated_),
               absl::StrCat(repeated_,
                            " rows repeat an edge of an earlier row; each edge "
                            "is kept once."),
               report);
  }
  AddFinding(source, Severity::kNote, "unmatched-census",
             absl::StrCat(table->unmatched_cips.size(), "/",
                          table->unmatched_socs.size()),
             absl::StrCat(table->unmatched_cips.size(), " CIP codes and ",
                          table->unmatched_socs.size(),
                          " SOC codes are listed without a match."),
             report);
}

}  // namespace plumbline::labor::crosswalks
