"""Fails on an include that no arrow of docs/architecture.md allows."""

import pathlib
import tempfile
import unittest

import arrows

ROOT = pathlib.Path(__file__).resolve().parents[2]


class ProjectTest(unittest.TestCase):

    def test_every_include_follows_an_arrow(self):
        found = arrows.find(ROOT)
        self.assertEqual([], found, "\n" + "\n".join(map(str, found)))

    def test_rooms_of_common_stand_in_an_order(self):
        self.assertEqual([], arrows.find_cycle(ROOT))

    def test_the_tree_is_read(self):
        self.assertIn("trade_service/core/decimal.cc", list(arrows.sources(ROOT)))


class RulesTest(unittest.TestCase):
    ALLOWED = (
        ("trade_service/core/series.cc", "common/time/period.h"),
        ("trade_service/core/series_test.cc", "common/testing/matchers.h"),
        ("trade_service/core/series_test.cc", "gtest/gtest.h"),
        ("trade_service/store/sqlite_store.cc", "common/sql/database.h"),
        ("trade_service/store/documents.cc", "trade_service/convert.h"),
        ("trade_service/load/facts.cc", "entente/trade/v1/facts.pb.h"),
        ("trade_service/main.cc", "trade_service/store/store.h"),
        ("trade_service/convert.cc", "entente/common/v1/types.pb.h"),
        ("common/rpc/server.cc", "grpcpp/server.h"),
        ("common/rpc/health.cc", "grpc/health/v1/health.pb.h"),
        ("client/connection.cc", "grpcpp/channel.h"),
        ("client/trade_client.cc", "entente/trade/v1/statistics_service.grpc.pb.h"),
        ("client/cli/main.cc", "CLI/CLI.hpp"),
        ("trade_service/testing/served.h", "grpcpp/channel.h"),
        ("trade_service/release_service_test.cc", "trade_service/testing/served.h"),
        ("bench/load.cc", "grpcpp/generic/generic_stub.h"),
    )
    FORBIDDEN = (
        ("trade_service/service.cc", "agreements_service/core/agreement.h"),
        ("agreements_service/core/status.cc", "common/file/csv.h"),
        ("agreements_service/convert.cc", "entente/trade/v1/resources.pb.h"),
        ("trade_service/core/series.cc", "trade_service/store/store.h"),
        ("trade_service/core/series.cc", "trade_service/convert.h"),
        ("trade_service/core/series.cc", "common/rpc/page.h"),
        ("trade_service/core/series.cc", "common/api/request.h"),
        ("trade_service/core/series.cc", "common/testing/matchers.h"),
        ("trade_service/core/series.cc", "entente/trade/v1/resources.pb.h"),
        ("trade_service/core/series.cc", "google/protobuf/message.h"),
        ("trade_service/core/series.cc", "absl/time/clock.h"),
        ("trade_service/core/series.cc", "fstream"),
        ("trade_service/core/series.cc", "gtest/gtest.h"),
        ("trade_service/convert.cc", "trade_service/store/store.h"),
        ("trade_service/store/store.cc", "trade_service/load/file.h"),
        ("common/geo/country.cc", "common/testing/matchers.h"),
        ("common/api/watch.h", "common/time/fake_clock.h"),
        ("trade_service/main.cc", "trade_service/testing/served.h"),
        ("trade_service/testing/served.h", "agreements_service/services.h"),
        ("trade_service/load/facts.cc", "common/sql/database.h"),
        ("trade_service/load/facts.cc", "common/rpc/page.h"),
        ("trade_service/store/store.cc", "common/rpc/page.h"),
        ("trade_service/statistics_service.cc", "grpcpp/grpcpp.h"),
        ("trade_service/statistics_service.cc", "common/sql/database.h"),
        ("trade_service/store/sqlite_store.cc", "sqlite3.h"),
        ("common/geo/country.cc", "trade_service/core/side.h"),
        ("common/api/watch.h", "grpcpp/server_context.h"),
        ("client/brief.cc", "trade_service/core/decimal.h"),
        ("client/brief.cc", "common/sql/database.h"),
        ("client/brief.cc", "CLI/CLI.hpp"),
        ("nowhere/new.cc", "string"),
    )

    def test_allowed(self):
        for path, included in self.ALLOWED:
            with self.subTest(path=path, included=included):
                self.assertIsNone(arrows.broken_rule(path, included))

    def test_forbidden(self):
        for path, included in self.FORBIDDEN:
            with self.subTest(path=path, included=included):
                self.assertIsNotNone(arrows.broken_rule(path, included))


class TreeTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def test_a_forbidden_include_is_found_with_its_line_and_rule(self):
        self.write("trade_service/core/a.cc",
                   '#include <string>\n\n#  include "agreements_service/core/b.h"\n')
        [finding] = arrows.find(self.root)
        self.assertRegex(str(finding),
                         r"^trade_service/core/a\.cc:3: includes agreements_service/core/b\.h: "
                         r"trade_service/core may include only ")

    def test_a_circle_is_found(self):
        self.write("common/text/a.h", '#include "common/time/b.h"\n')
        self.write("common/time/b.h", '#include "common/status/c.h"\n')
        self.write("common/status/c.h", '#include "common/text/a.h"\n')
        self.assertEqual(["common/status", "common/text", "common/time", "common/status"],
                         arrows.find_cycle(self.root))


if __name__ == "__main__":
    unittest.main()
