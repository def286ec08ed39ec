"""What one filter change costs the server: every callback that follows it, with a cold cache."""

from __future__ import annotations

import itertools
import json
import time
from dataclasses import replace
from functools import partial

import numpy as np

from dashboard.app import create_app
from dashboard.services import Services
from geodata.aggregate import count

VIEWPORT = {"width": 980, "height": 600}


def measure_refresh(services: Services, *, runs: int = 15) -> float:
    """Return the median CPU time of answering one change of view, milliseconds.

    The four callbacks that draw count, map, timeline and drawer run as the browser calls them,
    through Flask, with their answers written as JSON and compressed. Counts are never remembered.
    """
    app = create_app(replace(services, count=partial(count, services.columns)))
    client = app.server.test_client()
    services.geo()
    drawn = {"map.figure", "timeline.figure", "count.children", "details.children"}
    callbacks = [item for item in app.callback_map if drawn & set(item.strip(".").split("..."))]
    kinds = itertools.cycle(services.columns.facets["kinds"].labels)
    times = []
    for kind in itertools.islice(kinds, runs):
        start = time.process_time()
        for output in callbacks:
            answer = client.post(
                "/_dash-update-component",
                data=json.dumps(_request(app, output, f"kind={kind}")),
                content_type="application/json",
                headers={"Accept-Encoding": "gzip"},
            )
            assert answer.status_code == 200, answer.text
        times.append(1000 * (time.process_time() - start))
    return float(np.median(times))


def _request(app, output: str, query: str) -> dict[str, object]:
    values = {"view.data": query, "viewport.data": VIEWPORT}
    inputs = [
        {**item, "value": values.get(f"{item['id']}.{item['property']}")}
        for item in app.callback_map[output]["inputs"]
    ]
    parts = [part.rsplit(".", 1) for part in output.strip(".").split("...")]
    outputs = [{"id": name, "property": prop} for name, prop in parts]
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": inputs,
        "changedPropIds": ["view.data"],
        "state": [],
    }
