#ifndef PLUMBLINE_SERVICES_LABOR_DOMAIN_CROSSWALKS_EDGE_LIST_H_
#define PLUMBLINE_SERVICES_LABOR_DOMAIN_CROSSWALKS_EDGE_LIST_H_

#include <set>
#include <vector>

#include "services/labor/domain/crosswalks/row_reader.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor::crosswalks {

// The edges of one sheet while it is read.
class EdgeList {
 public:
  // Adds what one row says. A no-match code on either side makes the other one
  // unmatched and never an edge.
  void Add(vocabulary::CipCode cip, vocabulary::SocCode soc,
           uint32_t source_row);

  bool Contains(vocabulary::CipCode cip, vocabulary::SocCode soc) const {
    return seen_.count({cip, soc}) > 0;
  }
  const std::vector<CrosswalkEdge>& edges() const { return edges_; }

  // Moves all into `table`, sorted, and notes how often an edge was repeated. A
  // code is unmatched only when no edge has it.
  void MoveTo(const SourceTable& source, GateReport* report,
              CrosswalkTable* table);

 private:
  std::vector<CrosswalkEdge> edges_;
  std::set<std::pair<vocabulary::CipCode, vocabulary::SocCode>> seen_;
  std::set<vocabulary::CipCode> unmatched_cips_;
  std::set<vocabulary::SocCode> unmatched_socs_;
  int64_t repeated_ = 0;
};

}  // namespace plumbline::labor::crosswalks

#endif  // PLUMBLINE_SERVICES_LABOR_DOMAIN_CROSSWALKS_EDGE_LIST_H_
