// The keys of the desk, and what its page does by itself. A key does what a click on the button that
// shows it does, so a key without a button on the screen does nothing.
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const at = (id) => document.getElementById(id);
  const set = (id, props) => window.dash_clientside.set_props(id, props);
  const textOf = (id) => (at(id) ? at(id).value : "");

  const isOpen = () => at("main") && at("main").classList.contains("tab-desk");
  const isPhone = () => window.matchMedia("(max-width: 47.99em)").matches;
  const openModal = () => document.querySelector(".desk-modal [role=dialog]");

  let name = ""; // the row that is chosen, at once
  let shown = ""; // the name that the page speaks of, once it is answered
  const ticked = new Set();
  let pause = 0; // in the typing of a search

  // What is awaited, and since when. Of acts that only look, the last one counts; while a decision is
  // awaited nothing else is heard, since a key would mean what is about to go.
  let awaited = { do: "", at: 0 };
  const PATIENCE_MS = 10000;
  const LOOKS = ["select", "candidates", "search"];
  const isHeard = (act) =>
    Date.now() - awaited.at > PATIENCE_MS || (LOOKS.includes(awaited.do) && LOOKS.includes(act));

  // Say whether an act is heard; tell the person if it isn't.
  function hear(act) {
    const isFree = isHeard(act);
    if (!isFree) {
      const words = "Too early: the last key is still being answered. Press again.";
      set("desk-said", { children: words, className: "desk-said is-trouble" });
    }
    return isFree;
  }

  function send(act) {
    window.clearTimeout(pause);
    if (!hear(act.do)) {
      return;
    }
    awaited = { do: act.do, at: Date.now() };
    at("desk").setAttribute("aria-busy", "true");
    const said = { who: textOf("desk-who"), why: textOf("desk-why"), ticked: [...ticked] };
    set("desk-act", { data: { name: shown, ...said, at: awaited.at, ...act } });
  }

  // The list

  const rows = () => [...document.querySelectorAll("#desk-list [role=option]")];

  function paint() {
    const list = at("desk-list");
    list.removeAttribute("aria-activedescendant");
    rows().forEach((row) => {
      const isChosen = row.dataset.name === name;
      row.setAttribute("aria-selected", String(isChosen));
      row.setAttribute("aria-checked", String(ticked.has(row.dataset.name)));
      if (isChosen) {
        list.setAttribute("aria-activedescendant", row.id);
        row.scrollIntoView({ block: "nearest" });
      }
    });
  }

  function select(row) {
    if (row && hear("select")) {
      name = row.dataset.name;
      paint();
      send({ do: "select", name });
    }
  }

  function move(by) {
    const all = rows();
    const here = all.findIndex((row) => row.dataset.name === name);
    select(here < 0 ? all[0] : all[Math.max(0, Math.min(all.length - 1, here + by))]);
  }

  function tick(id) {
    if (!ticked.delete(id)) {
      ticked.add(id);
    }
    paint();
  }

  function showPane(pane) {
    at("desk").dataset.pane = pane;
  }

  // The small map

  function colourDot(number) {
    window.atlasMaps.whenDrawn("desk-map", (map, graph) => {
      const { colours } = graph.layout.meta;
      const dots = graph.data[0].customdata;
      const color = dots.map((dot) => colours[dot === number ? 0 : 1]);
      window.Plotly.restyle(graph, { "marker.color": [color] }, [0]);
    });
  }

  const numberOf = (offer) => parseInt(offer.getAttribute("aria-keyshortcuts"), 10);

  // Write into a field as a person would, so that its component knows of it.
  function write(field, text) {
    const prototype = Object.getPrototypeOf(field);
    Object.getOwnPropertyDescriptor(prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // A click on a dot goes to its offer, one beside the dots fills in the point.
  function clickMap(map, graph, event) {
    const { lon, lat, customdata } = graph.data[0];
    const hit = (i) => {
      const dot = map.project([lon[i], lat[i]]);
      return Math.hypot(dot.x - event.point.x, dot.y - event.point.y) < 12;
    };
    const number = (customdata || []).filter((_, i) => hit(i)).pop();
    const offers = [...document.querySelectorAll("#desk-offers .offer")];
    if (number) {
      offers.find((offer) => numberOf(offer) === number).focus();
    } else if (at("desk-point") && at("desk-point").offsetParent) {
      const { lng, lat: north } = event.lngLat.wrap();
      write(at("desk-point"), `${north.toFixed(4)}, ${lng.toFixed(4)}`);
      window.Plotly.restyle(graph, { lon: [[lng]], lat: [[north]] }, [2]);
      at("desk-point").focus();
    }
  }

  function tendMap(figure) {
    window.atlasMaps.whenDrawn("desk-map", (map, graph) => {
      if (!map.isTended) {
        map.isTended = true;
        map.setMaxZoom(window.atlasMaps.MAX_ZOOM);
        map.on("click", (event) => clickMap(map, graph, event));
      }
      window.atlasMaps.followFigure(map, graph, figure.layout);
    });
  }

  // What the buttons do that the server has no part in.
  const DO_HERE = {
    next: () => move(1),
    previous: () => move(-1),
    tick: () => tick(name),
    keys: () => set("desk-keys", { opened: true }),
    back: () => showPane("list"),
    apply: () => {}, // counts its clicks itself
  };

  function press(button) {
    const { do: act, what } = button.dataset;
    if (DO_HERE[act]) {
      DO_HERE[act]();
    } else if (act === "point") {
      send({ do: act, what: textOf("desk-point") });
    } else if (act === "bulk") {
      send({ do: act, what: document.querySelector("#desk-bulk-body input:checked").value });
      ticked.clear();
    } else {
      send({ do: act, what: what || "" });
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("#desk [data-do], .desk-modal [data-do]");
    const row = event.target.closest("#desk-list [role=option]");
    if (button) {
      press(button);
    } else if (row && event.target.closest(".desk-tick")) {
      tick(row.dataset.name);
    } else if (row) {
      showPane("name");
      select(row);
    }
  });

  ["mouseover", "focusin"].forEach((type) =>
    document.addEventListener(type, (event) => {
      const offer = event.target.closest && event.target.closest("#desk-offers .offer");
      if (offer) {
        colourDot(numberOf(offer));
      }
    }),
  );

  // Keys

  // The key by its letter; on a keyboard of another script, by its place.
  function keyOf(event) {
    if (event.key.length > 1 || /^[ -~]$/.test(event.key)) {
      return event.key;
    }
    const letter = /^(?:Key|Digit)(.)$/.exec(event.code);
    if (letter) {
      return event.shiftKey ? letter[1] : letter[1].toLowerCase();
    }
    return event.code === "Slash" ? (event.shiftKey ? "?" : "/") : event.key;
  }

  const isField = (element) => element.matches("input:not([type=radio]), textarea");
  const isShown = (element) => element.getClientRects().length > 0;

  function findByKey(key) {
    const scope = openModal() || at("desk");
    const all = [...scope.querySelectorAll("[aria-keyshortcuts]")].filter(isShown);
    const has = (wanted) => (element) =>
      element.getAttribute("aria-keyshortcuts").split(" ").includes(wanted);
    // With the capitals locked, a letter is still its key.
    return all.find(has(key)) || all.find(has(key.toLowerCase()));
  }

  const leave = () => at("desk-list").focus({ preventScroll: true });

  function typeInField(event, field) {
    if (event.key !== "Escape" && event.key !== "Enter") {
      return;
    }
    const act = field.dataset.enter;
    if (!act || event.isComposing) {
      return;
    }
    event.preventDefault();
    window.clearTimeout(pause);
    leave();
    if (event.key === "Enter" && act !== "leave") {
      press({ dataset: { do: act, what: field.value } });
    }
  }

  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (!isOpen() || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
      return;
    }
    if (isField(target)) {
      typeInField(event, target);
      return;
    }
    const key = keyOf(event);
    const isNative =
      (["Enter", " "].includes(key) && target.closest("button, a")) ||
      (key.startsWith("Arrow") && target.matches("input"));
    const found = isNative ? null : findByKey(key);
    if (!found || (event.repeat && !["next", "previous"].includes(found.dataset.do))) {
      return;
    }
    event.preventDefault();
    if (found.disabled) {
      hear(found.dataset.do); // the answer may be what makes it work
    } else if (isField(found)) {
      showPane(found.id === "desk-find" ? "list" : "name");
      found.focus();
      found.select();
    } else {
      found.click();
    }
  });

  document.addEventListener("input", (event) => {
    if (event.target.id === "desk-search" && event.isTrusted) {
      window.clearTimeout(pause);
      pause = window.setTimeout(() => send({ do: "search", what: event.target.value }), 300);
    }
  });

  window.dash_clientside.desk = {
    // After each answer.
    tend(now, figure) {
      awaited = { do: "", at: 0 };
      at("desk").removeAttribute("aria-busy");
      name = shown = now.name;
      paint();
      if (figure && figure.layout && figure.layout.map) {
        tendMap(figure);
      }
      const active = document.activeElement;
      if (isOpen() && !openModal() && !isField(active) && !isPhone()) {
        leave();
      }
    },
  };
})();
