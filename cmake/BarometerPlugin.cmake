# SPDX-License-Identifier: Apache-2.0
# barometer_add_plugin(name source... [NO_VERIFY] [VERIFY_CONFIG file]) builds a plug-in: <name>.so, which
# exports exactly one symbol. It is installed with the package, so that a plug-in outside this repository is
# built the same way.
#
# Where tests are on (enable_testing()), it adds the test verify.<name>, in which the program tries the laws
# on the plug-in. VERIFY_CONFIG names the YAML file of a run that uses it, for one that does not work with its
# default parameters beside the shipped tagger. NO_VERIFY adds no test.

set(BAROMETER_PLUGIN_MAP ${CMAKE_CURRENT_LIST_DIR}/plugin.map CACHE INTERNAL "")

function(barometer_add_plugin name)
  cmake_parse_arguments(PLUGIN "NO_VERIFY" "VERIFY_CONFIG" "" ${ARGN})
  add_library(${name} MODULE ${PLUGIN_UNPARSED_ARGUMENTS})
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
  if(NOT PLUGIN_NO_VERIFY)
    barometer_verify_plugin(${name} "${PLUGIN_VERIFY_CONFIG}")
  endif()
endfunction()

# The test verify.<name>; the program is this build's, or the one of the package.
function(barometer_verify_plugin name config)
  if(TARGET barometer_headers)
    set(program $<TARGET_FILE:barometer>)
  else()
    set(program ${Barometer_PROGRAM})
  endif()
  set(arguments plugins --verify $<TARGET_FILE:${name}>)
  if(config)
    list(APPEND arguments --config ${config})
  endif()
  add_test(NAME verify.${name} COMMAND ${program} ${arguments}
           WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
  set_tests_properties(verify.${name} PROPERTIES TIMEOUT 900 ENVIRONMENT
                                                 "BAROMETER_PLUGIN_PATH=$<TARGET_FILE_DIR:${name}>")
endfunction()
