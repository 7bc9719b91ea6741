#ifndef PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_MATCHING_MODEL_H_
#define PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_MATCHING_MODEL_H_

namespace plumbline::alignment {

// The file of data/models that this program was built with: its name without
// extension, the SHA-256 of its bytes in hexadecimal, and its JSON.
extern const char* const kMatchingModelName;
extern const char* const kMatchingModelSha256;
extern const char* const kMatchingModel;

}  // namespace plumbline::alignment

#endif  // PLUMBLINE_SERVICES_ALIGNMENT_API_MATCHING_MATCHING_MODEL_H_
