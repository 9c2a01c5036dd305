"""How both servers live: start, health, watching, stopping under load, crashes, foreign stores."""

import json
import os
import random
import sqlite3
import threading
import time
import unittest

import grpc

import case
import program

KILLS = int(os.environ.get("ENTENTE_KILLS", "8"))  # imports and prunings that kill -9 cuts off

SERVING, NOT_SERVING, SERVICE_UNKNOWN = 1, 2, 3
READ = {case.TRADE: ("StatisticsService.GetPairSummary", {"countries": ["TUR", "KAZ"]}),
        case.AGREEMENTS: ("AgreementService.ListAgreements",
                          {"countries": ["TUR", "KAZ"],
                           "day": {"year": 2022, "month": 5, "day": 11}})}


def big_file(service, number):
    """A file that takes a while to import, different for each number, and how many it holds."""
    if service is case.TRADE:
        count = 20_000
        header = ("typeCode,freqCode,period,reporterCode,flowCode,partnerCode,"
                  "classificationCode,cmdCode,primaryValue\n")
        rows = (f"C,A,2021,398,X,792,H5,{100_000 + i},{number}.{i}\n" for i in range(count))
        return (header + "".join(rows)).encode(), count
    count = 1_000
    return "".join(
        f'''milestones {{ name: "pairs/KAZ-TUR/milestones/m{number}-{i}" title: "Milestone {i}"
        kind: MILESTONE_KIND_MISSION date {{ edtf: "2001-02-03" }}
        evidence {{ publisher: "The tests" }} }}
        ''' for i in range(count)).encode(), count


class Servers:
    """The tests; run for each service by a subclass below."""
    service: case.Service

    def read(self, api, **read_at):
        method, fields = READ[self.service]
        return api.call(method, **fields, read_at=read_at)

    def load_sample(self, api):
        return case.load(api, self.service, self.service.sample.read_bytes())

    # ---- health ---------------------------------------------------------------------------

    def test_health_by_name(self):
        api = self.api(self.start(self.service))
        own = [name for name in api.services if name.startswith("entente.")]
        self.assertEqual(self.service.services, len(own))
        for name in ["", *own]:
            self.assertEqual(SERVING, api.call("Health.Check", service=name).status, name)
        with self.refused(api, "NOT_FOUND", "SERVICE_UNKNOWN"):
            api.call("Health.Check", service="nobody")
        self.assertEqual(SERVICE_UNKNOWN,
                         next(api.call("Health.Watch", service="nobody")).status)

    def test_health_turns_before_the_streams_end(self):
        server = self.start(self.service)
        api = self.api(server)
        health = api.call("Health.Watch", service="")
        self.assertEqual(SERVING, next(health).status)
        changes = api.call(self.service.watch, checkpoint_interval={"nanos": 100_000_000})
        next(changes)
        server.begin_stop()
        self.assertEqual(NOT_SERVING, next(health).status)
        with self.refused(api, "UNAVAILABLE", "DRAINING"):
            for _ in changes:
                pass
        self.assertEqual(0, server.wait())

    # ---- watching -------------------------------------------------------------------------

    def test_watch_misses_and_repeats_nothing_after_a_reconnect(self):
        api = self.api(self.start(self.service))

        def changes(after, until_revision):
            stream = api.call(self.service.watch, after_revision=after,
                              checkpoint_interval={"nanos": 100_000_000})
            seen = []
            for event in stream:
                if event.HasField("checkpoint"):
                    if event.checkpoint.revision >= until_revision:
                        break
                    continue
                seen.append((event.change.revision, event.change.resource))
            stream.cancel()
            return seen

        first = self.load_sample(api).revision
        early = changes(0, first)
        live = []
        watcher = threading.Thread(target=lambda: live.extend(changes(first, first + 1)))
        watcher.start()
        second = case.load(api, self.service, big_file(self.service, 1)[0],
                           file_name="big.csv").revision
        watcher.join(30)
        self.assertTrue(early and live)
        self.assertEqual({first}, {revision for revision, _ in early})
        self.assertEqual({second}, {revision for revision, _ in live})
        self.assertEqual(early + live, changes(0, second))
        with self.refused(api, "OUT_OF_RANGE"):
            next(api.call(self.service.watch, after_revision=second + 1))
        with self.refused(api, "INVALID_ARGUMENT", field="after_revision"):
            next(api.call(self.service.watch, after_revision=-1))

    # ---- stopping -------------------------------------------------------------------------

    def test_sigterm_under_load_fails_no_accepted_call(self):
        server = self.start(self.service)
        api = self.api(server)
        self.load_sample(api)
        method, fields = READ[self.service]
        stopping = threading.Event()
        answered, refused = [], []

        def ask():
            while True:
                try:
                    answered.append(api.call(method, **fields).revision)
                except grpc.RpcError as error:
                    refused.append(api.refusal(error))
                    if stopping.is_set():
                        return

        callers = [threading.Thread(target=ask) for _ in range(8)]
        for caller in callers:
            caller.start()
        program.until(lambda: len(answered) > 100, "load")
        stopping.set()
        server.begin_stop()
        code = server.wait()
        for caller in callers:
            caller.join(30)
        self.assertEqual(0, code, server.log_text())
        # As a rule the server says that it is stopping. A caller who was away while it refused meets
        # gRPC's own end, or nobody; that no call was accepted and not answered, the log says below.
        for refusal in refused:
            self.assertIn(refusal.code, (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED))
        lines = [json.loads(line) for line in server.log_text().splitlines()]
        codes = [line["code"] for line in lines if line.get("method", "").endswith(
            method.partition(".")[2])]
        self.assertGreaterEqual(len(codes), len(answered))
        self.assertLessEqual(set(codes), {"OK", "UNAVAILABLE"})
        self.assertEqual(len(answered), codes.count("OK"), "an accepted call lost its answer")

    # ---- what is kept ---------------------------------------------------------------------

    def test_a_restart_keeps_everything(self):
        server = self.start(self.service)
        api = self.api(server)
        revision = self.load_sample(api).revision
        before = self.read(api, revision=revision).SerializeToString(deterministic=True)
        server.stop()
        api = self.api(self.start(self.service))
        self.assertEqual(revision, case.head(api, self.service))
        self.assertEqual(
            before, self.read(api, revision=revision).SerializeToString(deterministic=True))
        self.assertTrue(self.load_sample(api).already_loaded)

    def test_kill_during_import_leaves_it_whole_or_absent(self):
        rng = random.Random(20220511)
        server = self.start(self.service)
        api = self.api(server)
        self.load_sample(api)
        sample = self.read(api, revision=1).SerializeToString(deterministic=True)
        began = time.monotonic()
        case.load(api, self.service, big_file(self.service, 1)[0], file_name="big.csv")
        duration = time.monotonic() - began
        revision = case.head(api, self.service)
        whole = 0
        for number in range(2, 2 + KILLS):
            content, count = big_file(self.service, number)
            kept = []

            def upload(api=api, content=content, kept=kept):
                try:
                    kept.append(case.load(api, self.service, content, file_name="big.csv"))
                except grpc.RpcError:
                    pass  # the server is gone

            uploader = threading.Thread(target=upload)
            uploader.start()
            time.sleep(rng.uniform(0, 1.2 * duration))
            server.kill()
            uploader.join(60)
            api.close()
            server = self.start(self.service)
            api = self.api(server)
            changed = case.head(api, self.service) - revision
            if kept:
                self.assertEqual(1, changed, "an import that was confirmed is lost")
            if changed:
                self.assertEqual(1, changed)
                again = case.load(api, self.service, content, file_name="big.csv")
                self.assertTrue(again.already_loaded)
                self.assertEqual(count, self.size_of(again))
                whole += 1
            revision += changed
            self.assertEqual(sample,
                             self.read(api, revision=1).SerializeToString(deterministic=True))
        print(f"{self.service.program}: of {KILLS} imports cut off, {whole} whole, the rest absent")

    def size_of(self, imported):
        if self.service is case.TRADE:
            return imported.releases[0].observation_count
        return imported.dataset.resource_count

    # ---- what is refused ------------------------------------------------------------------

    def fails(self, *flags):
        """Runs the server with flags that it must refuse; returns exit code and log."""
        done = program.run(self.service.program, *flags, timeout=30)
        self.assertNotEqual(0, done.returncode)
        self.assertEqual("", done.stdout)
        return done.returncode, done.stderr

    def test_a_port_that_is_taken(self):
        address = self.start(self.service).address
        code, log = self.fails("--memory", "--listen", address)
        self.assertEqual(1, code)
        self.assertIn(address, log)
        self.assertIn("UNAVAILABLE", log)

    def test_an_open_address_without_encryption(self):
        code, log = self.fails("--memory", "--listen", "0.0.0.0:0")
        self.assertEqual(1, code)
        self.assertIn("--insecure", log)

    def test_a_store_of_a_newer_schema(self):
        self.start(self.service).stop()
        with sqlite3.connect(self.store(self.service)) as database:
            [version] = database.execute("PRAGMA user_version").fetchone()
            database.execute(f"PRAGMA user_version = {version + 1}")
        database.close()
        code, log = self.fails("--store", self.store(self.service))
        self.assertEqual(1, code)
        self.assertRegex(log, "newer|version")

    def test_a_store_of_the_other_service(self):
        self.start(self.service).stop()
        [other] = {case.TRADE, case.AGREEMENTS} - {self.service}
        done = program.run(other.program, "--store", self.store(self.service), timeout=30)
        self.assertEqual(1, done.returncode, done.stderr)

    def test_a_file_that_is_no_store(self):
        self.store(self.service).write_text("not a database " * 100, encoding="utf-8")
        code, log = self.fails("--store", self.store(self.service))
        self.assertEqual(1, code)
        self.assertIn(str(self.store(self.service)), log)

    def test_flags(self):
        for flags in ((), ("--memory", "--store", "x"), ("--memory", "--no-such-flag"),
                      ("--memory", "--workers", "0")):
            self.assertEqual(2, self.fails(*flags)[0], flags)
        for flag in ("--help", "--version"):
            done = program.run(self.service.program, flag)
            self.assertEqual(0, done.returncode)
            self.assertIn(self.service.program, done.stdout)


class TradeServerTest(Servers, case.Case):
    service = case.TRADE

    DATASET = "pruned"

    def load_vintage(self, api, number):
        """A release of many blocks, all of them other than those of the release before."""
        rows = (f"C,A,{year},398,{flow},{area},H5,TOTAL,{number}.{area}\n"
                for year in range(1500, 1800) for flow in ("M", "X") for area in (4, 8, 12, 20))
        content = ("typeCode,freqCode,period,reporterCode,flowCode,partnerCode,"
                   "classificationCode,cmdCode,primaryValue\n" + "".join(rows)).encode()
        return case.load(api, self.service, content, file_name="v.csv", dataset=self.DATASET,
                         published={"edtf": str(2000 + number)}).revision

    def prune(self, api):
        return api.call("ReleaseService.PruneReleases", parent="sources/un-comtrade",
                        dataset=self.DATASET, latest=1)

    def kept(self, api):
        """Revisions of the vintages that are not pruned."""
        return sorted(release.revision for release in api.call(
            "ReleaseService.ListReleases", parent="sources/un-comtrade").releases
            if release.dataset == self.DATASET and not release.HasField("pruned"))

    def test_kill_during_pruning_leaves_it_done_or_not(self):
        def read(api, revision):
            return [block.SerializeToString(deterministic=True) for batch in
                    api.call("StatisticsService.StreamObservations", source="sources/un-comtrade",
                             read_at={"revision": revision}) for block in batch.blocks]

        rng = random.Random(20220512)
        server = self.start(self.service)
        api = self.api(server)
        for number in (1, 2, 3):
            self.load_vintage(api, number)
        began = time.monotonic()
        self.prune(api)
        duration = time.monotonic() - began
        whole = 0
        for number in range(4, 4 + 2 * KILLS, 2):
            for one in (number, number + 1):
                self.load_vintage(api, one)
            there = self.kept(api)
            self.assertEqual(3, len(there))
            before = {revision: read(api, revision) for revision in there}
            head = case.head(api, self.service)
            done = []

            def prune(api=api, done=done):
                try:
                    done.append(self.prune(api))
                except grpc.RpcError:
                    pass  # the server is gone

            pruner = threading.Thread(target=prune)
            pruner.start()
            time.sleep(rng.uniform(0, 1.2 * duration))
            server.kill()
            pruner.join(60)
            api.close()
            server = self.start(self.service)
            api = self.api(server)
            changed = case.head(api, self.service) - head
            self.assertIn(changed, (1,) if done else (0, 1))
            self.assertEqual(there[-1:] if changed else there, self.kept(api))
            for revision in there[:-1]:
                if changed:
                    with self.refused(api, "OUT_OF_RANGE", "RELEASE_PRUNED"):
                        read(api, revision)
                else:
                    self.assertEqual(before[revision], read(api, revision))
            self.assertEqual(before[there[-1]], read(api, there[-1]))
            whole += changed
            self.prune(api)
            self.assertEqual(there[-1:], self.kept(api))
        print(f"{self.service.program}: of {KILLS} prunings cut off, {whole} done, the rest not")


class AgreementsServerTest(Servers, case.Case):
    service = case.AGREEMENTS


if __name__ == "__main__":
    unittest.main()
