"""Every RPC of the trade service over the sample data, by a client made from reflection alone."""

import decimal
import itertools
import unittest

import case
import program

PAIR = ("TUR", "KAZ")
KNOWN_TARGET = "pairs/KAZ-TUR/targets/10bn-2018"

HEADER = ("typeCode,freqCode,period,reporterCode,flowCode,partnerCode,classificationCode,cmdCode,"
          "primaryValue\n")
# What Poland exports to Czechia, as both report it.
MIRROR = HEADER + """C,A,2020,616,X,203,H5,TOTAL,100.5
C,A,2020,616,X,203,H5,27,60.25
C,A,2020,616,X,203,H5,84,40.25
C,A,2020,203,M,616,H5,TOTAL,110
C,A,2020,203,M,616,H5,27,66
C,A,2020,203,M,616,H5,84,44
"""
# Hungary's trade with Slovakia: a year with re-exports, and four months.
RE_EXPORTS = HEADER + """C,A,2020,348,X,703,H5,TOTAL,100
C,A,2020,348,RX,703,H5,TOTAL,10
C,A,2020,348,M,703,H5,TOTAL,50
C,A,2020,348,FM,703,H5,TOTAL,48
""" + "".join(f"C,M,20210{month},348,{flow},703,H5,{code},{value}\n"
              for month in range(1, 5)
              for flow, code, value in (("X", "TOTAL", 5), ("X", "27", 3), ("M", "TOTAL", 4)))


class TradeTest(case.LoadedCase):
    service = case.TRADE

    def test_pair_summary_has_both_sides_and_every_figure_has_evidence(self):
        for countries in (PAIR, ("KZ", "792"), ("Türkiye", "Казахстан"), ("Kazakhstan", "turkey")):
            answer = self.call("StatisticsService.GetPairSummary", countries=countries)
            self.assertEqual(("KAZ", "TUR"),
                             (answer.pair.first.alpha3, answer.pair.second.alpha3))
        self.assertEqual(["KAZ", "TUR"], [side.reporter.alpha3 for side in answer.sides])
        own = {(point.period, series.flow): point.value
               for series in answer.series if series.source == "sources/kaz-bns"
               for point in series.points}
        self.assertEqual("2964665648.32", own["2021", "X"])
        self.assertEqual("1146382283.36", own["2021", "M"])
        [volume] = [volume for volume in answer.volumes
                    if volume.period == "2021" and volume.definition.source == "sources/kaz-bns"]
        self.assertEqual("4111047931.68", volume.total.decimal)
        self.assertEqual("1818283364.96", volume.balance.decimal)
        for figure in itertools.chain.from_iterable(
                (volume.exports, volume.imports) for volume in answer.volumes):
            cited = answer.evidence[figure.evidence]
            self.assertTrue(cited.source and cited.release and cited.publisher, figure)

    def test_a_summary_of_one_source_without_re_exports(self):
        case.load(self.shared, self.service, RE_EXPORTS.encode(), file_name="re_exports.csv")

        def totals(**fields):
            answer = self.call("StatisticsService.GetPairSummary", countries=("HUN", "SVK"),
                               source="sources/un-comtrade", **fields)
            return {(volume.period, volume.definition.re_exports): volume.total.decimal
                    for volume in answer.volumes}, list(answer.incomplete_periods)

        included, excluded = 1, 2
        # Of 2021 there are four months.
        self.assertEqual(({("2020", included): "150", ("2020", excluded): "138"}, ["2021"]),
                         totals())
        self.assertEqual(({("2021-01", included): "9", ("2021-02", included): "9",
                           ("2021-03", included): "9", ("2021-04", included): "9"}, []),
                         totals(frequency="FREQUENCY_MONTHLY"))
        self.assertEqual(({("2021-Q1", included): "27"}, ["2021-Q2"]),
                         totals(frequency="FREQUENCY_QUARTERLY"))

    def test_series_can_be_narrowed_and_says_why_it_is_empty(self):
        def series(**fields):
            return self.call("StatisticsService.GetSeries",
                             **{"reporter": "KAZ", "partner": "TUR", **fields})
        narrow = series(flow="X", source="sources/kaz-bns", first_period="2019",
                        last_period="2020")
        self.assertEqual([["2019", "2020"]],
                         [[point.period for point in one.points] for one in narrow.series])
        reasons = narrow.DESCRIPTOR.fields_by_name["empty_reason"].enum_type.values_by_number
        for fields, reason in (({"flow": "RX"}, "NOT_REPORTED"),
                               ({"first_period": "2050"}, "FILTERED_OUT"),
                               ({"reporter": "BRA", "partner": "ARG"}, "PAIR_NOT_COVERED")):
            empty = series(**fields)
            self.assertFalse(empty.series)
            self.assertEqual(f"EMPTY_REASON_{reason}", reasons[empty.empty_reason].name)

    def test_a_trend_has_both_directions_and_their_balance(self):
        trend = self.call("AnalysisService.GetTrend", reporter="KAZ", partner="TUR",
                          source="sources/kaz-bns")
        balance = {point.period: point.value for point in trend.balance}
        self.assertEqual("1818283364.96", balance["2021"])
        for point in itertools.chain(trend.exports.points, trend.imports.points):
            self.assertTrue(point.cell and trend.evidence[point.evidence[0]].release, point)

    def test_every_definition_is_listed(self):
        answer = self.call("AnalysisService.ListDefinitions", countries=PAIR, period="2021")
        self.assertIn("4111047931.68", [volume.total.decimal for volume in answer.volumes])
        self.assertEqual({"2021"}, {volume.period for volume in answer.volumes})

    def test_rankings_of_the_sample_data(self):
        for method, fields in (("RankPartners", {"reporter": "KAZ"}),
                               ("RankSuppliers", {"importer": "TUR", "by_exporters": True})):
            answer = self.call(f"AnalysisService.{method}", **fields)
            self.assertEqual(1, answer.ranking.areas[0].rank, method)

    def test_commodities_are_ranked(self):
        case.load(self.shared, self.service, MIRROR.encode(), file_name="mirror.csv")
        answer = self.call("AnalysisService.RankCommodities", reporter="POL", partner="CZE")
        self.assertEqual([("27", "60.25"), ("84", "40.25")],
                         [(one.commodity, one.value) for one in answer.commodities])
        self.assertEqual(("100.5", "2020"), (answer.total, answer.period))

    def test_a_quarter_is_added_up_and_a_part_of_a_year_is_not(self):
        case.load(self.shared, self.service, RE_EXPORTS.encode(), file_name="re_exports.csv")

        def ask(method, period, **fields):
            return self.call(f"AnalysisService.{method}", reporter="HUN", period=period, **fields)

        quarter = ask("RankCommodities", "2021-Q1", partner="SVK")
        self.assertEqual(([("27", "9")], "15"),
                         ([(one.commodity, one.value) for one in quarter.commodities],
                          quarter.total))
        partners = ask("RankPartners", "2021-Q1")
        self.assertEqual([("SVK", "15")],
                         [(area.area, area.value) for area in partners.ranking.areas])
        for year in (ask("RankCommodities", "2021", partner="SVK"), ask("RankPartners", "2021")):
            self.assertEqual([f"2021-{month:02}" for month in range(5, 13)],
                             list(year.missing_periods))
            self.assertFalse(year.period)

    def test_a_mirror_is_explained_to_the_last_digit(self):
        case.load(self.shared, self.service, MIRROR.encode(), file_name="mirror.csv")
        mirror = self.call("AnalysisService.CompareMirror", exporter="POL", importer="CZE")
        [period] = mirror.periods
        self.assertEqual(("2020", "100.5", "110", "9.5"),
                         (mirror.period, period.exports.amount.decimal,
                          period.imports.amount.decimal, period.gap))
        self.assertEqual(decimal.Decimal("9.5"),
                         sum(decimal.Decimal(step.amount) for step in mirror.steps))
        self.assertEqual([("27", "60.25", "66"), ("84", "40.25", "44")],
                         [(one.chapter, one.exports, one.imports) for one in mirror.chapters])

    def test_a_pinned_revision_answers_the_same_for_ever(self):
        answers = [self.call("StatisticsService.GetPairSummary", countries=PAIR,
                             read_at={"revision": 1}).SerializeToString(deterministic=True)
                   for _ in range(2)]
        self.call("CommitmentService.CreateStatement",
                  statement={"name": "pairs/KAZ-TUR/statements/pinned",
                             "kind": "STATEMENT_KIND_POSITION", "said": {"edtf": "2020"},
                             "text": "x", "evidence": case.EVIDENCE})
        answers.append(self.call("StatisticsService.GetPairSummary", countries=PAIR,
                                 read_at={"revision": 1}).SerializeToString(deterministic=True))
        self.assertEqual(1, len(set(answers)))
        with self.refused(self.shared, "FAILED_PRECONDITION", "REVISION_NOT_REACHED"):
            self.call("StatisticsService.GetPairSummary", countries=PAIR,
                      read_at={"revision": 999_999})

    def test_stream_observations_goes_on_behind_its_token(self):
        areas = ("4", "8", "12", "20", "24")
        rows = "\n".join(f"C,A,{year},398,X,{area},H5,TOTAL,{year}.5"
                         for year in range(1300, 1800) for area in areas)
        case.load(self.shared, self.service, (HEADER + rows + "\n").encode(), file_name="big.csv")

        def stream(**fields):
            return list(self.call("StatisticsService.StreamObservations",
                                  source="sources/un-comtrade", flow="X", **fields))

        batches = stream()
        self.assertGreater(len(batches), 2)
        blocks = [block for batch in batches for block in batch.blocks]
        self.assertEqual(2500, sum(block.columns.rows for block in blocks
                                   if block.period < "1900"))
        rest = stream(resume_token=batches[0].resume_token)
        self.assertEqual(blocks[len(batches[0].blocks):],
                         [block for batch in rest for block in batch.blocks])

    def test_observations_of_a_filter(self):
        def periods(text):
            return [(block.reporter, block.flow, block.period) for batch in
                    self.call("StatisticsService.StreamObservations", filter=text)
                    for block in batch.blocks]

        self.assertEqual([("KAZ", "M", "2021"), ("KAZ", "X", "2021")],
                         periods('KAZ "Türkiye" source = sources/kaz-bns AND period = 2021'))
        self.assertEqual([("KAZ", "X", "2021")],
                         periods("source = sources/kaz-bns period = 2021 value > 2964665648.31"))
        [batch] = self.call("StatisticsService.StreamObservations", filter="value > 1e20")
        self.assertEqual(4, batch.empty_reason)
        with self.refused(self.shared, "INVALID_ARGUMENT", "FILTER_INVALID", "filter",
                          saying="column 10: 'repotrer' is no field; did you mean reporter"):
            list(self.call("StatisticsService.StreamObservations",
                           filter="flow = X repotrer = KAZ"))

    def test_columns_are_read_as_the_contract_says(self):
        [block] = [block for batch in self.call("StatisticsService.StreamObservations",
                                                reporter="KAZ", partner="TUR", flow="X",
                                                source="sources/kaz-bns")
                   for block in batch.blocks if block.period == "2021"]
        columns = block.columns
        self.assertEqual(1, columns.rows)
        self.assertEqual(["TOTAL"], list(columns.commodity_texts))
        self.assertEqual([-1], list(columns.commodity_steps))
        values = columns.values
        self.assertEqual(decimal.Decimal("2964665648.32"),
                         decimal.Decimal(values.mantissas[0]).scaleb(-values.scale))
        self.assertEqual("USD", block.currency)
        self.assertTrue(block.release.startswith("sources/kaz-bns/releases/"))

    def test_releases_differ_and_cells_have_a_history(self):
        def row(code, value):
            return f"C,A,2018,398,M,156,H5,{code},{value}\n"
        names = []
        for month, text in (("01", row("01", 1) + row("02", 2)),
                            ("02", row("01", 5) + row("03", 3))):
            answer = case.load(self.shared, self.service, (HEADER + text).encode(),
                               file_name="v.csv", dataset="vintages",
                               published={"edtf": f"2024-{month}"})
            names.append(answer.releases[0].name)
        [batch] = self.call("ReleaseService.DiffReleases", before=names[0], after=names[1])
        self.assertEqual((1, 1, 1), (batch.changed, batch.added, batch.deleted))
        self.assertEqual([("01", "1", "5"), ("02", "2", ""), ("03", "", "3")],
                         [(c.commodity, c.before, c.after) for c in batch.changes])
        history = self.call("ReleaseService.ListCellHistory", reporter="KAZ", partner="CHN",
                            flow="M", period="2018", commodity="01")
        self.assertEqual(["1", "5"], [value.value for value in history.values])
        self.assertEqual(names, [history.evidence[value.evidence].release
                                 for value in history.values])

    def test_superseded_releases_are_pruned(self):
        names = [case.load(self.shared, self.service,
                           (HEADER + f"C,A,2017,398,M,156,H5,TOTAL,{value}\n").encode(),
                           file_name="p.csv", dataset="pruned",
                           published={"edtf": f"2024-{value}"}).releases[0].name
                 for value in ("10", "11")]
        fields = {"parent": "sources/un-comtrade", "dataset": "pruned", "latest": 1}
        planned = self.call("ReleaseService.PruneReleases", dry_run=True, **fields)
        done = self.call("ReleaseService.PruneReleases", request_id="prune-1", **fields)
        for answer in (planned, done):
            [release] = answer.releases
            self.assertEqual((names[0], 1), (release.name, release.pruned.blocks))
        self.assertEqual(planned.revision + 1, done.revision)
        self.assertEqual(done, self.call("ReleaseService.PruneReleases", request_id="prune-1",
                                         **fields))
        self.assertTrue(self.call("ReleaseService.GetRelease",
                                  name=names[0]).release.HasField("pruned"))
        history = self.call("ReleaseService.ListCellHistory", reporter="KAZ", partner="CHN",
                            flow="M", period="2017")
        self.assertEqual((["11"], [names[0]]), ([value.value for value in history.values],
                                                list(history.pruned_releases)))
        with self.refused(self.shared, "INVALID_ARGUMENT", "KEEP_INVALID", "latest"):
            self.call("ReleaseService.PruneReleases", parent="sources/un-comtrade", latest=0)

    def test_tells_what_is_loaded(self):
        [exports] = [line for line in self.call("StatisticsService.GetAvailability",
                                                reporter="KAZ",
                                                source="sources/kaz-bns").available
                     if line.flow == "X"]
        self.assertEqual([0], list(exports.levels))
        self.assertLessEqual(exports.first_period, "2018")
        self.assertGreaterEqual(exports.last_period, "2023")

    def test_titles_of_commodities(self):
        titles = self.service.sample.with_name("commodities.textproto")
        case.load(self.shared, self.service, titles.read_bytes())
        [copper] = self.call("StatisticsService.ListCommodityTitles",
                             parent="classifications/HS", prefix="74").commodity_titles
        self.assertEqual("Copper and articles thereof", copper.title)
        self.assertEqual("XV", copper.parent)
        self.assertEqual("World Customs Organization", copper.evidence.publisher)

    def test_a_series_is_converted_from_one_revision_to_another(self):
        rows = ("C,A,2016,398,X,203,H4,870390,100\n" "C,A,2017,398,X,203,H5,870380,30\n")
        weights = "H4,H5,weight\n870390,870380,0.25\n870390,870390,0.75\n"
        case.load(self.shared, self.service, (HEADER + rows).encode(), file_name="cars.csv")
        case.load(self.shared, self.service, weights.encode(), file_name="weights.csv")
        asked = {"reporter": "KAZ", "partner": "CZE", "commodity": "870380",
                 "classification": "H5", "convert": True}
        answer = self.call("StatisticsService.GetSeries", **asked)
        [series] = answer.series
        self.assertEqual([("2016", "25"), ("2017", "30")],
                         [(point.period, point.value) for point in series.points])
        [evidence] = series.points[0].further_evidence
        self.assertEqual("Growth Lab, Harvard University", answer.evidence[evidence].publisher)
        trend = self.call("AnalysisService.GetTrend", **asked)
        self.assertEqual(["25", "30"], [point.value for point in trend.exports.points])
        listed = self.call("StatisticsService.ListConversionWeights",
                           parent="classifications/H4/conversions/H5")
        self.assertEqual([("870380", "0.25"), ("870390", "0.75")],
                         [(one.to_commodity, one.weight) for one in listed.conversion_weights])

    def test_areas_have_a_history(self):
        former = self.call("StatisticsService.ListAreas", kind="AREA_KIND_FORMER").areas
        [antilles] = [area for area in former if area.code == "530"]
        self.assertEqual(["BES", "CUW", "SXM"], list(antilles.successors))
        self.assertEqual("2010-10", antilles.valid_until.edtf)

    def test_areas_are_called_by_their_names_in_a_language(self):
        listed = self.call("StatisticsService.ListAreas", language_code="tr", page_size=1000).areas
        names = {area.code: (area.name, area.language_code) for area in listed}
        self.assertEqual(("Kazakistan", ""), names["KAZ"])
        self.assertEqual(("World", "en"), names["W00"])
        with self.refused(self.shared, "INVALID_ARGUMENT", "LANGUAGE_UNKNOWN", "language_code",
                          saying="give one of ab, .*kk, .*tr, "):
            self.call("StatisticsService.ListAreas", language_code="xx")

    def test_sources_and_releases(self):
        listed = self.call("ReleaseService.ListSources").sources
        self.assertIn("sources/kaz-bns", [source.name for source in listed])
        source = self.call("ReleaseService.GetSource", name="sources/kaz-bns").source
        self.assertEqual("Bureau of National Statistics, Kazakhstan", source.publisher)
        [release] = self.call("ReleaseService.ListReleases", parent=source.name).releases
        self.assertEqual(12, release.observation_count)
        self.assertEqual(release,
                         self.call("ReleaseService.GetRelease", name=release.name).release)
        with self.refused(self.shared, "NOT_FOUND"):
            self.call("ReleaseService.GetSource", name="sources/nobody")

    def test_pages_add_up_to_the_whole_and_tokens_are_bound_to_their_request(self):
        whole = [target.name for target in
                 self.call("CommitmentService.ListTargets", parent="pairs/KAZ-TUR").targets]
        paged, token = [], ""
        while True:
            page = self.call("CommitmentService.ListTargets", parent="pairs/KAZ-TUR", page_size=2,
                             page_token=token)
            self.assertLessEqual(len(page.targets), 2)
            paged += [target.name for target in page.targets]
            if not (token := page.next_page_token):
                break
            first_token = token
        self.assertEqual(whole, paged)
        with self.refused(self.shared, "INVALID_ARGUMENT", "PAGE_TOKEN_INVALID", "page_token"):
            self.call("CommitmentService.ListTargets", parent="pairs/-", page_size=2,
                      page_token=first_token)
        with self.refused(self.shared, "INVALID_ARGUMENT", "PAGE_SIZE_INVALID", "page_size"):
            self.call("CommitmentService.ListTargets", parent="pairs/KAZ-TUR", page_size=-1)

    def test_same_file_again_changes_nothing_and_says_so(self):
        before = case.head(self.shared, self.service)
        again = case.load(self.shared, self.service, self.service.sample.read_bytes())
        self.assertTrue(again.already_loaded)
        self.assertEqual(before, case.head(self.shared, self.service))

    def test_dry_run_reports_and_changes_nothing(self):
        before = case.head(self.shared, self.service)
        changed = self.service.sample.read_bytes().replace(b"3943304270.28", b"3943304270.29")
        tried = case.load(self.shared, self.service, changed, dry_run=True)
        self.assertGreater(tried.report.kept, 0)
        self.assertEqual(before, case.head(self.shared, self.service))

    def test_the_life_of_a_target(self):
        name = "pairs/KAZ-TUR/targets/e2e"
        target = {"name": name, "amount": {"decimal": "4000000000", "currency": "USD"},
                  "announced": {"edtf": "2020-01"}, "evidence": case.EVIDENCE}
        made = self.call("CommitmentService.CreateTarget", target=target, request_id="make-1")
        again = self.call("CommitmentService.CreateTarget", target=target, request_id="make-1")
        self.assertEqual(made, again)
        with self.refused(self.shared, "INVALID_ARGUMENT", "REQUEST_ID_REUSED", "request_id"):
            self.call("CommitmentService.CreateTarget", target={**target, "place": "Ankara"},
                      request_id="make-1")
        with self.refused(self.shared, "ALREADY_EXISTS"):
            self.call("CommitmentService.CreateTarget", target=target)
        updated = self.call("CommitmentService.UpdateTarget",
                            target={"name": name, "etag": made.target.etag, "place": "Almaty"},
                            update_mask={"paths": ["place"]}).target
        self.assertEqual(("Almaty", "4000000000"), (updated.place, updated.amount.decimal))
        with self.refused(self.shared, "ABORTED", "ETAG_MISMATCH"):
            self.call("CommitmentService.DeleteTarget", name=name, etag=made.target.etag)
        evaluated = self.call("CommitmentService.EvaluateTarget", name=name)
        by_year = {one.volume.period: one for one in evaluated.attainments
                   if one.volume.definition.source == "sources/kaz-bns"}
        [latest] = by_year.values()
        self.assertTrue(latest.met)
        self.assertEqual("2021", latest.first_met)
        self.assertAlmostEqual(5984998336.72 / 4e9, latest.attained_ratio)
        self.call("CommitmentService.DeleteTarget", name=name, etag=updated.etag)
        with self.refused(self.shared, "NOT_FOUND"):
            self.call("CommitmentService.GetTarget", name=name)
        then = self.call("CommitmentService.GetTarget", name=name,
                         read_at={"revision": made.revision}).target
        self.assertEqual("", then.place)

    def test_the_life_of_a_statement(self):
        name = "pairs/KAZ-TUR/statements/e2e"
        self.call("CommitmentService.CreateStatement",
                  statement={"name": name, "kind": "STATEMENT_KIND_VOLUME", "period": "2021",
                             "amount": {"decimal": "5300000000", "currency": "USD"},
                             "qualifier": "QUALIFIER_EXCEEDED", "said": {"edtf": "2022-05-10"},
                             "speaker": "A speaker", "text": "It exceeded 5.3 billion.",
                             "evidence": case.EVIDENCE})
        found = self.call("CommitmentService.GetStatement", name=name).statement
        self.assertEqual("5300000000", found.amount.decimal)
        names = [one.name for one in self.call("CommitmentService.ListStatements",
                                               parent="pairs/KAZ-TUR").statements]
        self.assertIn(name, names)
        self.call("CommitmentService.DeleteStatement", name=name)
        with self.refused(self.shared, "NOT_FOUND"):
            self.call("CommitmentService.GetStatement", name=name)

    def test_as_of_leaves_out_what_was_announced_later(self):
        def names(**read_at):
            return [one.name for one in
                    self.call("CommitmentService.ListTargets", parent="pairs/KAZ-TUR",
                              read_at=read_at).targets]
        early = names(as_of={"year": 2017, "month": 12, "day": 31})
        self.assertIn("pairs/KAZ-TUR/targets/5bn-2017", early)
        self.assertNotIn(KNOWN_TARGET, early)
        self.assertIn(KNOWN_TARGET, names())

    def test_watch_tells_of_every_resource(self):
        stream = self.call("ReleaseService.WatchChanges",
                           checkpoint_interval={"nanos": 100_000_000})
        seen = set()
        for event in stream:
            if event.HasField("checkpoint"):
                break
            seen.add(event.change.resource)
        stream.cancel()
        self.assertIn(KNOWN_TARGET, seen)
        self.assertIn("sources/kaz-bns", seen)

    def test_watch_tells_the_cells_of_a_pair(self):
        first = case.head(self.shared, self.service)
        for month, text in (("01", "752,X,578,H5,TOTAL,7\nC,A,2018,752,X,578,H5,27,3\n"),
                            ("02", "752,X,578,H5,TOTAL,9.5\nC,A,2018,752,X,578,H5,84,5\n")):
            answer = case.load(self.shared, self.service, (HEADER + "C,A,2018," + text).encode(),
                               file_name="w.csv", dataset="watched",
                               published={"edtf": f"2024-{month}"})

        def told(*commodities):
            stream = self.call("ReleaseService.WatchChanges", after_revision=first,
                               pairs=["pairs/NOR-SWE"], commodities=commodities,
                               checkpoint_interval={"nanos": 100_000_000})
            events = list(itertools.takewhile(lambda event: not event.HasField("checkpoint"),
                                              stream))
            stream.cancel()
            return events

        self.assertEqual([[("TOTAL", "", "7")], [("TOTAL", "7", "9.5")]],
                         [[(cell.commodity, cell.before, cell.after) for cell in event.cells]
                          for event in told("TOTAL")])
        early, late = told("*")
        self.assertEqual([("27", "3", ""), ("84", "", "5"), ("TOTAL", "7", "9.5")],
                         [(cell.commodity, cell.before, cell.after) for cell in late.cells])
        self.assertEqual(answer.releases[0].name, late.change.resource)
        self.assertEqual(early.change.resource, late.previous_release)
        [batch] = self.call("ReleaseService.DiffReleases", before=late.previous_release,
                            after=late.change.resource)
        self.assertEqual(list(batch.changes), list(late.cells))
        with self.refused(self.shared, "INVALID_ARGUMENT", "PAIRS_MISSING", "pairs"):
            next(self.call("ReleaseService.WatchChanges", commodities=["TOTAL"]))


class VintagesTest(case.Case):
    """Two vintages of one query, as UN Comtrade answered it, of which the earlier is pruned."""

    VINTAGES = (("A", "2024-07"), ("B", "2024-08"))

    def setUp(self):
        super().setUp()
        folder = case.shared_data("trade", "vintages")
        self.server = self.start(case.TRADE)
        self.trade = self.api(self.server)
        self.releases = [
            case.load(self.trade, case.TRADE,
                      (folder / f"comtrade_030211_vintage{letter}_{month}.csv").read_bytes(),
                      file_name="trout.csv", dataset="trout",
                      published={"edtf": month}).releases[0].name
            for letter, month in self.VINTAGES]

    def observations(self, **fields):
        """All blocks that a read gives, as bytes."""
        return [block.SerializeToString(deterministic=True)
                for batch in self.trade.call("StatisticsService.StreamObservations", **fields)
                for block in batch.blocks]

    def series(self, **fields):
        """What Ireland imports of trout from the United Kingdom."""
        answer = self.trade.call("StatisticsService.GetSeries", reporter="IRL", partner="GBR",
                                 flow="M", commodity="030211", frequency="FREQUENCY_MONTHLY",
                                 **fields)
        return {point.period: point.value  # each in one classification
                for series in answer.series for point in series.points}

    def prune(self, *options):
        done = program.run("entente", "trade", "prune", "sources/un-comtrade", "--keep", "1",
                           *options, env={"ENTENTE_TRADE_ADDRESS": self.server.address,
                                          "HOME": "/nonexistent"})
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        return done.stdout

    def test_the_later_one_answers_as_before_and_the_earlier_one_is_refused(self):
        earlier = {"read_at": {"revision": 1}}
        later = {"read_at": {"revision": 2}}
        before = self.observations(**later)
        self.assertEqual("33179.096", self.series(**earlier)["2023-11"])
        self.assertIn("would go: dry run, nothing changed; revision 2.", self.prune("--dry-run"))
        self.assertEqual("33179.096", self.series(**earlier)["2023-11"])
        text = self.prune()
        self.assertRegex(text, r"2024-07 .*" + self.releases[0])
        self.assertRegex(text, r"1 release, [\d,]+ blocks, [\d,]+ bytes pruned; revision 3\.")

        def check():
            self.assertEqual(before, self.observations(**later))
            self.assertEqual(before, self.observations())
            self.assertEqual("32959.689", self.series()["2023-11"])
            for fields in (earlier, {"read_at": {"as_of": {"year": 2024, "month": 7, "day": 31}}}):
                with self.refused(self.trade, "OUT_OF_RANGE", "RELEASE_PRUNED",
                                  saying=self.releases[0]):
                    self.series(**fields)
                with self.refused(self.trade, "OUT_OF_RANGE", "RELEASE_PRUNED"):
                    self.observations(**fields)
            with self.refused(self.trade, "OUT_OF_RANGE", "RELEASE_PRUNED"):
                list(self.trade.call("ReleaseService.DiffReleases", before=self.releases[0],
                                     after=self.releases[1]))
        check()
        self.server.kill()
        self.server = self.start(case.TRADE)
        self.trade = self.api(self.server)
        check()
        self.assertIn("Nothing is to be pruned; revision 3.", self.prune())


tearDownModule = case.require_every_method(case.TRADE)

if __name__ == "__main__":
    unittest.main()
