// Story mode without the mouse: arrow keys, Home and End, and a swipe turn the page. Each does what
// a link on the page does, so that htmx swaps the step in and the address follows.
(() => {
  const link = (selector) => document.querySelector(`#story ${selector}`);
  const steps = () => [...document.querySelectorAll(".story-steps a")];
  const turn = {
    ArrowRight: () => link("[rel=next]"),
    ArrowLeft: () => link("[rel=prev]"),
    Home: () => steps().at(0),
    End: () => steps().at(-1),
  };
  const go = (key) => {
    const isRightToLeft = getComputedStyle(document.body).direction === "rtl";
    const mirrored = { ArrowRight: "ArrowLeft", ArrowLeft: "ArrowRight" };
    turn[(isRightToLeft && mirrored[key]) || key]()?.click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (!turn[event.key] || event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    go(event.key);
  });

  // A swipe is long, quick and level; what the browser itself scrolls or zooms is none.
  let start = null;
  addEventListener("touchstart", (event) => {
    const [touch] = event.touches;
    start = event.touches.length === 1 ? { x: touch.clientX, y: touch.clientY, at: event.timeStamp } : null;
  }, { passive: true });
  addEventListener("touchend", (event) => {
    if (!start || !event.target.closest?.("#story") || !getSelection().isCollapsed) return;
    const [touch] = event.changedTouches;
    const [x, y] = [touch.clientX - start.x, touch.clientY - start.y];
    if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y) && event.timeStamp - start.at < 700) {
      go(x < 0 ? "ArrowRight" : "ArrowLeft");
    }
    start = null;
  }, { passive: true });

  // A number on the ribbon is the same step as in the row of steps.
  document.addEventListener("click", (event) => {
    const stop = event.target.closest("#ribbon [data-step]");
    if (!stop || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    steps()[Number(stop.dataset.step)].click();
  });

  document.addEventListener("htmx:afterSettle", () => {
    const words = (selector) => link(selector)?.textContent.replace(/\s+/g, " ").trim();
    document.getElementById("announcer").textContent = [".story-count", ".story-date", "h1"]
      .map(words)
      .filter(Boolean)
      .join(": ");
  });
})();
