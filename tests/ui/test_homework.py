"""The page Homework without a browser."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from nnviz.exercise.blanks import SETS
from nnviz.exercise.checking import check, places
from nnviz.exercise.exercise import Exercise
from nnviz.exercise.generate import random_small, small_integers
from nnviz.exercise.link import decode, encode
from nnviz.exercise.quantities import Place, answer_key
from nnviz.exercise.symbols import spoken
from nnviz.network import Network
from nnviz.ui.homework.session import FIRST_SEED, first_exercise
from tests.ui.app_page import open_page, said, warnings

ALL = SETS["all"]
LARGE = random_small(Network(3, 4, 3, "silu", "multiclass"), 1)


def open_exercise(exercise: Exercise, blanks: str = "all") -> AppTest:
    """Open an exercise by its link."""
    return open_page("homework", {"ex": encode(exercise), "blanks": blanks})


def field(app: AppTest, exercise: Exercise, place: Place) -> Any:
    """Return the field for an answer, found by its accessible name."""
    label = spoken(place, exercise.network)
    [found] = [f for f in app.text_input if f.label == label and f.key.startswith("hw_a_")]
    return found


def asked(app: AppTest) -> str:
    """Return the exercise in the page's address."""
    value = app.query_params["ex"]
    return value if isinstance(value, str) else value[0]


def sent(app: AppTest) -> str:
    """Return everything that goes to the browser, as text."""
    return str([element.proto for element in app.main]) + str(app._tree)


def digits(value: float) -> str:
    """Return a number's first digits; for those with few digits so many that none is like it."""
    return f"{abs(value):.6f}" if f"{value:.3f}000" == f"{value:.6f}" else f"{abs(value):.6f}"[:6]


def test_first_exercise_is_blank() -> None:
    """Without a link there are two inputs, two sigmoids, and a field for each of 28 numbers."""
    app = open_page("homework")
    assert not app.exception
    assert not app.warning
    exercise = first_exercise()
    assert decode(asked(app)) == exercise == small_integers(Network(2, 2, 1), FIRST_SEED)
    assert len([f for f in app.text_input if f.key.startswith("hw_a_")]) == 28


@pytest.mark.parametrize("blanks", ["all", "delta_O~delta_H", "new_H"])
def test_link_opens_its_exercise(blanks: str) -> None:
    """The exercise and blanks of a link are taken in, and the address stays as it is."""
    app = open_exercise(LARGE, blanks)
    assert not app.exception
    assert asked(app) == encode(LARGE)
    keys = ALL if blanks == "all" else blanks.split("~")
    fields = [f for f in app.text_input if f.key.startswith("hw_a_")]
    assert len(fields) == len(places(LARGE, keys))


@pytest.mark.parametrize(
    "link",
    [
        {"ex": "2~x"},
        {"ex": encode(LARGE).replace("silu", "<script>alert(1)</script>")},
        {"ex": "9" * 5000},
        {"ex": encode(LARGE)[:-20], "blanks": "all"},
        {"blanks": "nothing"},
    ],
)
def test_broken_link_gets_a_sentence(link: dict[str, str]) -> None:
    """What cannot be read is said, and the first exercise is there instead."""
    app = open_page("homework", link)
    assert not app.exception
    assert "cannot be read" in warnings(app)
    assert "<script>" not in warnings(app)
    assert decode(asked(app)) == first_exercise()


def test_a_link_may_be_written_freely() -> None:
    """Names in any case, a key in capitals; what the page does not know is named once."""
    text = encode(LARGE).replace("silu", "SiLU").replace("multiclass", "Multi-Class Classification")
    app = open_page("homework", {"EX": text, "hidden": "3"})
    assert decode(asked(app)) == LARGE
    assert warnings(app) == "This page has no setting `hidden`; it is ignored."
    app.number_input(key="hw_seed").set_value(5).run()
    app.button(key="hw_make").click().run()
    assert warnings(app) == ""


def test_right_wrong_and_unreadable_answers() -> None:
    """Each answer gets its verdict in words, and progress counts the right ones."""
    exercise = first_exercise()
    app, key = open_page("homework"), answer_key(exercise)
    field(app, exercise, ("z_H", (0,))).set_value("-1")
    field(app, exercise, ("u_H", (0,))).set_value(f"{-key['u_H'][0]:.3g}")
    field(app, exercise, ("z_O", (0,))).set_value("<b>1</b>").run()
    text = said(app)
    assert text.count("✓ right") == 1
    assert "The size is right, the sign is off." in text
    assert "This is not a number." in text
    assert "1 of 28 right" in app.get("progress")[0].proto.text


def test_one_hint_for_all_answers_that_it_is_about() -> None:
    """Two numbers that are wrong in the same way share one sentence."""
    app = open_page("homework")
    for m in range(2):
        field(app, first_exercise(), ("z_H", (m,))).set_value("100")
    assert "✗ $z_{H,1}$, $z_{H,2}$: No classic mistake gives" in said(app.run())


def test_all_right_with_three_digits() -> None:
    """Filling in the whole key, rounded to three digits, is all right."""
    exercise, key = first_exercise(), answer_key(first_exercise())
    app = open_page("homework")
    for place in places(exercise, ALL):
        value = float(key[place[0]][place[1]])
        field(app, exercise, place).set_value(f"{value:.3g}")
    assert "28 of 28 right" in app.run().get("progress")[0].proto.text


def test_answers_outlive_a_visit_to_another_page() -> None:
    """Exercise and answers are still there after another page has been shown."""
    app = open_exercise(LARGE)
    place = ("u_H", (2,))
    field(app, LARGE, place).set_value("0.123").run()
    app.switch_page("nnviz/ui/pages/activations.py").run()
    app.switch_page("nnviz/ui/pages/homework.py").run()
    assert asked(app) == encode(LARGE)
    assert field(app, LARGE, place).value == "0.123"


@pytest.mark.parametrize("blanks", SETS)
def test_no_answer_is_sent_before_it_is_asked_for(blanks: str) -> None:
    """Nothing that goes to the browser has an open blank, unless a number that is shown is it."""
    everything, key = sent(open_exercise(LARGE, "~".join(SETS[blanks]))), answer_key(LARGE)
    shown = check(LARGE, SETS[blanks], {}).shown
    known = {digits(value) for name in shown for value in key[name].flat}
    for name in SETS[blanks]:
        for value in key[name].flat:
            assert digits(value) in known or digits(value) not in everything


def test_a_number_that_is_no_blank_appears_with_the_right_answer() -> None:
    """With δ blank, the gradients are shown after all δ are right, and not before."""
    app, key = open_exercise(LARGE, "delta_O~delta_H"), answer_key(LARGE)
    assert "shown when what it is computed from is right" in said(app)
    for name in ("delta_O", "delta_H"):
        for place in places(LARGE, [name]):
            field(app, LARGE, place).set_value(f"{key[name][place[1]]:.4g}")
    assert f"{key['grad_H'][1, 2]:.5g}" in said(app.run())


def test_key_is_shown_after_two_clicks() -> None:
    """The first click asks, the second shows; another exercise hides it again."""
    app, value = open_page("homework"), f"{answer_key(first_exercise())['loss'][0]:.5g}"
    app.button(key="hw_ask").click().run()
    assert value not in said(app)
    assert "shows every number" in warnings(app)
    app.button(key="hw_confirm").click().run()
    assert value in said(app)
    app.button(key="hw_set_z").click().run()
    assert value in said(app)
    app.number_input(key="hw_seed").set_value(7).run()
    app.button(key="hw_make").click().run()
    assert "Five significant digits" not in said(app)


def test_key_can_be_declined_and_hidden() -> None:
    """Both ways back lead to the page without a key."""
    app = open_page("homework")
    app.button(key="hw_ask").click().run().button(key="hw_cancel").click().run()
    assert "Five significant digits" not in said(app)
    app.button(key="hw_ask").click().run().button(key="hw_confirm").click().run()
    app.button(key="hw_hide").click().run()
    assert "Five significant digits" not in said(app)


def test_typed_number_changes_the_exercise() -> None:
    """A weight that is typed in, as a fraction, is in the link exactly."""
    app = open_page("homework")
    app.text_input(key="hw_W_H_1_0").set_value("1/3").run()
    assert decode(asked(app)).W_H[1][0] == 1 / 3


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("hw_W_O_0_0", "one", "This is not a number"),
        ("hw_rate", "-1", "learning rate must be above 0"),
        ("hw_y_0", "0,5", "y must be one class"),
        ("hw_x_1", "1e9", "must lie between"),
    ],
)
def test_wrong_numbers_leave_the_exercise_alone(key: str, text: str, words: str) -> None:
    """A sentence says what is wrong and what happened; mending it makes it go away."""
    app = open_page("homework")
    app.text_input(key=key).set_value(text).run()
    assert words in app.error[0].value
    assert "as it was" in app.error[0].value
    assert decode(asked(app)) == first_exercise()
    app.text_input(key=key).set_value("1").run()
    assert not app.error


def test_other_network_keeps_numbers() -> None:
    """With one more hidden unit, the others keep their weights; more outputs need a problem."""
    app, before = open_page("homework"), first_exercise()
    [units] = [group for group in app.get("button_group") if group.key == "hw_n_hidden"]
    units.set_value(3).run()
    after = decode(asked(app))
    assert after.n_hidden == 3
    assert [row[:2] for row in after.W_H] == list(before.W_H)
    app.selectbox(key="hw_head").select("multiclass").run()
    assert decode(asked(app)).n_outputs == 2
    assert not app.exception


@pytest.mark.parametrize("head", ["regression", "multiclass", "vector_regression", "binary"])
def test_every_problem_can_be_set(head: str) -> None:
    """Each head, and back to binary, leads to an exercise that can be solved and set."""
    app = open_page("homework")
    app.selectbox(key="hw_head").select(head).run()
    app.selectbox(key="hw_activation").select("relu").run()
    exercise = decode(asked(app))
    assert (exercise.head, exercise.activation) == (head, "relu")
    app.selectbox(key="hw_head").select("binary").run()
    assert decode(asked(app)).n_outputs == 1
    assert not app.exception


@pytest.mark.parametrize("name", SETS)
def test_sets_of_blanks(name: str) -> None:
    """A button makes its set blank, in the address as well."""
    app = open_page("homework")
    app.button(key=f"hw_set_{name}").click().run()
    blanks = app.query_params["blanks"]
    text = blanks if isinstance(blanks, str) else blanks[0]
    assert text == ("all" if name == "all" else "~".join(SETS[name]))


def test_small_update_is_warned_of() -> None:
    """With the rate 0.0001 the new weights look like the old ones, and the page says so."""
    app = open_page("homework")
    assert "three digits show" not in said(app)
    app.text_input(key="hw_rate").set_value("0.0001").run()
    assert "9 of 9 weights change by less" in said(app)


def test_link_is_written_out() -> None:
    """The teacher copies the full address, which ends in the exercise and its blanks."""
    app = open_exercise(LARGE, "loss")
    assert app.code[0].value.endswith(f"?ex={encode(LARGE)}&blanks=loss")
