# Every third-party library, found once, with the reason where the way to find it is not the usual one.

find_package(Threads REQUIRED)
find_package(absl CONFIG REQUIRED)
find_package(GTest CONFIG REQUIRED)
find_package(EXPAT REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(ZLIB REQUIRED)
find_package(PkgConfig REQUIRED)
# Debian ships these with pkg-config files only (libzip's CMake files name tools that its -dev package lacks).
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(SQLITE3 REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(LIBPQ REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
# libstemmer has not even that; a target of our own stands for it.
find_library(PLUMBLINE_LIBSTEMMER stemmer REQUIRED)
add_library(plumbline_libstemmer INTERFACE)
target_link_libraries(plumbline_libstemmer INTERFACE ${PLUMBLINE_LIBSTEMMER})
# A template library: its headers are not held to our warnings.
find_package(Eigen3 CONFIG REQUIRED)
# Nor has libcsv; it is the reference that the delimited reader is tested against.
find_library(PLUMBLINE_LIBCSV csv REQUIRED)
# Debian builds protobuf with autotools, so there is no config file: module mode.
find_package(Protobuf REQUIRED)

if(NOT PLUMBLINE_PURE_ONLY)
  find_package(gRPC CONFIG REQUIRED)
  find_package(spdlog CONFIG REQUIRED)
  find_package(CLI11 CONFIG REQUIRED)
  find_package(benchmark CONFIG REQUIRED)
endif()
