// What only the browser knows: the map's size, its camera, and the links that follow it.
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  const skip = () => window.dash_clientside.no_update;

  // The query of a view with the map where a person moved it.
  function queryOf(view, camera) {
    const query = new URLSearchParams(view || "");
    if (camera) {
      ["lon", "lat", "zoom"].forEach((key) => query.set(key, String(camera[key])));
    }
    return query;
  }

  // Boundaries say nothing closer than this; as MAX_ZOOM in dashboard/state.py.
  const MAX_ZOOM = 12;

  // What the drawer shows.
  let opened = null;

  // Whether the next view comes from the address bar: it then replaces what stands there.
  let isReading = true;

  const paper = () =>
    getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();

  // Do something with MapLibre's map in a graph, once plotly.js has made it.
  function whenDrawn(id, act) {
    let patience = 100;
    const look = () => {
      const graph = document.querySelector(`#${id} .js-plotly-plot`);
      const part = graph && graph._fullLayout && graph._fullLayout.map;
      const map = part && part._subplot && part._subplot.map;
      if (map) {
        act(map, graph);
      } else if ((patience -= 1) > 0) {
        window.setTimeout(look, 50);
      }
    };
    look();
  }

  // Once a map: labels get a halo, the zoom an end, and a hover that was left goes.
  function prepareMap(map, graph) {
    if (map.isPrepared) {
      return;
    }
    map.isPrepared = true;
    map.setMaxZoom(MAX_ZOOM);
    const addLayer = map.addLayer.bind(map);
    map.addLayer = (layer, before) => {
      if (layer.type === "symbol") {
        layer.paint = { ...layer.paint, "text-halo-color": paper(), "text-halo-width": 1.4 };
      }
      return addLayer(layer, before);
    };
    map.on("idle", () => tidyMap(map, graph));
    document.getElementById("map-box").addEventListener("mouseleave", () => clearHover(graph));
  }

  function setHalo(map, id) {
    const isText = map.getLayer(id).type === "symbol";
    if (isText && map.getPaintProperty(id, "text-halo-color") !== paper()) {
      map.setPaintProperty(id, "text-halo-color", paper());
      map.setPaintProperty(id, "text-halo-width", 1.4);
    }
  }

  function clearHover(graph) {
    graph.querySelectorAll(".hoverlayer > *").forEach((label) => label.remove());
  }

  // With each figure: the camera that it asks for.
  function followFigure(map, graph, layout) {
    clearHover(graph);
    const { center, zoom } = layout.map;
    const at = map.getCenter();
    const isThere =
      Math.abs(at.lng - center.lon) < 1e-3 &&
      Math.abs(at.lat - center.lat) < 1e-3 &&
      Math.abs(map.getZoom() - zoom) < 1e-2;
    if (!isThere && layout.meta.drawn) {
      map.jumpTo({ center: [center.lon, center.lat], zoom });
    }
    map.triggerRepaint();
  }

  // Whenever the map comes to rest: plotly adds its layers, and a change of theme takes ours away.
  function tidyMap(map, graph) {
    map.getLayersOrder().forEach((id) => setHalo(map, id));
    hatch(map, graph.layout.meta.hatched);
  }

  // Hatch regions above all fills, in one colour. Changes nothing that is as it should be: a change
  // would bring the map to rest again.
  function hatch(map, hatched) {
    const { regions, colour } = hatched;
    const wanted = JSON.stringify(hatched);
    const image = `hatch ${colour}`;
    if (!map.getLayer("hatch") && !regions.length) {
      return;
    }
    if (!map.hasImage(image)) {
      map.addImage(image, drawHatch(colour));
    }
    if (!map.getLayer("hatch")) {
      const paint = { "fill-pattern": image };
      map.addLayer({ id: "hatch", type: "fill", source: "admin1", paint }, "country-borders");
      map.hatched = null;
    }
    if (map.hatched !== wanted) {
      map.setFilter("hatch", ["in", ["get", "id"], ["literal", regions]]);
      map.setPaintProperty("hatch", "fill-pattern", image);
      map.hatched = wanted;
    }
    const order = map.getLayersOrder();
    if (order[order.indexOf("country-borders") - 1] !== "hatch") {
      map.moveLayer("hatch", "country-borders");
    }
  }

  // A square of diagonal lines.
  function drawHatch(colour) {
    const size = 8;
    const data = new Uint8Array(size * size * 4);
    const rgb = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    for (let i = 0; i < size; i += 1) {
      data.set([...rgb, 170], (i * size + (size - 1 - i)) * 4);
    }
    return { width: size, height: size, data };
  }

  // A button of the tray asks the drawer to show what it names, and when: the same may be asked again.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-open]");
    if (button) {
      const data = { id: button.dataset.open, at: Date.now() };
      window.dash_clientside.set_props("opening", { data });
    }
  });

  window.atlasMaps = { MAX_ZOOM, whenDrawn, followFigure };

  window.dash_clientside.atlas = {
    readAddress() {
      window.addEventListener("popstate", () => {
        isReading = true;
        window.dash_clientside.set_props("url", { data: window.location.search });
      });
      return window.location.search;
    },

    // A new view goes into the history and says where the map is; until the next one the map's own
    // moves count, and only change the address that stands there.
    writeAddress(view, moved) {
      const triggered = window.dash_clientside.callback_context.triggered;
      if (triggered.some((item) => item.prop_id === "view.data")) {
        const address = view ? "?" + view : window.location.pathname;
        const isThere = isReading || view === window.location.search.slice(1);
        const change = isThere ? "replaceState" : "pushState";
        window.history[change](null, "", address);
        isReading = false;
        return null;
      }
      if (!moved || !moved["map.center"]) {
        return skip();
      }
      const round = (value, digits) => Number(value.toFixed(digits));
      const lon = ((((moved["map.center"].lon + 180) % 360) + 360) % 360) - 180;
      const camera = {
        lon: round(lon, 4),
        lat: round(Math.max(-85, Math.min(85, moved["map.center"].lat)), 4),
        zoom: round(Math.max(0, Math.min(MAX_ZOOM, moved["map.zoom"])), 2),
      };
      window.history.replaceState(null, "", "?" + queryOf(view, camera));
      return camera;
    },

    measureMap() {
      const box = document.getElementById("map-box").getBoundingClientRect();
      return {
        width: Math.max(240, Math.round(box.width)),
        height: Math.max(200, Math.round(box.height)),
      };
    },

    // What plotly can't say of a map and MapLibre can.
    tendMap(figure) {
      whenDrawn("map", (map, graph) => {
        prepareMap(map, graph);
        followFigure(map, graph, figure.layout);
      });
    },

    linkSnapshots(view, camera) {
      const query = queryOf(view, camera).toString();
      return ["png", "svg", "pdf"].map((suffix) => `/snapshot.${suffix}${query ? "?" + query : ""}`);
    },

    dressPage(view) {
      const query = queryOf(view);
      const theme = query.get("theme") || "light";
      document.documentElement.dataset.theme = theme;
      document.body.dataset.agThemeMode = theme;
      const drawer = document.querySelector(".drawer-content");
      if (drawer && query.get("open") !== opened) {
        drawer.scrollTo(0, 0);
      }
      opened = query.get("open");
      const classes = ["tab-" + (query.get("tab") || "map")];
      if (query.has("open")) {
        classes.push("with-drawer");
      }
      return [theme, classes.join(" ")];
    },

    // The desk needs the whole page; the rail's filters don't touch it.
    toggleRail(clicks, view) {
      const isDesk = queryOf(view).get("tab") === "desk";
      const open = clicks % 2 === 1 && !isDesk;
      const collapsed = { mobile: !open, desktop: isDesk };
      return [{ width: 300, breakpoint: "sm", collapsed }, open ? "Close" : "Filters"];
    },
  };
})();
