"""What the end-to-end tests share: the two services, imports, refusals."""

import contextlib
import dataclasses
import os
import pathlib
import tempfile
import unittest

import grpc

import program
import reflection


@dataclasses.dataclass(frozen=True)
class Service:
    """One of the two services, and what its tests need to know of it."""
    program: str
    sample: pathlib.Path
    upload: str  # its import method
    watch: str
    list: str  # a list that costs little
    services: int  # how many gRPC services it has


TRADE = Service("trade_server", program.DATA / "trade.textproto",
                "ReleaseService.ImportRelease", "ReleaseService.WatchChanges",
                "ReleaseService.ListSources", 4)
AGREEMENTS = Service("agreements_server", program.DATA / "agreements.textproto",
                     "RegistryService.ImportDataset", "RegistryService.WatchChanges",
                     "RegistryService.ListDatasets", 3)

EVIDENCE = [{"publisher": "The tests", "url": "https://example.org/"}]


def parts(api, service, content, **header):
    """The messages that upload a file."""
    yield api.request(service.upload, header={"file_name": "file", **header})
    for start in range(0, len(content), 1 << 16):
        yield api.request(service.upload, data=content[start:start + (1 << 16)])
    yield api.request(service.upload, end={"size_bytes": len(content)})


def load(api, service, content, **header):
    """Imports a file's content; returns the answer."""
    return api.send(service.upload, parts(api, service, content, **header))


def shared_data(*names):
    """A folder of real files, which are no part of the project; skips the test if it is missing."""
    files = pathlib.Path(os.environ.get("ENTENTE_SHARED_DATA", program.ROOT.parent / "shared"))
    folder = files.joinpath("data", *names)
    if not folder.is_dir():
        raise unittest.SkipTest(f"skipped: no shared data in {folder}")
    return folder


def head(api, service):
    """The store's revision."""
    return api.call(service.list, page_size=1).revision


class Case(unittest.TestCase):
    """A test with a folder of its own that needs no cleaning up."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="entente-e2e-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def store(self, service):
        return self.folder / f"{service.program}.db"

    def start(self, service, **options):
        """A server on the service's store in this test's folder; killed at the end if it runs."""
        server = program.Server(service.program, "--store", self.store(service),
                                log=self.folder / f"{service.program}.log", **options)
        self.addCleanup(lambda: server.kill() if server.running() else None)
        return server

    def api(self, server):
        api = reflection.Api(server.address)
        self.addCleanup(api.close)
        return api

    @contextlib.contextmanager
    def refused(self, api, code, reason=None, field=None, saying="."):
        """Passes if the block ends in a refusal with this code, reason, field and text."""
        with self.assertRaises(grpc.RpcError) as raised:
            yield
        refusal = api.refusal(raised.exception)
        self.assertEqual(code, refusal.code.name, refusal)
        self.assertEqual("entente", refusal.domain, refusal)
        self.assertRegex(refusal.reason, r"^[A-Z][A-Z0-9_]{2,62}$", refusal)
        if reason is not None:
            self.assertEqual(reason, refusal.reason, refusal)
        if field is not None:
            self.assertIn(field, refusal.violations, refusal)
        self.assertRegex(refusal.message, saying)


class LoadedCase(Case):
    """Tests of one service that share a server in memory with the sample data."""
    service: Service

    @classmethod
    def setUpClass(cls):
        cls.server = program.Server(cls.service.program, "--memory")
        cls.shared = reflection.Api(cls.server.address)
        load(cls.shared, cls.service, cls.service.sample.read_bytes())

    @classmethod
    def tearDownClass(cls):
        cls.shared.close()
        cls.server.stop()

    def call(self, method, **fields):
        return self.shared.call(method, **fields)


def require_every_method(service):
    """A tearDownModule that fails if the module's tests left an RPC of the service out."""
    def check():
        with program.Server(service.program, "--memory") as server:
            with reflection.Api(server.address) as api:
                left_out = set(api.own_methods) - reflection.CALLED
        assert not left_out, f"no test calls {sorted(left_out)}"
    return check
