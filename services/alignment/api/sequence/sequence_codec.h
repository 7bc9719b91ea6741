#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_SEQUENCE_SEQUENCE_CODEC_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_SEQUENCE_SEQUENCE_CODEC_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "plumbline/alignment/v1/sequence.pb.h"
#include "plumbline/catalog/v1/program.pb.h"
#include "services/alignment/domain/sequence/sequence_audit.h"

namespace plumbline::alignment {

// Why a name is no check, and which there are.
std::string NoSuchCheck(absl::string_view name);

// What the audit reads of a program. A value that an enumeration does not name
// is unspecified.
SequenceProgram SequenceFromProto(const catalog::v1::Program& program,
                                  bool lists_complete);

// The answers and their findings; day and edition are not set.
v1::SequenceAudit AuditToProto(const std::vector<CheckAnswer>& answers);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_SEQUENCE_SEQUENCE_CODEC_H_
