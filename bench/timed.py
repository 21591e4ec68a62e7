"""Streamlit, with the cost of every run of a script written to standard output: `python -m bench.timed run FILE …`.

It times all that Streamlit does for one rerun in the thread of the script: taking in what the browser sent, callbacks,
the page itself with st_folium, and putting every message to the browser into the queue. What is left out (packing the
messages and sending them) happens in the server's own thread.
"""

import json
import sys
import time
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.web.cli import main

_run_script = ScriptRunner._run_script


def _run_and_tell(runner: ScriptRunner, *given: Any) -> None:  # noqa: ANN401 (handed on as it is)
    """Run the script and write how long it took, as one line of JSON."""
    wall, cpu = time.perf_counter(), time.thread_time()
    _run_script(runner, *given)
    took = {"cpu": 1000 * (time.thread_time() - cpu), "wall": 1000 * (time.perf_counter() - wall)}  # ms
    sys.__stdout__.write(json.dumps(took) + "\n")
    sys.__stdout__.flush()


if __name__ == "__main__":
    ScriptRunner._run_script = _run_and_tell
    main(prog_name="streamlit")
