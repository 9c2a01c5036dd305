# entente_fuzz(NAME DEPS target ...)
# A libFuzzer program from NAME_fuzz.cc, in the folder that calls; its seeds are in corpus/NAME. With
# ENTENTE_FUZZ (clang) alone, where everything is compiled for coverage by the preset's flags.
function(entente_fuzz name)
  cmake_parse_arguments(ARG "" "" "DEPS" ${ARGN})
  add_executable(${name}_fuzz ${name}_fuzz.cc)
  target_include_directories(${name}_fuzz PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_options(${name}_fuzz PRIVATE ${ENTENTE_WARNINGS})
  target_link_libraries(${name}_fuzz PRIVATE ${ARG_DEPS})
  target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
  set_target_properties(${name}_fuzz PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
  set_property(GLOBAL APPEND PROPERTY ENTENTE_FUZZ_TARGETS ${name}_fuzz)
  if(ENTENTE_TESTS)
    add_test(NAME ${name}_fuzz_seeds
      COMMAND ${name}_fuzz -runs=0 -timeout=10 ${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name})
  endif()
endfunction()
