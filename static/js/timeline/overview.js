// The strip above the chart chooses the period: drag over it; a click shows everything again.
(() => {
  const chronocite = (window.chronocite ??= {});
  const EPOCH = 2440588; // Julian day of 1 January 1970
  const MONTHS_BELOW = 800; // days; shorter periods are asked for to the month, longer to the year

  const calendar = (day) => new Date((Math.floor(day) - EPOCH) * 864e5);
  /** A year or month as the filter reads it; one of more than four digits is a year only. */
  const words = (day, withMonth) => {
    const date = calendar(day);
    const year = date.getUTCFullYear();
    if (Math.abs(year) > 9999) return `Y${year}`;
    const written = `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}`;
    return withMonth ? `${written}-${String(date.getUTCMonth() + 1).padStart(2, "0")}` : written;
  };

  /** Asks for a period, by the filter's own fields. */
  chronocite.setPeriod = (from, to) => {
    const form = document.getElementById("filters");
    form.elements.from.value = from;
    form.elements.to.value = to;
    form.requestSubmit();
  };

  const wire = () => {
    const brush = document.getElementById("brush");
    const { layout, left, px } = chronocite.drawn;
    const { first, last, bottom } = layout.meta.overview;
    const width = px(1000);
    Object.assign(brush.style, { display: "block", left: `${left}px`, top: "0", width: `${width}px`, height: `${bottom + 12}px` });
    if (brush.dataset.wired) return;
    brush.dataset.wired = "yes";
    const window = document.createElement("span");
    const at = (event) => {
      const area = brush.getBoundingClientRect();
      return Math.max(0, Math.min(1, (event.clientX - area.left) / area.width));
    };
    let start = null;
    brush.addEventListener("pointerdown", (event) => {
      start = at(event);
      brush.setPointerCapture(event.pointerId);
    });
    brush.addEventListener("pointermove", (event) => {
      if (start === null) return;
      const [low, high] = [start, at(event)].sort((a, b) => a - b);
      brush.append(window);
      Object.assign(window.style, { left: `${low * 100}%`, width: `${(high - low) * 100}%` });
    });
    brush.addEventListener("pointercancel", () => {
      start = null; // the browser scrolls
      window.remove();
    });
    brush.addEventListener("pointerup", (event) => {
      if (start === null) return;
      const [low, high] = [start, at(event)].sort((a, b) => a - b);
      start = null;
      window.remove();
      if ((high - low) * brush.clientWidth < 4) {
        chronocite.setPeriod("", "");
        return;
      }
      const days = [low, high].map((share) => first + share * (last - first));
      const withMonth = days[1] - days[0] < MONTHS_BELOW;
      chronocite.setPeriod(words(days[0], withMonth), words(days[1], withMonth));
    });
  };
  document.addEventListener("chartdrawn", wire);
})();
