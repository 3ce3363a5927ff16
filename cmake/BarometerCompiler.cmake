# SPDX-License-Identifier: Apache-2.0
# Language level, warnings, sanitizers and the floating-point rules, as one interface target that
# every target of this repository links.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release)
endif()

find_program(BAROMETER_CCACHE ccache)
if(BAROMETER_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${BAROMETER_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${BAROMETER_CCACHE})
endif()

add_library(barometer_compiler INTERFACE)
# No fused multiply-add: the same source must give the same bits on every compiler and processor.
target_compile_options(barometer_compiler INTERFACE -ffp-contract=off)
target_compile_options(
  barometer_compiler
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wshadow
            -Wconversion
            -Wcast-align
            $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>
            $<$<COMPILE_LANGUAGE:CXX>:-Woverloaded-virtual>
            $<$<BOOL:${BAROMETER_WERROR}>:-Werror>)
# g++ 12 sees overlaps in std::string's operator+ that cannot happen (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(barometer_compiler INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict>)
endif()
target_compile_definitions(barometer_compiler
                           INTERFACE BAROMETER_CHECKED=$<BOOL:${BAROMETER_CHECKED}>)

if(BAROMETER_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # Instrumented code confuses g++'s flow analysis inside library headers.
  target_compile_options(barometer_compiler INTERFACE -Wno-maybe-uninitialized)
endif()
if(BAROMETER_SANITIZE)
  set(flags -fsanitize=${BAROMETER_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_compile_options(barometer_compiler INTERFACE ${flags})
  target_link_options(barometer_compiler INTERFACE ${flags})
endif()
