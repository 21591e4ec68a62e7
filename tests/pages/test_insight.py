"""The page of insight: every number leads to its cases, each picture is a table, no word of the data is markup."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from geo.query.atlas import Atlas, open_atlas
from geo.query.selection import Selection, read_selection
from pages.parts.view import View
from pages.screens.insight import MAX_NAMED, insight_html
from tests.conftest import Edit, open_shipped
from tests.geo.test_insight import SELECTIONS

ATLAS = open_shipped()


class Page(HTMLParser):
    """The tables of a page: for each the texts of its rows, and every link with its number."""

    def __init__(self, text: str) -> None:
        """Read `text`."""
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.links: list[tuple[str, str]] = []
        self.headers: list[dict[str, str | None]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row, a cell or a link."""
        self.open.append(tag)
        match tag:
            case "table":
                self.tables.append([])
            case "tr":
                self.tables[-1].append([])
            case "th":
                self.headers.append(dict(attrs))
                self.tables[-1][-1].append("")
            case "td":
                self.tables[-1][-1].append("")
            case "a":
                self.links.append((dict(attrs)["href"] or "", ""))

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last, and nothing else."""
        assert self.open.pop() == tag

    def handle_data(self, text: str) -> None:
        """Add `text` to the cell and to the link that it stands in."""
        if "tr" in self.open and self.tables[-1][-1]:
            self.tables[-1][-1][-1] += text.strip()
        if "a" in self.open:
            href, said = self.links[-1]
            self.links[-1] = (href, said + text)


def page(selection: Selection, language: str = "en", atlas: Atlas = ATLAS) -> Page:
    return Page(insight_html(atlas, View(language, selection)))


def found_by(href: str) -> int:
    """Return how many cases the map shows at the address `href`."""
    return int(ATLAS.find(read_selection(parse_qs(urlsplit(href).query), ATLAS.known)).sum())


@pytest.mark.parametrize("selection", SELECTIONS)
def test_every_number_leads_to_as_many_cases_on_the_map(selection: Selection) -> None:
    links = [(href, number) for href, number in page(selection).links if href.startswith("./?")]
    assert links
    assert [(href, found_by(href)) for href, _ in links] == [(href, int(number)) for href, number in links]


def test_a_cell_sets_theme_and_continent_on_top_of_the_other_filters() -> None:
    links = dict.fromkeys(href for href, _ in page(Selection.of(list=("international",), q="a")).links)
    assert "./?lang=en&continent=europe&theme=people&list=international&q=a" in links


def test_without_filters_each_of_the_cells_is_a_link_and_the_city_is_left_behind() -> None:
    html = insight_html(ATLAS, View("zh", Selection(), city="beijing"))
    for theme in ATLAS.known["theme"]:
        for continent in ATLAS.known["continent"]:
            assert f'href="./?lang=zh&amp;continent={continent}&amp;theme={theme}" data-soft' in html
    assert "city=" not in html


def test_a_cell_that_the_filters_rule_out_leads_nowhere() -> None:
    hrefs = [href for href, _ in page(Selection.of(theme=("people",))).links]
    assert any("theme=people" in href and "continent=asia" in href for href in hrefs)
    assert not any("theme=smart" in href for href in hrefs)


def test_each_picture_is_a_table_that_a_screen_reader_reads() -> None:
    read = page(Selection())
    assert len(read.tables) == 7
    assert read.tables[0][0] == ["Theme", "Asia", "Europe", "Americas", "Africa", "Oceania", "All"]
    assert read.tables[0][1] == ["PPeople's city", "10", "4", "3", "1", "1", "19"]
    assert read.tables[4][1] == ["1970s", "Cairo1979", ""]
    assert read.tables[5][5] == ["Results", "1571%", "1250%", "2760%"]
    assert read.tables[6][1] == ["cases", "40", "45+5", "41+1"]
    assert {header["scope"] for header in read.headers} == {"col", "row", "rowgroup"}
    assert insight_html(ATLAS, View("en", Selection())).count("<caption") == 7


@pytest.mark.parametrize(("language", "said"), [("zh", "没有案例同时符合这些筛选条件。"), ("en", "No cases match")])
def test_no_result_is_said_in_words_and_the_edition_keeps_its_totals(language: str, said: str) -> None:
    selection = Selection.of(q="没有这样的案例")
    html = insight_html(ATLAS, View(language, selection))
    assert said in html
    assert len(page(selection, language).tables) == 1
    assert f'<a href="?lang={language}" data-soft>' in html


def test_every_case_is_on_the_timeline_or_among_those_without_a_year() -> None:
    read = page(Selection.of(list=("domestic",)))
    links = [(parse_qs(urlsplit(href).query), name.split()[0]) for href, name in read.links if href.startswith("case?")]
    assert sorted(query["case"][0] for query, _ in links) == sorted(
        case["case_id"] for case in ATLAS.cases if case["list"] == "domestic"
    )
    assert {tuple(query["list"]) for query, _ in links} == {("domestic",)}
    assert [name for _, name in links][-3:] == ["Guangzhou", "Wuhan", "Xining"]
    assert "Without a year: 3 cases" in insight_html(ATLAS, View("en", Selection.of(list=("domestic",))))


def test_no_year_of_the_timeline_is_left_out_and_those_without_a_case_that_follow_each_other_share_a_row() -> None:
    first = [row[0] for row in page(Selection()).tables[4]]
    assert first[:9] == ["Year", "1970s", "1980s", "1990s", "2000–2006", "2007", "2008", "2009–2011", "2012"]
    assert ["2009–2011", "", ""] in page(Selection()).tables[4]
    assert [row[0] for row in page(Selection(), "zh").tables[4]][:3] == ["年份", "1970年代", "1980年代"]


def test_a_cell_of_what_is_known_sets_kind_and_list_on_top_of_the_other_filters() -> None:
    hrefs = [href for href, _ in page(Selection.of(continent=("asia",))).links]
    assert "./?lang=en&continent=asia&list=domestic&known=result" in hrefs
    ruled_out = [href for href, _ in page(Selection.of(known=("result",))).links]
    assert not any("known=scale" in href for href in ruled_out)


def test_without_a_table_of_facts_nothing_is_said_of_them(folder: Path) -> None:
    (folder / "case_facts.csv").unlink()
    html = insight_html(open_atlas(folder, "nbs"), View("en", Selection()))
    assert len(Page(html).tables) == 5
    assert "facts" not in html


def test_more_cases_than_anybody_reads_are_drawn_as_bars_and_not_named(folder: Path) -> None:
    cases, facts = ((folder / file).read_text("utf-8") for file in ("cases.csv", "case_facts.csv"))
    for place in range(MAX_NAMED):
        cases += f"many-{place},2024,domestic,{100 + place},shenyang,题目,,,,,\n"
        facts += f"many-{place},1,what,案例{place}。,Case {place}.,x,x,x,https://x.example/,,high\n"
        facts += f"many-{place},2,since,始于2003年。,It began in 2003.,x,x,x,https://x.example/,,high\n"
    (folder / "cases.csv").write_text(cases, "utf-8")
    (folder / "case_facts.csv").write_text(facts, "utf-8")
    read = page(Selection(), atlas=open_atlas(folder, "nbs"))
    assert ["2003", "", f"{MAX_NAMED}"] in read.tables[4]
    named = [name for href, name in read.links if href.startswith("case?")]
    assert named == ["Rio de Janeiro", "Guangzhou", "Wuhan", "Xining"]


def test_words_of_the_facts_and_of_cities_are_text_and_never_markup(folder: Path, edit: Edit) -> None:
    edit("case_facts.csv", "The bill for the authority", '""onclick=""alert() The bill')
    edit("cities.csv", ",Cairo,", ",<b>Cairo</b>,")
    html = insight_html(open_atlas(folder, "nbs"), View("en", Selection()))
    assert "the oldest is &lt;b&gt;Cairo&lt;/b&gt; (1979)." in html
    assert "&#34;onclick=&#34;alert() The bill" in html
    assert "<b>Cairo" not in html


def test_words_of_the_data_are_text_and_never_markup(folder: Path, edit: Edit) -> None:
    edit("themes.csv", "People's city", "<b>People</b>")
    atlas = open_atlas(folder, "nbs")
    assert "&lt;b&gt;People&lt;/b&gt; in Europe" in insight_html(atlas, View("en", Selection()))
    assert "<b>People" not in insight_html(atlas, View("en", Selection()))
    assert "<script>" not in insight_html(atlas, View("en", Selection.of(q="<script>")))


def test_another_edition_with_a_theme_of_its_own_has_its_own_totals(folder: Path, edit: Edit) -> None:
    edit("themes.csv", "people,1,", "harbour,6,港口城市,Harbour city,港,H,#123456,#abcdef\npeople,1,")
    append(folder, "editions.csv", "2026,典型案例,Cases,,,,,2026-12,7,,,,,,")
    append(folder, "cases.csv", "2026-cn-01,2026,domestic,1,shenyang,题目,,harbour,,,")
    atlas = open_atlas(folder, "nbs")
    both, later = (insight_html(atlas, View("en", Selection.of(edition=edition))) for edition in ((), ("2026",)))
    assert "Announced 7 cases, listed 1." in both
    assert "Announced 40 cases, listed 45;" in both
    assert "Announced 40" not in later
    assert "Harbour city is the most frequent theme in Asia (1 of 1 case)." in later


def append(folder: Path, file: str, line: str) -> None:
    with (folder / file).open("a", encoding="utf-8") as table:
        table.write(line + "\n")
