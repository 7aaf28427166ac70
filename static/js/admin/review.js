/* The keys of the review queue. Each button names its own key; all of them work by mouse as well. */
"use strict";
{
  const inField = (element) => element.matches("input:not([type=radio], [type=checkbox]), select, textarea");
  const reasons = document.getElementById("reasons");

  // What only a script can do is offered where there is one.
  for (const element of document.querySelectorAll("[data-focus], [data-fills]")) {
    element.hidden = false;
  }

  for (const element of document.querySelectorAll("[data-key]")) {
    const { key, keyToo } = element.dataset;
    element.setAttribute("aria-keyshortcuts", keyToo ? `${key} ${keyToo}` : key);
  }

  const keyed = (key) => {
    const name = CSS.escape(key);
    return document.querySelector(`[data-key="${name}"], [data-key-too="${name}"]`);
  };

  // What seems to be published already is not published again by one press: the first leads to merging.
  const merging = document.querySelector("[data-before-accepting]");

  const accept = (button, isHeld) => {
    if (!merging || (document.activeElement === merging && !isHeld)) {
      button?.click();
    } else if (!isHeld) {
      document.getElementById(merging.dataset.beforeAccepting).hidden = false;
      merging.focus();
    }
  };

  const use = (element, isHeld) => {
    if (element.value === "accept") {
      accept(element, isHeld);
    } else if (element.matches("input")) {
      element.closest("details")?.setAttribute("open", "");
      element.focus();
      element.select();
    } else {
      element.click();
    }
  };

  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      accept(document.querySelector("[data-accepts] [value=accept]"), event.repeat);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
      return;
    }
    if (inField(target)) {
      if (event.key === "Escape") {
        target.blur();
      }
      return;
    }
    if (event.key === "Enter" && target !== document.body) {
      return; // it presses what has the focus
    }
    const wanted = reasons?.matches(":popover-open")
      ? reasons.querySelector(`[data-digit="${CSS.escape(event.key)}"]`)
      : keyed(event.key);
    if (wanted) {
      event.preventDefault();
      use(wanted, event.repeat);
    }
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-focus], [data-edtf]");
    if (button?.dataset.focus) {
      const field = document.getElementById(button.dataset.focus);
      field.focus();
      field.select();
    } else if (button) {
      const field = document.getElementById(button.closest("[data-fills]").dataset.fills);
      field.value = button.dataset.edtf;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });

  // A decision is sent once, however often its key is pressed.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) {
      event.preventDefault();
    }
    event.target.dataset.sent = "1";
  });

  // Where the list is a box that scrolls; on phones it stands below the evidence, and the page stays.
  const row = document.querySelector(".review-list .this");
  const box = row?.closest(".review > *");
  if (box && getComputedStyle(box).overflowY === "auto") {
    box.scrollTop = row.getBoundingClientRect().bottom - box.getBoundingClientRect().top - box.clientHeight / 2;
  }
}
