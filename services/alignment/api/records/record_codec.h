#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_RECORDS_RECORD_CODEC_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_RECORDS_RECORD_CODEC_H_

#include <vector>

#include "plumbline/alignment/v1/alignment.pb.h"
#include "plumbline/common/v1/figure.pb.h"
#include "services/alignment/domain/record/decision.h"
#include "services/alignment/domain/scoring/clauses/bound_policy.h"
#include "services/alignment/domain/scoring/programs/margin.h"
#include "services/alignment/store/verdict_row.h"

// Domain to API: decisions as the messages that answer.
namespace plumbline::alignment {

// `providers/p/programs/a/alignments/us.us-or`.
std::string AlignmentName(const VerdictKey& key);

// The answer of a row: `decision` is what its pinned inputs give. The verdicts,
// the run and since when flags are raised come from the row.
v1::Alignment AlignmentToProto(const VerdictRow& row, const Subject& subject,
                               const BoundPolicy& policy,
                               const Decision& decision);

v1::Margin MarginToProto(const Edition& edition, const Margin& margin);

// The whole record. `stored_policy` is the policy's content as it was created.
v1::DecisionRecord RecordToProto(v1::Alignment alignment,
                                 const v1::Policy& stored_policy,
                                 const BoundPolicy& policy,
                                 const Decision& decision,
                                 const std::vector<Margin>& margins);

v1::ClauseRecord ClauseToProto(const Edition& edition,
                               const ClauseRecord& from);

common::v1::Figure FigureToProto(const Edition& edition,
                                 const CellFigure& figure);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_RECORDS_RECORD_CODEC_H_
