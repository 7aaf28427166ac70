// The filter form by htmx: a clean address, the chart after each swap, fields and address in step.
(() => {
  const chronocite = (window.chronocite ??= {});
  const form = () => document.getElementById("filters");
  const opened = () => document.querySelector("#evidence [data-shown]")?.dataset.shown;

  // Only what is asked for goes into the address; an open event stays open.
  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, target, headers, formData } = event.detail;
    if (target?.id !== "results") return;
    if (chronocite.isWide()) headers["Chronocite-Chart"] = "wide";
    const isForm = elt === form();
    if (isForm) {
      for (const name of new Set(formData.keys())) {
        const values = formData.getAll(name).filter(Boolean);
        formData.delete(name);
        for (const value of values) formData.append(name, value);
      }
    }
    if (opened() && (isForm || elt.matches(".tools a, .chips a"))) formData.append("event", opened());
    // Enter after typing, or leaving the field, asks again for what is there: one entry of history.
    if (isForm && new URLSearchParams(formData).toString() === new URLSearchParams(location.search).toString()) event.preventDefault();
  });

  // What is chosen while an answer is on its way is asked for next; that answer knows nothing of it, and would take it off.
  let changed = 0;
  for (const name of ["input", "change"]) {
    document.addEventListener(name, (event) => {
      if (event.target.form === form()) changed = performance.now();
    }, true);
  }
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    detail.requestConfig.asked = performance.now();
  });
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const { elt, asked } = detail.requestConfig;
    if (elt === form() && changed > asked) detail.shouldSwap = false;
  });

  // htmx takes leave of each element that it takes away; thousands in chart and list have nothing to leave.
  // Nor is what is out of sight laid out before the chart is painted (timeline.css).
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.id !== "results" || !event.detail.shouldSwap) return;
    document.documentElement.classList.add("is-changing");
    for (const part of document.querySelectorAll("#chart-box, #list")) {
      if (!part.contains(document.activeElement)) part.replaceChildren();
    }
  });

  // A group of radios ignores the empty value, which is today's.
  const followKnown = (day) => {
    if (document.activeElement?.name === "known") return;
    for (const field of form()?.querySelectorAll("[name=known]") ?? []) {
      if (field.type === "radio") field.checked = field.value === day;
      else field.value = day;
    }
  };

  // A chip takes a filter off by its own address: the fields outside of the swap follow.
  const follow = () => {
    const asked = new URLSearchParams(location.search);
    followKnown(asked.get("known") ?? "");
    for (const name of ["q", "from", "to"]) {
      const field = form()?.elements[name];
      if (field && field !== document.activeElement) field.value = asked.get(name) ?? "";
    }
  };

  // It comes for each part of the page that an answer swaps; the chart is drawn once.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "results") return;
    follow();
    chronocite.drawChart();
    document.dispatchEvent(new CustomEvent("eventopened"));
    requestAnimationFrame(() => setTimeout(() => document.documentElement.classList.remove("is-changing")));
  });
  document.addEventListener("htmx:historyRestore", () => {
    document.getElementById("announcer").textContent = document.getElementById("results-title").textContent.trim();
    follow();
    chronocite.drawChart();
    document.dispatchEvent(new CustomEvent("eventopened"));
  });

  // A year is asked for by the fields of the form, as a period of the overview is: whatever else stands there is kept.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#years a");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const asked = new URLSearchParams(link.search);
    chronocite.setPeriod(asked.get("from") ?? "", asked.get("to") ?? "");
  });

  // Controls beside the chart belong to the form, but do not stand inside it.
  document.addEventListener("change", (event) => {
    if (event.target.form === form() && !form().contains(event.target)) form().requestSubmit();
  });

  document.addEventListener("keydown", (event) => {
    if (chronocite.isLetterKey(event, "/")) {
      event.preventDefault();
      form().elements.q.focus();
    } else if (event.key === "Escape" && chronocite.openSheet()) {
      event.preventDefault(); // an open event stays open below it
      chronocite.closeSheet();
    }
  });
})();
