// A click on the timeline becomes the days that it picks.
"use strict";

window.dash_clientside = window.dash_clientside || {};

(function () {
  // Two clicks within this time, plotly's own, clear the dates and must not pick a day.
  const DOUBLE_MS = 300;
  let pressedAt = -Infinity;
  let isDouble = false;

  const press = (event) => {
    isDouble = event.timeStamp - pressedAt < DOUBLE_MS;
    pressedAt = event.timeStamp;
  };
  document.addEventListener("pointerdown", press, true);

  const pick = (start, last) => [{ start: start, last: last, at: Date.now() }, null];

  window.dash_clientside.timeline = {
    pickDays(click, earlier, later, lastEarlier, firstLater) {
      const skip = window.dash_clientside.no_update;
      const triggered = window.dash_clientside.callback_context.triggered_id;
      if (triggered === "earlier") {
        return pick(null, lastEarlier);
      }
      if (triggered === "later") {
        return pick(firstLater, null);
      }
      if (!click) {
        return [skip, skip];
      }
      const point = click.points[0];
      const pressed = pressedAt;
      return new Promise((resolve) => {
        window.setTimeout(() => {
          if (pressed !== pressedAt) {
            resolve([skip, null]);
          } else {
            resolve(isDouble ? pick(null, null) : pick(point.x, point.customdata));
          }
        }, DOUBLE_MS);
      });
    },
  };
})();
