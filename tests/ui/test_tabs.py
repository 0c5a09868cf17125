"""The tabs follow the player's paused step."""

from __future__ import annotations

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from nnviz import ACTIVATIONS, PROBLEMS
from tests.ui.app_page import charts, components, open_app

TABS = ("Hidden space", "Surface", "Parameters", "Scores", "Givens and decisions")
WITHOUT_STEP = ("Givens and decisions",)
SHORT = {"steps": "50", "samples": "40"}


def shows_step(app: AppTest, step: int) -> bool:
    """Whether the one figure of the open tab names the step in its text."""
    [figure] = charts(app)
    return re.search(rf"\bstep {step}\b", figure) is not None


def text(app: AppTest) -> str:
    """Return all that the page says outside figures and tables."""
    kinds = (app.markdown, app.caption, app.latex, app.info)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def report(app: AppTest, view: object) -> AppTest:
    """Let the player report, and run the page."""
    app.session_state["player"] = {"view": view}
    return app.run()


def test_tabs_wait_until_the_player_rests() -> None:
    """As long as the player has not reported, there is no figure and a sentence says why."""
    app = open_app()
    assert not charts(app)
    assert [c.value for c in app.main.caption if "Pause" in c.value]


def test_tabs_are_the_known_ones() -> None:
    """The page has these tabs, in this order."""
    app = open_app(view={"step": 5, "at_end": False})
    assert tuple(tab.label for tab in app.tabs)[: len(TABS)] == TABS


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_each_tab_shows_any_step(activation: str, tab: str) -> None:
    """Every tab is drawn for every activation at the start, in between and at the end."""
    app = open_app(SHORT | {"activations": ACTIVATIONS[activation].label})
    app.session_state["tab"] = tab
    for step in (0, 17, 50):
        report(app, {"step": step, "at_end": step == 50, "sample": None})
        assert not app.exception
        shows_tables = tab in {"Parameters", *WITHOUT_STEP}
        assert app.table if shows_tables else shows_step(app, step)


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("hidden", [1, 2, 3, 16])
def test_each_tab_shows_any_number_of_units(hidden: int, tab: str) -> None:
    """Every tab is drawn for few and many hidden units."""
    app = open_app(SHORT | {"hidden": str(hidden)})
    app.session_state["tab"] = tab
    assert not report(app, {"step": 20, "at_end": False}).exception


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("activation", ["tanh", "identity"])
@pytest.mark.parametrize("problem", PROBLEMS)
def test_each_tab_shows_every_problem(problem: str, activation: str, tab: str) -> None:
    """Every tab is drawn for every problem, with and without a straight line for an answer."""
    link = {"problem": PROBLEMS[problem].label, "activations": activation, "samples": "200"}
    app = open_app(SHORT | link)
    app.session_state["tab"] = tab
    report(app, {"step": 50, "at_end": True, "sample": 3, "narrow": activation == "tanh"})
    assert not app.exception
    assert not app.warning
    assert app.table or charts(app) or "no surface" in text(app)


@pytest.mark.parametrize("classes", [3, 4, 5])
@pytest.mark.parametrize("tab", TABS)
def test_each_tab_shows_any_number_of_classes(tab: str, classes: int) -> None:
    """Every tab is drawn for three, four and five classes, on a phone as well."""
    app = open_app(SHORT | {"problem": "multi-class", "classes": str(classes)})
    app.session_state["tab"] = tab
    assert not report(app, {"step": 9, "at_end": False, "narrow": True, "theme": "dark"}).exception


@pytest.mark.parametrize("problem", PROBLEMS)
def test_chosen_sample_is_described(problem: str) -> None:
    """What the sample is and what every network makes of it is above the tabs."""
    app = open_app(SHORT | {"problem": PROBLEMS[problem].label})
    said = text(report(app, {"step": 9, "at_end": False, "sample": 3}))
    assert "Chosen: sample 4" in said
    assert ("class" if PROBLEMS[problem].is_classification else "target") in said
    assert "for identity" in said


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("view", [{"theme": "dark"}, {"narrow": True}, {"theme": "light"}])
def test_each_tab_shows_theme_and_width(view: dict[str, Any], tab: str) -> None:
    """Every tab is drawn for a dark page and for a phone."""
    app = open_app(SHORT)
    app.session_state["tab"] = tab
    assert not report(app, {"step": 3, "at_end": False, **view}).exception


@pytest.mark.parametrize("tab", TABS)
def test_each_tab_shows_a_diverged_run(tab: str) -> None:
    """Every tab is drawn at the end of a run that diverged, at the last step that was kept."""
    app = open_app({"rate": "1000", "l2": "0.1", "activations": "ReLU"})
    app.session_state["tab"] = tab
    assert not report(app, {"step": 1000, "at_end": True}).exception


def test_parameters_are_those_of_the_step() -> None:
    """The weight tables change with the step."""
    app = open_app(SHORT)
    app.session_state["tab"] = "Parameters"
    first, last = (
        [table.value.to_csv() for table in report(app, {"step": s, "at_end": False}).table]
        for s in (0, 49)
    )
    assert len(first) == 2
    assert first[0] != last[0]
    assert first[1] != last[1]


def test_a_new_run_keeps_the_step() -> None:
    """After a changed setting the tabs are still about the step where the player is."""
    app = open_app()
    app.slider("hidden").set_value(6)
    assert shows_step(report(app, {"step": 321, "at_end": False, "sample": None}), 321)


def test_parked_at_the_end_stays_at_the_end() -> None:
    """A player at the end of one run is at the end of the next, longer one."""
    app = open_app({"steps": "50"})
    app.select_slider("steps").set_value(200)
    assert shows_step(report(app, {"step": 50, "at_end": True, "sample": None}), 200)


HOSTILE: list[Any] = [
    None, 7, "view", [], {}, {"step": "x"}, {"step": -1}, {"step": 10**400}, {"step": float("nan")},
    {"step": 3, "sample": 10**9}, {"step": 3, "sample": "<b>"}, {"step": [1]}, {"step": True},
    {"step": 3, "theme": "<script>"}, {"step": 3, "theme": []}, {"step": 3, "theme": {}},
    {"step": 3, "narrow": "yes"}, {"step": 3, "at_end": "no"}, {"step": 10_000, "at_end": False},
]  # fmt: skip


@pytest.mark.parametrize("view", HOSTILE, ids=lambda view: repr(view)[:32])
def test_hostile_report_is_harmless(view: object) -> None:
    """Whatever the browser says, the page has no exception and shows a step of the run."""
    app = open_app(SHORT)
    assert not report(app, view).exception
    assert len(components(app)) == 1


@pytest.mark.parametrize("node", ["o2", "o9", "class"])
def test_a_node_of_another_problem_is_harmless(node: str) -> None:
    """A choice that another problem left behind gives the output's surface."""
    app = open_app(SHORT)
    app.session_state["tab"], app.session_state["node"] = "Surface", node
    assert not report(app, {"step": 3, "at_end": False}).exception


def test_a_target_of_another_problem_is_harmless() -> None:
    """A forged choice of target gives the first one's picture."""
    app = open_app(SHORT | {"problem": "vector regression"})
    app.session_state["tab"], app.session_state["target"] = "Hidden space", 7
    assert not report(app, {"step": 3, "at_end": False}).exception


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("lane", "nope"),
        ("node", "h99"),
        ("axes", [0, 1, 2, 3]),
        ("axes", []),
        ("hidden_view", "nope"),
        ("hidden_view", None),
    ],
)
def test_hostile_tab_widgets_are_harmless(key: str, value: object) -> None:
    """A forged choice in a tab gives no exception."""
    for tab in TABS:
        app = open_app(SHORT)
        app.session_state["tab"] = tab
        app.session_state[key] = value
        if key == "axes":
            app.session_state["hidden_view"] = "Chosen units"
        assert not report(app, {"step": 3, "at_end": False}).exception


@pytest.mark.parametrize(
    ("hidden", "link", "views"),
    [
        ("2", {}, None),  # the plane of both units shows all of it
        ("4", {}, ["All units", "Chosen units"]),
        ("4", {"problem": "multi-class", "classes": "5"}, None),  # no picture has four axes
    ],
)
def test_hidden_space_shows_all_units_first(
    hidden: str, link: dict[str, str], views: list[str] | None
) -> None:
    """Of more units than axes, all are seen at once; two or three can be chosen instead."""
    app = open_app(SHORT | {"hidden": hidden} | link)
    app.session_state["tab"] = "Hidden space"
    report(app, {"step": 3, "at_end": False})
    controls = {group.label: group for group in app.button_group if group.label != ""}
    assert ("View" in controls) is (views is not None)
    assert ("Axes" in controls) is (views is None)
    if views:
        assert list(controls["View"].options) == views
        app.session_state["hidden_view"] = "Chosen units"
        app.run()
        assert "Axes" in [group.label for group in app.button_group]
        [figure] = charts(app)
        assert "units are held at their means" in figure.replace("<br>", " ")
