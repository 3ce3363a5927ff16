# SPDX-License-Identifier: Apache-2.0
# barometer_add_plugin(name source...) builds a plug-in: <name>.so, which exports exactly one
# symbol. It is installed with the package, so that a plug-in outside this repository is built the
# same way.

set(BAROMETER_PLUGIN_MAP ${CMAKE_CURRENT_LIST_DIR}/plugin.map CACHE INTERNAL "")

function(barometer_add_plugin name)
  add_library(${name} MODULE ${ARGN})
  if(TARGET barometer_headers)
    target_link_libraries(${name} PRIVATE barometer_headers barometer_compiler)
    set_target_properties(${name} PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/plugins)
  else()
    target_link_libraries(${name} PRIVATE Barometer::sdk)
  endif()
  target_compile_features(${name} PRIVATE cxx_std_20)
  # Same bits everywhere: no fused multiply-add, no reordering of sums.
  target_compile_options(${name} PRIVATE -ffp-contract=off -fno-fast-math)
  set_target_properties(
    ${name}
    PROPERTIES PREFIX ""
               SUFFIX ".so"
               CXX_VISIBILITY_PRESET hidden
               C_VISIBILITY_PRESET hidden
               VISIBILITY_INLINES_HIDDEN ON
               LINK_DEPENDS ${BAROMETER_PLUGIN_MAP})
  target_link_options(${name} PRIVATE -Wl,--version-script=${BAROMETER_PLUGIN_MAP})
  if(NOT BAROMETER_SANITIZE)
    target_link_options(${name} PRIVATE -Wl,--no-undefined)
  endif()
endfunction()
