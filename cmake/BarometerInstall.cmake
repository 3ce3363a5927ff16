# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` puts where. All paths are relative to the prefix, so an installed tree may
# be moved as a whole.
include(CMakePackageConfigHelpers)

set(BAROMETER_PACKAGE_DIR lib/cmake/Barometer)
set(BAROMETER_PLUGIN_DIR lib/barometer/plugins) # engine/plugin/search.cpp looks there

add_library(barometer_sdk INTERFACE)
set_target_properties(barometer_sdk PROPERTIES EXPORT_NAME sdk)
target_compile_features(barometer_sdk INTERFACE cxx_std_20)
target_include_directories(
  barometer_sdk INTERFACE $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>
                          $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
install(TARGETS barometer_sdk EXPORT BarometerTargets)
install(TARGETS barometer_engine EXPORT BarometerTargets LIBRARY DESTINATION lib)
install(EXPORT BarometerTargets NAMESPACE Barometer:: DESTINATION ${BAROMETER_PACKAGE_DIR})

foreach(folder abi sdk)
  install(DIRECTORY engine/${folder} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/barometer
          FILES_MATCHING PATTERN *.h PATTERN *.hpp)
endforeach()
install(FILES engine/core/error.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/barometer/core)
install(DIRECTORY engine/backtest/api DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/barometer/backtest
        FILES_MATCHING PATTERN *.hpp)

install(TARGETS barometer RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

# The program prints what its shells complete and where each of them looks for it.
foreach(file bash:bash-completion/completions/barometer zsh:zsh/site-functions/_barometer
             fish:fish/vendor_completions.d/barometer.fish)
  string(REGEX MATCH "^([a-z]+):(.*)/([^/]+)$" parts ${file})
  install(
    CODE "set(folder \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/share/${CMAKE_MATCH_2}\")
          file(MAKE_DIRECTORY \"\${folder}\")
          execute_process(COMMAND \"$<TARGET_FILE:barometer>\" completion ${CMAKE_MATCH_1}
                          OUTPUT_FILE \"\${folder}/${CMAKE_MATCH_3}\" COMMAND_ERROR_IS_FATAL ANY)")
endforeach()
install(FILES docs/config.schema.json DESTINATION share/barometer)
foreach(family plugins strategies)
  get_property(folders DIRECTORY ${family} PROPERTY SUBDIRECTORIES)
  foreach(folder ${folders})
    get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
    install(TARGETS ${targets} LIBRARY DESTINATION ${BAROMETER_PLUGIN_DIR})
    if(BAROMETER_WHEEL) # beside the module, where it finds them
      install(TARGETS ${targets} LIBRARY DESTINATION barometer/plugins COMPONENT python)
    endif()
  endforeach()
endforeach()

set(BAROMETER_PROGRAM_DIR ${CMAKE_INSTALL_BINDIR})
configure_package_config_file(
  cmake/BarometerConfig.cmake.in ${PROJECT_BINARY_DIR}/package/BarometerConfig.cmake
  INSTALL_DESTINATION ${BAROMETER_PACKAGE_DIR} PATH_VARS BAROMETER_PROGRAM_DIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/BarometerConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/package/BarometerConfig.cmake
              ${PROJECT_BINARY_DIR}/BarometerConfigVersion.cmake cmake/BarometerPlugin.cmake
              cmake/plugin.map DESTINATION ${BAROMETER_PACKAGE_DIR})

# The build tree is a package too: CMAKE_PREFIX_PATH may name it.
set(BAROMETER_PROGRAM_DIR .)
configure_package_config_file(
  cmake/BarometerConfig.cmake.in ${PROJECT_BINARY_DIR}/BarometerConfig.cmake
  INSTALL_DESTINATION . INSTALL_PREFIX ${PROJECT_BINARY_DIR} PATH_VARS BAROMETER_PROGRAM_DIR)
export(EXPORT BarometerTargets NAMESPACE Barometer::
       FILE ${PROJECT_BINARY_DIR}/BarometerTargets.cmake)
foreach(file BarometerPlugin.cmake plugin.map)
  configure_file(cmake/${file} ${PROJECT_BINARY_DIR}/${file} COPYONLY)
endforeach()
