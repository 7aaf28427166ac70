// Where the chart is higher than its place it scrolls by itself: a button says that there are more lanes and leads
// to them, and the mark of an event that is opened, or come to by keys, is brought into sight.
(() => {
  const chronocite = (window.chronocite ??= {});
  const LEAST = 8; // pixels out of sight that are worth a word
  const AIR = 14; // pixels between a mark and the edge that it is kept from
  const area = () => document.getElementById("chart-box");
  const years = () => document.getElementById("chart-head").offsetHeight;

  const tell = () => {
    const [box, button] = [area(), document.getElementById("more-lanes")];
    if (!box || !button) return;
    const hidden = box.scrollHeight - box.clientHeight;
    const isAtEnd = hidden - box.scrollTop <= LEAST;
    button.hidden = hidden <= LEAST;
    button.classList.toggle("is-at-end", isAtEnd);
    button.firstElementChild.hidden = isAtEnd;
    button.lastElementChild.hidden = !isAtEnd;
  };

  const scroll = () => {
    const box = area();
    const button = document.getElementById("more-lanes");
    if (button.classList.contains("is-at-end")) box.scrollTop = 0;
    else box.scrollTop += box.clientHeight - years() - AIR;
    tell();
  };

  /** Scrolls the chart, where it scrolls by itself, to the mark of an event. */
  const bring = (id) => {
    const [box, marks] = [area(), chronocite.drawn?.marks];
    if (!box || !marks || box.scrollHeight <= box.clientHeight) return;
    const heights = marks.y.filter((_, i) => String(marks.customdata[i][0]) === id);
    const [top, bottom] = [years() + AIR, box.clientHeight - AIR];
    if (!heights.length || heights.some((y) => y - box.scrollTop >= top && y - box.scrollTop <= bottom)) return;
    box.scrollTop = heights[0] - (top + bottom) / 2;
  };

  // Told once the browser has laid out what was drawn: to ask before would have it do so twice.
  const sizes = new ResizeObserver(tell);
  const watch = () => {
    const box = area();
    sizes.disconnect();
    for (const part of [box, ...box.children]) sizes.observe(part);
    if (!box.dataset.lanes) {
      box.dataset.lanes = "told";
      box.addEventListener("scroll", tell, { passive: true });
    }
    if (chronocite.openedEvent()) bring(chronocite.openedEvent());
  };

  document.addEventListener("chartdrawn", watch);
  document.addEventListener("eventopened", () => {
    if (chronocite.openedEvent()) bring(chronocite.openedEvent());
  });
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches("#list [data-event]:focus-visible")) bring(target.dataset.event);
  });
  document.addEventListener("click", ({ target }) => {
    if (target.closest("#more-lanes")) scroll();
  });
})();
