"""Which replica a student is led to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nnviz.serving.nginx import configuration
from nnviz.serving.settings import ClassServer

PORTS = [40_001, 40_002, 40_003]


def configured(n_replicas: int) -> str:
    server = ClassServer(n_replicas, 10, "127.0.0.1", 8501, Path("/tmp/class"))  # noqa: S108
    return configuration(server, PORTS[:n_replicas])


@pytest.mark.parametrize("n_replicas", [1, 2, 3])
def test_a_cookie_leads_to_its_replica_and_to_the_others_without_it(n_replicas: int) -> None:
    text = configured(n_replicas)
    for number in range(n_replicas):
        assert f"    r{number} replica_{number};" in text
        assert f'    "~:{PORTS[number]}$" r{number};' in text
        pool = re.search(rf"upstream replica_{number} \{{(.*?)\n  \}}", text, re.DOTALL)
        assert pool is not None
        servers = re.findall(r":(\d+) [^;]*?(backup)?;", pool[1])
        assert servers[0] == (str(PORTS[number]), "")
        assert sorted(servers[1:]) == [
            (str(port), "backup") for port in PORTS[:n_replicas] if port != PORTS[number]
        ]


def test_no_place_of_the_template_is_left_open() -> None:
    assert not re.search(r"@[A-Z]+@", configured(2))
