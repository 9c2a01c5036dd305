"""A client of any gRPC server, with no generated code: it asks the server what it speaks.

The reflection protocol (grpc.reflection.v1alpha) is the only thing known beforehand; it is spelled
out below. Every other message class is made from the descriptors that the server hands out.
"""

import dataclasses

import grpc
from google.protobuf import any_pb2, descriptor_pb2, descriptor_pool, message_factory

_Field = descriptor_pb2.FieldDescriptorProto
_SCALARS = {"string": _Field.TYPE_STRING, "bytes": _Field.TYPE_BYTES, "int32": _Field.TYPE_INT32}


def _reflection_file():
    """The part of grpc/reflection/v1alpha/reflection.proto that is used here."""
    file = descriptor_pb2.FileDescriptorProto(
        name="reflection.proto", package="grpc.reflection.v1alpha", syntax="proto3")

    def message(name, *fields):
        made = file.message_type.add(name=name)
        for number, field, kind in fields:
            label, _, kind = kind.rpartition(" ")
            added = made.field.add(
                name=field, number=number,
                label=_Field.LABEL_REPEATED if label else _Field.LABEL_OPTIONAL)
            if kind in _SCALARS:
                added.type = _SCALARS[kind]
            else:
                added.type = _Field.TYPE_MESSAGE
                added.type_name = f".{file.package}.{kind}"

    message("ServerReflectionRequest", (3, "file_by_filename", "string"),
            (4, "file_containing_symbol", "string"), (7, "list_services", "string"))
    message("FileDescriptorResponse", (1, "file_descriptor_proto", "repeated bytes"))
    message("ServiceResponse", (1, "name", "string"))
    message("ListServiceResponse", (1, "service", "repeated ServiceResponse"))
    message("ErrorResponse", (1, "error_code", "int32"), (2, "error_message", "string"))
    message("ServerReflectionResponse", (4, "file_descriptor_response", "FileDescriptorResponse"),
            (6, "list_services_response", "ListServiceResponse"),
            (7, "error_response", "ErrorResponse"))
    return file


_POOL = descriptor_pool.DescriptorPool()
_POOL.Add(_reflection_file())
_FACTORY = message_factory.MessageFactory(_POOL)
_Request, _Response = (
    _FACTORY.GetPrototype(_POOL.FindMessageTypeByName(f"grpc.reflection.v1alpha.{name}"))
    for name in ("ServerReflectionRequest", "ServerReflectionResponse"))

# Every method that was called through an Api, such as "StatisticsService.GetSeries".
CALLED = set()


@dataclasses.dataclass
class Refusal:
    """What a server says about a call that it refused."""
    code: grpc.StatusCode
    message: str
    reason: str = ""
    domain: str = ""
    metadata: dict = dataclasses.field(default_factory=dict)
    violations: dict = dataclasses.field(default_factory=dict)  # field -> description


class Api:
    """Everything that a server at an address serves. Close it, or use it with `with`."""

    def __init__(self, address):
        self.channel = grpc.insecure_channel(address)
        self._ask = self.channel.stream_stream(
            "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
            _Request.SerializeToString, _Response.FromString)
        self._pool = descriptor_pool.DescriptorPool()
        self._factory = message_factory.MessageFactory(self._pool)
        self._files = {}
        self._methods = {}  # "Service.Method" -> (path, descriptor)
        self.services = [service.name for service in
                         self._reflect(list_services="*").list_services_response.service]
        for service in self.services:
            self._add_service(service)
        for name in ("google/rpc/status.proto", "google/rpc/error_details.proto"):
            self._add_files(file_by_filename=name)

    def close(self):
        self.channel.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _reflect(self, **request):
        [response] = self._ask(iter([_Request(**request)]), timeout=10)
        if response.HasField("error_response"):
            raise LookupError(f"{request}: {response.error_response.error_message}")
        return response

    def _add_files(self, **request):
        """Adds the file asked for behind the files that it imports; returns it."""
        answer = self._reflect(**request).file_descriptor_response.file_descriptor_proto
        files = [descriptor_pb2.FileDescriptorProto.FromString(bytes_) for bytes_ in answer]
        if files[0].name not in self._files:
            for name in files[0].dependency:
                if name not in self._files:
                    self._add_files(file_by_filename=name)
            self._files[files[0].name] = files[0]
            self._pool.Add(files[0])
        return files[0]

    def _add_service(self, full_name):
        file = self._add_files(file_containing_symbol=full_name)
        for service in file.service:
            if full_name.endswith("." + service.name):
                for method in service.method:
                    self._methods[f"{service.name}.{method.name}"] = (
                        f"/{full_name}/{method.name}", method)

    @property
    def own_methods(self):
        """Names of all methods that are not gRPC's own, such as "StatisticsService.GetSeries"."""
        return sorted(name for name, (path, _) in self._methods.items()
                      if not path.startswith("/grpc."))

    def message(self, full_name, **fields):
        """A message of a type that the server knows. Nested messages can be dicts."""
        return self._type(full_name)(**fields)

    def _type(self, full_name):
        return self._factory.GetPrototype(self._pool.FindMessageTypeByName(full_name.lstrip(".")))

    def request(self, method, **fields):
        """A request of a method."""
        return self._type(self._methods[method][1].input_type)(**fields)

    def _callable(self, method):
        CALLED.add(method)
        path, descriptor = self._methods[method]
        make = {(False, False): self.channel.unary_unary,
                (False, True): self.channel.unary_stream,
                (True, False): self.channel.stream_unary,
                (True, True): self.channel.stream_stream}
        return make[descriptor.client_streaming, descriptor.server_streaming](
            path,
            request_serializer=lambda sent: (
                sent if isinstance(sent, bytes) else sent.SerializeToString()),
            response_deserializer=self._type(descriptor.output_type).FromString)

    def call(self, method, timeout=300, **fields):
        """Calls a method that takes one request; returns its answer, or an iterator over many."""
        return self._callable(method)(self.request(method, **fields), timeout=timeout)

    def send(self, method, requests, timeout=300):
        """Calls a method with ready requests (messages or bytes); one of them if it takes one."""
        return self._callable(method)(requests, timeout=timeout)

    def future(self, method, timeout=300, **fields):
        """Begins a call of a unary method; returns gRPC's future."""
        return self._callable(method).future(self.request(method, **fields), timeout=timeout)

    def refusal(self, error):
        """What a grpc.RpcError says, with its details."""
        found = Refusal(error.code(), error.details())
        for key, value in error.trailing_metadata() or ():
            if key != "grpc-status-details-bin":
                continue
            status = self._type("google.rpc.Status").FromString(value)
            assert status.code == error.code().value[0], "the details are of another code"
            assert status.message == error.details(), "the details say something else"
            for detail in status.details:
                self._read_detail(detail, found)
        return found

    def _read_detail(self, detail: any_pb2.Any, found):
        made = self._type(detail.type_url.rpartition("/")[2]).FromString(detail.value)
        if made.DESCRIPTOR.name == "ErrorInfo":
            found.reason, found.domain = made.reason, made.domain
            found.metadata = dict(made.metadata)
        elif made.DESCRIPTOR.name == "BadRequest":
            for violation in made.field_violations:
                found.violations[violation.field] = violation.description
