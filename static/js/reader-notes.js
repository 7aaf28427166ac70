// Notes level with their passages where there is room beside the text, and what is pointed at marked
// on both sides. Without this, each note stands at the top of its paragraph.
(() => {
  const wide = matchMedia("(min-width: 62.5rem)");

  const level = () => {
    const moves = [];
    for (const margin of document.querySelectorAll(".margin")) {
      const top = margin.parentElement.getBoundingClientRect().top;
      const gap = parseFloat(getComputedStyle(margin).rowGap) || 0;
      let free = parseFloat(getComputedStyle(margin).paddingTop) || 0;
      for (const note of margin.children) {
        const passage = document.getElementById(`p${note.dataset.passage}`);
        const line = passage?.getClientRects()[0];
        const wanted = line ? line.top - top : 0;
        const push = wide.matches ? Math.max(0, wanted - free) : 0;
        free += push + note.offsetHeight + gap;
        moves.push([note, push]);
      }
    }
    for (const [note, push] of moves) note.style.marginBlockStart = push ? `${Math.round(push)}px` : "";
  };

  const both = (id) => document.querySelectorAll(`[data-passage~="${CSS.escape(id)}"]`);
  const mark = (name, ids) => {
    for (const marked of document.querySelectorAll(`.${name}`)) marked.classList.remove(name);
    for (const id of ids) for (const side of both(id)) side.classList.add(name);
  };
  const idsAt = (target) => {
    const side = target instanceof Element && target.closest("[data-passage]");
    return side ? side.dataset.passage.split(" ").filter(Boolean) : [];
  };
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => mark("is-linked", idsAt(event.target)));
  }
  const follow = () => mark("is-chosen", [/^#[pn](\d+)$/.exec(location.hash)?.[1]].filter(Boolean));

  const start = () => {
    level();
    follow();
  };
  addEventListener("hashchange", follow);
  addEventListener("resize", level);
  addEventListener("load", level);
  document.addEventListener("reader:changed", start);
  start();
})();
