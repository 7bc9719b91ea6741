include(Precompiled)

# plumbline_library(NAME <target> SOURCES <files> [DEPS <targets>])
# A static library of ours, held to our warnings.
function(plumbline_library)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;DEPS" ${ARGN})
  add_library(${ARG_NAME} STATIC ${ARG_SOURCES})
  target_link_libraries(${ARG_NAME} PRIVATE plumbline_options PUBLIC ${ARG_DEPS})
  target_include_directories(${ARG_NAME} PUBLIC ${PROJECT_SOURCE_DIR})
  plumbline_precompile_ours(${ARG_NAME} library)
endfunction()

# plumbline_compile_alone(<files>)
# The presets that are built whole (release, asan) compile the files of a target a dozen at a time, which halves
# the work of a clean build: most of it is reading the same headers. Files that share a name with a neighbour in
# their unnamed namespaces (each table reader has its kHeadings) stay apart. The dev preset compiles each file alone.
function(plumbline_compile_alone)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# plumbline_optimise_fully(<target>): for the inner loops that a benchmark holds to a goal.
function(plumbline_optimise_fully target)
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(${target} PRIVATE -O3)
  endif()
endfunction()

# The code under test is optimised; the tests themselves would only take longer to compile.
function(plumbline_options_of_tests target)
  target_compile_options(${target} PRIVATE -O0 -U_FORTIFY_SOURCE)
  target_compile_definitions(${target} PRIVATE PLUMBLINE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
endfunction()

# plumbline_test(NAME <target> SOURCES <files> [DEPS <targets>] [LABELS <labels>] [COST <seconds>])
# One test binary for a library. Tests that take long say so: they start first, so that no core waits for the last. Golden files are found through PLUMBLINE_SOURCE_DIR, the full
# releases through the environment variable PLUMBLINE_DATA_DIR.
function(plumbline_test)
  cmake_parse_arguments(ARG "" "NAME;TIMEOUT;COST" "SOURCES;DEPS;LABELS" ${ARGN})
  if(NOT ARG_COST)
    set(ARG_COST 1)
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  add_executable(${ARG_NAME} ${ARG_SOURCES})
  target_link_libraries(${ARG_NAME} PRIVATE plumbline_options ${ARG_DEPS} GTest::gmock GTest::gtest_main)
  plumbline_options_of_tests(${ARG_NAME})
  plumbline_precompile_ours(${ARG_NAME} test)
  add_test(NAME ${ARG_NAME} COMMAND ${ARG_NAME})
  set_tests_properties(${ARG_NAME} PROPERTIES TIMEOUT ${ARG_TIMEOUT} COST ${ARG_COST} LABELS "${ARG_LABELS}")
endfunction()

# plumbline_executable(NAME <target> SOURCES <files> [DEPS <targets>])
function(plumbline_executable)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;DEPS" ${ARGN})
  add_executable(${ARG_NAME} ${ARG_SOURCES})
  target_link_libraries(${ARG_NAME} PRIVATE plumbline_options ${ARG_DEPS})
  # A main only reads its command line; optimising what CLI11 makes of that took a third of its time to compile.
  target_compile_options(${ARG_NAME} PRIVATE $<$<CONFIG:Release>:-O1>)
  set_target_properties(${ARG_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
endfunction()

# plumbline_fuzz(NAME <target> SOURCES <files> [DEPS <targets>])
# A libFuzzer target; nothing unless PLUMBLINE_FUZZ is on.
function(plumbline_fuzz)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;DEPS" ${ARGN})
  if(NOT PLUMBLINE_FUZZ)
    return()
  endif()
  add_executable(${ARG_NAME} ${ARG_SOURCES})
  target_link_libraries(${ARG_NAME} PRIVATE plumbline_options ${ARG_DEPS})
  target_link_options(${ARG_NAME} PRIVATE -fsanitize=fuzzer)
  set_target_properties(${ARG_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/fuzz)
endfunction()

# plumbline_benchmark(NAME <target> SOURCES <files> [DEPS <targets>])
# A Google Benchmark binary. Never run by ctest: timings are not tests. Built by the target `benchmarks` only.
function(plumbline_benchmark)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;DEPS" ${ARGN})
  if(NOT TARGET benchmarks)
    add_custom_target(benchmarks)
  endif()
  add_executable(${ARG_NAME} EXCLUDE_FROM_ALL ${ARG_SOURCES})
  add_dependencies(benchmarks ${ARG_NAME})
  target_link_libraries(${ARG_NAME} PRIVATE plumbline_options ${ARG_DEPS} benchmark::benchmark)
  set_target_properties(${ARG_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/perf)
endfunction()
