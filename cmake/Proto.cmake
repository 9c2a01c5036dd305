# entente_proto(NAME PROTOS entente/x/v1/a.proto ... [STUBS] [ROOT dir] [DEPS target ...])
# A static library of the generated message code. With STUBS, a second library NAME_stubs holds the
# generated gRPC stubs of the files that hold a service: the servers do without them (see docs/adr),
# only clients and tests link them. Files are named from ROOT, by default proto/.
set(GOOGLEAPIS_DIR /usr/share/gocode/src/github.com/gogo/googleapis
    CACHE PATH "Folder that holds google/type and google/rpc (golang-github-gogo-googleapis-dev)")
set(ENTENTE_GENERATED ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${ENTENTE_GENERATED})

function(entente_proto name)
  cmake_parse_arguments(ARG "STUBS" "ROOT" "PROTOS;DEPS" ${ARGN})
  if(NOT ARG_ROOT)
    set(ARG_ROOT ${CMAKE_SOURCE_DIR}/proto)
  endif()
  set(include_flags -I ${ARG_ROOT} -I ${CMAKE_SOURCE_DIR}/proto -I ${GOOGLEAPIS_DIR})
  set(messages "")
  set(stubs "")
  foreach(proto IN LISTS ARG_PROTOS)
    string(REGEX REPLACE "\\.proto$" "" stem ${ENTENTE_GENERATED}/${proto})
    add_custom_command(
      OUTPUT ${stem}.pb.cc ${stem}.pb.h
      COMMAND protobuf::protoc ${include_flags} --cpp_out=${ENTENTE_GENERATED} ${proto}
      DEPENDS ${ARG_ROOT}/${proto}
      VERBATIM)
    list(APPEND messages ${stem}.pb.cc)
    if(ARG_STUBS AND proto MATCHES "(_service|/health)\\.proto$")
      add_custom_command(
        OUTPUT ${stem}.grpc.pb.cc ${stem}.grpc.pb.h
        COMMAND protobuf::protoc ${include_flags} --grpc_out=${ENTENTE_GENERATED}
                --plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin> ${proto}
        DEPENDS ${ARG_ROOT}/${proto}
        VERBATIM)
      list(APPEND stubs ${stem}.grpc.pb.cc)
    endif()
  endforeach()
  add_library(${name} STATIC ${messages})
  set_target_properties(${name} PROPERTIES UNITY_BUILD OFF)
  target_include_directories(${name} SYSTEM PUBLIC ${ENTENTE_GENERATED})
  target_link_libraries(${name} PUBLIC protobuf::libprotobuf ${ARG_DEPS})
  if(stubs)
    add_library(${name}_stubs STATIC ${stubs})
    set_target_properties(${name}_stubs PROPERTIES UNITY_BUILD OFF)
    target_link_libraries(${name}_stubs PUBLIC ${name} gRPC::grpc++)
  endif()
endfunction()
