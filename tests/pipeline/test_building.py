"""From real small files to a published version."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from jialing.errors import InputError
from jialing.lake import Lake, Version
from jialing.pipeline import build, decide, ingest
from jialing.schema import TABLES
from tests.pipeline.conftest import ALONE, Built
from tests.pipeline.tiny import (
    CHONGQING_U,
    CQU,
    CYCLE,
    LI,
    MIT,
    NEW,
    OLD,
    SCU,
    UNKNOWN,
    Author,
    organisations,
    work,
    works_part,
    write_jsonl,
    write_world,
)


def rows(version: Version, query: str) -> list[Mapping[str, Any]]:
    return version.sql(query).to_pylist()


def test_every_work_is_linked_in_the_order_of_population_and_year(built: Built) -> None:
    found = rows(built.version, "SELECT work_no, source_id, year FROM linked_works ORDER BY work_no")
    assert [(r["work_no"], r["source_id"][-2:], r["year"]) for r in found] == [
        (1, "W1", 2020),
        (2, "W2", 2020),
        (3, "W3", 2021),
        (4, "W4", 2021),
        (5, "W5", 2021),
        (6, "W6", 2022),
        (7, "W7", 2022),
    ]


def test_an_author_of_two_organisations_shares_between_them(built: Built) -> None:
    query = "SELECT org_id, weight FROM participants WHERE work_no = 3 AND position = 1 ORDER BY org_id"
    assert [(r["org_id"], r["weight"]) for r in rows(built.version, query)] == [(CQU, 0.25), (SCU, 0.25)]


def test_an_author_without_affiliation_keeps_an_unallocated_share(built: Built) -> None:
    query = "SELECT org_id, place_id, affiliation_no, weight FROM participants WHERE work_no = 3 AND position = 2"
    assert rows(built.version, query) == [{"org_id": None, "place_id": None, "affiliation_no": None, "weight": 0.5}]


def test_weights_of_every_work_come_to_one(built: Built) -> None:
    sums = rows(built.version, "SELECT DISTINCT round(sum(weight), 9) AS w FROM participants GROUP BY work_no")
    assert sums == [{"w": 1.0}]


def test_places_of_a_work_hold_only_what_is_known(built: Built) -> None:
    query = "SELECT work_no, place_id, weight FROM work_places WHERE work_no IN (3, 5, 7) ORDER BY ALL"
    assert [tuple(r.values()) for r in rows(built.version, query)] == [
        (3, "CN-500000", 0.25),
        (3, "CN-510100", 0.25),
        (5, "CN-510100", 0.5),
    ]


def test_counts_say_what_was_resolved(built: Built) -> None:
    query = """SELECT work_no, n_affiliated, n_resolved, n_placed, n_in_country FROM linked_works
        WHERE n_affiliated <> n_resolved"""
    assert [tuple(r.values()) for r in rows(built.version, query)] == [(5, 2, 1, 1, 1)]


def test_a_work_stands_in_its_primary_field_at_every_level(built: Built) -> None:
    found = rows(built.version, "SELECT field_id, level FROM work_field_levels WHERE work_no = 6 ORDER BY field_id")
    assert [tuple(r.values()) for r in found] == [
        ("openalex:D3", "domain"),
        ("openalex:F22", "field"),
        ("openalex:S2204", "subfield"),
        ("openalex:T2", "topic"),
    ]


def test_fields_carry_both_names(built: Built) -> None:
    found = rows(built.version, "SELECT name_en, name_zh FROM fields WHERE field_id = 'openalex:F22'")
    assert found == [{"name_en": "Engineering", "name_zh": "工程"}]


def test_the_source_decides_where_the_resolver_abstains(built: Built) -> None:
    query = "SELECT org_ids, place_id, decided_by, because FROM affiliations WHERE affiliation = 'Dept. 7'"
    assert rows(built.version, query) == [
        {"org_ids": [SCU], "place_id": "CN-510100", "decided_by": "source", "because": "because.given_by_source"}
    ]


def test_output_counts_full_and_fractional(built: Built) -> None:
    query = """SELECT counting, n_works FROM output_places
               WHERE place_id = 'CN-510100' AND field_id = '' AND year = 2021 ORDER BY counting"""
    assert [tuple(r.values()) for r in rows(built.version, query)] == [("fractional", 0.75), ("full", 2.0)]


def test_organisations_lie_in_places(built: Built) -> None:
    query = "SELECT org_id, place_id FROM organisations WHERE org_id IN (?, ?, ?) ORDER BY org_id"
    found = built.version.sql(query, [CQU, MIT, SCU]).to_pylist()
    assert [r["place_id"] for r in found] == ["CN-500000", "gn-4931972", "CN-510100"]


def test_a_city_of_its_own_is_a_place(built: Built) -> None:
    query = "SELECT name_en, kind, country_code, province_en FROM places WHERE place_id = 'gn-4931972'"
    assert [tuple(r.values()) for r in rows(built.version, query)] == [("Cambridge", "city", "US", "Massachusetts")]


def test_a_circle_of_parents_loses_one_link_and_says_so(built: Built) -> None:
    parents = rows(built.version, "SELECT org_id FROM organisation_relations WHERE relation = 'parent'")
    repairs = rows(built.version, "SELECT source, n_rows FROM repairs WHERE code = 'repair.parent_cycle'")
    assert (len(parents), repairs) == (len(CYCLE) - 1, [{"source": "ror", "n_rows": 1}])


def test_every_published_table_agrees_with_the_schema(built: Built) -> None:
    version = built.version
    for name in version.tables:
        assert version.sql(f"SELECT * FROM {name} LIMIT 0").column_names == [c.name for c in TABLES[name].columns]


def test_keys_of_published_tables_are_unique(built: Built) -> None:
    for name in built.version.tables:
        if TABLES[name].key:
            key = ", ".join(TABLES[name].key)
            query = f"SELECT 1 AS n FROM {name} GROUP BY {key} HAVING count(*) > 1"
            assert rows(built.version, query) == [], name


def test_manifest_says_what_a_reader_must_know(built: Built) -> None:
    said = built.version.manifest
    assert {k: said[k] for k in ("id", "is_invented", "reproduce")} == {
        "id": built.report.version,
        "is_invented": False,
        "reproduce": "jialing build in",
    }
    assert (
        said["circles"]["chengdu-chongqing"],
        [s["source"] for s in said["sources"]],
        said["counts"]["n_works"],
    ) == (
        "2021.1",
        ["openalex", "ror"],
        7,
    )


def test_manifest_holds_no_path_of_this_machine(built: Built) -> None:
    assert str(built.data.parent) not in (built.version.path / "manifest.json").read_text()


def test_rows_in_are_rows_kept_and_set_aside(built: Built) -> None:
    query = "SELECT source, n_rows_in, n_rows_kept, n_rows_quarantined FROM sources ORDER BY source"
    assert [tuple(r.values()) for r in rows(built.version, query)] == [("openalex", 7, 7, 0), ("ror", 9, 9, 0)]


def test_nothing_is_done_where_nothing_changed(lake_copy: Built) -> None:
    report = lake_copy.again()
    assert (report.is_new, report.version) == (False, lake_copy.version.id)
    assert {s.name for s in report.steps if not s.is_reused} == set()


def test_a_touched_file_is_not_read_again(lake_copy: Built) -> None:
    works_part(lake_copy.inputs, "2026-01-01", 0).touch()
    assert [s.n_parts_read for s in lake_copy.again().sources] == [0, 0]


def test_only_a_changed_part_is_read_and_only_new_strings_resolved(lake_copy: Built) -> None:
    fresh = Author("Xu", ("Chongqing University, Shapingba",))
    write_jsonl(works_part(lake_copy.inputs, "2026-02-01", 0), [work(9, 2022, [LI, fresh])])
    report = lake_copy.again()
    assert ([s.n_parts_read for s in report.sources], report.is_new, report.n_works) == ([1, 0], True, 5)
    assert sorted(s.note["n_strings"] for s in Lake(lake_copy.data).stages("answers")) == [1, 5]


def test_two_folders_are_one_source(lake_copy: Built) -> None:
    more = lake_copy.inputs.parent / "more"
    write_jsonl(works_part(more, "2026-03-01", 0), [work(30, 2022, [LI])])
    report = build(lake_copy.data, [lake_copy.inputs, more], config=ALONE)
    assert (report.n_works, [s.source for s in report.sources]) == (8, ["openalex", "ror"])


def test_nothing_to_build_from_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        build(tmp_path / "data", config=ALONE)
    assert caught.value.code == "pipeline.no_inputs"


def test_a_folder_without_sources_is_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "notes.txt").write_text("nothing")
    with pytest.raises(InputError) as caught:
        build(tmp_path / "data", [tmp_path / "in"], config=ALONE)
    assert caught.value.code == "pipeline.nothing_found"


def test_ingest_reads_without_publishing(tmp_path: Path) -> None:
    report = ingest(tmp_path / "data", [write_world(tmp_path / "in")], config=ALONE)
    assert ([(s.n_in, s.n_kept) for s in report.sources], Lake(tmp_path / "data").versions()) == ([(7, 7), (9, 9)], ())


@pytest.mark.slow
def test_works_without_any_organisation_known_are_built(tmp_path: Path) -> None:
    write_jsonl(works_part(tmp_path / "in", "2026-01-01", 0), [work(1, 2020, [LI])])
    report = build(tmp_path / "data", [tmp_path / "in"], config=ALONE)
    assert (report.n_works, report.n_rows_resolved) == (1, 0)


@pytest.mark.slow
def test_organisations_without_any_work_are_built(tmp_path: Path) -> None:
    file = tmp_path / "in" / "v2.0-2026-01-01-ror-data_schema_v2.json"
    file.parent.mkdir()
    file.write_text(json.dumps(organisations()))
    report = build(tmp_path / "data", [tmp_path / "in"], config=ALONE)
    assert (report.n_works, report.n_affiliations) == (0, 0)


@pytest.fixture(scope="module")
def grown(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same lake with one more part, an OpenAlex institution, decisions, and a ledger torn by a crash."""
    folder = tmp_path_factory.mktemp("grown")
    shutil.copytree(built.inputs, folder / "in", copy_function=shutil.copy2)
    shutil.copytree(built.data, folder / "data")
    liar = Author("Wu", ("Unclear Body, Boston, MA 02115, USA",), ((SCU, "CN"),))
    heir = Author("He", ("Department 9",), ((OLD, "CN"),))
    silent = Author("Xu", (), ((SCU, "CN"),))
    works = [work(20, 2022, [liar]), work(21, 2022, [heir]), work(22, 2022, [silent])]
    write_jsonl(works_part(folder / "in", "2026-03-01", 0), works)
    part = folder / "in" / "openalex" / "institutions" / "updated_date=2026-01-01" / "part_000.gz"
    write_jsonl(part, [INSTITUTION])
    decide(folder / "data", UNKNOWN, [MIT], by="Li")
    decide(folder / "data", CHONGQING_U, [], by="Li", place_id="CN-510100")
    decide(folder / "data", "Dept. 7", [MIT], by="Li")
    decide(folder / "data", "Dept. 7", [], by="Wang", withdraw=True)
    with Lake(folder / "data").ledger.path.open("ab") as file:
        file.write(b'{"affiliation": "torn')
    return Built(folder / "data", folder / "in", build(folder / "data", [folder / "in"], config=ALONE))


INSTITUTION = {
    "id": "https://openalex.org/I1",
    "ror": SCU,
    "display_name": "Sichuan Univ. (OpenAlex)",
    "country_code": "CN",
    "type": "education",
    "geo": {"city": "Chengdu", "geonames_city_id": "1815286", "country_code": "CN"},
    "international": {"display_name": {"zh": "川大"}},
}


def answer_to(version: Version, affiliation: str) -> tuple[Any, ...]:
    query = "SELECT org_ids, place_id, country_code, decided_by FROM affiliations WHERE affiliation = ?"
    (found,) = version.sql(query, [affiliation]).to_pylist()
    return tuple(found.values())


def test_the_source_is_not_believed_against_the_country_of_the_string(grown: Built) -> None:
    assert answer_to(grown.version, "Unclear Body, Boston, MA 02115, USA")[0] == []


def test_a_withdrawn_organisation_leads_to_the_one_that_followed(grown: Built) -> None:
    assert answer_to(grown.version, "Department 9") == ([NEW], "CN-510100", "CN", "source")


def test_organisations_named_without_a_string_count(grown: Built) -> None:
    query = """SELECT p.org_id, p.affiliation_no, w.n_affiliated, w.n_resolved FROM participants p
               JOIN linked_works w USING (work_no) WHERE w.source_id LIKE '%W22'"""
    assert [tuple(r.values()) for r in rows(grown.version, query)] == [(SCU, None, 1, 1)]


def test_an_organisation_of_two_sources_keeps_rors_name(grown: Built) -> None:
    found = grown.version.sql("SELECT source, name, name_zh FROM organisations WHERE org_id = ?", [SCU]).to_pylist()
    assert found == [{"source": "ror", "name": "Sichuan University", "name_zh": "四川大学"}]


def test_a_decision_names_an_organisation(grown: Built) -> None:
    assert answer_to(grown.version, UNKNOWN) == ([MIT], "gn-4931972", "US", "person")


def test_a_decision_overrides_the_resolver(grown: Built) -> None:
    assert answer_to(grown.version, CHONGQING_U) == ([], "CN-510100", "CN", "person")


def test_a_withdrawn_decision_gives_the_word_back(grown: Built) -> None:
    assert answer_to(grown.version, "Dept. 7") == ([SCU], "CN-510100", "CN", "source")


def test_a_torn_ledger_is_told_and_the_build_goes_on(grown: Built) -> None:
    assert grown.report.torn_ledger_lines == (5,)


def test_inputs_are_remembered(grown: Built) -> None:
    assert build(grown.data, config=ALONE).is_new is False


def test_an_answer_given_twice_is_one_affiliation(lake_copy: Built) -> None:
    """As when a worker of a killed build still finished a stretch that the next build gave out again."""
    lake = Lake(lake_copy.data)
    (answers,) = lake.stages("answers")
    shutil.copytree(answers.path, answers.path.with_name("again"))
    decide(lake_copy.data, UNKNOWN, [MIT], by="Li")
    assert lake_copy.again().n_affiliations == 5


class Recorder:
    """A progress that remembers: step -> (total, units told, is finished)."""

    def __init__(self) -> None:
        self.steps: dict[str, tuple[int, int, bool]] = {}
        self._now = ""

    def start(self, step: str, total: int, unit: str) -> None:
        self._now = step
        self.steps[step] = (total, 0, False)

    def advance(self, n: int) -> None:
        total, done, _ = self.steps[self._now]
        self.steps[self._now] = (total, done + n, False)

    def finish(self) -> None:
        total, done, _ = self.steps[self._now]
        self.steps[self._now] = (total, done, True)


@pytest.mark.slow
def test_two_processes_make_what_one_makes_and_tell_all_of_it(tmp_path: Path) -> None:
    """Four megabytes, so that it is worth starting processes."""
    noise = random.Random(7)
    for part in range(2):
        works = [work(part * 300 + n, 2020, [LI], title=noise.randbytes(8000).hex()) for n in range(300)]
        write_jsonl(works_part(tmp_path / "in", "2026-01-01", part), works)
    recorder = Recorder()
    two = ALONE.model_copy(update={"workers": 2})
    build(tmp_path / "two", [tmp_path / "in"], config=two, progress=recorder)
    build(tmp_path / "one", [tmp_path / "in"], config=ALONE)
    query = "SELECT * EXCLUDE (version) FROM linked_works, sources ORDER BY work_no"
    one, both = (Lake(tmp_path / name).current().sql(query).to_pylist() for name in ("one", "two"))
    assert one == both
    assert {s for s, (total, done, is_finished) in recorder.steps.items() if not is_finished or done < total} == set()
