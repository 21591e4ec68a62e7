"""What the stage says of itself to the speaker: its keys, its settings, what a rehearsal looks at."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final

from geo.network import is_this_machine, name_for_others
from geo.text import Translator
from geo.tour.keys import SPACE, help_lines
from geo.tour.rehearsal import say_screen
from geo.tour.stops import ORDERS
from pages.parts.qr_codes import SCREEN_HEIGHT_M
from server.stage.settings import CARDS, HALLS, NEWS, OFFERED_MINUTES, OFFERED_PACES_S, StageSettings

OWN_NAMES: Final = {"zh": "中文", "en": "English"}  # a language is offered in its own name

Choices = list[tuple[str, str, bool]]  # (name, address, whether it is chosen)


@cache
def describe_keys(words: Translator) -> list[tuple[tuple[str, ...], str]]:
    """Return (keys, what they do)."""
    _ = words.gettext
    return [
        (tuple(_(keycap) if keycap == SPACE else keycap for keycap in keycaps), _(sentence))
        for keycaps, sentence in help_lines()
    ]


def describe_settings(settings: StageSettings) -> list[tuple[str, str, Choices]]:
    """Return (parameter, name, choices) of everything that a speaker may set, other than the address for phones."""
    _ = settings.view.words.gettext
    orders = (_("As published"), _("By theme"), _("By continent"), _("West to east"))
    cards = (_("Both languages"), *OWN_NAMES.values())
    halls = (_("Dark (dim hall)"), _("Light (bright hall)"))
    paces = {0: _("Off"), **{pace: _("%d s") % pace for pace in OFFERED_PACES_S}}
    minutes = {0: _("Off"), **{offered: _("%d min") % offered for offered in OFFERED_MINUTES}}
    told = {"told": _("In the tour"), "only": _("Alone"), "none": _("Left out")}
    news = ("news", _("What is new"), choices(settings, "news", {value: told[value] for value in NEWS}))
    line = ("line", _("Time line on the stage"), choices(settings, "line", {False: _("Off"), True: _("On")}))
    return [
        ("order", _("Order"), choices(settings, "order", dict(zip(ORDERS, orders, strict=True)))),
        *([news] if settings.has_news else []),
        ("card", _("Languages shown"), choices(settings, "card", dict(zip(CARDS, cards, strict=True)))),
        ("lang", _("Main language"), choose_language(settings)),
        ("hall", _("Colours"), choices(settings, "hall", dict(zip(HALLS, halls, strict=True)))),
        ("auto", _("Auto-advance"), choices(settings, "seconds", paces)),
        ("minutes", _("Time for the talk"), choices(settings, "minutes", minutes)),
        *([line] if settings.minutes else []),
    ]


def choices(settings: StageSettings, name: str, values: Mapping[Any, str]) -> Choices:
    """Return the `values` of a setting, each with the address of the stage that has it; a new order ends one's own."""
    own = {"own": (), "view": replace(settings.view, sort="")} if name == "order" else {}
    chosen = None if own and (settings.own or settings.view.sort) else getattr(settings, name)
    changes: dict[Any, dict[str, Any]] = {value: {name: value, **own} for value in values}
    return [(text, replace(settings, **changes[value]).link(), value == chosen) for value, text in values.items()]


def choose_language(settings: StageSettings) -> Choices:
    """Return the languages that may come first."""
    view = settings.view
    return [
        (name, replace(settings, view=replace(view, language=language)).link(), language == view.language)
        for language, name in OWN_NAMES.items()
    ]


def offer_address(settings: StageSettings, client: str) -> tuple[str, str] | None:
    """Return what phones may call this machine, and the address of the stage that tells them so.

    None if the address for phones is one that they know, or no other is to be had, or if the `client` (an IP address)
    that asks is another machine: what ours is called in its own network is no stranger's business.
    """
    named = name_for_others(settings.base) if is_this_machine(client) else None
    return (named, replace(settings, public_url=named).link()) if named else None


@cache
def name_times(words: Translator) -> dict[str, str]:
    """Return what the speaker's view says of planned and real time."""
    _ = words.gettext
    return {
        "good": _("%(time)s left"),
        "short": _("%(time)s left: wind up"),
        "over": _("+%(time)s over"),
        "behind": _("%(time)s behind"),
        "even": _("on time"),
        "ahead": _("%(time)s ahead"),
        "seconds": _("%(seconds)s s"),
    }


@cache
def name_checks(words: Translator) -> dict[str, Any]:
    """Return what the rehearsal says of each thing that it looks at."""
    _ = words.gettext
    return {
        "chinese": _("Chinese fonts"),
        "english": _("Latin fonts"),
        "outside": _("No request to another host"),
        "reached": _("The phones’ address answers:"),
        "unreached": _("The phones’ address does not answer:"),
        "loopback": _(
            "Phones cannot reach this machine by this name; give its address in the network as the address for phones:"
        ),
        "codes": _("Every QR code can be read, on a screen %d m high, from (m):") % SCREEN_HEIGHT_M,
        "screen": _("Screen, at least %s:") % say_screen(),
        "stops": _("Stops that can be drawn, and read from the last row:"),
    }
