// Through the events in order of time. The list is one tab stop: arrow keys, Home and End move in it,
// and the chart's ring moves along. Where an event is open, they open the next. What is come to is told.
(() => {
  const chronocite = (window.chronocite ??= {});
  const OWN_ARROWS = "input, select, textarea, summary, [contenteditable], [popover], .strip";
  const links = () => [...document.querySelectorAll("#list [data-event]")];
  const announcer = () => document.getElementById("announcer");

  /** The row that Tab comes to: the one that was there last, else that of the open event, else the first. */
  const rove = (to) => {
    const all = links();
    const stop = all.includes(to) ? to : (all.find((link) => link.ariaCurrent) ?? all[0]);
    for (const link of all) link.tabIndex = link === stop ? 0 : -1;
  };

  const tell = (link) => {
    const date = link.closest(".row").querySelector(".row-date").textContent;
    announcer().textContent = `${date}: ${link.textContent}`;
  };

  /** The link so many places from an event's, by its number; of one that is not in the list, the first. */
  const beside = (id, by) => {
    const all = links();
    const now = all.findIndex((link) => link.dataset.event === String(id));
    const next = all[now < 0 ? 0 : now + by];
    if (!next && all.length) announcer().textContent = by < 0 ? announcer().dataset.first : announcer().dataset.last;
    return next;
  };

  const focus = (link) => {
    if (!link) return;
    link.focus({ preventScroll: true });
    chronocite.bringIntoSight(link.closest(".row"));
    tell(link);
  };

  /** Opens the event so many places from the open one; from none, the one that has the focus or would get it. */
  const step = (by) => {
    const from = chronocite.openedEvent() ?? document.activeElement.closest("#list [data-event]")?.dataset.event;
    const link = from ? beside(from, by) : links().find(({ tabIndex }) => tabIndex === 0);
    if (!link) return;
    link.focus({ preventScroll: true }); // evidence.js brings it into sight
    tell(link);
    link.click();
  };

  /** To the next row: from the one that has the focus, the mark that is pointed at, or the last stop. */
  const move = (by, row) => {
    const from = row?.dataset.event ?? chronocite.pointedEvent();
    focus(from ? beside(from, by) : links().find(({ tabIndex }) => tabIndex === 0));
  };

  const inList = { ArrowDown: () => 1, ArrowUp: () => -1, Home: (at) => -at, End: (at, all) => all - 1 - at };
  const sideways = (key) => {
    const isRightToLeft = getComputedStyle(document.body).direction === "rtl";
    return { ArrowRight: isRightToLeft ? -1 : 1, ArrowLeft: isRightToLeft ? 1 : -1 }[key];
  };

  const onArrows = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.target.closest(OWN_ARROWS)) return;
    const row = event.target.closest("#list [data-event]");
    const by = sideways(event.key);
    if (by) {
      event.preventDefault();
      if (row || !chronocite.openedEvent()) move(by, row);
      else step(by);
    } else if (row && inList[event.key]) {
      event.preventDefault();
      const all = links();
      move(inList[event.key](all.indexOf(row), all.length), row);
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    if (chronocite.isLetterKey(event, "j")) step(1);
    else if (chronocite.isLetterKey(event, "k")) step(-1);
    else onArrows(event);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (button) step(Number(button.dataset.step));
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("#list [data-event]")) rove(event.target);
  });
  document.addEventListener("eventopened", () => {
    if (!links().some((link) => link.tabIndex === 0 && link === document.activeElement)) rove();
  });
  rove();
})();
