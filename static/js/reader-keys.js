// n and p: to the next and the previous cited passage; Enter: from a passage to its note. The address
// follows, so it can be shared.
(() => {
  const passages = () => [...document.querySelectorAll(".passage a[id]")];
  if (!passages().length) return;
  const current = (all) => {
    const chosen = all.findIndex((passage) => `#${passage.id}` === location.hash);
    if (chosen >= 0) return chosen;
    return all.findLastIndex((passage) => passage.getBoundingClientRect().top < 0);
  };
  const openNote = (event) => {
    const passage = event.target.closest(".passage a");
    const note = passage && document.querySelector(`${passage.hash} li a`);
    if (!note) return;
    event.preventDefault();
    note.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "Enter") return openNote(event);
    const step = { n: 1, p: -1 }[event.key];
    if (!step || !window.chronocite.isLetterKey(event, event.key)) return;
    const all = passages();
    const next = all[Math.max(0, Math.min(all.length - 1, current(all) + step))];
    location.hash = next.id;
    next.focus({ preventScroll: true });
  });
})();
