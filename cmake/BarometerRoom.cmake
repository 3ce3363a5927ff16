# SPDX-License-Identifier: Apache-2.0
# A room is a folder of engine/ with one static library. USES names the rooms it may include from;
# tests/house checks every #include against these lists.

add_library(barometer_headers INTERFACE)
target_include_directories(
  barometer_headers
  INTERFACE $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>
            $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
# The same spelling, <barometer/abi/...> and <barometer/sdk/...>, in the tree and when installed.
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/include/barometer)
foreach(folder abi sdk)
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/engine/${folder}
       ${PROJECT_BINARY_DIR}/include/barometer/${folder} SYMBOLIC)
endforeach()

file(WRITE ${PROJECT_BINARY_DIR}/rooms.txt "")

# barometer_room(name SOURCES file... [USES room...] [LIBRARIES target...])
function(barometer_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES;LIBRARIES" ${ARGN})
  add_library(barometer_${name} STATIC ${ROOM_SOURCES})
  target_include_directories(barometer_${name} PUBLIC ${PROJECT_SOURCE_DIR}/engine)
  list(TRANSFORM ROOM_USES PREPEND barometer_ OUTPUT_VARIABLE used_libraries)
  target_link_libraries(barometer_${name} PUBLIC barometer_headers ${used_libraries}
                                                 ${ROOM_LIBRARIES} barometer_compiler)
  list(JOIN ROOM_USES " " used)
  file(APPEND ${PROJECT_BINARY_DIR}/rooms.txt "${name}: ${used}\n")
endfunction()
