"""What is said of an empty result: that a text is found nowhere, which word was meant, and what to take away."""

from collections.abc import Iterator
from dataclasses import replace

from geo.query.atlas import Atlas
from geo.query.selection import Selection
from pages.parts.describe import Said
from pages.parts.labels import count_words, value_names
from pages.parts.results import quote
from pages.parts.view import View


def describe_empty(atlas: Atlas, view: View) -> Said:
    """Return what is said where no case answers `view`: each way on brings some cases, and says how many."""
    _, say_count = view.words.gettext, count_words(view.words)
    ways = [(what, changed, int(atlas.find(changed).sum())) for what, changed in list_changes(atlas, view)]
    return {
        "unfound": say_unfound(atlas, view),
        "ways": [
            (_("%(what)s: %(cases)s") % {"what": what, "cases": say_count(cases)}, replace(view, selection=to).link())
            for what, to, cases in ways
            if cases
        ],
        "clear": replace(view, selection=Selection(scheme=view.selection.scheme)).link(),
    }


def list_changes(atlas: Atlas, view: View) -> Iterator[tuple[str, Selection]]:
    """Yield what each change of one filter does, and the selection after it: near words first, then what is dropped."""
    _, selection = view.words.gettext, view.selection
    for near in atlas.index.suggest(selection.q):
        yield _("Perhaps %(text)s") % {"text": quote(near)}, replace(selection, q=near)
    names = value_names(atlas, view.words)
    for facet, values in selection.chosen:
        name = _(", ").join(names[facet][value] for value in values)
        yield _("Without %(name)s") % {"name": name}, selection.narrow(**{facet: ()})
    if selection.q and selection.chosen:
        yield _("Without %(name)s") % {"name": quote(selection.q)}, replace(selection, q="")


def say_unfound(atlas: Atlas, view: View) -> str:
    """Return that no case at all answers the text, or the empty text if any does."""
    text = view.selection.q
    if not text or atlas.search.match(text).any():
        return ""
    return view.words.gettext("%(text)s is found in no case at all, whatever the filters.") % {"text": quote(text)}
