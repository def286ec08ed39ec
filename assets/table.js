// What the grid does in the browser only: keys, phones, and new rows for a new view.
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  window.dash_clientside.table = {
    renew() {
      if (document.getElementById("table")) {
        window.dash_ag_grid.getApiAsync("table").then((grid) => grid.purgeInfiniteCache());
      }
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
