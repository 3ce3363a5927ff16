# SPDX-License-Identifier: Apache-2.0
# A room is a folder of engine/ with one static library. USES names the rooms it may include from;
# tests/house checks every #include against these lists.

add_library(barometer_headers INTERFACE)
target_include_directories(
  barometer_headers
  INTERFACE $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>
            $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
# The same spelling, <barometer/abi/...>, in the tree and when installed. Beside plug-ins' headers
# these are the headers of the engine's library.
set(BAROMETER_ENGINE_HEADERS core/error.hpp backtest/api)
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/include/barometer/core
     ${PROJECT_BINARY_DIR}/include/barometer/backtest)
foreach(public abi sdk ${BAROMETER_ENGINE_HEADERS})
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/engine/${public}
       ${PROJECT_BINARY_DIR}/include/barometer/${public} SYMBOLIC)
endforeach()

file(WRITE ${PROJECT_BINARY_DIR}/rooms.txt "")

# barometer_room(name [SOURCES generated...] [EXCLUDE file...] [USES room...] [LIBRARIES target...])
# The sources are the folder's own; SOURCES names only what the build generates.
function(barometer_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;EXCLUDE;USES;LIBRARIES" ${ARGN})
  file(GLOB sources RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} CONFIGURE_DEPENDS *.cpp)
  list(REMOVE_ITEM sources "" ${ROOM_EXCLUDE})
  add_library(barometer_${name} STATIC ${sources} ${ROOM_SOURCES})
  target_include_directories(barometer_${name} PUBLIC ${PROJECT_SOURCE_DIR}/engine)
  # libbarometer_engine.so is made of these objects; hidden functions are called as in a program.
  set_target_properties(barometer_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_compile_options(barometer_${name} PRIVATE -fno-semantic-interposition)
  list(TRANSFORM ROOM_USES PREPEND barometer_ OUTPUT_VARIABLE used_libraries)
  target_link_libraries(barometer_${name} PUBLIC barometer_headers ${used_libraries}
                                                 ${ROOM_LIBRARIES} barometer_compiler)
  list(JOIN ROOM_USES " " used)
  file(APPEND ${PROJECT_BINARY_DIR}/rooms.txt "${name}: ${used}\n")
endfunction()
