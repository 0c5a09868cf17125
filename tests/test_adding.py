"""An activation, a data set and a page are one file each: the three are added to a copy."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.added import copy_with_additions

PROGRAM = """
import json
import zlib
from streamlit.testing.v1 import AppTest

app = AppTest.from_file("app.py", default_timeout=120)
app.query_params.update({"data": "stripes", "activations": ["Mish", "tanh"], "steps": "50"})
app.run()
[player] = [c for c in app.get("bidi_component") if c.proto.component_name == "nnviz_player"]
message = player.proto.bytes
head = zlib.decompress(message[4 : 4 + int.from_bytes(message[:4], "little")])
said = {
    "notices": [str(notice.value) for notice in (*app.exception, *app.error, *app.warning)],
    "data": app.session_state["data"],
    "options": {pills.key: list(pills.options) for pills in app.get("pills")},
    "lanes": app.session_state["activations"],
    "has_table": b'"g.mish"' in head and b'"mish.W_H"' in head,
}
app.switch_page("nnviz/ui/pages/activations.py").run()
said["table"] = str(app.table[0].value.to_dict())
app.switch_page("nnviz/ui/pages/luck.py").run()
said["luck"] = [text.value for text in app.markdown]
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what the app with the three additions shows."""
    folder = tmp_path_factory.mktemp("added")
    copy_with_additions(folder)
    command = [sys.executable, "-W", "ignore", "-c", PROGRAM]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout.splitlines()[-1]))


def test_a_new_activation_is_offered_trained_and_played(said: dict[str, Any]) -> None:
    assert "Mish" in said["options"]["activations"]
    assert (said["lanes"], said["has_table"], said["notices"]) == (["mish", "tanh"], True, [])
    assert "at z ≈ −1.19 and as z → −∞" in said["table"]


def test_a_new_data_set_is_offered_and_drawn(said: dict[str, Any]) -> None:
    assert "stripes" in said["options"]["data"]
    assert said["data"] == "stripes"


def test_a_new_page_opens(said: dict[str, Any]) -> None:
    assert said["luck"][-1] == "How much of the result is luck?"
