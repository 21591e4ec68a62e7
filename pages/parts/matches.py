"""Where a text was found that no title and no name shows: the sentences about a case that hold it."""

from geo.query.atlas import Atlas
from geo.text import set_chinese
from pages.parts.describe import Said, mark
from pages.parts.view import View


def describe_matches(atlas: Atlas, view: View, row: int) -> list[Said]:
    """Return the sentences that hold what was searched for and title and names of the case in `row` do not, marked.

    In the language of `view` if it is found there, else in the other.
    """
    case = atlas.cases[row]
    facts = atlas.facts.get(case["case_id"], []) if view.selection.q else []
    told = [(tongue, fact[f"text_{tongue}"]) for tongue in view.words.languages for fact in facts]
    sentences = [set_chinese(text) if tongue == "zh" else text for tongue, text in told]
    return [
        {"language": "zh-CN" if told[place][0] == "zh" else "en", "text": mark(sentences[place], spans)}
        for place, spans in atlas.index.explain_facts(case, sentences, atlas.search.read_as(view.selection.q, row))
    ]
