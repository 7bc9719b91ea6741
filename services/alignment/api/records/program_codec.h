#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_RECORDS_PROGRAM_CODEC_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_RECORDS_PROGRAM_CODEC_H_

#include "plumbline/alignment/v1/matching.pb.h"
#include "plumbline/catalog/v1/program.pb.h"
#include "services/alignment/domain/matching/links.h"

namespace plumbline::alignment {

// What scoring reads of a program.
ProgramFacts FactsFromProto(const catalog::v1::Program& program);

// Adds what was read in the program's texts.
void AddTexts(const v1::TextReading& texts, ProgramFacts& facts);

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_RECORDS_PROGRAM_CODEC_H_
