/* Sends files one by one, so that each is stored whole or not at all, and shows each answer. */
"use strict";
{
  const { chosenFiles, droppedFiles } = window.chronocite;
  const form = document.getElementById("upload");
  const zone = document.getElementById("dropzone");
  const rows = document.getElementById("rows");
  const byId = (id) => document.getElementById(id);
  let files = [];
  let met = []; // what a dry run would have stored: the server keeps nothing of it
  let running = false;
  let stopped = false;

  for (const part of document.querySelectorAll("[data-scripted]")) {
    part.hidden = false;
  }
  for (const part of document.querySelectorAll("[data-unscripted]")) {
    part.hidden = true;
  }
  form.classList.add("scripted");

  const language = document.documentElement.lang;
  const said = (name, values = {}) => window.chronocite.said(form, name, values);
  const counted = (name, number, values = {}) =>
    said(number === 1 ? `${name}One` : name, { n: number.toLocaleString(language), ...values });

  const sizeOf = (bytes) => {
    const [size, unit] = bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
    const form = { style: "unit", unit, maximumFractionDigits: size < 10 ? 1 : 0 };
    return size.toLocaleString(language, form);
  };

  const choose = (found) => {
    if (running) {
      return;
    }
    files = [...files, ...found];
    const bytes = files.reduce((sum, each) => sum + each.file.size, 0);
    byId("chosen").textContent = files.length
      ? counted("chosen", files.length, { size: sizeOf(bytes) })
      : "";
    byId("start").value = files.length ? counted("import", files.length) : said("importNone");
  };

  for (const input of [byId("id_files"), byId("id_folder")]) {
    input.addEventListener("change", () => {
      choose(chosenFiles(input));
      input.value = "";
    });
  }

  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) {
      zone.classList.remove("over");
    }
  });
  zone.addEventListener("drop", async (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    try {
      choose(await droppedFiles(event.dataTransfer));
    } catch {
      refuse(said("notDropped"));
    }
  });

  const refuse = (words) => {
    const line = byId("refusal");
    line.textContent = words;
    line.hidden = !words;
    if (words) {
      line.scrollIntoView({ block: "nearest" });
    }
  };

  const post = async (address, values) => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const [name, value] of Object.entries(values)) {
      body.set(name, value);
    }
    const answer = await fetch(address, { method: "POST", body });
    const words = await answer.text();
    const isLine = answer.headers.get("Content-Type")?.startsWith("text/plain");
    return { ok: answer.ok && !answer.redirected, isLine, words };
  };

  const tally = () => {
    for (const number of document.querySelectorAll("[data-count]")) {
      number.textContent = rows.querySelectorAll(`[data-outcome="${number.dataset.count}"]`).length;
    }
  };

  const failed = (row) => {
    row.dataset.outcome = "refused";
    row.className = "file-row outcome-refused";
    row.querySelector(".file-outcome").textContent = said("refused");
    const reason = document.createElement("span");
    reason.className = "file-reason";
    reason.textContent = said("notSent");
    row.querySelector(".file-told").append(" ", reason);
  };

  const sendFile = async (row, plan, dry) => {
    const { file, name } = files[Number(row.dataset.at)];
    row.querySelector(".file-outcome").textContent = said("reading");
    row.classList.add("outcome-now");
    const values = { timeline: plan.timeline, title: plan.title, name, file };
    if (dry) {
      values.dry_run = "on";
      values.met = JSON.stringify(met);
    }
    if ("namesakes" in row.dataset) {
      values.namesakes = "on";
    }
    try {
      const answer = await post(form.dataset.file, values);
      if (!answer.ok) {
        throw new Error();
      }
      const holder = document.createElement("template");
      holder.innerHTML = answer.words; // made and escaped by our server
      const line = holder.content.firstElementChild;
      if (line.dataset.text) {
        met.push([line.dataset.stem, line.dataset.text]);
      }
      row.replaceWith(line);
    } catch {
      failed(row);
    }
  };

  const sendAll = async (plan, dry) => {
    const waiting = [...rows.querySelectorAll('[data-outcome="waiting"]')];
    const bar = byId("bar");
    bar.max = waiting.length || 1;
    bar.value = 0;
    for (const [at, row] of waiting.entries()) {
      if (stopped) {
        break;
      }
      byId("now").textContent =
        said("now", { at: at + 1, all: waiting.length, name: row.querySelector(".file-name").textContent.trim() });
      await sendFile(row, plan, dry);
      bar.value = at + 1;
      tally();
    }
  };

  const sendBibliography = async (plan, dry) => {
    const [file] = byId("id_bibliography").files;
    if (!file || stopped) {
      return;
    }
    byId("now").textContent = said("bibliographyNow", { name: file.name });
    const names = files.map((each) => each.name.replace(/[\r\n]/g, " ")).join("\n");
    const values = { timeline: plan.timeline, title: plan.title, name: file.name, file, names };
    if (dry) {
      values.dry_run = "on";
    }
    try {
      const answer = await post(form.dataset.bibliography, values);
      if (!answer.ok) {
        throw new Error();
      }
      byId("notes").innerHTML = answer.words; // made and escaped by our server
    } catch {
      byId("notes").textContent = said("bibliographyLost", { name: file.name });
    }
  };

  const finish = (steps, dry) => {
    const left = rows.querySelectorAll('[data-outcome="waiting"]').length;
    const told = [...document.querySelectorAll("#tally li")].map((each) => each.textContent.trim());
    const words = left ? counted("stopped", left) : said("done");
    byId("now").textContent = words;
    byId("status").textContent = `${words} ${told.join(", ").replace(/\s+/g, " ")}`;
    byId("dry-note").hidden = !dry;
    const stored = rows.querySelector(
      '[data-outcome="new"], [data-outcome="known"], [data-outcome="changed"]',
    );
    if ((stored || byId("id_bibliography").files.length) && !dry) {
      byId("next").replaceChildren(steps);
    }
  };

  const setRunning = (now) => {
    running = now;
    byId("stop").hidden = !now;
    byId("stop").disabled = false;
    byId("start").disabled = now;
    for (const input of form.querySelectorAll("input[type=file], select, #id_new_timeline")) {
      input.disabled = now;
    }
  };

  const leaving = (event) => event.preventDefault();

  const run = async () => {
    const dry = byId("id_dry_run").checked;
    met = [];
    const listed = files.map(({ file, name }) => [name, file.size]);
    const answer = await post(form.dataset.plan, {
      timeline: byId("id_timeline").value,
      new_timeline: byId("id_new_timeline").value,
      listing: JSON.stringify(listed),
    });
    if (answer.isLine || !answer.ok) {
      refuse(answer.ok ? answer.words : said("noAnswer"));
      return;
    }
    const holder = document.createElement("template");
    holder.innerHTML = answer.words; // made and escaped by our server
    const plan = holder.content.getElementById("plan");
    rows.replaceChildren(...plan.content.querySelectorAll("li"));
    byId("notes").replaceChildren();
    byId("next").replaceChildren();
    byId("report-title").textContent = said(dry ? "wouldBe" : "became");
    byId("report").hidden = false;
    byId("progress").hidden = false;
    tally();
    await sendAll(plan.dataset, dry);
    await sendBibliography(plan.dataset, dry);
    finish(plan.content.querySelector(".next-steps"), dry);
    if (!dry) {
      files = [];
    }
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    refuse("");
    if (!files.length && !byId("id_bibliography").files.length) {
      refuse(said("chooseOne"));
      return;
    }
    stopped = false;
    setRunning(true);
    window.addEventListener("beforeunload", leaving);
    try {
      await run();
    } catch {
      refuse(said("halfway"));
    } finally {
      setRunning(false);
      choose([]);
      window.removeEventListener("beforeunload", leaving);
    }
  });

  byId("stop").addEventListener("click", () => {
    stopped = true;
    byId("stop").disabled = true;
  });
}
