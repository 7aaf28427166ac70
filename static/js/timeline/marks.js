// Marks and list are one: pointing at either marks the other, a click opens the event, and a ring
// with lines to its sources stands around the open one. An overlay: nothing is drawn again for it.
(() => {
  const chronocite = (window.chronocite ??= {});
  const SVG = "http://www.w3.org/2000/svg";
  let hot = 0;

  const openId = () => Number(document.querySelector("#evidence [data-shown]")?.dataset.shown ?? 0);

  const shape = (name, attributes) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };

  const around = (id) => {
    const { marks, layout, left, px } = chronocite.drawn;
    const i = marks.customdata.findIndex(([known]) => known === id);
    if (i < 0) return [];
    const [x, y, radius] = [left + px(marks.x[i]), marks.y[i], marks.marker.size[i] / 2 + 4];
    const letters = marks.customdata[i][2].map((letter) => layout.meta.rail[letter]).filter(Boolean);
    const sight = letters.map(([unit, bottom]) => {
      const end = left + px(unit);
      const middle = (y + radius + bottom) / 2;
      return shape("path", { class: "sight", d: `M${x} ${y + radius}C${x} ${middle} ${end} ${middle} ${end} ${bottom}` });
    });
    return [...sight, shape("circle", { cx: x, cy: y, r: radius })];
  };

  /** Draws the rings again: after the chart was drawn, an event was opened, or pointed at. */
  const ring = () => {
    const overlay = document.getElementById("chart-overlay");
    if (!overlay || !chronocite.drawn) return;
    overlay.replaceChildren(...[...new Set([openId(), hot])].filter(Boolean).flatMap(around));
  };

  const point = (id) => {
    if (hot === id) return;
    hot = id;
    for (const row of document.querySelectorAll(".row.is-hot")) row.classList.remove("is-hot");
    if (id) document.getElementById(`event-${id}`)?.classList.add("is-hot");
    ring();
  };

  const onPlot = (box) => {
    box.on("plotly_hover", ({ points }) => point(Number(points[0].customdata?.[0] ?? 0)));
    box.on("plotly_unhover", () => point(0));
    box.on("plotly_click", ({ points }) => {
      Plotly.Fx.unhover(box);
      const [id, from, to] = points[0].customdata ?? [];
      if (id) chronocite.openEvent(id, points[0].customdata[1]);
      else if (from) chronocite.setPeriod(from, to);
    });
    box.on("plotly_clickannotation", ({ annotation }) => {
      const [kind, key] = (annotation.name ?? "").split(":");
      if (kind === "event") {
        const { marks } = chronocite.drawn;
        chronocite.openEvent(Number(key), marks.customdata.find(([id]) => id === Number(key))?.[1]);
      } else if (kind === "source") document.getElementById(`source-${key}`)?.click();
    });
  };

  document.addEventListener("chartdrawn", () => {
    const { box } = chronocite.drawn;
    if (!box.dataset.wired) {
      box.dataset.wired = "yes";
      onPlot(box);
    }
    ring();
  });
  document.addEventListener("eventopened", ring);
  const rowId = (target) => Number(target.closest?.(".row, .strip li")?.querySelector("[data-event]")?.dataset.event ?? 0);
  document.addEventListener("pointerover", (event) => {
    if (event.target.closest(".row, .strip li")) point(rowId(event.target));
    else if (!event.target.closest("#chart")) point(0);
    if (chronocite.drawn && !event.target.closest("#chart")) Plotly.Fx.unhover(chronocite.drawn.box);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.closest(".row, .strip li")) point(rowId(event.target));
  });
})();
