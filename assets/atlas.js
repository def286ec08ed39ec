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

  // Whether the next view comes from the address bar: it then replaces what stands there.
  let isReading = true;

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
        const change = isReading ? "replaceState" : "pushState";
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

    // What plotly can't say of a map and MapLibre can: halos of labels, the closest zoom.
    tendMap(figure) {
      const graph = document.querySelector("#map .js-plotly-plot");
      if (!graph || !graph.on || !figure || !figure.layout.map) {
        return;
      }
      const paint = () => {
        const part = graph._fullLayout && graph._fullLayout.map && graph._fullLayout.map._subplot;
        const map = part && part.map;
        if (!map || !map.isStyleLoaded()) {
          return;
        }
        map.setMaxZoom(MAX_ZOOM);
        const colour = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
        map.getLayersOrder().forEach((id) => {
          const isText = map.getLayer(id).type === "symbol";
          if (isText && map.getPaintProperty(id, "text-halo-color") !== colour) {
            map.setPaintProperty(id, "text-halo-color", colour);
            map.setPaintProperty(id, "text-halo-width", 1.4);
          }
        });
      };
      graph.removeAllListeners("plotly_afterplot");
      graph.on("plotly_afterplot", paint);
      window.setTimeout(paint, 300);
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
      const classes = ["tab-" + (query.get("tab") || "map")];
      if (query.has("open")) {
        classes.push("with-drawer");
      }
      return [theme, classes.join(" ")];
    },

    toggleRail(clicks) {
      const open = clicks % 2 === 1;
      const navbar = { width: 300, breakpoint: "sm", collapsed: { mobile: !open } };
      return [navbar, open ? "Close" : "Filters"];
    },

    renewTable() {
      if (document.getElementById("table")) {
        window.dash_ag_grid.getApiAsync("table").then((grid) => grid.purgeInfiniteCache());
      }
    },
  };
})();
