"""Which room of the house may include what, and where the tree does otherwise.

The rooms and their arrows are those of docs/architecture.md. A room is a folder, or a file with its
header and source; the longest name that fits a path is its room.
"""

import dataclasses
import pathlib
import re

# Rooms of ours that both services need, without those that only some may enter.
PLAIN_COMMON = ("common/geo", "common/hash", "common/provenance", "common/status", "common/text",
                "common/time")
# With the checks and conversions of the contract's messages that both services share.
MESSAGE_COMMON = (*PLAIN_COMMON, "common/api", "common/file")
COMMON = (*MESSAGE_COMMON, "common/obs", "common/rpc")


def service_rooms(service, contract):
    """The rooms of one service; `contract` is the folder of its protos."""
    core, convert = f"{service}/core", f"{service}/convert"
    # The room of the block: its files stand beside each other.
    files = ("block", "packed_row", "encode_columns", "frame", "commodity_sums")
    block = tuple(f"{service}/{file}" for file in files)
    protos = ("entente/common", contract)
    return {
        core: (core, *PLAIN_COMMON),
        convert: (convert, core, *MESSAGE_COMMON, *protos),
        **{file: (*block, core, *PLAIN_COMMON, *protos) for file in block},
        f"{service}/store": (f"{service}/store", *block, convert, core, *MESSAGE_COMMON,
                             "common/journal", "common/sql"),
        f"{service}/load": (f"{service}/load", *block, convert, core, *MESSAGE_COMMON,
                            *protos),
        service: (service, *COMMON, "common/journal", *protos),
    }


ROOMS = {
    "common": ("common", "entente/common", "grpc/health"),
    "client": ("client", *COMMON, "entente"),
    **service_rooms("trade_service", "entente/trade"),
    **service_rooms("agreements_service", "entente/agreements"),
    "tests": ("",),
    "bench": ("",),
}

# What serves tests alone and stands in no folder called testing.
TEST_HELPERS = ("common/journal/engines.h", "common/journal/journal_model.h",
                "common/time/fake_clock.h")


@dataclasses.dataclass(frozen=True)
class Guarded:
    """Headers from outside that only some rooms may include."""
    what: str
    pattern: re.Pattern
    rooms: tuple


OUTSIDE = (
    Guarded("gRPC", re.compile(r"grpc(pp)?/(?!health/)|.*\.grpc\.pb\.h"),
            ("common/rpc", "client", "bench")),
    Guarded("SQLite", re.compile(r"sqlite3\.h"), ("common/sql",)),
    Guarded("the command line", re.compile(r"CLI/"),
            ("common/rpc/server_main", "client/cli", "bench")),
    Guarded("the test framework", re.compile(r"(gtest|gmock)/"), ()),
    Guarded("the real clock", re.compile(r"absl/time/clock\.h|chrono|ctime|time\.h"),
            ("common/time", "common/rpc", "common/obs", "client", "bench")),
)

# What a core knows nothing of, whatever it includes of ours.
NOT_IN_CORE = Guarded(
    "files, threads, messages and other things of the world",
    re.compile(r"google/|.*\.pb\.h|cstdio|fstream|filesystem|iostream|thread|fcntl\.h|unistd\.h|"
               r"sys/"),
    ())


@dataclasses.dataclass(frozen=True)
class Finding:
    """An include that no arrow allows."""
    file: str
    line: int
    included: str
    rule: str

    def __str__(self):
        return f"{self.file}:{self.line}: includes {self.included}: {self.rule}"


def within(path, room):
    """Whether a path lies in a room: a folder, a file, or a file without its ending."""
    return room == "" or path == room or path.startswith((room + "/", room + "."))


def room_of(path):
    """The name of the room that a source file is in, or None."""
    return max((room for room in ROOMS if within(path, room)), key=len, default=None)


def is_test_helper(path):
    """Whether a header serves tests alone."""
    return "/testing/" in path or path in TEST_HELPERS


def is_test(path):
    """Whether a source file serves tests alone."""
    return path.endswith("_test.cc") or within(path, "tests") or is_test_helper(path)


def broken_rule(path, included):
    """The sentence of the rule that an include breaks, or None."""
    room = room_of(path)
    if room is None:
        return "the file is in no room of the house"
    if room.endswith("/core") and not is_test(path) and NOT_IN_CORE.pattern.match(included):
        return f"{room} knows nothing of {NOT_IN_CORE.what}"
    for guarded in OUTSIDE:
        if guarded.pattern.match(included):
            if is_test(path) or any(within(path, allowed) for allowed in guarded.rooms):
                return None
            return f"only {', '.join((*guarded.rooms, 'tests'))} include {guarded.what}"
    if not any(within(included, ours) for ours in ("entente", "grpc/health", *ROOMS)):
        return None
    if is_test_helper(included):
        return None if is_test(path) else f"only tests include {included}"
    if any(within(included, other) for other in ROOMS[room]):
        return None
    return f"{room} may include only {', '.join(ROOMS[room])}"


def includes(file):
    """The (line number, spelled path) pairs of a source file's includes."""
    pattern = re.compile(r'\s*#\s*include\s*[<"]([^>"]+)[>"]')
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if match := pattern.match(line):
            yield number, match.group(1)


def sources(root):
    """The source files of the project, as paths relative to `root`."""
    for folder in sorted({room.split("/")[0] for room in ROOMS}):
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in (".h", ".cc"):
                yield file.relative_to(root).as_posix()


def find(root):
    """Every include under `root` that breaks a rule."""
    root = pathlib.Path(root)
    found = []
    for path in sources(root):
        for line, included in includes(root / path):
            if rule := broken_rule(path, included):
                found.append(Finding(path, line, included, rule))
    return found


def find_cycle(root):
    """Folders of common that include each other in a circle, the first again at the end; or []."""
    root = pathlib.Path(root)
    arrows = {}
    for path in sources(root):
        if not path.startswith("common/") or is_test(path):
            continue
        folder = path.rpartition("/")[0]
        for _, included in includes(root / path):
            target = included.rpartition("/")[0]
            if target.startswith("common/") and target != folder:
                arrows.setdefault(folder, set()).add(target)

    done = set()

    def walk(folder, way):
        if folder in way:
            return [*way[way.index(folder):], folder]
        if folder in done:
            return []
        for target in sorted(arrows.get(folder, ())):
            if cycle := walk(target, [*way, folder]):
                return cycle
        done.add(folder)
        return []

    for folder in sorted(arrows):
        if cycle := walk(folder, []):
            return cycle
    return []
