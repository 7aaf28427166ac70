// The figure of the page, drawn: picks the wide or the narrow layout, writes the names of years and
// events where they fit, and hands it to Plotly in one call. Drawn again when size or theme change.
(() => {
  const chronocite = (window.chronocite ??= {});
  const UNITS = 1000; // length of the time axis, as the server counts it
  const NARROWER = 0.9; // marks keep clear of each other down to this share of the width laid out for
  const CONFIG = { displayModeBar: false, responsive: false, scrollZoom: false, doubleClick: false, showTips: false };
  const SINK = 1.2; // pixels that Plotly sets a text above its middle
  const HALO = "0 0 2px var(--paper), 0 0 2px var(--paper), 0 0 3px var(--paper)";
  const LABEL = { size: 11.5, line: 14 };

  let figure = null;
  let family = "sans-serif";

  /** Text that Plotly shows as it stands: it reads a subset of HTML in annotations. */
  const plain = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const measure = (text, size, weight) => chronocite.labels.measure(text, size, weight, family);

  const read = () => {
    const source = document.getElementById("figure");
    figure = source ? JSON.parse(source.textContent) : null;
  };

  /** The narrow layout leaves out what the wide one has already: hover texts and addresses, by id. */
  const narrowed = (wide) => {
    const { data, layout } = wide.layout.meta.narrow;
    const known = new Map();
    for (const trace of wide.data) {
      if (trace.meta.part === "marks") trace.customdata.forEach((item, i) => known.set(item[0], [item, trace.hovertext[i]]));
    }
    for (const trace of data) {
      if (trace.meta.part !== "marks" || trace.hovertext) continue;
      trace.hovertext = trace.customdata.map(([id]) => known.get(id)[1]);
      trace.customdata = trace.customdata.map(([id]) => known.get(id)[0]);
    }
    return { data, layout };
  };

  /** Whether there is room for the wide layout; the server leaves out the other one then. */
  const hasRoom = (layout, total) => total - layout.margin.l - layout.margin.r >= layout.meta.width * NARROWER;
  chronocite.isWide = () => {
    const box = document.getElementById("chart");
    return Boolean(figure?.data.length && box?.clientWidth && hasRoom(figure.layout, box.clientWidth));
  };

  /** What labels must not cover, from the traces themselves. Lenses, arcs and bars: by outline. */
  const obstaclesOf = (data, px) => {
    const found = [];
    const outlines = (trace, each) => {
      let points = [];
      trace.x.forEach((x, i) => {
        if (x === null) {
          if (points.length) each(points);
          points = [];
        } else points.push([px(x), trace.y[i]]);
      });
    };
    const box = (points, extra) => {
      const xs = points.map((p) => p[0]);
      const ys = points.map((p) => p[1]);
      const [x, y] = [Math.min(...xs), Math.min(...ys)];
      found.push({ x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y, ...extra });
    };
    for (const trace of data) {
      const { part } = trace.meta;
      if (["marks", "again", "bins"].includes(part)) {
        trace.x.forEach((x, i) => {
          const half = trace.marker.size[i] / 2 + 2;
          found.push({ x: px(x) - half, y: trace.y[i] - half, w: 2 * half, h: 2 * half, id: trace.customdata[i][0] || undefined });
        });
      } else if (part === "bar" || part === "open") outlines(trace, (points) => box(points, { line: true }));
      else if (part === "lens") outlines(trace, (points) => box(points.map(([x, y], i) => [x, (y + points[0][1]) / 2]), { soft: true }));
      else if (part === "arc" || part === "tie") {
        outlines(trace, (points) => {
          for (let i = 1; i < points.length; i++) box([points[i - 1], points[i]].map(([x, y], j) => [x + (j ? 2 : -2), y + (j ? 2 : -2)]), { line: true });
        });
      }
    }
    return found;
  };

  const note = (x, y, text, more) => ({
    x, y, text: plain(text), showarrow: false, xanchor: "left", yanchor: "middle", align: "left", borderpad: 0, ...more,
  });

  /** All that is written as one trace: an annotation each would cost four times as much. */
  const writing = (notes) => ({
    type: "scatter",
    mode: "text",
    uid: "writing",
    x: notes.map(({ x }) => x),
    y: notes.map(({ y }) => y + SINK),
    text: notes.map(({ text }) => text),
    textposition: notes.map(({ xanchor }) => (xanchor === "right" ? "middle left" : "middle right")),
    textfont: {
      size: notes.map(({ font }) => font.size),
      weight: notes.map(({ font }) => font.weight),
      color: notes.map(({ font }) => font.color),
      shadow: notes.map(({ font }) => (font.weight === 700 ? HALO : "none")),
    },
    hoverinfo: "skip",
    cliponaxis: false,
    showlegend: false,
    meta: { part: "writing" },
  });

  /** Names of years and months: those of wide cells first, each where its cell has room for it. */
  const axisNames = (names, px, unit) => {
    const taken = [];
    const notes = [];
    for (const name of names) {
      const weight = name.strong ? 700 : 400;
      const start = px(name.x) + 3;
      for (const text of [name.text, name.short]) {
        const rect = { x: start, y: name.y - 5, w: measure(text, 11, weight) + 4, h: 10 };
        if (rect.w > px(name.end) - start + 9 || taken.some((other) => chronocite.labels.overlap(rect, other))) continue;
        taken.push(rect);
        const color = name.strong ? "var(--ink)" : "var(--ink-2)";
        notes.push(note(unit(start), name.y, text, { font: { size: 11, weight, color } }));
        break;
      }
    }
    return { notes, taken };
  };

  /** One or two lines, with the date below where it is a milestone. */
  const formsOf = (label) => {
    const words = label.text.split(" ");
    const weight = label.must ? 700 : 400;
    const form = (lines) => ({
      lines,
      dated: lines.at(-1)[0] === label.when,
      w: Math.max(...lines.map(([text, bold]) => measure(text, LABEL.size, bold ? 700 : 400))) + 4,
      h: lines.length * LABEL.line,
    });
    const date = label.must && label.when ? [[label.when, false]] : [];
    const whole = [[label.text, weight === 700]];
    const forms = [form([...whole, ...date]), form(whole)];
    if (words.length > 1) {
      let cut = 1;
      while (cut < words.length - 1 && words.slice(0, cut + 1).join(" ").length <= label.text.length / 2 + 2) cut++;
      const halves = [words.slice(0, cut).join(" "), words.slice(cut).join(" ")].map((text) => [text, weight === 700]);
      forms.splice(1, 0, form([...halves, ...date]), form(halves));
    }
    return forms;
  };

  const isLaneName = ({ name }) => name.startsWith("lane:");
  const laneNameBox = ({ text, y, font }) => ({ x: -8, y, w: measure(text, font.size, font.weight) + 12, h: 15 });

  const eventLabels = (meta, data, written, width, height, px, unit) => {
    const obstacles = [...obstaclesOf(data, px), ...written];
    const notes = [];
    const slips = [];
    for (const arc of meta.arcs) {
      const w = measure(arc.text, 11, 600) + 8;
      const rect = { x: Math.max(0, Math.min(width - w, px(arc.x) - w / 2)), y: arc.y - 7, w, h: 14 };
      if (obstacles.some((o) => !o.soft && !o.line && chronocite.labels.overlap(rect, o))) continue;
      obstacles.push(rect);
      slips.push(note(unit(rect.x + 4), arc.y, arc.text, { font: { size: 11, weight: 600, color: "var(--ink)" }, bgcolor: "var(--paper)" }));
    }
    const labels = meta.labels.map((label) => ({
      ...label, x: px(label.x), left: px(label.left), right: px(label.right), forms: formsOf(label),
    }));
    const leaders = { x: [], y: [] };
    const boxes = [];
    for (const spot of chronocite.labels.place(labels, obstacles, { x: 0, y: 0, w: width + 10, h: height })) {
      const { label, form } = spot;
      const atEnd = spot.x + spot.w <= label.x;
      boxes.push({ id: label.id, x: spot.x, y: spot.y, w: spot.w, h: spot.h });
      if (spot.leader) {
        const endX = Math.max(spot.x, Math.min(label.x, spot.x + spot.w));
        const endY = Math.max(spot.y, Math.min(label.y, spot.y + spot.h));
        leaders.x.push(unit(label.x), unit(endX), null);
        leaders.y.push(label.y, endY, null);
      }
      form.lines.forEach(([text, bold], i) => {
        notes.push(note(unit(atEnd ? spot.x + spot.w : spot.x), spot.y + (i + 0.5) * LABEL.line, text, {
          xanchor: atEnd ? "right" : "left",
          font: { size: LABEL.size, weight: bold ? 700 : 400, color: bold ? "var(--ink)" : "var(--ink-2)" },
        }));
      });
    }
    return { notes, slips, leaders, boxes };
  };

  /** What a mark says stands in a box of ours, outside of its lane: see marks.js. */
  const unhovered = (trace) => (trace.hovertext ? { ...trace, hovertext: undefined, hovertemplate: undefined, hoverinfo: "none" } : trace);

  /** The lines of what a mark says, by the name of its trace and its number in it. */
  const teller = (data) => (name, number) => {
    const text = data.find((trace) => trace.hovertext && trace.name === name)?.hovertext[number];
    return text?.split("<br>").map((line) => line.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&"));
  };

  /** Draws the figure into its box, and tells the rest of the page where things lie. */
  const draw = () => {
    const box = document.getElementById("chart");
    if (!box) return;
    const total = box.clientWidth;
    if (!figure?.data.length || !total) {
      box.parentElement.hidden = !figure?.data.length;
      return;
    }
    box.parentElement.hidden = false;
    family = getComputedStyle(document.body).fontFamily;
    const margins = ({ margin }) => margin.l + margin.r;
    const isNarrow = !hasRoom(figure.layout, total);
    if (isNarrow && !figure.layout.meta.narrow) {
      htmx.ajax("GET", location.href, { target: "#results", swap: "outerHTML" });
      return;
    }
    const { data, layout } = isNarrow ? narrowed(figure) : figure;
    const width = total - margins(layout);
    const px = (units) => (units / UNITS) * width;
    const unit = (pixels) => (pixels / width) * UNITS;
    const axis = axisNames(layout.meta.names, px, unit);
    const lanes = isNarrow ? layout.annotations.filter(isLaneName).map(laneNameBox) : [];
    const written = [...axis.taken, ...lanes];
    const { notes, slips, leaders, boxes } = eventLabels(layout.meta, data, written, width, layout.height, px, unit);
    const marks = data.findIndex((trace) => trace.meta.part === "marks");
    const lines = {
      type: "scatter", mode: "lines", ...leaders, line: { color: "var(--edge)", width: 1 }, hoverinfo: "skip", showlegend: false, meta: { part: "leaders" },
    };
    const drawn = chronocite.painted({
      data: [...data.slice(0, marks), lines, ...data.slice(marks).map(unhovered), writing([...axis.notes, ...notes])],
      layout: {
        ...layout,
        width: total,
        font: { ...layout.font, family },
        annotations: [...layout.annotations, ...slips],
      },
    });
    Plotly.react(box, drawn.data, drawn.layout, CONFIG);
    chronocite.drawn = { box, layout, marks: data[marks], left: layout.margin.l, px, boxes, told: teller(data) };
    document.dispatchEvent(new CustomEvent("chartdrawn"));
  };

  /** Takes the figure that the server has just sent, and draws it. */
  chronocite.drawChart = () => {
    read();
    draw();
  };

  let lastWidth = 0;
  let waiting = 0;
  addEventListener("resize", () => {
    if (innerWidth === lastWidth) return; // a phone's address bar comes and goes
    lastWidth = innerWidth;
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(draw);
  });
  document.addEventListener("themechange", draw);
  document.fonts.ready.then(chronocite.drawChart);
})();
