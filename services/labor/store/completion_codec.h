#ifndef PLUMBLINE_SERVICES_LABOR_STORE_COMPLETION_CODEC_H_
#define PLUMBLINE_SERVICES_LABOR_STORE_COMPLETION_CODEC_H_

#include <vector>

#include "plumbline/labor/v1/snapshot.pb.h"
#include "services/labor/domain/release/completion_table.h"

// Awards as messages, for releases and snapshots alike.

namespace plumbline::labor {

// Institutions and rows, but not where they came from nor how they were
// counted.
void FillCompletions(const std::vector<Institution>& institutions,
                     const CompletionRows& rows, v1::CompletionTable* message);

// False when columns have different lengths or the ends do not ascend. Says
// nothing of imputations.
bool ReadCompletions(const v1::CompletionTable& message,
                     std::vector<Institution>* institutions,
                     CompletionRows* rows);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_STORE_COMPLETION_CODEC_H_
