/* Has events proposed from one document after the other, and shows what each gave. */
"use strict";
{
  const form = document.getElementById("propose");
  const byId = (id) => document.getElementById(id);
  const said = (name, values = {}) => window.chronocite.said(form, name, values);
  let stopped = false;

  const ask = async (address, values) => {
    const body = new FormData(form);
    for (const [name, value] of Object.entries(values)) {
      body.set(name, value);
    }
    const answer = await fetch(address, { method: "POST", body });
    if (!answer.ok || answer.redirected) {
      throw new Error();
    }
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text(); // made and escaped by our server
    return holder.content;
  };

  const doAll = async (rows) => {
    const bar = byId("bar");
    bar.max = rows.length;
    for (const [at, row] of rows.entries()) {
      if (stopped) {
        return said("stopped", { at, all: rows.length });
      }
      byId("now").textContent = said("now", { at: at + 1, all: rows.length, name: row.querySelector(".file-name").textContent });
      row.querySelector(".file-outcome").textContent = said("reading");
      row.classList.add("outcome-now");
      row.replaceWith(await ask(form.dataset.one, { document: row.dataset.slug }));
      bar.value = at + 1;
    }
    return said("done", { all: rows.length });
  };

  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const rows = [...document.querySelectorAll('#rows [data-outcome="waiting"]')];
    stopped = false;
    byId("refusal").hidden = true;
    byId("start").hidden = true;
    byId("stop").hidden = false;
    byId("stop").disabled = false;
    byId("progress").hidden = false;
    try {
      const told = await doAll(rows);
      byId("now").textContent = said("pairing");
      byId("next").replaceChildren(await ask(form.dataset.pairs, {}));
      byId("now").textContent = told;
      byId("status").textContent = `${told} ${byId("next").textContent.replace(/\s+/g, " ").trim()}`;
    } catch {
      byId("refusal").textContent = said("noAnswer");
      byId("refusal").hidden = false;
    } finally {
      byId("stop").hidden = true;
    }
  });

  byId("stop")?.addEventListener("click", () => {
    stopped = true;
    byId("stop").disabled = true;
  });
}
