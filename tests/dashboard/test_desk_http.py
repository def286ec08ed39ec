"""Who may write through the desk: its own page, where that is allowed; no page elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dashboard.app import create_app
from dashboard.services import open_services
from dashboard.waiting import make_id
from geodata.decision_log import DECISIONS, read_decisions
from geodata.decisions import make_key
from geodata.gazetteer import Gazetteer
from geodata.store import open_atlas

ACT = {"do": "nowhere", "name": make_id(make_key("Baden", "", "")), "who": "Ada"}


@pytest.fixture
def page(atlas: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr("dashboard.desk.open_gazetteer", lambda: gazetteer)
    return create_app(open_services(open_atlas(atlas)), desk=True)


def ask(app: Any, act: Mapping[str, Any], **options: Any) -> Any:
    """Send an act to the server as the page does, or as options say."""
    output = next(key for key in app.callback_map if "desk-list.children" in key)
    values = {"desk-act.data": act, "desk-show.value": "waiting", "view.data": "tab=desk"}

    def fill(items: Any) -> list[dict[str, Any]]:
        return [{**item, "value": values.get(f"{item['id']}.{item['property']}")} for item in items]

    body = {
        "output": output,
        "outputs": [
            dict(zip(("id", "property"), part.rsplit(".", 1), strict=True))
            for part in output.strip(".").split("...")
        ],
        "inputs": fill(app.callback_map[output]["inputs"]),
        "state": fill(app.callback_map[output]["state"]),
        "changedPropIds": ["desk-act.data"],
    }
    sent = {"data": json.dumps(body), "content_type": "application/json"} | options
    return app.server.test_client().post("/_dash-update-component", **sent)


def test_act_of_the_page_is_carried_out(page: Any, atlas: Path) -> None:
    answer = ask(page, ACT)
    assert answer.status_code == 200
    assert "settled as not a place" in answer.text
    assert len(read_decisions(atlas)) == 1


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None]
)
def test_form_of_a_page_elsewhere_decides_nothing(
    page: Any, atlas: Path, content_type: str | None
) -> None:
    answer = ask(page, ACT, content_type=content_type)
    assert answer.status_code == 415
    assert read_decisions(atlas) == ()


def test_page_elsewhere_gets_no_leave_to_send_json(page: Any) -> None:
    asked = page.server.test_client().options(
        "/_dash-update-component",
        headers={
            "Origin": "http://elsewhere.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert not [name for name, _ in asked.headers if name.startswith("Access-Control")]


@pytest.mark.usefixtures("page")
def test_desk_that_is_only_looked_at_refuses_acts(atlas: Path) -> None:
    read_only = create_app(open_services(open_atlas(atlas)))
    answer = ask(read_only, ACT)
    assert answer.status_code == 200
    assert "serve --desk" in answer.text
    assert read_decisions(atlas) == ()


def test_unreadable_decisions_leave_the_page_whole(page: Any, atlas: Path) -> None:
    (atlas / DECISIONS).unlink()
    (atlas / DECISIONS).mkdir()
    assert page.server.test_client().get("/_dash-layout").status_code == 200
    assert "can't read the decisions" in ask(page, ACT).text
