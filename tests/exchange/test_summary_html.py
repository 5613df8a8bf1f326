"""The page: it holds no tag but its own, needs nothing else, and can be read in light, in dark and on a phone."""

import base64
import hashlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.exchange.case_record import ShownCase
from rekotui.exchange.page_style import DARK, LIGHT
from rekotui.exchange.summary import Summary, columns
from rekotui.exchange.summary_html import as_html
from tests.exchange.reading_back import Page
from tests.exchange.stored import ON, case
from tests.exchange.test_summary import CASES, HOSTILE, summary
from tests.screens.widgets.test_theme import contrast

TEMPTING = st.sampled_from(
    [
        "<script>alert(1)</script>", "</td><img src=x onerror=alert(1)>", "</style><svg onload=x>", "<!-- ",
        "&lt;b&gt;",
        "javascript:x", "\"'><a href=//x>", "</title><h1>", "<![CDATA[", "{style}", "%(light)s", "expression(1)",
    ]
)  # fmt: skip
OWN_TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "p", "strong", "main",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
OWN_ATTRIBUTES = {"lang", "charset", "name", "content", "http-equiv", "class", "scope"}


@settings(max_examples=60)
@given(CASES, HOSTILE | TEMPTING, HOSTILE | TEMPTING)
def test_no_tag_can_be_smuggled_in(active: list[ShownCase], unit: str, name: str) -> None:
    page = Page(as_html(Summary(ON, unit, True, (*active, case(7, name=name or "x", employer=name)), ())))
    assert page.open == []
    assert {tag for tag, _ in page.tags} <= OWN_TAGS
    assert {name for _, attributes in page.tags for name in attributes} <= OWN_ATTRIBUTES
    assert page.comments == []
    count = len(columns(True))
    assert [tag for tag, _ in page.tags].count("td") == (len(active) + 1) * (count - 1)


def test_the_page_is_whole_in_itself() -> None:
    text = as_html(summary([case()]))
    page = Page(text)
    assert not re.search(r"(?i)https?:|//|@import|url\(|<script|<link| src=| href=| on[a-z]+=", text)
    policy = next(a["content"] for tag, a in page.tags if tag == "meta" and "http-equiv" in a)
    (style,) = page.texts["style"]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_tables_are_tables_to_those_who_cannot_see_them() -> None:
    page = Page(as_html(summary([case(1)], [case(2, status="Avslutad")])))
    assert next(a for tag, a in page.tags if tag == "html") == {"lang": "sv"}
    assert page.texts["h2"] == ["Pågående (1)", "Avslutade (1)"]
    assert page.texts["title"] == page.texts["h1"] == ["Arbetslista, Exempelbackens vårdcentral, 2026-11-22"]
    scopes = [a.get("scope") for tag, a in page.tags if tag == "th"]
    assert scopes.count("col") == 2 * len(columns(True))
    assert scopes.count("row") == 2


@pytest.mark.parametrize("identities", [True, False])
def test_on_a_phone_every_value_has_its_heading(identities: bool) -> None:
    (style,) = Page(as_html(summary([case()], identities=identities))).texts["style"]
    told = dict(re.findall(r'td:nth-child\((\d+)\)::before { content: "([^"]*)"; }', style))
    assert told == {str(at): column.title for at, column in enumerate(columns(identities), 1) if at > 1}


def test_paper_is_a4_across_with_headings_on_every_page_and_whole_rows() -> None:
    (style,) = Page(as_html(summary([case()]))).texts["style"]
    assert style.count("{") == style.count("}")
    for rule in (
        "size: A4 landscape", "display: table-header-group", "break-inside: avoid",
        'content: "Sida " counter(page) " av " counter(pages) ""',
    ):  # fmt: skip
        assert rule in style
    # Dark is for screens: nobody prints white on black by mistake.
    assert re.findall(r"@media ([^{]*dark\)) {", style) == ["screen and (prefers-color-scheme: dark)"]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["ground", "band"])
@pytest.mark.parametrize("text", ["text", "quiet"])
def test_text_can_be_read_on_its_ground(colours: dict[str, str], ground: str, text: str) -> None:
    assert contrast(colours[text], colours[ground]) >= (7 if text == "text" else 4.5)
