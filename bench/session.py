"""A viewer without a browser: it speaks Streamlit's protocol, so that nothing else works while a script is timed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from bench.server import Server

Chosen = dict[str, tuple[str, ...]]  # the values chosen of each facet
TIMEOUT_S: Final = 30  # seconds until a run that does not finish is given up


class Session:
    """A viewer's session with a server started by `bench.timed`."""

    def __init__(self, server: Server, socket: ClientConnection) -> None:
        """Take a server and a socket that is connected to it."""
        self.server = server
        self.socket = socket
        self.buttons: dict[str, str] = {}  # the ids of groups of buttons, by their key

    def run(self, chosen: Chosen) -> dict[str, float]:
        """Return what one run with the values `chosen` cost: cpu and wall (ms)."""
        self.socket.send(self.ask(chosen).SerializeToString())
        while self.hear(ForwardMsg.FromString(self.socket.recv(TIMEOUT_S))):
            pass
        return read_cost(self.server)

    def ask(self, chosen: Chosen) -> BackMsg:
        """Return the message that a browser sends when `chosen` was chosen: by its buttons, or else in the address."""
        message = BackMsg()
        message.rerun_script.context_info.locale = "zh-CN"
        message.rerun_script.query_string = "" if self.buttons else urlencode(chosen, doseq=True)
        for key, widget_id in self.buttons.items():
            widget = message.rerun_script.widget_states.widgets.add(id=widget_id)
            widget.string_array_value.data.extend(chosen[key])
        return message

    def hear(self, message: ForwardMsg) -> bool:
        """Return whether more than `message` is to come in this run; keep what a browser would keep of it."""
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "button_group":
            widget_id = message.delta.new_element.button_group.id
            self.buttons[widget_id.rpartition("-")[2]] = widget_id
        return kind != "script_finished"


@contextmanager
def open_session(server: Server) -> Iterator[Session]:
    """Yield a session with `server` that has seen the page once."""
    with connect(f"ws://localhost:{server.port}/_stcore/stream", subprotocols=["streamlit"], max_size=None) as socket:
        session = Session(server, socket)
        session.run({})
        yield session


def read_cost(server: Server) -> dict[str, float]:
    """Return the next cost that `server` writes; what Streamlit says itself is passed over."""
    return json.loads(next(line for line in server.output if line.startswith("{")))
