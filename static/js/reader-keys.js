// n and p: to the next and the previous cited passage. The address follows, so it can be shared.
(() => {
  const passages = [...document.querySelectorAll(".passage a[id]")];
  if (!passages.length) return;
  for (const hint of document.querySelectorAll("[data-reader-keys]")) hint.hidden = false;
  const current = () => {
    const chosen = passages.findIndex((passage) => `#${passage.id}` === location.hash);
    if (chosen >= 0) return chosen;
    return passages.findLastIndex((passage) => passage.getBoundingClientRect().top < 0);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const step = { n: 1, p: -1 }[event.key];
    if (!step) return;
    const next = passages[Math.max(0, Math.min(passages.length - 1, current() + step))];
    location.hash = next.id;
    next.focus({ preventScroll: true });
  });
})();
