// The figure of the page: the server has drawn it as SVG in a wide and a narrow layout. Picks the one
// that there is room for, writes on it, and hands it to Plotly (plot.js). Again when the size changes.
(() => {
  const chronocite = (window.chronocite ??= {});
  const UNITS = 1000; // length of the time axis, as the server counts it
  const NARROWER = 0.9; // marks keep clear of each other down to this share of the width laid out for
  const SLICE = 6; // milliseconds without a pause; a phone takes four times as long

  let figure = null;
  let total = 0; // pixels of the box, as last measured: to ask for it after a swap would lay out the page at once

  const read = () => {
    const source = document.getElementById("figure");
    figure = source ? JSON.parse(source.textContent) : null;
  };

  const margins = ({ margin }) => margin.l + margin.r;

  /** Whether there is room for the wide layout; the server leaves out the other one then. */
  const hasRoom = () => total - margins(figure.layout) >= figure.layout.meta.width * NARROWER;
  chronocite.isWide = () => Boolean(figure && total && hasRoom());

  /** The lines of what a mark says, by the name of its trace and its number in it. Only the wide drawing
   *  has them; the narrow one is found there by the event's id. */
  const teller = (area, data) => (name, number) => {
    const trace = data.find((one) => one.name === name);
    const id = trace?.customdata[number]?.[0];
    const told = trace?.told[number] || (id && area.querySelector(`.drawing-wide [data-mark="${id}"] title`)?.textContent);
    return told ? told.split("\n") : null;
  };

  let running = null;

  /** Runs what works in steps: at once, or a few milliseconds at a time while the page is coming. */
  const run = (steps, done) => {
    const slice = chronocite.drawn ? Infinity : SLICE;
    running = steps;
    const go = () => {
      if (running !== steps) return; // a newer chart has come
      const end = performance.now() + slice;
      let step = steps.next();
      while (!step.done && performance.now() < end) step = steps.next();
      if (step.done) done(step.value);
      else setTimeout(go);
    };
    go();
  };

  // Tells the width after each layout of the page: also where a new chart has another one than the last.
  const sizes = new ResizeObserver((entries) => {
    const width = Math.round(entries.at(-1).contentRect.width);
    if (!width || width === total || !entries.at(-1).target.isConnected) return;
    total = width;
    requestAnimationFrame(draw);
  });

  /** Draws the figure into its box, and tells the rest of the page where things lie. */
  const draw = () => {
    running = null;
    const box = document.getElementById("chart");
    if (!figure || !box) {
      chronocite.drawn = null; // nothing passes the filter: what was drawn is gone
      return;
    }
    sizes.observe(box);
    total ||= box.clientWidth;
    if (!total) return;
    const isNarrow = !hasRoom();
    if (isNarrow && !figure.layout.meta.narrow) {
      htmx.ajax("GET", location.href, { target: "#results", swap: "outerHTML" });
      return;
    }
    const area = box.parentElement;
    const { layout } = isNarrow ? figure.layout.meta.narrow : figure;
    const drawing = area.querySelector(isNarrow ? ".drawing-narrow" : ".drawing-wide");
    const data = chronocite.tracesOf(drawing);
    const width = total - margins(layout);
    const left = layout.margin.l;
    const px = (units) => (units / UNITS) * width;
    const marks = data.find(({ name }) => name === "marks");
    const done = (boxes) => {
      area.classList.remove("is-wide", "is-narrow");
      area.classList.add(isNarrow ? "is-narrow" : "is-wide", "is-written");
      // In pixels, as what is written on it: on paper both keep their size.
      for (const one of [drawing, area.querySelector(isNarrow ? ".head-narrow" : ".head-wide")]) one.style.width = `${width}px`;
      chronocite.drawn = { box, data, layout, marks, total, left, px, boxes, told: teller(area, data) };
      document.dispatchEvent(new CustomEvent("chartdrawn"));
    };
    const [writing, head] = ["chart-writing", "axis-writing"].map((id) => document.getElementById(id));
    run(chronocite.write(writing, head, { data, layout, width, left, px }), done);
  };

  /** Takes the figure that the server has just sent, and draws it. */
  chronocite.drawChart = () => {
    sizes.disconnect();
    read();
    draw();
  };

  document.addEventListener("themechange", draw);
  // Paper has a size of its own: the chart is laid out for it, whatever the screen was, so that it fills the room below the
  // headline. Pixels of A4, across and upright; print.css says how they become those of the sheet that there is.
  const ACROSS = { wide: 1016, high: 540, least: 1180 };
  const UPRIGHT = { wide: 684, high: 790, least: 900 };
  const SMALLEST = 0.6; // what would have to be smaller across has upright paper
  const onPaper = (isPaper) => {
    const area = document.getElementById("chart-box");
    if (!area || !figure) return;
    const { height } = figure.layout;
    const isTall = height * SMALLEST > ACROSS.high;
    const { wide, high, least } = isTall ? UPRIGHT : ACROSS;
    const width = Math.round(Math.max(least, (height * wide) / high));
    area.classList.toggle("is-tall", isPaper && isTall);
    area.style.width = isPaper ? `${width}px` : "";
    area.style.setProperty("--laid-wide", width);
    area.style.setProperty("--laid-high", height);
    total = document.getElementById("chart")?.clientWidth ?? 0; // at once: the observer would tell it too late
    draw();
  };
  addEventListener("beforeprint", () => onPaper(true));
  addEventListener("afterprint", () => onPaper(false));
  // Not in one go with the first layout: what the server has drawn is painted before.
  requestAnimationFrame(() => setTimeout(chronocite.drawChart));
})();
