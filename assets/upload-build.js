// What the page "Add data" shows of a build: how far it is, and what became of it.
"use strict";

(function () {
  const at = (id) => document.getElementById(id);
  const { make, bdi, showProblems } = window.addingTables;

  function showBuilding(is) {
    at("build").disabled = at("discard").disabled = at("choose").disabled = is;
    document.querySelectorAll("#sent button, #tables select").forEach((item) => {
      item.disabled = is;
    });
    at("cancel").hidden = at("progress").hidden = !is;
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

  window.addingBuild = { showBuilding, showStep, showResult };
})();
