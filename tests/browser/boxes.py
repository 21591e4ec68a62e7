"""Scripts that look for faults in what is painted, each a function of what boxes.js gives."""

import re
from pathlib import Path

FOLDER = Path(__file__).parent


def read_examiner(name: str) -> str:
    """Return the script `name` as an expression that examines the page at hand."""
    boxes, examine = (re.sub(r";\s*$", "", (FOLDER / file).read_text("utf-8")) for file in ("boxes.js", name))
    return f"() => ({examine})({boxes})"
