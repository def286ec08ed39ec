// The page "Add data": files go to the server one by one, it says how it reads them, and builds.
"use strict";

(function () {
  const at = (id) => document.getElementById(id);
  const page = at("adding");
  const MOST_BYTES = Number(page.dataset.mostBytes);
  const MOST_FILES = Number(page.dataset.mostFiles);
  const POLL_MS = 400;

  const { make, bdi, showTables } = window.addingTables;
  const { showBuilding, showStep, showResult } = window.addingBuild;

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
        showTables(looked.files, chosen);
        if (!isQuiet) {
          say("");
        }
      }
    } catch (error) {
      say(error.message, true);
    }
    page.removeAttribute("aria-busy");
  }

  // What a person chose for a file; each change is looked at.
  const chosen = {
    get: (file) => choices[file.id],
    drop(file) {
      delete choices[file.id];
      queue(look);
    },
    setPreset(file, preset) {
      choices[file.id] = { preset, columns: {} };
      queue(look);
    },
    setColumn(file, field, column) {
      const choice = (choices[file.id] = choices[file.id] || { preset: "", columns: {} });
      const others = Object.entries(choice.columns).filter(([, taken]) => taken !== column);
      choice.columns = { ...Object.fromEntries(others), [field]: column };
      queue(look);
    },
  };

  // Building

  function setBuilding(is) {
    isBuilding = is;
    showBuilding(is);
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

  function finish(status) {
    if (status.state === "failed") {
      at("trouble").textContent = status.trouble;
    } else if (status.state === "cancelled") {
      at("trouble").textContent = "Cancelled. An atlas that was there is as it was.";
    } else {
      showResult(status.result);
    }
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
