"""An atlas that a viewer has seen, without a browser."""

from collections.abc import Iterator

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from tests.conftest import SHIPPED, serve


@pytest.fixture(scope="session")
def drawn(atlas: str) -> str:
    """Return the address of the atlas once a viewer has seen its map: Streamlit has its frame from then on."""
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    with connect(f"{atlas.replace('http', 'ws')}/_stcore/stream", subprotocols=["streamlit"], max_size=None) as socket:
        socket.send(asked.SerializeToString())
        while ForwardMsg.FromString(socket.recv(30)).WhichOneof("type") != "script_finished":
            pass
    return atlas


@pytest.fixture(scope="session")
def below() -> Iterator[str]:
    """Return the address of an atlas below a path."""
    with serve(SHIPPED, base_path="atlas") as address:
        yield address
