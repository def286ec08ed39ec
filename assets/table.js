// What the grid does in the browser only: keys, phones, and new rows for a new view.
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  window.dash_clientside.table = {
    renew(view) {
      if (!document.getElementById("table")) {
        return;
      }
      const wanted = new URLSearchParams(view || "").get("sort") || "";
      window.dash_ag_grid.getApiAsync("table").then((grid) => {
        const sorted = grid.getColumnState().find((column) => column.sort);
        const shown = sorted ? (sorted.sort === "desc" ? "-" : "") + sorted.colId : "";
        if (shown === wanted) {
          grid.purgeInfiniteCache();
          return;
        }
        const sort = wanted.startsWith("-") ? "desc" : "asc";
        const state = wanted ? [{ colId: wanted.replace("-", ""), sort }] : [];
        grid.applyColumnState({ state, defaultState: { sort: null } });
      });
    },
  };

  // On a phone three columns fit, with two lines a row.
  const PHONE = { when: 100, title: 180, place_name: 108 };
  const PHONE_ROW = 40;

  window.dashAgGridFunctions = window.dashAgGridFunctions || {};

  window.dashAgGridFunctions.openRow = (params, say) => {
    if (params.event.key === "Enter" && params.node.id) {
      say(params.node.id);
    }
  };

  window.dashAgGridFunctions.fitTable = (params) => {
    const grid = params.api;
    const isPhone = window.matchMedia("(max-width: 47.99em)").matches;
    if (!isPhone || grid.getGridOption("rowHeight") === PHONE_ROW) {
      return;
    }
    grid.updateGridOptions({
      rowHeight: PHONE_ROW,
      columnDefs: grid
        .getColumnDefs()
        .map((column) =>
          PHONE[column.field]
            ? { ...column, flex: null, minWidth: 60, width: PHONE[column.field] }
            : column,
        ),
    });
  };
})();
