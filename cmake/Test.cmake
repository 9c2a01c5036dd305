# entente_test(NAME SOURCES foo_test.cc ... DEPS target ...)
# One GoogleTest program per room, its cases registered with ctest one by one and labelled with the
# program's name; with a sanitizer, whose programs are slow to start, the program as a whole.
function(entente_test name)
  if(NOT ENTENTE_TESTS)
    return()
  endif()
  include(GoogleTest)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  # What a test calls is optimized, its own text is not: it would take half as long again to build.
  target_compile_options(${name} PRIVATE ${ENTENTE_WARNINGS} -O0)
  # Eight files are compiled as one, in every preset: they share most of what they include. Where two
  # have the same names, the namespace of each is called as its file is.
  set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
  target_link_libraries(${name} PRIVATE ${ARG_DEPS} GTest::gmock GTest::gtest_main)
  if(ENTENTE_SANITIZE)
    add_test(NAME ${name} COMMAND ${name} --gtest_brief=1 WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES TIMEOUT 1200 LABELS ${name})
    return()
  endif()
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
                       PROPERTIES TIMEOUT 120 LABELS ${name})
endfunction()
