# Writes the descriptors of data/sources into a C++ file: cmake -DDIR=... -DOUT=... -P write_descriptors.cmake
file(GLOB files ${DIR}/*.json)
list(SORT files)
set(literals "")
foreach(file ${files})
  file(READ ${file} text)
  string(APPEND literals "    R\"json(${text})json\",\n")
endforeach()
file(WRITE ${OUT} "// Written by the build from data/sources.
#include \"services/labor/domain/layouts/source_descriptors.h\"

namespace plumbline::labor {
namespace {
constexpr const char* kAll[] = {
${literals}};
}  // namespace
const absl::Span<const char* const> kSourceDescriptors = kAll;
}  // namespace plumbline::labor
")
