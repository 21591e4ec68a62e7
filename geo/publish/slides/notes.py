"""What a speaker finds under a slide: own notes first, then all that is known, with its sources, in both languages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pptx.slide import Slide

from geo.publish.entries import Entry, Known, Source
from geo.publish.slides.words import say_of
from geo.publish.slides.xml import Paragraph, Piece, clean, parse_pieces, write_paragraphs
from geo.text import Translator
from geo.tour.own_tour import Both

GAP = 9.0  # points above what begins something new

Lines = Iterable[Paragraph]


def write_notes(slide: Slide, lines: Lines) -> None:
    """Set the notes of `slide`."""
    frame = slide.notes_slide.notes_text_frame
    if frame is None:  # the master of notes has always one
        return
    body = frame._txBody  # noqa: SLF001 (python-pptx writes no East Asian font)
    for paragraph in body.p_lst:
        body.remove(paragraph)
    for paragraph in parse_pieces(write_paragraphs(lines)):
        body.append(paragraph)


def note(text: str, language: str, *, bold: bool = False, gap: bool = False) -> Paragraph:
    """Return a line of notes."""
    return Paragraph([Piece(clean(text), language, bold=bold or None)], before=GAP if gap else None)


def tell_own(notes: Both, curators: str, both: Sequence[Translator]) -> Iterator[Paragraph]:
    """Yield the speaker's own notes, then those of the table of cases, line by line."""
    said = [(words.language, getattr(notes, words.language)) for words in both] + [(both[0].language, curators)]
    for language, text in said:
        yield from (note(line, language) for line in text.splitlines() if line.strip())


def tell_case(entry: Entry, both: Sequence[Translator]) -> Iterator[Paragraph]:
    """Yield all that is known of a case in each language, and then its sources."""
    for words in both:
        language, _ = words.language, words.gettext
        title = entry.title[language] or entry.title["zh"]
        yield note(f"{entry.city[language]} · {title}", language, bold=True, gap=True)
        yield from (note(line, language) for line in list_facts(entry, words))
        yield from (note(f"{one.name[language]} · {one.text[language]}", language) for one in entry.notes)
    if entry.sources:
        yield note(" · ".join(words.gettext("Sources") for words in both), both[0].language, bold=True, gap=True)
    yield from (note(name_source(source), both[0].language) for source in entry.sources)


def list_facts(entry: Entry, words: Translator) -> Iterator[str]:
    """Yield question and sentence of each fact of a case with the number of its source, or that none was found."""
    yield from (say_fact(known, words) for known in entry.known)
    if not entry.known:
        yield words.gettext("No source found.")


def say_fact(known: Known, words: Translator) -> str:
    """Return question and sentence of a fact, and that it is not sure if it is not."""
    unsure = f" ({words.gettext('confidence: low')})" if known.unsure else ""
    return f"{known.question[words.language]} {known.text[words.language]} [{known.source}]{unsure}"


def name_source(source: Source) -> str:
    """Return number, title, publisher, date and address of a source."""
    said = " · ".join(filter(None, (source.title, source.publisher, source.date, source.url)))
    return f"[{source.number}] {said}"


def tell_cases(entries: Sequence[Entry], both: Sequence[Translator]) -> Iterator[Paragraph]:
    """Yield the cases of a chapter in each language."""
    for words in both:
        for number, entry in enumerate(entries, 1):
            title = entry.title[words.language] or entry.title["zh"]
            yield note(f"{number}. {entry.city[words.language]} · {title}", words.language, gap=number == 1)


def tell_lines(lines: Mapping[str, Sequence[tuple[str, str]]], both: Sequence[Translator]) -> Iterator[Paragraph]:
    """Yield what is said of something, and of what, in each language."""
    for words in both:
        for i, (name, text) in enumerate(lines[words.language]):
            yield note(say_of(name, text, words), words.language, gap=i == 0)
