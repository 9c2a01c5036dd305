"""The command line against both real servers with the sample data."""

import csv
import json
import os
import re
import time
import unittest
from concurrent import futures

import grpc

import case
import program

GOLDEN = program.ROOT / "tests" / "golden"
UPDATE = os.environ.get("ENTENTE_UPDATE_GOLDEN") == "1"  # write the golden files anew

OK, FAILED, USAGE, SECTION_MISSING, NOT_FOUND, REFUSED, UNREACHABLE = range(7)

# The nine facts of the news report that the brief has to show (Xinhua, 2022-05-11).
NINE_FACTS = {
    "1 trade is said to have exceeded 5.3 bn": r'2021 +both \w+ +"exceeded" 5\.3 bn USD',
    "2 the target of 5 bn is said to be reached": r'"We have surpassed our target of 5 billion\."',
    "3 a target of 10 bn without deadline": r"(?s)10,000,000,000 USD.*announced 2022-05-10 in Ankara"
                                            r".*?no\s+deadline",
    "4 diplomatic relations": r"1992-03-02 +31st anniversary on 2023-03-02 +Diplomatic relations",
    "5 enhanced strategic partnership": r"(?s)2022-05-10 +1st anniversary on 2023-05-10 +"
                                        r"Relations are raised to an enhanced strategic",
    "6 first to recognise": r"1991-12-16 .*Türkiye, as the first state, recognises",
    "7 the first state visit": r"(?s)2022-05-10 to 2022-05-11, state visit, Ankara: .*?first to\s+"
                               r"Türkiye since he took office",
    "8 15 agreements declared, in 12 fields": r"(?s)15\s+declared \(14 by others\), \d+ registered"
                                              r".*in 12 fields:",
    "9 a position without a number": r"(?s)POSITIONS.*Ankara, 2022-05-10: [^\[]*both sides\s+"
                                     r"support\s+Ukraine's\s+territorial\s+integrity",
}


def masked(text):
    """What a run writes, without the moment at which it recorded the facts."""
    text = re.sub(r'"recorded": "[^"]*"', '"recorded": "RECORDED"', text)
    return re.sub(r"recorded(\s+)\d{4}-\d\d-\d\d", r"recorded\1YYYY-MM-DD", text)


class ClientTest(case.Case):

    @classmethod
    def setUpClass(cls):
        cls.servers = [program.Server(service.program, "--memory")
                       for service in (case.TRADE, case.AGREEMENTS)]
        cls.addresses = {"ENTENTE_TRADE_ADDRESS": cls.servers[0].address,
                         "ENTENTE_AGREEMENTS_ADDRESS": cls.servers[1].address}
        for what, service in (("trade", case.TRADE), ("agreements", case.AGREEMENTS)):
            done = program.run("entente", "import", what, service.sample, env=cls.addresses)
            assert done.returncode == OK, done.stderr

    @classmethod
    def tearDownClass(cls):
        for server in cls.servers:
            server.stop()

    def run_client(self, *arguments, expect=OK, **environment):
        done = program.run("entente", *arguments,
                           env={**self.addresses, "HOME": str(self.folder), **environment})
        self.assertEqual(expect, done.returncode, done)
        if expect == OK:
            self.assertEqual("", done.stderr)
        return done

    def brief(self, *arguments, **options):
        return self.run_client("brief", "TUR", "KAZ", "--day", "2022-05-11", *arguments, **options)

    def check_golden(self, name, text):
        file = GOLDEN / name
        if UPDATE:
            file.write_text(text, encoding="utf-8")
        self.assertEqual(file.read_text(encoding="utf-8"), text)

    # ---- the brief ------------------------------------------------------------------------

    def test_brief_as_text(self):
        self.check_golden("brief.txt", masked(self.brief().stdout))

    def test_brief_as_json(self):
        text = self.brief("--format", "json").stdout
        brief = json.loads(text)
        self.assertEqual({"year": 2022, "month": 5, "day": 11}, brief["day"])
        self.check_golden("brief.json", masked(text))

    def test_brief_tells_the_nine_facts(self):
        text = self.brief().stdout
        for fact, pattern in NINE_FACTS.items():
            with self.subTest(fact=fact):
                self.assertRegex(text, pattern)
        early = self.run_client("brief", "TUR", "KAZ", "--day", "2022-01-01").stdout
        self.assertRegex(early, r"1992-03-02 +30th anniversary on 2022-03-02")

    def test_brief_in_json_tells_the_nine_facts(self):
        brief = json.loads(self.brief("--format", "json").stdout)
        trade, agreements = brief["trade"], brief["agreements"]
        said = [checked["statement"] for checked in trade["statements"]]
        xinhua = [one for one in said if one["said"]["edtf"] == "2022-05-10"]
        self.assertIn(("5300000000", "QUALIFIER_EXCEEDED"),
                      [(one.get("amount", {}).get("decimal"), one.get("qualifier"))
                       for one in xinhua])
        self.assertEqual({"STATEMENT_KIND_VOLUME", "STATEMENT_KIND_TARGET_REACHED",
                          "STATEMENT_KIND_POSITION"}, {one["kind"] for one in xinhua})
        [ten] = [one["target"] for one in trade["targets"]
                 if one["target"]["announced"]["edtf"] == "2022-05-10"]
        self.assertEqual("10000000000", ten["amount"]["decimal"])
        self.assertNotIn("deadline", ten)
        milestones = {one["milestone"]["date"]["edtf"]: one["milestone"]["kind"]
                      for one in agreements["milestones"]}
        self.assertEqual(("MILESTONE_KIND_RECOGNITION", "MILESTONE_KIND_DIPLOMATIC_RELATIONS",
                          "MILESTONE_KIND_PARTNERSHIP"),
                         tuple(milestones[day] for day in ("1991-12-16", "1992-03-02",
                                                           "2022-05-10")))
        [visit] = [one for one in agreements["occasions"] if one["start"]["edtf"] == "2022-05-10"]
        self.assertEqual("OCCASION_KIND_STATE_VISIT", visit["kind"])
        self.assertEqual((15, 12), (visit["declaredCounts"][0]["count"],
                                    len(visit["declaredCounts"][0]["fields"])))

    def test_the_official_figure_stands_beside_the_statement(self):
        self.assertRegex(self.brief().stdout,
                         r'"exceeded" 5\.3 bn USD.* 4,111,047,931\.68 +\+28\.9 % +Kazakhstan')

    def test_brief_takes_countries_in_any_form(self):
        texts = {self.run_client("brief", *pair, "--day", "2022-05-11").stdout
                 for pair in (("TUR", "KAZ"), ("kz", "tr"), ("398", "792"),
                              ("Казахстан", "Türkiye"))}
        self.assertEqual(1, len(texts))

    def test_brief_of_a_pair_that_nothing_is_known_of(self):
        text = self.run_client("brief", "BRA", "FJI").stdout
        self.assertIn("Brazil and Fiji", text)
        self.assertIn("No figures: no loaded source covers this pair.", text)
        self.assertEqual(6, text.count("nothing that is loaded is about this pair."))
        self.assertNotIn("SOURCES", text)

    def test_brief_as_of_a_day_knows_nothing_that_came_later(self):
        text = self.run_client("brief", "TUR", "KAZ", "--as-of", "2022-05-11").stdout
        self.check_golden("brief_as_of.txt", masked(text))
        self.assertIn("Only what was known by 2022-05-11.", text)
        for later in ("2024", "2025", "2026", "later than this day"):
            self.assertNotIn(later, text.partition("SOURCES")[0])
        before = self.run_client("brief", "TUR", "KAZ", "--as-of", "1990-01-01").stdout
        self.assertIn("No occasion: none was known by the day that was asked for.", before)
        self.assertIn("No milestone: none was known by the day that was asked for.", before)

    def test_one_service_down(self):
        for variable, section, kept, gone in (
                ("ENTENTE_AGREEMENTS_ADDRESS", "agreements", "5.3 bn", "Diplomatic relations"),
                ("ENTENTE_TRADE_ADDRESS", "trade", "Diplomatic relations", "5.3 bn")):
            nobody = {variable: "127.0.0.1:1"}
            done = self.brief(expect=SECTION_MISSING, **nobody)
            self.assertIn(kept, done.stdout)
            self.assertNotIn(gone, done.stdout)
            self.assertRegex(done.stdout, rf"(?i){section}.*(missing|could not|not available)")
            self.assertIn("127.0.0.1:1", done.stdout)
            done = self.brief("--format", "json", expect=SECTION_MISSING, **nobody)
            [missing] = json.loads(done.stdout)["missing"]
            self.assertEqual((section, "UNAVAILABLE"), (missing["section"], missing["code"]))
            self.assertIn("127.0.0.1:1", missing["message"])

    def test_both_services_down(self):
        done = self.brief(expect=UNREACHABLE,
                          ENTENTE_TRADE_ADDRESS="127.0.0.1:1",
                          ENTENTE_AGREEMENTS_ADDRESS="127.0.0.1:1")
        self.assertIn("127.0.0.1:1", done.stderr)

    def test_an_unknown_country_brings_suggestions(self):
        done = self.run_client("brief", "Kazahstann", "TUR", expect=REFUSED)
        self.assertEqual("", done.stdout)
        self.assertIn("Kazakhstan", done.stderr)

    # ---- the other commands ---------------------------------------------------------------

    def test_import_again_says_that_it_is_loaded(self):
        for what, service in (("trade", case.TRADE), ("agreements", case.AGREEMENTS)):
            self.assertIn("already loaded",
                          self.run_client("import", what, service.sample).stdout)

    def test_import_of_bad_files(self):
        bad = self.folder / "error.csv"
        bad.write_text('{"error": "Rate limit is exceeded."}', encoding="utf-8")
        for what in ("trade", "agreements"):
            done = self.run_client("import", what, bad, expect=REFUSED)
            self.assertIn("error.csv", done.stderr)
            self.assertIn("line 1", done.stderr)
            self.run_client("import", what, self.folder / "missing.csv", expect=NOT_FOUND)

    def test_lists(self):
        self.assertIn("3,943,304,270.28", self.run_client("trade", "series", "KAZ", "TUR").stdout)
        self.assertIn("Ankara", self.run_client("trade", "targets", "KAZ", "TUR").stdout)
        self.assertIn("Kazakhstan - Turkey BIT (1992)",
                      self.run_client("agreements", "list", "KAZ", "TUR").stdout)
        shown = self.run_client("agreements", "show", "kaz-tur-1992-investment").stdout
        self.assertIn("1995-08-10", shown)
        self.run_client("agreements", "show", "nothing-of-that-name", expect=NOT_FOUND)

    def test_health(self):
        self.run_client("health")
        self.run_client("health", expect=UNREACHABLE,
                        ENTENTE_TRADE_ADDRESS="127.0.0.1:1")

    def test_colour_only_on_a_terminal_that_wants_it(self):
        asked = ("brief", "TUR", "KAZ", "--day", "2022-05-11")
        environment = {**self.addresses, "HOME": str(self.folder), "TERM": "xterm"}
        colour = "\x1b["
        self.assertIn(colour, program.run_on_terminal("entente", *asked, env=environment))
        for plain in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            shown = program.run_on_terminal("entente", *asked, env={**environment, **plain})
            self.assertIn("Kazakhstan and Türkiye", shown)
            self.assertNotIn(colour, shown)
        self.assertNotIn(colour, self.run_client(*asked, TERM="xterm").stdout)

    def test_an_import_says_what_it_waits_for_on_a_terminal_alone(self):
        def take(parts, _):
            for _ in parts:
                pass
            time.sleep(2.5)
            return b""  # an empty ImportReleaseResponse

        slow = grpc.server(futures.ThreadPoolExecutor(1))
        slow.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(
            "entente.trade.v1.ReleaseService",
            {"ImportRelease": grpc.stream_unary_rpc_method_handler(take)}),))
        port = slow.add_insecure_port("127.0.0.1:0")
        slow.start()
        self.addCleanup(slow.stop, None)
        file = self.folder / "facts.textproto"
        file.write_text("anything", encoding="utf-8")
        asked = ("import", "trade", file)
        environment = {"ENTENTE_TRADE_ADDRESS": f"127.0.0.1:{port}", "HOME": str(self.folder),
                       "TERM": "xterm"}
        waiting, _, rest = program.run_on_terminal("entente", *asked,
                                                   env=environment).rpartition("\r\x1b[K")
        self.assertRegex(waiting, r"facts\.textproto: sent, the service is at work on it: 1 s")
        self.assertRegex(rest, r"^facts\.textproto: imported")
        long = file.with_name(f"{'facts-' * 20}.textproto")
        long.write_text("anything", encoding="utf-8")
        lines = program.run_on_terminal("entente", "import", "trade", long, env=environment,
                                        columns=60).split("\r\x1b[K")[1:-1]
        self.assertRegex(lines[0], r"^facts-.*\.\.\.: sent, the service is at work on it: \d s$")
        self.assertLess(max(map(len, lines)), 60)
        self.run_client(*asked, **environment)  # a pipe; fails if it says anything there

    def test_usage(self):
        for arguments in ((), ("brief",), ("brief", "KAZ"), ("no-such-command",),
                          ("brief", "KAZ", "TUR", "--day", "yesterday")):
            with self.subTest(arguments=arguments):
                done = self.run_client(*arguments, expect=USAGE)
                self.assertIn("--help", done.stderr + done.stdout)
        self.assertIn("Examples:", self.run_client("--help").stdout)


# Every column that an observation has something in.
COMTRADE = """freqCode,period,reporterCode,flowCode,partnerCode,classificationCode,cmdCode,qtyUnitCode,\
qty,netWgt,legacyEstimationFlag,cifvalue,fobvalue,primaryValue,isAggregate
A,2021,398,M,792,H5,TOTAL,,,,,1000.25,,1000.25,true
A,2021,398,M,792,H5,27,,,500,4,600.5,590,600.5,false
A,2021,398,M,792,H5,270900,8,12.5,500,,,590,590,false
M,202104,398,X,0,H5,0101,,,,,,,-0.5,false
A,2021,398,X,899,H5,TOTAL,,,,,,7,7,true
"""


def delimited(content):
    """The messages in bytes of length-delimited protobuf, each serialized."""
    at = 0
    while at < len(content):
        size = shift = 0
        while True:
            byte = content[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        yield content[at:at + size]
        at += size


class ObservationsTest(case.Case):
    """What is exported, and imported again."""

    def setUp(self):
        super().setUp()
        self.server = self.server_with(case.TRADE.sample)
        file = self.folder / "comtrade.csv"
        file.write_text(COMTRADE, encoding="utf-8")
        self.run_client(self.server, "import", "trade", file, "--published", "2022-08",
                        "--url", "https://comtradeplus.un.org")

    def server_with(self, file):
        server = program.Server(case.TRADE.program, "--memory")
        self.addCleanup(server.stop)
        self.run_client(server, "import", "trade", file)
        return server

    def run_client(self, server, *arguments, text=True):
        done = program.run("entente", *arguments, text=text, env={
            "ENTENTE_TRADE_ADDRESS": server.address, "HOME": str(self.folder)})
        self.assertEqual((OK, "" if text else b""), (done.returncode, done.stderr), arguments)
        return done.stdout

    def export(self, server, *arguments, text=True):
        return self.run_client(server, "trade", "observations", *arguments, text=text)

    def test_sdmx_csv_is_imported_again(self):
        for source in ("sources/un-comtrade", "sources/kaz-bns"):
            with self.subTest(source=source):
                exported = self.export(self.server, "--source", source, "--format", "sdmx-csv")
                file = self.folder / "export.csv"
                file.write_text(exported, encoding="utf-8")
                again = self.export(self.server_with(file), "--format", "sdmx-csv")
                rows, same = (list(csv.DictReader(text.splitlines()))
                              for text in (exported, again))
                for row in rows:
                    row["DATASET"] = f"export-{row['DATASET']}"
                for row in rows + same:
                    del row["RECORDED"]
                    row["RELEASE"] = row["RELEASE"].partition("/releases/")[0]
                self.assertGreaterEqual(len(rows), 5)
                self.assertEqual(rows, same)

    def test_comtrade_like_csv_is_imported_again(self):
        def ours(text):
            """Every line without what names this store's own release."""
            return [line.rsplit(",", 2)[0] for line in text.splitlines()]

        source = ("--source", "sources/un-comtrade", "--format", "csv")
        exported = self.export(self.server, *source)
        file = self.folder / "export.csv"
        file.write_text(exported, encoding="utf-8")
        again = self.export(self.server_with(file), *source)
        self.assertGreaterEqual(len(ours(exported)), 6)
        self.assertEqual(ours(exported), ours(again))
        self.assertIn("C,M,202104,398,KAZ,X,0,W00,H5,0101,,,,,,-0.5,false,USD,", exported)

    def test_csv_says_what_comtrades_format_has_no_place_for(self):
        done = program.run("entente", "trade", "observations", "--format", "csv", env={
            "ENTENTE_TRADE_ADDRESS": self.server.address, "HOME": str(self.folder)})
        self.assertEqual(OK, done.returncode)
        self.assertRegex(done.stderr, r"\d+ rows do not fit in UN Comtrade's format .*"
                                      r"the first is of sources/.*--format sdmx-csv")
        file = self.folder / "all.csv"
        file.write_text(done.stdout, encoding="utf-8")
        done = program.run("entente", "import", "trade", str(file), env={
            "ENTENTE_TRADE_ADDRESS": self.server.address, "HOME": str(self.folder)})
        self.assertEqual(REFUSED, done.returncode)
        self.assertRegex(done.stderr, r"(?s)line \d+: is of 'sources/.*RELEASE_INVALID")

    def test_sdmx_csv_keeps_all_that_the_summary_of_a_pair_tells(self):
        def summary(server):
            answer = self.api(server).call("StatisticsService.GetPairSummary",
                                           countries=["KAZ", "TUR"])
            answer.revision = 0
            for evidence in answer.evidence:
                evidence.ClearField("recorded")
                evidence.ClearField("release")
            return str(answer)

        again = program.Server(case.TRADE.program, "--memory")
        self.addCleanup(again.stop)
        releases = self.api(self.server).call("ReleaseService.ListReleases",
                                              parent="sources/-").releases
        for source in sorted({release.name.partition("/releases/")[0] for release in releases}):
            exported = self.export(self.server, "--source", source, "--format", "sdmx-csv")
            file = self.folder / f"{source.partition('/')[2]}.csv"
            file.write_text(exported, encoding="utf-8")
            self.run_client(again, "import", "trade", file)
        before = summary(self.server)
        self.assertIn('edtf: "2022-08"', before)
        self.assertEqual(before, summary(again))

    def test_a_filter_chooses_rows(self):
        rows = list(csv.DictReader(self.export(
            self.server, "--format", "csv", "--source", "sources/un-comtrade",
            "--filter", "commodity = 27* AND value >= 595").splitlines()))
        self.assertEqual([("27", "600.5", "590", "500", "estimated")],
                         [(row["cmdCode"], row["primaryValue"], row["fobvalue"], row["netWgt"],
                           row["flags"]) for row in rows])
        done = program.run("entente", "trade", "observations", "--filter", "flow = X OR M",
                           env={"ENTENTE_TRADE_ADDRESS": self.server.address})
        self.assertEqual(REFUSED, done.returncode)
        self.assertIn("column 13: 'M' stands alone beside a comparison", done.stderr)

    def test_protobuf_is_what_was_streamed(self):
        content = self.export(self.server, "--format", "protobuf", "--filter", "KAZ", text=False)
        api = self.api(self.server)
        read = [api.message("entente.trade.v1.StreamObservationsResponse").FromString(message)
                for message in delimited(content)]
        self.assertEqual(list(api.call("StatisticsService.StreamObservations", filter="KAZ",
                                       read_at={}))[0].blocks, read[0].blocks)
        self.assertGreaterEqual(len(read[0].blocks), 5)
        self.assertNotEqual("", read[-1].resume_token)


class TradeStatisticsTest(case.Case):
    """The commands of trade statistics against a real server with real files."""

    @classmethod
    def setUpClass(cls):
        files = case.shared_data("trade")
        cls.server = program.Server(case.TRADE.program, "--memory")
        cls.addClassCleanup(cls.server.stop)
        vintages = files / "vintages"
        for file, options in (
                (files / "comtrade" / "portal_CHN_DEU_USA_TOTAL_2022.csv", ()),
                (files / "comtrade" / "TUR_KAZ_monthly_hs6_fish_2000_2024.csv", ()),
                (files / "comtrade_legacy" / "USA_CHN_short12col_2017.csv", ()),
                (vintages / "comtrade_030211_vintageA_2024-07.csv",
                 ("--dataset", "trout", "--published", "2024-07")),
                (vintages / "comtrade_030211_vintageB_2024-08.csv",
                 ("--dataset", "trout", "--published", "2024-08"))):
            done = cls.run_client("import", "trade", file, *options)
            assert done.returncode == OK, done.stderr

    @classmethod
    def run_client(cls, *arguments):
        return program.run("entente", *arguments, env={
            "ENTENTE_TRADE_ADDRESS": cls.server.address, "HOME": "/nonexistent"})

    def trade(self, *arguments):
        done = self.run_client("trade", *arguments)
        self.assertEqual((OK, ""), (done.returncode, done.stderr), arguments)
        return done.stdout

    def trout(self):
        """The names of both releases of trout, the earlier first."""
        return re.findall(r"sources/un-comtrade/releases/trout-\w+", self.trade("releases"))

    def test_every_page_is_at_most_as_wide_as_asked(self):
        for arguments in (("trend", "US", "CN"), ("commodities", "US", "CN", "--flow", "M"),
                          ("partners", "US", "--place-of", "CN"),
                          ("suppliers", "US", "--place-of", "CN"), ("mirror", "CN", "US"),
                          ("definitions", "CN", "US"), ("availability", "--reporter", "US"),
                          ("areas",),
                          ("diff", *self.trout())):
            text = self.trade(*arguments)
            widest = max(text.splitlines(), key=len)
            self.assertLessEqual(len(widest), 100, (arguments, widest))
            answer = self.trade(*arguments, "--format", "json")
            documents = answer.splitlines() if arguments[0] == "diff" else [answer]
            for document in documents:
                self.assertTrue(json.loads(document), arguments)

    def test_rankings(self):
        self.assertRegex(self.trade("suppliers", "US", "--place-of", "CN"),
                         r"place of China\n.*\n +1 +CHN +China +575,688,091,172 +17\.1 %")
        commodities = self.trade("commodities", "US", "CN", "--flow", "M", "--period", "2017")
        self.assertRegex(commodities, r" 1 +85 +150,044,000,000 ")
        # The file has no row of the total.
        self.assertRegex(commodities, r"total +526,022,013,512 +summed, incomplete\n")
        self.assertNotIn(" %", commodities)

    def test_a_year_of_months_is_whole_or_says_what_is_missing(self):
        asked = ("commodities", "TR", "KZ", "--digits", "6", "--period")
        self.assertRegex(self.trade(*asked, "2023"), r" 1 +\d{6} +[\d,.]+ +[\d.]+ .*summed")
        self.assertIn("; missing: 2024-", self.trade(*asked, "2024"))
        mirror = self.trade("mirror", "TR", "KZ", "--commodity", "030284")
        self.assertRegex(mirror, r"\n  2022 +[\d,.]+ +[\d,.]+")
        self.assertIn("Not added up, since shorter periods are missing: 2024.",
                      " ".join(mirror.split()))

    def test_the_mirror_adds_up(self):
        text = self.trade("mirror", "CN", "US")
        steps = re.findall(r"^  \S.*?  +([+-]?[\d,]+)  ",
                           text.partition("from exports to imports")[2].partition("SOURCES")[0],
                           re.MULTILINE)
        exports, *amounts, imports = [int(step.replace(",", "")) for step in steps]
        self.assertEqual(imports, exports + sum(amounts))

    def test_a_diff_ends_with_its_counts(self):
        lines = self.trade("diff", *self.trout()).splitlines()
        self.assertEqual("48 changed, 190 added, 1 deleted.", lines[-1])
        changed = [line for line in lines if line.startswith("  changed")]
        self.assertEqual(48, len(changed))
        parts = [json.loads(line) for line in
                 self.trade("diff", *self.trout(), "--format", "json").splitlines()]
        changes = [change for part in parts for change in part["changes"]]
        self.assertEqual(239, len(changes))

    def test_observations_are_csv_of_every_value(self):
        rows = list(csv.DictReader(self.trade("observations", "--reporter", "US").splitlines()))
        found = [row["primaryValue"] for row in rows
                 if (row["period"], row["partnerISO"], row["flowCode"], row["cmdCode"]) ==
                 ("2022", "CHN", "M", "TOTAL")]
        self.assertEqual(["575688091172"], found)
        lines = self.trade("observations", "--reporter", "US", "--format", "json").splitlines()
        self.assertEqual([{key: value for key, value in row.items() if value} for row in rows],
                         [json.loads(line) for line in lines])

    def test_history_of_a_figure_that_was_revised(self):
        line = next(line for line in self.trade("diff", *self.trout()).splitlines()
                    if line.startswith("  changed"))
        _, reporter, flow, partner, commodity, _, period = line.split()[:7]
        text = self.trade("history", reporter, "World" if partner == "W00" else partner,
                          "--flow", flow, "--period", period, "--commodity", commodity)
        self.assertRegex(text, r"(?s)2024-07 .*2024-08 ")


if __name__ == "__main__":
    unittest.main()
