/* Says the words of a page, and gives a name to what Django's admin and select2 leave without one, for screen readers. */
"use strict";
{
  /** Words that the page carries in data attributes, their gaps filled: said(node, "now", { at: 1 }). */
  (window.chronocite ??= {}).said = (node, name, values = {}) =>
    node.dataset[`say${name[0].toUpperCase()}${name.slice(1)}`].replace(/\{(\w+)\}/g, (gap, key) => values[key] ?? gap);

  const mine = document.currentScript;
  const SELECT2_PARTS = "[role=combobox], [role=textbox], input[type=search]";
  const IN_CELLS = "td input:not([type=hidden]), td select, td textarea";

  const heading = (cell) =>
    cell?.closest("table")?.querySelectorAll("thead th")[cell.cellIndex]?.textContent.trim();

  const labelOf = (control) =>
    control.labels?.[0]?.textContent.replace(/:\s*$/, "").trim() || heading(control.closest("td"));

  /** What stands before a field on its line: Django writes “Date:” and “Time:” beside the two of a moment. */
  const wordsBefore = (control) => control.previousSibling?.textContent.replace(/:\s*$/, "").trim();

  const nameAll = (root) => {
    for (const control of root.querySelectorAll(IN_CELLS)) {
      const name = heading(control.closest("td"));
      if (name && !control.labels?.length && !control.hasAttribute("aria-label")) {
        control.setAttribute("aria-label", name);
      }
    }
    for (const control of root.querySelectorAll(".datetime input:not([aria-label])")) {
      const field = control.closest(".form-row")?.querySelector("legend, label")?.textContent.replace(/:\s*$/, "").trim();
      control.setAttribute("aria-label", [field, wordsBefore(control)].filter(Boolean).join(", "));
    }
    for (const sign of root.querySelectorAll(".help-tooltip[aria-label]:not([role])")) sign.setAttribute("role", "img");
    for (const box of root.querySelectorAll(".select2-container")) {
      const select = box.previousElementSibling;
      const name = select instanceof HTMLSelectElement && labelOf(select);
      for (const part of name ? box.querySelectorAll(SELECT2_PARTS) : []) {
        part.setAttribute("aria-label", name);
        part.removeAttribute("aria-labelledby");
      }
    }
    for (const header of root.querySelectorAll("thead th:empty")) {
      const name = document.createElement("span");
      name.className = "visually-hidden";
      name.textContent = mine.dataset.row;
      header.append(name);
    }
    for (const box of root.querySelectorAll(".inline-group, .table-scroll, .results")) {
      box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1;
    }
    document.getElementById("searchbar")?.setAttribute("aria-label", mine.dataset.search);
  };

  nameAll(document);
  new MutationObserver((changes) => {
    if (changes.some((change) => [...change.addedNodes].some((node) => node.nodeType === 1))) {
      nameAll(document);
    }
  }).observe(document.body, { childList: true, subtree: true });
}
