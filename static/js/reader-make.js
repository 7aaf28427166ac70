// Mark and make: words that are selected, by mouse, touch or keyboard, become an event or evidence
// of one. The form is the server's; here it is opened beside the text, and closed.
(() => {
  const { selected, selectFirstWord } = window.chronocite.words;
  const tools = document.querySelector(".make-tools");
  const panel = document.getElementById("make-panel");
  const told = document.getElementById("make-told");
  let chosen = null; // what the tools stand for
  let asked = null; // what the panel is about
  let byKeys = false;

  const paint = (range) => {
    if (!window.Highlight) return;
    CSS.highlights.delete("making");
    if (range) CSS.highlights.set("making", new Highlight(range));
  };

  // The tools, below the selection, or above it where the window ends.
  const place = () => {
    const lines = chosen.range.getClientRects();
    const line = lines[lines.length - 1];
    if (!line) return;
    tools.hidden = false;
    const right = document.documentElement.clientWidth - tools.offsetWidth - 8;
    const left = Math.max(8, Math.min(line.right - tools.offsetWidth / 2, right));
    const isLow = line.bottom + tools.offsetHeight + 16 > innerHeight;
    const top = isLow ? lines[0].top - tools.offsetHeight - 8 : line.bottom + 8;
    tools.style.insetInlineStart = `${left + scrollX}px`;
    tools.style.insetBlockStart = `${top + scrollY}px`;
  };

  const look = () => {
    if (tools.contains(document.activeElement)) return;
    chosen = selected();
    const isAsked = asked && chosen && asked.start === chosen.start && asked.end === chosen.end;
    if (chosen && !isAsked) place();
    else tools.hidden = true;
  };

  // A browser drags a link where words are to be selected: while the pointer is down, a passage is
  // none. Who has selected nothing then follows it.
  document.addEventListener("pointerdown", (event) => {
    const link = event.target.closest(".words a[href]");
    if (!link || event.button) return;
    const { hash } = link;
    link.removeAttribute("href");
    const restore = (end) => {
      for (const kind of ["pointerup", "pointercancel"]) removeEventListener(kind, restore);
      link.setAttribute("href", hash);
      if (end.type === "pointerup" && getSelection().isCollapsed && link.contains(end.target)) {
        location.hash = hash;
      }
    };
    for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, restore);
  });
  document.addEventListener("click", (event) => {
    if (event.detail && event.target.closest(".words a")) event.preventDefault();
  });

  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 120);
  });
  addEventListener("resize", () => chosen && !tools.hidden && place());

  const ask = (aim, extra = {}) => {
    const { quote, start, end } = asked;
    const { url, version } = tools.dataset;
    htmx.ajax("GET", url, {
      target: panel,
      swap: "innerHTML",
      values: { aim, version, start, end, quote, ...extra },
    });
  };

  const close = () => {
    panel.hidden = true;
    panel.replaceChildren();
    document.body.classList.remove("is-making");
    paint(null);
    const back = asked?.range.startContainer.parentElement?.closest("a[id]");
    asked = null;
    if (back?.isConnected) back.focus({ preventScroll: true });
    document.dispatchEvent(new Event("reader:changed"));
  };

  tools.addEventListener("click", (event) => {
    const { aim } = event.target.dataset;
    if (!aim || !chosen) return;
    asked = chosen;
    paint(asked.range.cloneRange());
    tools.hidden = true;
    ask(aim);
  });

  panel.addEventListener("click", (event) => {
    const { makeClose, makeTimeline } = event.target.dataset;
    if (makeClose !== undefined) close();
    if (makeTimeline) ask(panel.querySelector("[name=aim]").value, { timeline: makeTimeline });
  });
  panel.addEventListener("focusin", (event) => {
    // Whoever types a date means that one.
    if (event.target.name === "edtf") panel.querySelector("#date-own").checked = true;
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== panel) return;
    const title = panel.querySelector("#make-title");
    panel.hidden = false;
    document.body.classList.add("is-making");
    const wrong = panel.querySelector("[aria-invalid]");
    const error = panel.querySelector("[role=alert], .warning");
    const made = panel.querySelector("[data-made]");
    if (made) { // the text came again, with its mark
      paint(null);
      getSelection().removeAllRanges();
      told.textContent = title.textContent;
      history.replaceState(history.state, "", `#p${made.dataset.made}`);
    }
    if (error) told.textContent = error.textContent;
    (wrong ?? title).focus({ preventScroll: true });
    document.dispatchEvent(new Event("reader:changed"));
  });
  for (const kind of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(kind, (event) => {
      if (event.detail.target !== panel) return;
      told.textContent = told.dataset.failed;
      told.classList.remove("visually-hidden");
      told.classList.add("make-failed");
    });
  }

  // With the keyboard: m starts at the passage or paragraph in view; arrows move by words and
  // paragraphs, with Shift they take in more; Enter goes to the tools.
  const inView = () => {
    const all = [...document.querySelectorAll(".words")];
    const here = document.activeElement?.closest(".words");
    return here ?? all.find((words) => words.getBoundingClientRect().bottom > 80) ?? all[0];
  };
  const neighbour = (step) => {
    const all = [...document.querySelectorAll(".words")];
    const at = all.findIndex((words) => words.contains(getSelection().focusNode));
    return all[Math.max(0, Math.min(all.length - 1, at + step))];
  };
  const show = () => getSelection().focusNode?.parentElement?.scrollIntoView({ block: "nearest" });
  const moves = {
    ArrowRight: (more) => word("forward", more),
    ArrowLeft: (more) => word("backward", more),
    ArrowDown: (more) => (more ? getSelection().modify("extend", "forward", "line") : selectFirstWord(neighbour(1))),
    ArrowUp: (more) => (more ? getSelection().modify("extend", "backward", "line") : selectFirstWord(neighbour(-1))),
  };
  const word = (way, more) => {
    const selection = getSelection();
    if (more) return selection.modify("extend", way, "word");
    if (way === "forward") selection.collapseToEnd();
    else selection.collapseToStart();
    selection.modify("move", way, "word");
    if (way === "forward") selection.modify("move", "backward", "word");
    selection.modify("extend", "forward", "word");
  };
  const leave = () => {
    byKeys = false;
    getSelection().removeAllRanges();
    tools.hidden = true;
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (!panel.hidden) close();
      else leave();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, button, #make-panel")) return;
    if (window.chronocite.isLetterKey(event, "m")) {
      byKeys = true;
      document.activeElement?.closest(".words") || document.activeElement?.blur();
      selectFirstWord(inView());
      told.textContent = told.dataset.selecting;
    } else if (byKeys && event.key in moves) {
      moves[event.key](event.shiftKey);
      show();
    } else if (byKeys && event.key === "Enter" && selected()) {
      chosen = selected();
      place();
      tools.querySelector("button").focus();
      byKeys = false;
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
})();
