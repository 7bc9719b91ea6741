#include "services/alignment/api/records/program_codec.h"

namespace plumbline::alignment {

ProgramFacts FactsFromProto(const catalog::v1::Program& program) {
  ProgramFacts facts;
  facts.revision_id = program.revision_id();
  facts.cip = program.cip();
  facts.cip_vintage = program.cip_vintage();
  if (!program.region().empty()) facts.regions.push_back(program.region());
  for (const catalog::v1::DeclaredOccupation& declared :
       program.occupations()) {
    facts.occupations.push_back({declared.code(), declared.scheme()});
  }
  return facts;
}

void AddTexts(const v1::TextReading& texts, ProgramFacts& facts) {
  facts.text_model = texts.model();
  facts.cip_suspicious = texts.cip_suspicious();
  facts.texts_undecided =
      texts.abstention() != v1::ProgramMatches::ABSTENTION_UNSPECIFIED;
  for (const v1::TextOccupation& text : texts.occupations())
    facts.texts.push_back({text.occupation(), text.probability_milli()});
}

}  // namespace plumbline::alignment
