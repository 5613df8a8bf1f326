"""The guides that ship hold, and each deliberate fault is caught where it is made."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from rekotui.casework.guide_check import check
from rekotui.casework.guide_local import apply
from rekotui.casework.guide_messages import CHECK
from rekotui.casework.guides import of_folder, shipped
from rekotui.content.load import load_guides
from rekotui.content.yaml_reading import YamlError, parse_yaml
from tests.casework.guide_sheets import TABLES

Fault = Callable[[dict[str, Any]], object]


def question(tables: dict[str, Any], name: str) -> dict[str, Any]:
    found = [
        one
        for table in tables.values()
        for section in table.get("sections", ())
        for one in section["questions"]
        if one["id"] == name
    ]
    return found[0]  # type: ignore[no-any-return]


def section(tables: dict[str, Any], guide: str, name: str) -> dict[str, Any]:
    return next(one for one in tables[guide]["sections"] if one["id"] == name)  # type: ignore[no-any-return]


def test_the_guides_that_ship_hold() -> None:
    assert check(load_guides()) == ()
    assert len(shipped().guides) == 10
    assert sum(1 for _one in shipped()["kartlaggning"].questions()) == 80


def _set(name: str, /, **values: object) -> Fault:
    return lambda tables: question(tables, name).update(values)


def _drop(name: str, key: str) -> Fault:
    return lambda tables: question(tables, name).pop(key)


def _top(guide: str, /, **values: object) -> Fault:
    return lambda tables: tables[guide].update(values)


def _in(guide: str, name: str, /, **values: object) -> Fault:
    return lambda tables: section(tables, guide, name).update(values)


YES_NO_OPTION = [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]
HINT = {"kind": "atgard", "area": "uppfoljning", "responsible": "koordinator", "text": "Ring."}

NEVER_SEEN = "violence_private == 'no' and answered(violence_experience)"


def ungranted(tables: dict[str, Any]) -> None:
    tables["kvalitetssakringsuppdrag"]["forms"][0].pop("grants")
    tables["kartlaggning"].update(requires=["kvalitetssakringsuppdrag"])


def misspelled(tables: dict[str, Any]) -> None:
    section(tables, "samtycke", "koordinering")["statements"][0].update(text="Jag, {{patient_nickname}}")


FAULTS: list[tuple[str, str, Fault]] = [
    ("unknown_key", "employment", _set("employment", colour="red")),
    ("unknown_key", "employment", _set("employment", hidden=True)),
    ("no_key", "employment", _drop("employment", "text")),
    ("not_text", "employment", _set("employment", text=" ")),
    ("not_true", "employment", _set("employment", required=False)),
    ("not_list", "employment", _set("employment", icf="d850")),
    ("not_whole", "nr_consent_forms", _set("nr_consent_forms", due_days="7")),
    ("not_table", "arbete", lambda tables: section(tables, "kartlaggning", "arbete")["questions"].append("fråga")),
    ("schema", "schema", _top("kartlaggning", schema=2)),
    ("language", "language", _top("kartlaggning", language="en")),
    ("stem", "guide", _top("kartlaggning", guide="intervju")),
    ("kind", "kind", _top("kartlaggning", kind="talk")),
    ("bad_id", "9lives", _set("employment", id="9lives")),
    ("twice", "sections", _in("kartlaggning", "ekonomi", id="arbete")),
    ("twice", "employment", lambda tables: question(tables, "employment")["options"][0].update(id="student")),
    ("other_guide", "fu_consent", lambda tables: question(tables, "referral_question").update(id="fu_consent")),
    ("no_questions", "forberedelse", _in("kartlaggning", "forberedelse", questions=[])),
    ("type", "daily_life", _set("daily_life", type="essay")),
    ("misplaced", "daily_life", _set("daily_life", options=YES_NO_OPTION)),
    ("misplaced", "daily_life", _set("daily_life", min=1)),
    ("misplaced", "daily_life", _set("daily_life", anchors={"low": "a", "high": "b"})),
    ("misplaced", "daily_life", _set("daily_life", due_days=3)),
    ("few_options", "employment", _set("employment", options=YES_NO_OPTION[:1])),
    ("few_options", "referral_source", _drop("referral_source", "options")),
    ("anchors", "symptom_burden", _drop("symptom_burden", "direction")),
    ("no_key", "symptom_burden", _set("symptom_burden", anchors={"low": "Lite"})),
    ("direction", "symptom_burden", _set("symptom_burden", direction="up")),
    ("bounds", "mtg_length", _set("mtg_length", default=5)),
    ("bounds", "mtg_length", _drop("mtg_length", "max")),
    ("repeat", "deltagare", _in("flerpartsmote", "deltagare", repeat={"min": 3, "max": 2, "label": "D"})),
    ("minutes", "minutes", _in("kartlaggning", "arbete", minutes=90)),
    ("span", "minutes", _top("kartlaggning", minutes=[60, 45])),
    ("not_in", "daily_life", _set("daily_life", sokord="astrologi")),
    ("not_in", "daily_life", _set("daily_life", icf=["d999"])),
    ("not_in", "daily_life", _set("daily_life", answered_by="grannen")),
    ("not_in", "daily_life", _set("daily_life", plan_hint=[{**HINT, "area": "trivsel"}])),
    ("not_in", "daily_life", _set("daily_life", plan_hint=[{**HINT, "kind": "dröm"}])),
    ("not_in", "daily_life", _set("daily_life", plan_hint=[{**HINT, "responsible": "ingen"}])),
    ("not_in", "kva", _top("kartlaggning", kva=["XX999"])),
    ("not_in", "requires", _top("kartlaggning", requires=["samtycke_grannen"])),
    ("not_in", "grants", _top("kartlaggning", grants=[{"requirement": "allt", "when": "answered(employment)"}])),
    ("grammar", "daily_life", _set("daily_life", when="employment is 'employed'")),
    ("grammar", "daily_life", _set("daily_life", when="__import__('os').system('true')")),
    ("later", "daily_life", _set("daily_life", when="employment == 'employed'")),
    ("later", "daily_life", _set("daily_life", when="answered(daily_life)")),
    ("later", "daily_life", _set("daily_life", when="answered(fu_consent)")),
    ("later", "daily_life", _set("daily_life", plan_hint=[{**HINT, "when": "answered(employment)"}])),
    ("outside", "mtg_confidence_after", _set("mtg_confidence_after", when="part_consent == 'missing'")),
    ("unfit", "daily_life", _set("daily_life", when="consent_coordination >= 3")),
    ("unfit", "daily_life", _set("daily_life", when="'yes' in consent_coordination")),
    ("unfit", "social_support", _set("social_support", when="household == 'alone'")),
    ("unfit", "social_support", _set("social_support", when="daily_life == 'alone'")),
    ("no_such_option", "daily_life", _set("daily_life", when="consent_coordination == 'maybe'")),
    ("no_such_option", "social_support", _set("social_support", when="'dog' in household")),
    ("never", "daily_life", _set("daily_life", when="leave_status == 'full' and leave_status == 'partial'")),
    ("always", "daily_life", _set("daily_life", when="leave_status == 'full' or not leave_status == 'full'")),
    ("never", "instrument_scores", _set("instrument_scores", when="symptom_burden > 10")),
    ("unreachable", "daily_life", _set("daily_life", when="consent_coordination == 'no'")),
    ("unreachable", "violence_safety", _set("violence_safety", when=NEVER_SEEN)),
    ("no_grant", "requires", ungranted),
    ("form_section", "samtycke_arbetsgivare", lambda tables: tables["samtycke"]["forms"][1].update(sections=["x"])),
    ("maps_kind", "daily_life", _set("daily_life", maps_to="health_story")),
    ("ruler", "fu_confidence", _set("fu_confidence", direction="lower_is_better")),
    ("no_ruler", "fu_confidence", lambda tables: question(tables, "fu_confidence").update(id="fu_trust")),
    ("placeholder", "koordinering", misspelled),
    ("place_here", "daily_life", _set("daily_life", text="Hej {{patient_name}}")),
    ("unprotected", "daily_life", _set("daily_life", sokord="valdsutsatthet")),
    ("address", "", _set("daily_life", help="Se www.exempel.se")),
    ("address", "", _set("daily_life", help="Se /srv/delat/rutin.pdf")),
    ("law", "plan_areas.egenvard", lambda tables: tables["vocabulary"]["plan_areas"]["egenvard"].update(law="x")),
    ("plan_kind", "plan_kinds", lambda tables: tables["vocabulary"]["plan_kinds"].pop("mal")),
    ("not_table", "", lambda tables: tables.update(kartlaggning=["fråga"])),
    ("not_table", "", lambda tables: tables.pop("vocabulary")),
]  # fmt: skip
IDS = [f"{key}-{number}" for number, (key, *_rest) in enumerate(FAULTS)]


@pytest.mark.parametrize(("key", "place", "fault"), FAULTS, ids=IDS)
def test_a_deliberate_fault_is_caught(key: str, place: str, fault: Fault) -> None:
    tables = copy.deepcopy(TABLES)
    fault(tables)
    found = check(tables)
    assert (key, place) in [(one.key, one.place) for one in found]
    assert all(one.sentence and "{" not in one.sentence for one in found)


def test_what_a_preparation_sheet_may_point_at() -> None:
    def broken(**values: object) -> set[str]:
        tables = copy.deepcopy(TABLES)
        mapped = next(
            one
            for part in tables["forberedelse"]["sections"]
            for one in part["questions"]
            if one.get("maps_to") == "symptom_burden"
        )
        mapped.update(values)
        return {one.key for one in check(tables) if one.place == mapped["id"]}

    assert broken() == set()
    assert broken(maps_to="nowhere") == {"maps_nowhere"}
    assert broken(maps_to="daily_life") == {"maps_type"}
    assert broken(maps_to="economy_worry") == {"maps_anchors", "maps_sensitive"}
    assert broken(sensitive=True) == {"private_topic"}
    tables = copy.deepcopy(TABLES)
    mapped = [one for part in tables["forberedelse"]["sections"] for one in part["questions"] if one["type"] == "multi"]
    with_target = next(one for one in mapped if one.get("maps_to"))
    with_target["options"].append({"id": "brand_new", "text": "Nytt"})
    assert "maps_options" in {one.key for one in check(tables) if one.place == with_target["id"]}


def test_every_kind_of_finding_has_been_made() -> None:
    made = {key for key, _place, _fault in FAULTS} | {key for key in CHECK if key.startswith("maps_")}
    assert set(CHECK) - made == {"private_topic"}


# --- a unit's own words -------------------------------------------------------------------------------------------

LOCAL = """
vocabulary:
  sokord: {kontaktorsak: Aktualisering}
  roles: {patient: Patienten}
guides:
  kartlaggning:
    title: Kartläggning hos oss
    sections:
      arbete: {title: Jobbet}
    questions:
      employment: {text: Vad arbetar du med?, help: Se www.var-region.se, options: {student: Läser}}
      symptom_burden: {anchors: {low: Inget}}
      instrument_scores: {hide: true}
  samtycke:
    sections:
      koordinering: {statements: {STATEMENT: "Jag, {{patient_name}}, säger ja."}}
"""


def local(text: str) -> object:
    name = shipped()["samtycke"].section("koordinering").statements[0].id
    return parse_yaml(text.replace("STATEMENT", name).encode())


def test_a_unit_may_say_it_in_its_own_words(tmp_path: Any) -> None:
    name = shipped()["samtycke"].section("koordinering").statements[0].id
    (tmp_path / "guides.yaml").write_text(LOCAL.replace("STATEMENT", name), "utf-8")
    own = of_folder(str(tmp_path))
    assert own.refused == ()
    talk, shipped_talk = own["kartlaggning"], shipped()["kartlaggning"]
    assert talk.title == "Kartläggning hos oss"
    assert talk.section("arbete").title == "Jobbet"
    assert talk.question("employment").text == "Vad arbetar du med?"
    assert talk.question("employment").option_text("student") == "Läser"
    assert (talk.question("symptom_burden").low, talk.question("symptom_burden").high) == ("Inget", "Helt och hållet")
    assert talk.question("instrument_scores").hidden
    assert own.vocabulary.sokord["kontaktorsak"].label == "Aktualisering"
    assert own.vocabulary.roles["patient"] == "Patienten"
    assert own["samtycke"].section("koordinering").statements[0].text == "Jag, {{patient_name}}, säger ja."
    assert talk.fingerprint != shipped_talk.fingerprint
    assert own["fk_anmalan"] == shipped()["fk_anmalan"]
    assert own.overridden == (
        "Ordlistan: 2 etiketter är ändrade lokalt.",
        "kartlaggning: 6 texter är ändrade lokalt.",
        "kartlaggning: frågan instrument_scores är dold lokalt.",
        "samtycke: en text är ändrad lokalt.",
    )
    # What ships is as it was.
    assert shipped_talk.title == "Kartläggningssamtal"
    assert not any(one.hidden for _section, one in shipped_talk.questions())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("guides: {kartlaggning: {questions: {employment: {hide: true}}}}", "Frågan employment krävs"),
        ("guides: {kartlaggning: {questions: {employment: {type: text}}}}", "employment: type går inte att ändra"),
        ("guides: {kartlaggning: {questions: {employment: {when: x}}}}", "employment: when går inte att ändra"),
        ("guides: {kartlaggning: {questions: {daily_life: {hide: false}}}}", "daily_life: hide ska vara true"),
        ("guides: {kartlaggning: {questions: {daily_life: {text: 3}}}}", "daily_life: text ska vara en text"),
        ("guides: {kartlaggning: {questions: {daily_life: {text: ' '}}}}", "daily_life: text ska vara en text"),
        ('guides: {kartlaggning: {questions: {daily_life: {text: "a\\eb"}}}}', "daily_life: text (U+001B)"),
        ("guides: {kartlaggning: {questions: {daily_life: {text: '{{patient_name}}'}}}}", "Platshållare får bara"),
        ("guides: {kartlaggning: {questions: {nope: {text: a}}}}", "Frågan nope finns inte"),
        ("guides: {kartlaggning: {questions: {employment: {options: {x: a}}}}}", "inget svar som heter x"),
        ("guides: {kartlaggning: {questions: {daily_life: {unit: a}}}}", "unit hör inte till typen text"),
        ("guides: {kartlaggning: {questions: {daily_life: {anchors: {low: a}}}}}", "daily_life: low går inte"),
        ("guides: {kartlaggning: {sections: {nope: {title: a}}}}", "Avsnittet nope finns inte"),
        ("guides: {kartlaggning: {sections: {arbete: {when: a}}}}", "arbete: when går inte"),
        ("guides: {kartlaggning: {version: '2'}}", "kartlaggning: version går inte"),
        ("guides: {kartlaggning: [1]}", "kartlaggning ska vara en lista med nycklar"),
        ("guides: {nope: {title: a}}", "ingen guide som heter så"),
        ("guides: [1]", "guides ska vara en lista med nycklar"),
        ("egna: {}", "egna går inte att ändra"),
        ("3", "guides.yaml ska vara en lista med nycklar"),
        ("vocabulary: {sokord: {nope: a}}", "Ordlistan sokord har inget ord som heter nope"),
        ("vocabulary: {placeholders: {patient_name: a}}", "placeholders går inte"),
        ("guides: {samtycke: {sections: {koordinering: {statements: {STATEMENT: '{{x}}'}}}}}", "Platshållaren x"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_refused_and_the_shipped_guide_used(text: str, why: str) -> None:
    applied = apply(TABLES, local(text))
    (refused,) = applied.refused
    assert why in refused
    assert applied.tables == TABLES
    assert applied.overridden == ()


def test_one_broken_guide_does_not_take_the_others_along() -> None:
    applied = apply(TABLES, local("guides: {kartlaggning: {questions: {nope: {}}}, fk_anmalan: {title: Hos oss}}"))
    assert len(applied.refused) == 1
    assert applied.tables["kartlaggning"] == TABLES["kartlaggning"]
    assert applied.tables["fk_anmalan"]["title"] == "Hos oss"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"guides: {a: 1, a: 2}", "nyckeln a finns två gånger på rad 1"),
        (b"guides:\n  a: 1\n a: 2\n", "rad 3"),
        (b"\xff\xfe\x00", "ingen YAML-text"),
        (b"guides: !!python/object/apply:os.system [true]", "rad 1"),
        (b"a: &x 1\nb:\n  <<: *x\n", "rad 3"),
        (b"a: 2026-13-45", "ingen YAML-text"),
        (b"[" * 5000, "rad 1"),
        (b"#" * ((1 << 20) + 1), "för stor"),
    ],
    ids=range(8),
)
def test_a_file_that_cannot_be_read_is_said_to_be_so(data: bytes, why: str, tmp_path: Any) -> None:
    (tmp_path / "guides.yaml").write_bytes(data)
    found = of_folder(str(tmp_path))
    (refused,) = found.refused
    assert why in refused
    assert "guides.yaml" in refused
    assert found.guides == shipped().guides


def test_no_file_means_the_guides_as_they_ship(tmp_path: Any) -> None:
    assert of_folder(str(tmp_path)) is shipped()
    (tmp_path / "guides.yaml").write_text("# inget än\n")
    assert of_folder(str(tmp_path / ".")).guides == shipped().guides


def test_a_link_that_leads_nowhere_is_not_passed_over(tmp_path: Any) -> None:
    (tmp_path / "guides.yaml").symlink_to(tmp_path / "gone")
    assert "får inte läsas" in of_folder(str(tmp_path)).refused[0]


def test_keys_that_stand_twice_are_found_where_the_file_is_read() -> None:
    with pytest.raises(YamlError) as refused:
        parse_yaml(b"a: {b: 1,\n b: 2}")
    assert (refused.value.key, refused.value.line, refused.value.problem) == ("twice", 2, "b")
