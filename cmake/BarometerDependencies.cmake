# SPDX-License-Identifier: Apache-2.0
# Everything comes from the distribution; `make build-deps` installs it by package name.

find_package(Threads REQUIRED)
find_package(Boost 1.74 REQUIRED COMPONENTS filesystem iostreams)
find_package(TBB 2021 REQUIRED)
find_package(yaml-cpp 0.7 REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(FastFloat REQUIRED)
find_package(date REQUIRED)
find_package(ZLIB REQUIRED)
find_package(LibArchive 3.6 REQUIRED)
find_package(simdjson 3 REQUIRED)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(SQLite3 3.40 REQUIRED)

find_path(XXHASH_INCLUDE_DIR xxhash.h REQUIRED)
find_library(XXHASH_LIBRARY xxhash REQUIRED)
add_library(barometer_xxhash INTERFACE)
target_include_directories(barometer_xxhash SYSTEM INTERFACE ${XXHASH_INCLUDE_DIR})
target_link_libraries(barometer_xxhash INTERFACE ${XXHASH_LIBRARY})

find_path(ZSTD_INCLUDE_DIR zstd.h REQUIRED)
find_library(ZSTD_LIBRARY zstd REQUIRED)
add_library(barometer_zstd INTERFACE)
target_include_directories(barometer_zstd SYSTEM INTERFACE ${ZSTD_INCLUDE_DIR})
target_link_libraries(barometer_zstd INTERFACE ${ZSTD_LIBRARY})

if(TARGET yaml-cpp::yaml-cpp)
  set(BAROMETER_YAML_CPP yaml-cpp::yaml-cpp)
else()
  set(BAROMETER_YAML_CPP yaml-cpp)
endif()

if(BAROMETER_TESTS)
  find_package(Catch2 REQUIRED) # 2.13 and 3.x both work, see tests/support/catch.hpp
endif()
if(BAROMETER_BENCHMARKS)
  find_package(benchmark REQUIRED)
endif()
