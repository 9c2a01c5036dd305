"""Every RPC of the agreements service over the sample data, by a client made from reflection."""

import unittest

import case

DAY = {"year": 2022, "month": 5, "day": 11}
INVESTMENT = "agreements/kaz-tur-1992-investment"


class AgreementsTest(case.LoadedCase):
    service = case.AGREEMENTS

    def agreement(self, name, **fields):
        """An agreement that can be recorded."""
        return {"name": name, "titles": [{"language": "en", "text": f"Agreement {name}"}],
                "instrument": "INSTRUMENT_AGREEMENT", "fields": ["FIELD_TRADE"],
                "parties": [{"id": "KAZ", "kind": "PARTY_KIND_STATE", "country": "KAZ"},
                            {"id": "TUR", "kind": "PARTY_KIND_STATE", "country": "TUR"}],
                "evidence": case.EVIDENCE, **fields}

    def status(self, name, day):
        """Name of an agreement's status on a day, without its prefix."""
        found = self.call("AgreementService.GetStatus", name=name, day=day).status
        self.assertTrue(found.reasons)
        field = found.DESCRIPTOR.fields_by_name["status"]
        return field.enum_type.values_by_number[found.status].name.removeprefix("STATUS_")

    def test_agreements_of_a_pair_with_their_status_on_a_day(self):
        for countries in (("TUR", "KAZ"), ("Qazaqstan", "Turquie")):
            listed = self.call("AgreementService.ListAgreements", countries=countries,
                               day=DAY).agreements
            names = [one.agreement.name for one in listed]
            self.assertIn(INVESTMENT, names)
            self.assertIn("agreements/kaz-tur-1991-cooperation", names, "by its predecessor")
            self.assertEqual(sorted(names), names)
            for one in listed:
                self.assertTrue(one.status.reasons and one.agreement.evidence)
        tax = self.call("AgreementService.ListAgreements", countries=("TUR", "KAZ"), day=DAY,
                        fields=["FIELD_TAXATION"], statuses=["STATUS_IN_FORCE"]).agreements
        self.assertEqual(["agreements/kaz-tur-1995-taxation"], [one.agreement.name for one in tax])
        with self.refused(self.shared, "INVALID_ARGUMENT", "DAY_MISSING", "day"):
            self.call("AgreementService.ListAgreements", countries=("TUR", "KAZ"))

    def test_agreements_by_a_filter(self):
        listed = self.call("AgreementService.ListAgreements", day=DAY, filter=(
            "pair = KAZ-TUR field = agriculture signed < 2000 AND NOT title:quarantine")).agreements
        self.assertEqual(["agreements/kaz-tur-1995-animal-health"],
                         [one.agreement.name for one in listed])
        with self.refused(self.shared, "INVALID_ARGUMENT", "FILTER_INVALID", "filter"):
            self.call("AgreementService.ListAgreements", day=DAY, filter="pair = KAZ-TUR OR")

    def test_agreement_by_its_name_in_another_register(self):
        found = self.call("AgreementService.GetAgreement",
                          identifier={"scheme": "unctad-iia", "value": "2215"}).agreement
        self.assertEqual(INVESTMENT, found.name)
        with self.refused(self.shared, "NOT_FOUND"):
            self.call("AgreementService.GetAgreement",
                      identifier={"scheme": "unctad-iia", "value": "0"})

    def test_status_follows_the_day(self):
        self.assertEqual("NEGOTIATED", self.status(INVESTMENT, {"year": 1992, "month": 4, "day": 30}))
        self.assertEqual("SIGNED", self.status(INVESTMENT, {"year": 1992, "month": 5, "day": 1}))
        self.assertEqual("SIGNED", self.status(INVESTMENT, {"year": 1995, "month": 8, "day": 9}))
        self.assertEqual("IN_FORCE", self.status(INVESTMENT, {"year": 1995, "month": 8, "day": 10}))
        with self.refused(self.shared, "INVALID_ARGUMENT", field="day"):
            self.status(INVESTMENT, {"year": 2022, "month": 2, "day": 30})

    def test_terms_tell_what_is_not_recorded(self):
        name = "agreements/e2e-terms"
        self.call("AgreementService.CreateAgreement", agreement=self.agreement(
            name, events=[{"kind": "EVENT_KIND_SIGNED", "date": {"edtf": "1995-08-15"}}],
            terms={"entry": {"basis": "ENTRY_BASIS_NOTIFICATIONS", "after": {"days": 30},
                             "article": "article 12"},
                   "duration": {"length": {"years": 10}, "article": "article 13"},
                   "renewal": {"length": {"years": 5}, "article": "article 14"},
                   "notice": {"before_end": {"months": 6}, "article": "article 15"}}))
        day = {"year": 2026, "month": 1, "day": 1}
        notified = [{"party": party, "kind": "ACTION_KIND_NOTIFICATION",
                     "date": {"edtf": "1995-09-01"}} for party in ("KAZ", "TUR")]
        supposed = self.call("AgreementService.GetStatus", name=name, day=day,
                             suppose={"actions": notified}).status
        self.assertIn("By article 14 it was renewed for 5 years, until 2030-10-01.",
                      list(supposed.reasons))
        self.assertEqual("SIGNED", self.status(name, day), "what is supposed is not stored")
        for action in notified:
            self.call("AgreementService.RecordAction", agreement=name, action=action)
        self.assertEqual("IN_FORCE", self.status(name, day))
        due = self.call("RelationshipService.ListDue", countries=("KAZ", "TUR"),
                        first_day={"year": 2030, "month": 1, "day": 1},
                        last_day={"year": 2030, "month": 12, "day": 31}).due
        mine = [(one.earliest.month, one.earliest.day, one.number) for one in due
                if one.name == name]
        self.assertEqual([(4, 1, 0), (8, 15, 35), (10, 1, 0)], mine)
        with self.refused(self.shared, "INVALID_ARGUMENT", "DAY_MISSING", "first_day"):
            self.call("RelationshipService.ListDue")

    def test_search_folds_letters_and_puts_the_best_first(self):
        for query in ("plant quarantine", "PLANT QUARANT", "карантина растений"):
            found = self.call("AgreementService.SearchAgreements", query=query)
            self.assertGreaterEqual(found.total, 1)
            self.assertEqual("agreements/kaz-tur-1995-plant-quarantine",
                             found.agreements[0].name, query)
        found = self.call("AgreementService.SearchAgreements", query="LEX-FAOC023842")
        self.assertEqual(["agreements/kaz-tur-1995-animal-health"],
                         [one.name for one in found.agreements])
        with self.refused(self.shared, "INVALID_ARGUMENT", "QUERY_EMPTY", "query"):
            self.call("AgreementService.SearchAgreements", query=" - ")

    def test_search_knows_names_in_any_spelling_and_combines_with_conditions(self):
        everything = self.call("AgreementService.SearchAgreements", query="Turkey").total
        self.assertGreater(everything, 10)
        for query in ("Túrkııa", "Түркия", "türkiye", "TURKIYE", "Türkei"):
            found = self.call("AgreementService.SearchAgreements", query=query)
            self.assertEqual(everything, found.total, query)
        taxes = self.call("AgreementService.SearchAgreements", query="vergilendirme",
                          statuses=["STATUS_IN_FORCE"], day=DAY, instruments=["INSTRUMENT_AGREEMENT"])
        self.assertEqual(["agreements/kaz-tur-1995-taxation"],
                         [one.name for one in taxes.agreements])
        with self.refused(self.shared, "INVALID_ARGUMENT", "DAY_MISSING", "day"):
            self.call("AgreementService.SearchAgreements", query="x", statuses=["STATUS_IN_FORCE"])

    def test_search_says_what_to_mark_and_what_was_perhaps_meant(self):
        found = self.call("AgreementService.SearchAgreements", query='"plant quarantine"')
        title = found.agreements[0].titles[found.highlights[0].title].text
        self.assertEqual(["plant quarantine"],
                         [title[part.start:part.end].lower() for part in found.highlights[0].ranges])
        wrong = self.call("AgreementService.SearchAgreements", query="quarentine").suggestions
        self.assertEqual(["quarantine"], list(wrong[0].suggestions)[:1])

    def test_the_life_of_an_agreement(self):
        name, other = "agreements/e2e", "agreements/e2e-later"
        made = self.call("AgreementService.CreateAgreement", agreement=self.agreement(name),
                         reason="first", request_id="a-1")
        self.assertEqual(made, self.call("AgreementService.CreateAgreement",
                                         agreement=self.agreement(name), reason="first",
                                         request_id="a-1"))
        self.assertEqual("NEGOTIATED", self.status(name, DAY))
        signed = self.call("AgreementService.RecordEvent", agreement=name,
                           etag=made.agreement.etag,
                           event={"kind": "EVENT_KIND_SIGNED", "date": {"edtf": "2001-02-03"}})
        self.assertEqual("SIGNED", self.status(name, DAY))
        with self.refused(self.shared, "ABORTED", "ETAG_MISMATCH"):
            self.call("AgreementService.RecordAction", agreement=name, etag=made.agreement.etag,
                      action={"party": "KAZ", "kind": "ACTION_KIND_RATIFICATION",
                              "date": {"edtf": "2002"}})
        acted = self.call("AgreementService.RecordAction", agreement=name,
                          etag=signed.agreement.etag,
                          action={"party": "KAZ", "kind": "ACTION_KIND_RATIFICATION",
                                  "date": {"edtf": "2002"}})
        self.assertEqual(1, len(acted.agreement.actions))
        with self.refused(self.shared, "INVALID_ARGUMENT"):
            self.call("AgreementService.RecordAction", agreement=name,
                      action={"party": "BRA", "kind": "ACTION_KIND_RATIFICATION",
                              "date": {"edtf": "2002"}})
        self.call("AgreementService.RecordEvent", agreement=name,
                  event={"kind": "EVENT_KIND_ENTRY_INTO_FORCE", "date": {"edtf": "2003-01-01"}})
        self.assertEqual("IN_FORCE", self.status(name, DAY))

        self.call("AgreementService.CreateAgreement", agreement=self.agreement(
            other, events=[{"kind": "EVENT_KIND_SIGNED", "date": {"edtf": "2009-05-01"}},
                           {"kind": "EVENT_KIND_ENTRY_INTO_FORCE",
                            "date": {"edtf": "2010-01-01"}}]))
        self.call("AgreementService.RelateAgreement", agreement=other,
                  relation={"kind": "RELATION_KIND_SUPERSEDES", "agreement": name})
        self.assertEqual("IN_FORCE", self.status(name, {"year": 2009, "month": 12, "day": 31}))
        self.assertEqual("SUPERSEDED", self.status(name, {"year": 2010, "month": 1, "day": 1}))

        noted = self.call("AgreementService.UpdateAgreement",
                          agreement={"name": name, "note": "A note."},
                          update_mask={"paths": ["note"]}, reason="a note was missing")
        self.assertEqual("A note.", noted.agreement.note)
        self.call("AgreementService.DeleteAgreement", name=other)
        with self.refused(self.shared, "NOT_FOUND"):
            self.call("AgreementService.GetAgreement", name=other)
        history = self.call("AgreementService.ListHistory", name=name).entries
        self.assertEqual(["a note was missing", "first"], [history[0].reason, history[-1].reason])
        self.assertEqual(sorted((entry.revision for entry in history), reverse=True),
                         [entry.revision for entry in history])
        then = self.call("AgreementService.GetAgreement", name=name,
                         read_at={"revision": made.revision}).agreement
        self.assertEqual(made.agreement, then)

    def test_the_same_agreement_of_two_registers_becomes_one_and_two_again(self):
        name, other = "agreements/e2e-one", "agreements/e2e-two"
        signed = [{"kind": "EVENT_KIND_SIGNED", "date": {"edtf": "2001-02-03"}}]
        title = [{"language": "en", "text": "Agreement on the use of transboundary glaciers"}]
        for one in (name, other):
            self.call("AgreementService.CreateAgreement",
                      agreement=self.agreement(one, titles=title, events=signed,
                                               evidence=[{"publisher": f"Register of {one}"}]))
        parted = self.call("AgreementService.GetAgreement", name=other).agreement
        suggested = self.call("RegistryService.SuggestMerges", countries=("TUR", "KAZ"),
                              minimum_score=0.9).suggestions
        pair = [one for one in suggested if {one.agreement, one.duplicate} == {name, other}]
        self.assertEqual(1, len(pair), suggested)
        self.assertTrue(all(reason.sentence for reason in pair[0].reasons))

        merged = self.call("RegistryService.MergeAgreements", agreement=name, duplicate=other,
                           reason="the same text")
        self.assertEqual([other], list(merged.agreement.merged))
        self.assertEqual(merged.agreement,
                         self.call("AgreementService.GetAgreement", name=other).agreement)
        found = self.call("AgreementService.SearchAgreements", query="transboundary glaciers")
        self.assertEqual([name], [one.name for one in found.agreements])
        with self.refused(self.shared, "ALREADY_EXISTS"):
            self.call("RegistryService.MergeAgreements", agreement=name, duplicate=other)
        with self.refused(self.shared, "FAILED_PRECONDITION", "AGREEMENT_MERGED"):
            self.call("AgreementService.DeleteAgreement", name=other)

        undone = self.call("RegistryService.UndoMerge", name=merged.merge.name,
                           etag=merged.merge.etag, reason="it is not").merge
        self.assertTrue(undone.undone)
        self.assertIn(undone, list(self.call("RegistryService.ListMerges").merges))
        self.assertEqual(parted, self.call("AgreementService.GetAgreement", name=other).agreement)
        for one in (name, other):
            self.call("AgreementService.DeleteAgreement", name=one)

    def test_occasions_tell_declared_from_registered(self):
        name = "pairs/KAZ-TUR/occasions/2022-05-10"
        visit = self.call("RelationshipService.GetOccasion", name=name).occasion
        self.assertEqual(15, visit.declared_counts[0].count)
        self.assertEqual(12, len(visit.declared_counts[0].fields))
        self.assertIn(14, [declared.count for declared in visit.declared_counts])
        self.assertIn("agreements/kaz-tur-2022-enhanced-strategic-partnership", visit.registered)
        listed = self.call("RelationshipService.ListOccasions", parent="pairs/KAZ-TUR").occasions
        self.assertIn(visit, list(listed))

    def test_the_life_of_an_occasion(self):
        name = "pairs/KAZ-TUR/occasions/e2e"
        self.call("RelationshipService.CreateOccasion",
                  occasion={"name": name, "kind": "OCCASION_KIND_VISIT", "title": "A visit",
                            "start": {"edtf": "2001-01"}, "evidence": case.EVIDENCE})
        self.call("RelationshipService.DeleteOccasion", name=name)
        with self.refused(self.shared, "NOT_FOUND"):
            self.call("RelationshipService.GetOccasion", name=name)

    def test_milestones_have_anniversaries(self):
        listed = self.call("RelationshipService.ListMilestones", parent="pairs/KAZ-TUR",
                           day=DAY).milestones
        by_date = {one.milestone.date.edtf: one for one in listed}
        relations = by_date["1992-03-02"].next_anniversary
        self.assertEqual((2023, 3, 2, 31), (relations.day.year, relations.day.month,
                                            relations.day.day, relations.number))
        self.assertIn("1991-12-16", by_date, "recognition")

    def test_the_life_of_a_milestone(self):
        name = "pairs/KAZ-TUR/milestones/e2e"
        made = self.call("RelationshipService.CreateMilestone",
                         milestone={"name": name, "kind": "MILESTONE_KIND_MISSION",
                                    "title": "A mission", "date": {"edtf": "1992-02-29"},
                                    "evidence": case.EVIDENCE})
        self.assertEqual(made.milestone,
                         self.call("RelationshipService.GetMilestone", name=name).milestone)
        self.call("RelationshipService.DeleteMilestone", name=name, etag=made.milestone.etag)
        with self.refused(self.shared, "NOT_FOUND"):
            self.call("RelationshipService.GetMilestone", name=name)

    def test_timeline_is_one_list_in_order(self):
        asked = {"parent": "pairs/KAZ-TUR", "first_day": {"year": 1991, "month": 1, "day": 1},
                 "last_day": {"year": 1992, "month": 12, "day": 31}}
        entries = self.call("RelationshipService.GetTimeline", **asked).entries
        days = [(one.date.earliest.year, one.date.earliest.month, one.date.earliest.day)
                for one in entries if one.date.HasField("earliest")]
        self.assertEqual(sorted(days), days)
        told = [(one.date.edtf, one.resource) for one in entries]
        self.assertIn(("1992-05-01", INVESTMENT), told)
        recognition = [edtf for edtf, resource in told if "/milestones/" in resource]
        self.assertIn("1991-12-16", recognition)
        self.assertTrue(all(one.evidence for one in entries))
        kinds = ["TIMELINE_ENTRY_KIND_ANNIVERSARY"]
        returned = self.call("RelationshipService.GetTimeline", kinds=kinds, **asked).entries
        self.assertEqual(["1992-12-16"],
                         [one.date.edtf for one in returned if "12-16" in one.date.edtf])
        with self.refused(self.shared, "INVALID_ARGUMENT", "DAY_MISSING", "first_day"):
            self.call("RelationshipService.GetTimeline", parent="pairs/KAZ-TUR", kinds=kinds)

    def test_relations_go_both_ways(self):
        name = "agreements/nakhchivan-agreement"
        graph = self.call("AgreementService.GetRelations", name=name, day=DAY)
        self.assertEqual([name, name + "-protocol"], [one.name for one in graph.agreements])
        self.assertEqual([(name + "-protocol", name)],
                         [(edge.agreement, edge.relation.agreement) for edge in graph.edges])
        self.assertFalse(graph.replacements or graph.incomplete)

    def test_differences_of_revisions_tell_who_and_why(self):
        name = "agreements/e2e-changed"
        made = self.call("AgreementService.CreateAgreement", agreement=self.agreement(name))
        changed = self.call("AgreementService.UpdateAgreement",
                            agreement={"name": name, "note": "A note."},
                            update_mask={"paths": ["note"]}, reason="a note was missing")
        batches = list(self.call("RegistryService.DiffRevisions", before=made.revision,
                                 after=changed.revision, pairs=["pairs/KAZ-TUR"]))
        self.assertEqual([(1, 0, 0)], [(one.changed, one.added, one.deleted) for one in batches])
        change, = batches[0].changes
        self.assertEqual(name, change.resource)
        self.assertEqual([("note", "", "A note.")],
                         [(part.path, part.before, part.after) for part in change.parts])
        self.assertEqual(["a note was missing"], [edit.reason for edit in change.edits])
        with self.refused(self.shared, "FAILED_PRECONDITION", "REVISION_NOT_REACHED", "after"):
            list(self.call("RegistryService.DiffRevisions", after=changed.revision + 1000))

    def test_same_file_again_changes_nothing_and_says_so(self):
        before = case.head(self.shared, self.service)
        again = case.load(self.shared, self.service, self.service.sample.read_bytes())
        self.assertTrue(again.already_loaded)
        self.assertEqual(before, case.head(self.shared, self.service))
        datasets = self.call("RegistryService.ListDatasets").datasets
        self.assertIn(again.dataset.name, [dataset.name for dataset in datasets])

    def test_dry_run_reports_and_changes_nothing(self):
        before = case.head(self.shared, self.service)
        changed = self.service.sample.read_bytes().replace(b"1995-08-10", b"1995-08-11")
        tried = case.load(self.shared, self.service, changed, dry_run=True)
        self.assertGreater(tried.report.read, 0)
        self.assertEqual(before, case.head(self.shared, self.service))

    def test_what_sources_say_otherwise_has_a_reason(self):
        disputed = self.call("RegistryService.ListConflicts", countries=("TUR", "KAZ"), day=DAY)
        self.assertEqual([("agreements/helsinki-final-act", "NOT_BINDING")],
                         [(one.agreement, one.conflicts[0].reason) for one in disputed.agreements])
        self.assertEqual([("NOT_BINDING", 1)],
                         [(count.reason, count.count) for count in disputed.counts])

    def test_what_is_odd_is_listed(self):
        name = "agreements/e2e-odd"
        self.call("AgreementService.CreateAgreement", agreement=self.agreement(
            name, events=[{"kind": "EVENT_KIND_SIGNED", "date": {"edtf": "2001"}},
                          {"kind": "EVENT_KIND_ENTRY_INTO_FORCE", "date": {"edtf": "1999"}}]))
        odd = self.call("RegistryService.ListAnomalies", countries=("TUR", "KAZ"), day=DAY,
                        reasons=["ENTRY_BEFORE_SIGNATURE"])
        self.assertEqual([name], [one.agreement for one in odd.agreements])
        self.call("AgreementService.DeleteAgreement", name=name)

    def test_watch_tells_of_every_resource(self):
        stream = self.call("RegistryService.WatchChanges",
                           checkpoint_interval={"nanos": 100_000_000})
        seen = set()
        for event in stream:
            if event.HasField("checkpoint"):
                break
            seen.add(event.change.resource)
        stream.cancel()
        self.assertIn(INVESTMENT, seen)
        self.assertIn("pairs/KAZ-TUR/occasions/2022-05-10", seen)

    def test_watch_of_a_pair_leaves_others_out(self):
        stream = self.call("RegistryService.WatchChanges", pairs=["pairs/KAZ-TUR"],
                           checkpoint_interval={"nanos": 100_000_000})
        seen = set()
        for event in stream:
            if event.HasField("checkpoint"):
                break
            seen.add(event.change.resource)
        stream.cancel()
        self.assertIn(INVESTMENT, seen)
        self.assertFalse([name for name in seen if name.startswith("datasets/")])


tearDownModule = case.require_every_method(case.AGREEMENTS)

if __name__ == "__main__":
    unittest.main()
