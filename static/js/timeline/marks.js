// Marks and list are one: pointing at either marks the other, a click opens the event, and a ring
// with lines to its sources stands around the open one. An overlay: nothing is drawn again for it.
(() => {
  const chronocite = (window.chronocite ??= {});
  const SVG = "http://www.w3.org/2000/svg";
  const DWELL = 120; // milliseconds: a mouse on its way past a mark moves nothing
  let hot = 0;
  let coming = 0;

  const openId = () => Number(document.querySelector("#evidence [data-shown]")?.dataset.shown ?? 0);

  const shape = (name, attributes) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };

  /** Dashed lines to the events that contradict this one. */
  const opposed = (id) => {
    const { marks, layout, left, px } = chronocite.drawn;
    const at = (wanted) => marks.customdata.findIndex(([known]) => known === wanted);
    const others = layout.meta.contradicts.filter((pair) => pair.includes(id)).map(([a, b]) => (a === id ? b : a));
    return others.filter((other) => at(other) >= 0).map((other) => {
      const [i, j] = [at(id), at(other)];
      const [x1, y1, x2, y2] = [left + px(marks.x[i]), marks.y[i], left + px(marks.x[j]), marks.y[j]];
      const sag = Math.abs(y1 - y2) < 12 ? Math.max(y1, y2) + 22 : (y1 + y2) / 2;
      return shape("path", { class: "against", d: `M${x1} ${y1}C${x1} ${sag} ${x2} ${sag} ${x2} ${y2}` });
    });
  };

  /** The arcs from and to an event of which the chart has only stubs. */
  const whole = (id) => {
    const { layout, left, px } = chronocite.drawn;
    const path = (line) => line.map((place, i) => (i % 2 ? place : `${i ? "L" : "M"}${left + px(place)} `)).join("");
    return layout.meta.cut.filter(({ pair }) => pair.includes(id)).map(({ lines }) => shape("path", { class: "arc", d: lines.map(path).join("") }));
  };

  /** The ring of an event, in each lane that it lies in. */
  const around = (id) => {
    const { marks } = chronocite.drawn;
    return [...opposed(id), ...whole(id), ...marks.customdata.flatMap(([known], i) => (known === id ? ringed(i) : []))];
  };

  const ringed = (i) => {
    const { marks, layout, left, px } = chronocite.drawn;
    const [x, y, radius] = [left + px(marks.x[i]), marks.y[i], marks.marker.size[i] / 2 + 2]; // names begin right outside
    const letters = marks.customdata[i][2].map((letter) => layout.meta.rail[letter]).filter(Boolean);
    const sight = letters.map(([unit, bottom]) => {
      const end = left + px(unit);
      const middle = (y + radius + bottom) / 2;
      return shape("path", { class: "sight", d: `M${x} ${y + radius}C${x} ${middle} ${end} ${middle} ${end} ${bottom}` });
    });
    return [...sight, shape("circle", { cx: x, cy: y, r: radius })];
  };

  /** All but marks, and names if asked, which lines so pass behind. Of these none lies on another: see labels.js. */
  const beside = (id, withNames) => {
    const { boxes, data, layout, left, px, total } = chronocite.drawn;
    const names = withNames ? boxes.map(({ x, y, w, h }) => `M${left + x} ${y}h${w}v${h}h${-w}z`) : [];
    const dots = data.filter(({ name }) => name === "marks" || name === "again").flatMap(({ x, y, marker }) => x.map((unit, i) => {
      const radius = marker.size[i] / 2 + 1;
      return `M${left + px(unit) - radius} ${y[i]}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
    }));
    const clip = shape("clipPath", { id });
    clip.append(shape("path", { "clip-rule": "evenodd", d: `M0 0H${total}V${layout.height}H0z${names.join("")}${dots.join("")}` }));
    return clip;
  };

  /** Draws the rings again: after the chart was drawn, an event was opened, or pointed at. */
  const ring = () => {
    const overlay = document.getElementById("chart-overlay");
    if (!overlay || !chronocite.drawn) return;
    const ids = [...new Set([openId(), hot])].filter(Boolean);
    const found = ids.flatMap(around);
    for (const stubs of document.querySelectorAll("#chart-box [data-cut]")) { // not beside the whole arc
      const isWhole = stubs.dataset.cut.split(" ").some((id) => ids.includes(Number(id)));
      stubs.setAttribute("visibility", isWhole ? "hidden" : "visible");
    }
    const isArc = (node) => node.getAttribute("class") === "arc";
    const lines = found.filter(({ tagName }) => tagName === "path");
    // A name that cut an arc in two would seem to be what its lower piece leads to.
    const [behindAll, behindMarks] = [["beside-all", (line) => !isArc(line)], ["beside-marks", isArc]].map(([clip, isMine]) => {
      const group = shape("g", { "clip-path": `url(#${clip})` });
      group.append(...lines.filter(isMine));
      return group;
    });
    const clips = found.length ? [beside("beside-all", true), beside("beside-marks", false)] : [];
    overlay.replaceChildren(...clips, ...(found.length ? [behindAll, behindMarks] : []), ...found.filter(({ tagName }) => tagName === "circle"));
  };

  const point = (id) => {
    if (hot === id) return;
    hot = id;
    clearTimeout(coming);
    for (const row of document.querySelectorAll(".row.is-hot")) row.classList.remove("is-hot");
    if (id) document.getElementById(`event-${id}`)?.classList.add("is-hot");
    ring();
  };
  chronocite.pointedEvent = () => hot;

  /** Brings the row of an event into sight where the list scrolls by itself; the page stays where it is. */
  chronocite.showInList = (id) => {
    const row = document.getElementById(`event-${id}`);
    const list = row?.offsetParent;
    if (list?.id !== "list") return;
    whenLaidOut(() => {
      const [start, end] = [row.offsetTop, row.offsetTop + row.offsetHeight - list.clientHeight];
      list.scrollTop = Math.max(end, Math.min(start, list.scrollTop));
    });
  };

  /** Brings a row into sight, and if need be the list. */
  chronocite.bringIntoSight = (row) => whenLaidOut(() => row.scrollIntoView({ block: "nearest", behavior: "instant" }));

  // Right after a change of the filter rows get their height only near sight (content-visibility): what was scrolled to
  // may move once they have it.
  // The newest wish counts, and a reader who scrolls goes where they will.
  let wish = 0;
  const whenLaidOut = (bring) => {
    const mine = ++wish;
    const again = (frames) => {
      if (mine !== wish) return;
      bring();
      if (frames) requestAnimationFrame(() => again(frames - 1));
    };
    again(12);
  };
  for (const name of ["wheel", "touchmove", "keydown"]) {
    addEventListener(name, () => {
      wish += 1;
    }, { capture: true, passive: true });
  }

  const pointOnChart = (id) => {
    if (hot === id) return;
    point(id);
    if (id) coming = setTimeout(() => chronocite.showInList(id), DWELL);
  };

  /** Says what a mark is, above or below its lane, so that its neighbours stay in sight. */
  const tell = ({ data, x, y, pointNumber }) => {
    const { layout, left, px, told } = chronocite.drawn;
    const tip = document.getElementById("tip");
    const lines = told(data.name, pointNumber);
    if (!tip || !lines) return;
    tip.replaceChildren(...lines.map((text) => Object.assign(document.createElement("span"), { textContent: text })));
    tip.classList.add("is-shown");
    const [top, bottom] = layout.meta.bands.find(([start, end]) => y >= start && y <= end) ?? [y - 12, y + 12];
    const above = top - tip.offsetHeight - 3;
    const area = tip.parentElement;
    const inSight = document.getElementById("chart-head").getBoundingClientRect().top - area.getBoundingClientRect().top + area.scrollTop;
    const at = left + px(x) - tip.offsetWidth / 2;
    tip.style.left = `${Math.max(0, Math.min(area.clientWidth - tip.offsetWidth, at))}px`;
    tip.style.top = `${above > inSight ? above : bottom + 3}px`;
  };
  const hush = () => document.getElementById("tip")?.classList.remove("is-shown");

  /** The label that is pointed at: of an event or a source. */
  const labelAt = ({ clientX, clientY, target }) => {
    if (target.closest?.("#chart-head")) return undefined; // it has scrolled below the axis
    const { box, boxes, left } = chronocite.drawn;
    const area = box.getBoundingClientRect();
    const [x, y] = [clientX - area.left - left, clientY - area.top];
    return boxes.find((rect) => x >= rect.x && x <= rect.x + rect.w && y >= rect.y && y <= rect.y + rect.h);
  };

  const open = (id) => {
    const { marks } = chronocite.drawn;
    chronocite.openEvent(id, marks.customdata.find(([known]) => known === id)?.[1]);
  };

  const onPlot = (box) => {
    box.on("plotly_hover", ({ points: [first] }) => {
      pointOnChart(Number(first.customdata?.[0] ?? 0));
      tell(first);
    });
    box.on("plotly_unhover", () => {
      point(0);
      hush();
    });
    box.on("plotly_click", ({ points, event }) => {
      Plotly.Fx.unhover(box);
      hush();
      if (labelAt(event)) return; // the click itself opens it
      const [id, from, to] = points[0].customdata ?? [];
      if (id) chronocite.openEvent(id, points[0].customdata[1]);
      else if (from) chronocite.setPeriod(from, to);
    });
  };

  /** What is written can be clicked; until Plotly is there, what the server has drawn can be too. */
  const onDrawing = (area) => {
    area.addEventListener("mousemove", (event) => {
      const label = labelAt(event);
      if (label?.id) pointOnChart(label.id);
      else if (area.classList.contains("is-over-label")) point(0);
      area.classList.toggle("is-over-label", Boolean(label));
    });
    area.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const mark = event.target.closest("[data-mark]");
      const count = event.target.closest("[data-from]");
      const label = labelAt(event);
      if (mark) {
        event.preventDefault();
        open(Number(mark.dataset.mark));
      } else if (count) chronocite.setPeriod(count.dataset.from, count.dataset.to);
      else if (label?.id) open(label.id);
      else if (label) document.getElementById(`source-${label.source}`)?.click();
    });
  };

  const once = (node, wire) => {
    if (node.dataset.wired) return;
    node.dataset.wired = "yes";
    wire(node);
  };
  document.addEventListener("chartdrawn", () => {
    once(chronocite.drawn.box.parentElement, onDrawing);
    ring();
  });
  document.addEventListener("chartplotted", () => once(chronocite.drawn.box, onPlot));
  document.addEventListener("eventopened", () => {
    point(0);
    ring();
  });
  const rowId = (target) => Number(target.closest?.(".row, .strip li")?.querySelector("[data-event]")?.dataset.event ?? 0);
  document.addEventListener("pointerover", (event) => {
    const drawn = event.target.closest("[data-mark]");
    if (drawn) pointOnChart(Number(drawn.dataset.mark));
    else if (event.target.closest(".row, .strip li")) point(rowId(event.target));
    else if (!event.target.closest("#chart")) point(0);
    if (chronocite.drawn?.box.dataset.wired && !event.target.closest("#chart")) {
      Plotly.Fx.unhover(chronocite.drawn.box);
      hush();
    }
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.closest(".row, .strip li")) point(rowId(event.target));
  });
})();
