/* Placing a passage: words are selected with the mouse, offers and buttons have keys. */
"use strict";
{
  const form = document.getElementById("settle");
  const pane = document.getElementById("new-text");
  const quote = document.getElementById("id_quote");
  const place = document.getElementById("id_place");
  const offers = form ? [...form.querySelectorAll("[name=offer]")] : [];

  // Places are counted in code points; JavaScript counts in units of UTF-16.
  const codePoints = (words) => [...words].length;

  const startOf = (range, words) => {
    const block = (range.startContainer.nodeType === 1
      ? range.startContainer
      : range.startContainer.parentElement
    ).closest("[data-start]");
    if (!block) {
      return "";
    }
    const before = document.createRange();
    before.selectNodeContents(block);
    before.setEnd(range.startContainer, range.startOffset);
    const indent = words.length - words.trimStart().length;
    return Number(block.dataset.start) + codePoints(before.toString()) + indent;
  };

  const takeSelection = () => {
    const selection = document.getSelection();
    if (selection.isCollapsed || !pane.contains(selection.anchorNode)) {
      return;
    }
    const words = selection.toString();
    if (words.trim()) {
      quote.value = words.trim();
      place.value = startOf(selection.getRangeAt(0), words);
      offers.forEach((offer) => (offer.checked = false));
      show();
    }
  };

  const bringIntoView = (box, mark) => {
    if (mark) {
      box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - 60;
    }
  };

  const show = () => {
    const chosen = offers.find((offer) => offer.checked)?.dataset.key;
    for (const mark of pane.querySelectorAll(".offered")) {
      mark.classList.toggle("chosen", mark.dataset.offers.split(" ").includes(chosen));
    }
    bringIntoView(pane, pane.querySelector(".chosen"));
  };

  const choose = (offer) => {
    offer.checked = true;
    quote.value = "";
    place.value = "";
    show();
  };

  const isTyping = (target) => target.matches("textarea, select, input:not([type=radio])");

  const keys = {
    s: () => document.getElementById("place-here")?.click(),
    l: () => document.getElementById("leave")?.click(),
    j: () => document.getElementById("following")?.click(),
    k: () => document.getElementById("previous")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === "Escape" && isTyping(event.target)) {
      event.target.blur();
    } else if (!isTyping(event.target)) {
      const offer = offers.find((each) => each.dataset.key === event.key);
      const act = offer ? () => choose(offer) : keys[event.key];
      if (act) {
        event.preventDefault();
        act();
      }
    }
  });

  if (form) {
    offers.forEach((offer) => offer.addEventListener("change", () => choose(offer)));
    pane.addEventListener("mouseup", takeSelection);
    pane.addEventListener("keyup", takeSelection);
    quote.addEventListener("input", () => {
      place.value = "";
      offers.forEach((offer) => (offer.checked = false));
      show();
    });
    for (const box of form.querySelectorAll(".text-pane")) {
      bringIntoView(box, box.querySelector("mark"));
    }
  }
}
