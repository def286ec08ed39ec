// The page "Add data": files go to the server one by one, it says how it reads them, and builds.
"use strict";

(function () {
  const at = (id) => document.getElementById(id);
  const page = at("adding");
  const MOST_BYTES = Number(page.dataset.mostBytes);
  const MOST_FILES = Number(page.dataset.mostFiles);
  const POLL_MS = 400;

  let tray = ""; // the secret by which the server knows this page
  let files = []; // {id, name, bytes}
  let choices = {}; // by file id: {preset, columns: {field: column}}
  let pending = Promise.resolve(); // what was asked last: one thing after the other
  let looks = 0; // the last look counts
  let isBuilding = false;

  // The server

  async function ask(method, path, body, type = "application/json") {
    const options = { method, headers: body === undefined ? {} : { "Content-Type": type } };
    if (body !== undefined) {
      options.body = type === "application/json" ? JSON.stringify(body) : body;
    }
    let answer;
    try {
      answer = await fetch(`/uploads${path}`, options);
    } catch {
      throw new Error("The server can't be reached: see whether it still runs, then try again.");
    }
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      const error = new Error(said.error || `The server answered ${answer.status}: try again.`);
      error.status = answer.status;
      throw error;
    }
    return said;
  }

  const openTray = async () => {
    tray = tray || (await ask("POST", "", {})).tray;
  };

  // Building blocks

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

  function say(text, isTrouble = false) {
    at("said").textContent = text;
    at("said").classList.toggle("is-trouble", isTrouble);
  }

  function writeSize(bytes) {
    const units = ["bytes", "kB", "MB"];
    let size = bytes;
    while (size >= 1000 && units.length > 1) {
      size /= 1000;
      units.shift();
    }
    return `${size >= 10 || units[0] === "bytes" ? Math.round(size) : size.toFixed(1)} ${units[0]}`;
  }

  // Files

  function fault(file) {
    if (files.length >= MOST_FILES) {
      return `“${file.name}” is one file too many, at most ${MOST_FILES} are taken: remove another.`;
    }
    if (file.size > MOST_BYTES) {
      const most = `${Math.floor(MOST_BYTES / 2 ** 20)} MB`;
      return `“${file.name}” has ${writeSize(file.size)} and at most ${most} are taken: divide it.`;
    }
    return "";
  }

  async function send(chosen) {
    const troubles = [];
    for (const file of chosen) {
      let trouble = fault(file);
      if (!trouble) {
        say(`Sending ${file.name} …`);
        try {
          await openTray();
          const path = `/${tray}/files?name=${encodeURIComponent(file.name)}`;
          files.push(await ask("POST", path, file, "application/octet-stream"));
        } catch (error) {
          trouble = error.message;
        }
      }
      troubles.push(...(trouble ? [trouble] : []));
    }
    showFiles();
    say(troubles.join("\n"), troubles.length > 0);
    if (!at("title").value && files.length) {
      at("title").value = files[0].name.replace(/\.[^.]+$/, "").replace(/[_-]+/g, " ");
    }
    await look(troubles.length > 0);
  }

  async function remove(file) {
    try {
      await ask("DELETE", `/${tray}/files/${file.id}`);
    } catch (error) {
      say(error.message, true);
    }
    files = files.filter((other) => other !== file);
    delete choices[file.id];
    showFiles();
    at("choose").focus();
    await look();
  }

  function showFiles() {
    at("sent").replaceChildren(
      ...files.map((file) =>
        make(
          "li",
          {},
          bdi(file.name, { className: "file-name" }),
          make("span", { className: "muted" }, writeSize(file.bytes)),
          make("button", {
            type: "button",
            className: "plain-button",
            textContent: "Remove",
            ariaLabel: `Remove ${file.name}`,
            onclick: () => queue(() => remove(file)),
          }),
        ),
      ),
    );
    at("looked").hidden = at("building").hidden = files.length === 0;
    at("result").hidden = true;
  }

  // How they are read

  async function look(isQuiet = false) {
    if (!files.length) {
      at("tables").replaceChildren();
      return;
    }
    const number = (looks += 1);
    page.setAttribute("aria-busy", "true");
    if (!isQuiet) {
      say("Reading …");
    }
    try {
      const looked = await ask("POST", `/${tray}/look`, { choices });
      if (number === looks) {
        showTables(looked.files);
        if (!isQuiet) {
          say("");
        }
      }
    } catch (error) {
      say(error.message, true);
    }
    page.removeAttribute("aria-busy");
  }

  function showTables(looked) {
    const focused = document.activeElement && document.activeElement.id;
    const open = new Set([...document.querySelectorAll("#tables details[open]")].map((d) => d.id));
    at("tables").replaceChildren(...looked.flatMap(showFile));
    document.querySelectorAll("#tables details").forEach((details) => {
      details.open = details.open || open.has(details.id);
    });
    if (focused && at(focused)) {
      at(focused).focus();
    }
  }

  function showFile(file) {
    if (file.trouble) {
      return [
        make(
          "article",
          { className: "table-card" },
          make("h3", {}, bdi(file.name)),
          make("p", { className: "said is-trouble" }, file.trouble),
          choices[file.id]
            ? make("button", {
                type: "button",
                className: "plain-button",
                textContent: "Undo what was chosen for it",
                onclick: () => {
                  delete choices[file.id];
                  queue(look);
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
    const chosen = (choices[file.id] || {}).preset || "";
    const found = chosen ? "as its columns say" : `as its columns say: ${wordOf(table.preset)}`;
    const id = `preset-${key}`;
    const change = (event) => {
      choices[file.id] = { preset: event.target.value, columns: {} };
      queue(look);
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

  function choose(file, field, column) {
    const choice = (choices[file.id] = choices[file.id] || { preset: "", columns: {} });
    Object.entries(choice.columns).forEach(([other, taken]) => {
      if (taken === column) {
        delete choice.columns[other];
      }
    });
    choice.columns[field] = column;
    queue(look);
  }

  function showField(file, table, key, field) {
    const id = `field-${key}-${field}`;
    const select = make(
      "select",
      { id, dir: "auto", onchange: (event) => choose(file, field, event.target.value) },
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
        choose(file, field.value, column.value);
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

  // Building

  function setBuilding(is) {
    isBuilding = is;
    at("build").disabled = at("discard").disabled = at("choose").disabled = is;
    document.querySelectorAll("#sent button, #tables select").forEach((item) => {
      item.disabled = is;
    });
    at("cancel").hidden = at("progress").hidden = !is;
  }

  function fail(error) {
    at("trouble").textContent = error.message;
    if (error.status === 409) {
      at("replace-row").hidden = false;
      at("replace").focus();
    }
  }

  async function build() {
    at("trouble").textContent = "";
    at("result").hidden = true;
    setBuilding(true);
    try {
      let status = await ask("POST", `/${tray}/build`, {
        choices,
        title: at("title").value,
        replace: at("replace").checked,
      });
      while (status.state === "running") {
        showStep(status);
        await new Promise((resolve) => window.setTimeout(resolve, POLL_MS));
        status = await ask("GET", `/${tray}/build`);
      }
      finish(status);
    } catch (error) {
      fail(error);
    }
    setBuilding(false);
  }

  function showStep({ step, done, total }) {
    const bar = at("bar");
    if (total) {
      bar.max = total;
      bar.value = done;
    } else {
      bar.removeAttribute("value");
    }
    at("step").textContent = total
      ? `${step}: ${done.toLocaleString("en")} of ${total.toLocaleString("en")}`
      : `${step} …`;
  }

  function finish(status) {
    if (status.state === "failed") {
      at("trouble").textContent = status.trouble;
    } else if (status.state === "cancelled") {
      at("trouble").textContent = "Cancelled. An atlas that was there is as it was.";
    } else {
      showResult(status.result);
    }
  }

  function showResult(result) {
    at("counts").textContent = result.counts;
    at("lines").replaceChildren(...result.lines.map((line) => make("li", {}, bdi(line))));
    at("result-problems").replaceChildren(showProblems(result.problems, result.n_problems));
    at("settle").hidden = result.n_waiting === 0;
    at("settle").textContent =
      result.n_waiting === 1
        ? "Settle 1 doubtful name"
        : `Settle ${result.n_waiting.toLocaleString("en")} doubtful names`;
    at("replace-row").hidden = true;
    at("replace").checked = false;
    at("result").hidden = false;
    at("result-title").focus();
  }

  async function open(tab) {
    try {
      await ask("POST", `/${tray}/open`, {});
      tray = ""; // the server has removed it
      const view = new URLSearchParams({ tab, theme: document.documentElement.dataset.theme });
      window.location.assign(`/?${view}`);
    } catch (error) {
      fail(error);
    }
  }

  async function discard() {
    if (tray) {
      await ask("DELETE", `/${tray}`).catch(() => {});
    }
    tray = "";
    files = [];
    choices = {};
    at("form").reset();
    at("trouble").textContent = "";
    showFiles();
    say("The files are removed from the server.");
    at("choose").focus();
  }

  function queue(act) {
    pending = pending.then(() => (isBuilding ? null : act())).catch((e) => say(e.message, true));
  }

  // What a person does

  at("choose").addEventListener("change", () => {
    const chosen = [...at("choose").files];
    at("choose").value = "";
    queue(() => send(chosen));
  });

  ["dragenter", "dragover"].forEach((type) =>
    document.addEventListener(type, (event) => {
      event.preventDefault();
      at("drop").classList.add("is-over");
    }),
  );
  ["dragleave", "drop"].forEach((type) =>
    document.addEventListener(type, (event) => {
      event.preventDefault();
      if (type === "drop" || !event.relatedTarget) {
        at("drop").classList.remove("is-over");
      }
    }),
  );
  document.addEventListener("drop", (event) => {
    const dropped = [...event.dataTransfer.files];
    queue(() => send(dropped));
  });

  at("form").addEventListener("submit", (event) => {
    event.preventDefault();
    queue(build);
  });
  at("title").addEventListener("input", () => {
    at("replace").checked = false;
    at("replace-row").hidden = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isBuilding) {
      event.preventDefault();
    }
  });
  window.addEventListener("pagehide", (event) => {
    if (tray && !isBuilding && !event.persisted) {
      fetch(`/uploads/${tray}`, { method: "DELETE", keepalive: true });
    }
  });
  at("cancel").addEventListener("click", () => ask("DELETE", `/${tray}/build`).catch(fail));
  at("discard").addEventListener("click", () => queue(discard));
  at("open").addEventListener("click", () => open("map"));
  at("settle").addEventListener("click", () => open("desk"));
})();
