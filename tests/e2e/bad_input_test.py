"""Bad files and bad requests: each is refused with its place and reason, and nothing is stored."""

import unittest

import case

COMTRADE = ("typeCode,freqCode,period,reporterCode,flowCode,partnerCode,classificationCode,"
            "cmdCode,primaryValue\n"
            "C,A,2021,398,X,792,H5,TOTAL,2964665648.32\n"
            "C,A,2021,398,M,792,H5,TOTAL,1146382283.36\n")

FACTS = '''sources { name: "sources/x" title: "X" publisher: "X" kind: SOURCE_KIND_NATIONAL }
releases {
  source: "sources/x" dataset: "d" currency: "USD"
  figures { reporter: "KAZ" partner: "TUR" flow: "X" period: "2021" value: "1" }
}
'''

TARGET = {"name": "pairs/KAZ-TUR/targets/t", "announced": {"edtf": "2020"},
          "amount": {"decimal": "1", "currency": "USD"}, "evidence": case.EVIDENCE}

MILESTONE = '''milestones {
  name: "pairs/KAZ-TUR/milestones/m" title: "M" kind: MILESTONE_KIND_MISSION
  date { edtf: "2001" } evidence { publisher: "X" }
}
'''

# Requests that may well be empty.
NOTHING_REQUIRED = {"ReleaseService.ListSources", "ReleaseService.WatchChanges",
                    "RegistryService.DiffRevisions", "RegistryService.ListDatasets",
                    "RegistryService.ListMerges", "RegistryService.SuggestMerges",
                    "RegistryService.WatchChanges",
                    "StatisticsService.GetAvailability", "StatisticsService.ListAreas",
                    "StatisticsService.StreamObservations"}


class BadInput(case.LoadedCase):
    """What both services have in common; the subclasses add their own."""

    def setUp(self):
        super().setUp()
        self.revision = case.head(self.shared, self.service)

    def tearDown(self):
        super().tearDown()
        self.assertEqual(self.revision, case.head(self.shared, self.service),
                         "something was stored")

    def refuses_file(self, content, saying, reason=None, **header):
        if isinstance(content, str):
            content = content.encode()
        with self.refused(self.shared, "INVALID_ARGUMENT", reason, saying=saying):
            case.load(self.shared, self.service, content, **header)

    def refuses_upload(self, requests, reason, field):
        with self.refused(self.shared, "INVALID_ARGUMENT", reason, field):
            self.shared.send(self.service.upload, iter(requests))

    def part(self, **fields):
        return self.shared.request(self.service.upload, **fields)

    def test_an_empty_request_names_a_field_of_it(self):
        for method in sorted(set(self.shared.own_methods) - NOTHING_REQUIRED):
            with self.subTest(method=method):
                if method == self.service.upload:
                    self.refuses_upload([], "IMPORT_MALFORMED", "header")
                    continue
                with self.assertRaises(case.grpc.RpcError) as raised:
                    answer = self.call(method)
                    if hasattr(answer, "__next__"):
                        next(answer)
                refusal = self.shared.refusal(raised.exception)
                self.assertEqual("INVALID_ARGUMENT", refusal.code.name)
                [field] = refusal.violations
                self.assertIn(field.split(".")[0],
                              self.shared.request(method).DESCRIPTOR.fields_by_name)
                self.assertTrue(refusal.message.startswith(field), refusal.message)

    def test_bytes_that_are_no_message(self):
        for method in sorted(set(self.shared.own_methods) - {self.service.upload}):
            with self.subTest(method=method):
                with self.refused(self.shared, "INVALID_ARGUMENT", "REQUEST_MALFORMED"):
                    answer = self.shared.send(method, b"\xff\xff\xff")
                    if hasattr(answer, "__next__"):
                        next(answer)
        with self.refused(self.shared, "INVALID_ARGUMENT", "REQUEST_MALFORMED"):
            self.shared.send(self.service.upload, iter([b"\xff\xff\xff"]))

    def test_an_upload_out_of_order_or_broken_off(self):
        header = self.part(header={"file_name": "f"})
        self.refuses_upload([self.part(data=b"x")], "IMPORT_MALFORMED", "header")
        self.refuses_upload([header, header], "IMPORT_MALFORMED", "header")
        self.refuses_upload([header, self.part()], "IMPORT_MALFORMED", "part")
        self.refuses_upload([header, self.part(data=b"x")], "UPLOAD_INCOMPLETE", "end")
        self.refuses_upload([header, self.part(data=b"x"), self.part(end={"size_bytes": 2})],
                            "UPLOAD_INCOMPLETE", "end.size_bytes")
        self.refuses_upload([header, self.part(end={"size_bytes": 0}), self.part(data=b"x")],
                            "IMPORT_MALFORMED", "end")
        self.refuses_upload([self.part(header={"file_name": ""})],
                            "FILE_NAME_INVALID", "header.file_name")
        self.refuses_upload([self.part(header={"file_name": "f", "format": 99})],
                            None, "header.format")
        self.refuses_file(self.service.sample.read_bytes(), "header.request_id",
                          "REQUEST_ID_INVALID", request_id="x" * 129)

    def test_files_of_no_format(self):
        for nothing in ("", " \n\n", "# A comment.\n"):
            self.refuses_file(nothing, r"empty|has no")
        self.refuses_file(b"\x00\x01\x02\x03" * 100, "line 1")

    def test_an_error_message_saved_as_csv(self):
        self.refuses_file('{"statusCode": 429, "message": "Rate limit is exceeded."}',
                          r"line 1.*error message", file_name="data.csv")
        self.refuses_file("<!DOCTYPE html><html>Service unavailable</html>", "line 1.*web page",
                          file_name="data.csv")


class TradeBadInputTest(BadInput):
    service = case.TRADE

    def test_a_truncated_csv(self):
        self.refuses_file(COMTRADE[:-35], r"line 3: has \d fields where the header has 9",
                          "FILE_TRUNCATED", file_name="data.csv")
        self.refuses_file(COMTRADE.split("\n", 1)[0] + "\n", "no row", "FILE_EMPTY",
                          file_name="data.csv")

    def test_a_csv_without_a_column(self):
        self.refuses_file(COMTRADE.replace(",cmdCode", ""), "line 1: column cmdCode is missing",
                          "FILE_MALFORMED", file_name="data.csv")

    def test_a_csv_of_rows_that_cannot_be_used(self):
        self.refuses_file(COMTRADE.replace("2021", "2021-13"), "line 2: '2021-13' is not a year",
                          "NOTHING_TO_KEEP", file_name="data.csv")

    def test_a_bad_row_is_reported_with_line_column_and_reason(self):
        report = case.load(self.shared, self.service, COMTRADE.replace(",M,792", ",M,Narnia")
                           .encode(), file_name="data.csv", dry_run=True).report
        self.assertEqual((2, 1, 1), (report.read, report.kept, report.rejected))
        [row] = report.first_rejected
        self.assertEqual((3, 6, "AREA_INVALID"), (row.line, row.column, row.reason))
        self.assertIn("'Narnia'", row.message)

    def test_bad_facts(self):
        for old, new, saying in (
                ('"KAZ"', '"Narnia"', r"line \d.*Narnia"),
                ('period: "2021"', 'period: "2021-13"', r"line 2: releases\[0\]: figures\[0\]: .*2021-13"),
                ('value: "1"', 'value: "a lot"', r"line 2: releases\[0\]: figures\[0\]: .*a lot"),
                ('"sources/x" dataset', '"sources/y" dataset', "sources/y"),
                ('currency: "USD"', 'currency: "dollars"', r"line 2.*currency"),
                ("flow:", "flaw:", r"line 4, column \d+: .*flaw"),
                ("figures {", "figures ", r"line \d"),
                ('d" currency', '', r"line \d")):
            with self.subTest(new=new):
                self.refuses_file(FACTS.replace(old, new), saying)

    def test_an_unknown_country(self):
        for countries, saying in ((("Narnia", "TUR"), "Narnia"), (("KAZ", "KAZ"), "two"),
                                  (("KAZ",), "two"), (("KAZ", ""), "countr")):
            with self.refused(self.shared, "INVALID_ARGUMENT", saying=saying):
                self.call("StatisticsService.GetPairSummary", countries=countries)
        with self.refused(self.shared, "INVALID_ARGUMENT", "COUNTRY_UNKNOWN", "countries[1]",
                          saying="Kazakhstan"):
            self.call("StatisticsService.GetPairSummary", countries=("TUR", "Kazahstann"))

    def test_a_bad_target(self):
        for change, field in (
                ({"announced": None}, "target.announced"),
                ({"amount": {"decimal": "1,000", "currency": "USD"}}, "target.amount.decimal"),
                ({"amount": {"decimal": "1", "currency": "dollar"}}, "target.amount.currency"),
                ({"name": "targets/t"}, "target.name"),
                ({"name": "pairs/TUR-KAZ/targets/t"}, "target.name"),
                ({"side": "Narnia"}, "target.side"),
                ({"evidence": []}, "target.evidence")):
            with self.subTest(change=change):
                with self.refused(self.shared, "INVALID_ARGUMENT", field=field):
                    self.call("CommitmentService.CreateTarget", target={**TARGET, **change})

    def test_a_bad_date(self):
        for date in ("2020-13", "2020-02-30", "10 May 2022", "2020-1"):
            with self.subTest(date=date):
                with self.refused(self.shared, "INVALID_ARGUMENT", "DATE_INVALID",
                                  "target.announced.edtf", saying=date):
                    self.call("CommitmentService.CreateTarget",
                              target={**TARGET, "announced": {"edtf": date}})

    def test_a_bad_read_at(self):
        for read_at, field in (({"revision": -1}, "read_at.revision"),
                               ({"as_of": {"year": 2021, "month": 2, "day": 30}}, "read_at.as_of"),
                               ({"revision": 1, "as_recorded": {"seconds": 1}}, "read_at")):
            with self.subTest(read_at=read_at):
                with self.refused(self.shared, "INVALID_ARGUMENT", field=field):
                    self.call("StatisticsService.GetPairSummary", countries=("KAZ", "TUR"),
                              read_at=read_at)


class AgreementsBadInputTest(BadInput):
    service = case.AGREEMENTS

    def test_bad_facts(self):
        for old, new, saying in (
                ("KAZ-TUR", "TUR-KAZ", r"line 1, pairs/TUR-KAZ/milestones/m: .*name"),
                ('"2001"', '"2001-13"', r"line 1, .*date.*2001-13"),
                ('"2001"', '"10 May 2022"', r"line 1, .*date.*10 May 2022"),
                ("MILESTONE_KIND_MISSION", "MISSION", r"line \d, column \d+: .*MISSION"),
                ("title:", "titel:", r"line 2, column \d+: .*titel"),
                ('title: "M"', "", r"line 1, .*title"),
                ("evidence {", "# {", r"line \d")):
            with self.subTest(new=new):
                self.refuses_file(MILESTONE.replace(old, new), saying)
        self.refuses_file(MILESTONE * 2, "line 5, .*twice", "NAME_REPEATED")

    def test_an_unknown_country(self):
        with self.refused(self.shared, "INVALID_ARGUMENT", "COUNTRY_UNKNOWN", "countries[0]",
                          saying="Kazakhstan"):
            self.call("AgreementService.ListAgreements", countries=("Kazahstann", "TUR"),
                      day={"year": 2022, "month": 5, "day": 11})

    def test_a_bad_agreement(self):
        good = {"name": "agreements/a", "titles": [{"language": "en", "text": "A"}],
                "parties": [{"id": "KAZ", "kind": "PARTY_KIND_STATE", "country": "KAZ"}],
                "evidence": case.EVIDENCE}
        for change, field in (
                ({"name": "agreement"}, "agreement.name"),
                ({"titles": []}, "agreement.titles"),
                ({"parties": []}, "agreement.parties"),
                ({"parties": [{"id": "XXX", "kind": "PARTY_KIND_STATE", "country": "XXX"}]},
                 "agreement.parties[0].country"),
                ({"events": [{"kind": "EVENT_KIND_SIGNED", "date": {"edtf": "2020-02-30"}}]},
                 "agreement.events[0].date.edtf"),
                ({"actions": [{"party": "TUR", "kind": "ACTION_KIND_RATIFICATION",
                               "date": {"edtf": "2020"}}]}, "agreement.actions[0].party"),
                ({"evidence": []}, "agreement.evidence")):
            with self.subTest(change=change):
                with self.refused(self.shared, "INVALID_ARGUMENT", field=field):
                    self.call("AgreementService.CreateAgreement", agreement={**good, **change})


del BadInput  # not a test of its own

if __name__ == "__main__":
    unittest.main()
