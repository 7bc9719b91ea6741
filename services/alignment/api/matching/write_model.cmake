# Writes a matching model into a C++ file: cmake -DMODEL=... -DOUT=... -P write_model.cmake
file(READ ${MODEL} text)
file(SHA256 ${MODEL} digest)
get_filename_component(name ${MODEL} NAME_WE)
file(WRITE ${OUT} "// Written by the build from data/models.
#include \"services/alignment/api/matching/matching_model.h\"

namespace plumbline::alignment {
const char* const kMatchingModelName = \"${name}\";
const char* const kMatchingModelSha256 = \"${digest}\";
const char* const kMatchingModel = R\"json(${text})json\";
}  // namespace plumbline::alignment
")
