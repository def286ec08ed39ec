// What the rail does in the browser only: dates as typed, options with counts, a hidden rail.
"use strict";

window.dash_clientside = window.dash_clientside || {};
window.dashMantineFunctions = window.dashMantineFunctions || {};

(function () {
  const isDate = (field) => field.id === "filter-from" || field.id === "filter-to";

  const isDay = (text) => {
    const day = new Date(text + "T00:00:00Z");
    return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(+day) && day.toISOString().startsWith(text);
  };

  // Write into a field as a person would, so that its component knows of it.
  const write = (field, text) => {
    const prototype = Object.getPrototypeOf(field);
    Object.getOwnPropertyDescriptor(prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // The component makes some day of any text, 2020-02-14 of 2019-13-45: before it passes a day on,
  // put back the text that stood there, and say so.
  const before = {};
  const settle = (field) => {
    const text = field.value.trim();
    const isGood = text === "" || isDay(text);
    if (isGood) {
      before[field.id] = text;
    } else {
      write(field, before[field.id] || "");
    }
    const error = isGood ? null : `“${text}” is not a day`;
    window.dash_clientside.set_props(field.id, { error: error });
  };
  const onDate = (type, act) =>
    document.addEventListener(type, (event) => isDate(event.target) && act(event), true);

  onDate("focusin", (event) => (before[event.target.id] = event.target.value));
  onDate("focusout", (event) => settle(event.target));

  // Enter, a day of the calendar and the cross end an answer: leaving the field passes it on and
  // closes the calendar.
  onDate("keydown", (event) => event.key === "Enter" && event.target.blur());
  document.addEventListener("click", (event) => {
    if (event.target.closest(".mantine-DateInput-day, .dates button")) {
      window.setTimeout(() => document.activeElement.blur());
    }
  });

  window.dashMantineFunctions.showOption = ({ option }) =>
    window.React.createElement(
      "span",
      { className: option.count === "0" ? "facet-label facet-zero" : "facet-label" },
      window.React.createElement("span", null, option.label),
      window.React.createElement("span", null, option.count),
    );

  window.dash_clientside.rail = {
    // Off the screen, as on a phone, the rail can't be reached by Tab either.
    tend(count) {
      const hide = ([entry]) => (entry.target.inert = !entry.isIntersecting);
      const rail = document.getElementById(count).closest("nav");
      new IntersectionObserver(hide, { threshold: 0.01 }).observe(rail);
    },
  };
})();
