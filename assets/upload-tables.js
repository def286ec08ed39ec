// How the files of the page "Add data" are read, as the server says it, with what can be changed.
"use strict";

(function () {
  let choices = null; // of the page: get, setPreset, setColumn and drop, each of a file

  function make(tag, props = {}, ...children) {
    const element = document.createElement(tag);
    Object.entries(props).forEach(([key, value]) => {
      if (key in element) {
        element[key] = value;
      } else {
        element.setAttribute(key, value);
      }
    });
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }

  const bdi = (text, props = {}) => make("bdi", { dir: "auto", ...props }, text);

  function showFile(file) {
    if (file.trouble) {
      return [
        make(
          "article",
          { className: "table-card" },
          make("h3", {}, bdi(file.name)),
          make("p", { className: "said is-trouble" }, file.trouble),
          choices.get(file)
            ? make("button", {
                type: "button",
                className: "plain-button",
                textContent: "Undo what was chosen for it",
                onclick: () => {
                  choices.drop(file);
                },
              })
            : "",
        ),
      ];
    }
    return file.tables.map((table, index) => showTable(file, table, `${file.id}-${index}`));
  }

  function showTable(file, table, key) {
    return make(
      "article",
      { className: "table-card" },
      make("h3", {}, bdi(table.name)),
      make("p", { className: "table-counts" }, table.counts),
      ...table.notes.map((note) => make("p", { className: "muted small" }, note)),
      showPreset(file, table, key),
      showDataset(table),
      showMapping(file, table, key),
      showRows(table),
      showProblems(table.problems, table.n_problems),
    );
  }

  function showDataset(table) {
    const parts = [
      ["Dataset", table.title],
      ["Licence", table.licence + (table.restricted ? " – its rows may not be published" : "")],
      ["Cite as", table.citation],
    ].filter(([, value]) => value);
    return make(
      "dl",
      { className: "dataset" },
      ...parts.flatMap(([word, value]) => [make("dt", {}, word), make("dd", {}, bdi(value))]),
    );
  }

  // Whose columns they are: as the server found out, or as a person says.
  function showPreset(file, table, key) {
    if (!table.presets.length) {
      return make("p", { className: "muted small" }, `Read as ${wordOf(table.preset)}.`);
    }
    const chosen = (choices.get(file) || {}).preset || "";
    const found = chosen ? "as its columns say" : `as its columns say: ${wordOf(table.preset)}`;
    const id = `preset-${key}`;
    const change = (event) => {
      choices.setPreset(file, event.target.value);
    };
    return make(
      "div",
      { className: "mapping-more" },
      make("label", { htmlFor: id }, "Read"),
      make(
        "select",
        { id, onchange: change },
        make("option", { value: "", selected: !chosen }, found),
        ...table.presets.map((name) =>
          make("option", { value: name, selected: name === chosen }, `as ${wordOf(name)}`),
        ),
      ),
    );
  }

  const wordOf = (field) => field.replace(/_/g, " ");

  function showMapping(file, table, key) {
    const used = table.fields.filter((field) => field in table.mapping);
    const others = table.fields.filter((field) => !(field in table.mapping));
    const rows = used.map((field) => showField(file, table, key, field));
    const unused = table.unused.length
      ? make(
          "p",
          { className: "muted small" },
          `Columns not used (${table.unused.length}): `,
          bdi(table.unused.join(", ")),
        )
      : "";
    return make(
      "details",
      { id: `columns-${key}`, className: "mapping" },
      make("summary", {}, `Columns: ${used.map(wordOf).join(", ") || "none is used"}`),
      make("div", { className: "mapping-grid" }, ...rows),
      others.length && table.unused.length ? showMore(file, table, key, others) : "",
      unused,
    );
  }

  function showField(file, table, key, field) {
    const id = `field-${key}-${field}`;
    const select = make(
      "select",
      { id, dir: "auto", onchange: (event) => choices.setColumn(file, field, event.target.value) },
      ...table.columns.map((column) =>
        make("option", { value: column, selected: column === table.mapping[field] }, column),
      ),
    );
    return make("div", {}, make("label", { htmlFor: id }, wordOf(field)), select);
  }

  // A field that no column was found for, and the column that holds it.
  function showMore(file, table, key, others) {
    const field = make(
      "select",
      { id: `more-${key}` },
      make("option", { value: "" }, "choose"),
      ...others.map((name) => make("option", { value: name }, wordOf(name))),
    );
    const column = make(
      "select",
      { id: `more-column-${key}`, dir: "auto" },
      make("option", { value: "" }, "choose"),
      ...table.unused.map((name) => make("option", { value: name }, name)),
    );
    const take = () => {
      if (field.value && column.value) {
        choices.setColumn(file, field.value, column.value);
      }
    };
    field.onchange = column.onchange = take;
    return make(
      "div",
      { className: "mapping-more" },
      make("label", { htmlFor: field.id }, "Another field:"),
      field,
      make("label", { htmlFor: column.id }, "is in column"),
      column,
    );
  }

  function showGrid(words, rows, label) {
    const cell = (row) => (key) => {
      const dir = key === "value" ? "auto" : "ltr"; // names in our sentences are isolated
      return make("td", { "data-word": words[key] }, bdi(row[key], { dir }));
    };
    return make(
      "div",
      { className: "grid-box", tabIndex: 0, role: "region", ariaLabel: label },
      make(
        "table",
        {},
        make("thead", {}, make("tr", {}, ...Object.values(words).map((w) => make("th", {}, w)))),
        make(
          "tbody",
          {},
          ...rows.map((row) => make("tr", {}, ...Object.keys(words).map(cell(row)))),
        ),
      ),
    );
  }

  function showRows(table) {
    if (!table.rows.length) {
      return "";
    }
    const words = { row: "Row", when: "When", given: "Place as given", place: "Where it is put", what: "What" };
    return make(
      "div",
      {},
      make("h4", {}, "The first rows, as they are read"),
      showGrid(words, table.rows, `First rows of ${table.name}`),
    );
  }

  function showProblems(problems, n) {
    if (!n) {
      return make("p", { className: "muted" }, "No problem was found.");
    }
    const words = {
      row: "Row",
      column: "Column",
      value: "Value",
      reason: "What is wrong",
      remedy: "What to do",
      what: "The row is",
    };
    const rows = problems.map((item) => ({ ...item, what: item.aside ? "set aside" : "kept" }));
    const shown = n > problems.length ? `, the first ${problems.length} are shown` : "";
    return make(
      "details",
      { className: "problems", open: n <= 5 },
      make("summary", {}, `Problems: ${n.toLocaleString("en")}${shown}`),
      showGrid(words, rows, "Problems"),
    );
  }

  function showTables(looked, chosen) {
    const focused = document.activeElement && document.activeElement.id;
    const open = new Set([...document.querySelectorAll("#tables details[open]")].map((d) => d.id));
    choices = chosen;
    document.getElementById("tables").replaceChildren(...looked.flatMap(showFile));
    document.querySelectorAll("#tables details").forEach((details) => {
      details.open = details.open || open.has(details.id);
    });
    const kept = focused && document.getElementById(focused);
    if (kept) {
      kept.focus();
    }
  }

  window.addingTables = { make, bdi, showProblems, showTables };
})();
