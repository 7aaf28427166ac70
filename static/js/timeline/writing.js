// All that is written on the chart, as plain SVG text: names of lanes, years and months, labels of
// events where they fit, letters of sources. Plotly would take a quarter of a second for as many.
(() => {
  const chronocite = (window.chronocite ??= {});
  const SVG = "http://www.w3.org/2000/svg";
  const LABEL = { size: 11.5, line: 14 };
  const UNITS = 1000; // length of the time axis
  const [OUT, BEFORE] = [12, 6]; // pixels out of the drawing, and before its own line, for the last year's name
  const [SEEN, OVER] = [23, 5]; // pixels of an arc from the plan to the words on it, and of its end that they may cover
  const LETTER = { size: 11, half: 8 };
  let family = "";

  const measure = (text, size, weight) => chronocite.labels.measure(text, size, weight, family);
  const node = (name, attributes) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  /** One line of text; y: its middle. */
  const line = ({ x, y, text, size = LABEL.size, weight = 400, color = "var(--ink-2)", anchor = "start", halo = false }) => {
    const made = node("text", { x: x.toFixed(1), y: y.toFixed(1), dy: "0.35em", "font-size": size, "font-weight": weight, fill: color, "text-anchor": anchor });
    if (halo) made.setAttribute("class", "halo");
    made.textContent = text;
    return made;
  };

  /** What labels must not cover: marks, and what the server says of lenses, bars and arcs. */
  const obstaclesOf = (data, { lenses, lines, curves }, px) => {
    const found = [];
    for (const { name, x, y, marker, customdata } of data) {
      if (name === "split" || name === "bins") continue; // a cut through a mark; below where labels stand
      x.forEach((unit, i) => {
        const half = marker.size[i] / 2 + 2;
        found.push({ x: px(unit) - half, y: y[i] - half, w: 2 * half, h: 2 * half, id: customdata[i][0] || undefined });
      });
    }
    const box = ([left, top, right, bottom], extra) =>
      found.push({ x: px(left), y: top, w: px(right - left), h: bottom - top, ...extra });
    for (const lens of lenses) box(lens, { line: true, lens: true });
    for (const line of lines) box(line, { line: true });
    for (const curve of curves) {
      for (let i = 2; i < curve.length; i += 2) {
        const [xs, ys] = [[px(curve[i - 2]), px(curve[i])], [curve[i - 1], curve[i + 1]]];
        const [x, y] = [Math.min(...xs) - 2, Math.min(...ys) - 2];
        found.push({ x, y, w: Math.max(...xs) + 2 - x, h: Math.max(...ys) + 2 - y, line: true, arc: true });
      }
    }
    return found;
  };

  /** Names of years and months: those of wide cells first, each where its cell has room for it. Some may
   *  spill over cells without a name; the last of them a little over the edge, or before its line. */
  const axisNames = (names, px) => {
    const taken = [];
    const lines = [];
    for (const name of names) {
      const weight = name.strong ? 700 : 400;
      const own = px(name.x) + name.shift;
      for (const text of [name.text, name.short]) {
        const w = measure(text, 11, weight) + 4;
        const start = name.spill ? Math.min(own, px(UNITS) + OUT - w) : own;
        const rect = { x: start, y: name.y - 5, w, h: 10 };
        const fits = name.spill ? start >= own - BEFORE : w <= px(name.end) - own + 9;
        if (!fits || taken.some((other) => chronocite.labels.overlap(rect, other))) continue;
        taken.push(rect);
        lines.push(line({ x: start, y: name.y, text, size: 11, weight, color: name.strong ? "var(--ink)" : undefined }));
        break;
      }
    }
    return { lines, taken };
  };

  /** One or two lines, with the date below where it is a milestone. */
  const formsOf = (label) => {
    const words = label.text.split(" ");
    const weight = label.must ? 700 : 400;
    const form = (lines) => {
      const widths = lines.map(([text, bold]) => measure(text, LABEL.size, bold ? 700 : 400) + 4);
      return { lines, widths, w: Math.max(...widths), h: lines.length * LABEL.line };
    };
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

  /** Labels of events and of arcs, where there is room; boxes: where a click opens an event. */
  const eventLabels = function* (meta, obstacles, width, height, px) {
    const lines = [];
    const boxes = [];
    const labels = [];
    for (const label of meta.labels) {
      labels.push({ ...label, x: px(label.x), left: px(label.left), right: px(label.right), kept: label.kept?.map(px), forms: formsOf(label) });
      yield;
    }
    const kept = labels.filter((label) => label.kept).map(chronocite.labels.keptBox);
    const taken = [...obstacles.filter((o) => !o.lens && !o.arc), ...kept];
    for (const { text, brief, ends, spots } of meta.arcs) {
      const [start, end] = ends.map(px);
      const [before, after] = start < end ? [SEEN, -OVER] : [-OVER, SEEN];
      const fits = ({ x, w }) => x >= Math.min(start, end) + before && x + w <= Math.max(start, end) - after;
      const places = [text, brief].flatMap((words) => {
        const w = measure(words, 11, 600) + 6;
        return spots.flatMap((x, i) => (i % 2 ? [] : { words, x: px(x) - w / 2, y: spots[i + 1] - 5.5, w, h: 11 }));
      });
      const rect = places.find((place) => fits(place) && !taken.some((o) => chronocite.labels.overlap(place, o)));
      if (!rect) continue;
      taken.push(rect);
      obstacles.push(rect);
      lines.push(node("rect", { x: rect.x + 1, y: rect.y, width: rect.w - 2, height: 11, fill: "var(--paper)" }));
      lines.push(line({ x: rect.x + 3, y: rect.y + 5.5, text: rect.words, size: 11, weight: 600, color: "var(--ink)" }));
    }
    const spots = yield* chronocite.labels.place(labels, obstacles, { x: 0, y: 0, w: width, h: height });
    for (const spot of spots) {
      const { label, form } = spot;
      const atEnd = spot.x + spot.w <= label.x;
      boxes.push({ id: label.id, x: spot.x, y: spot.y, w: spot.w, h: spot.h });
      if (spot.leader) {
        const [x1, y1, x2, y2] = spot.leader.map((place) => place.toFixed(1));
        lines.unshift(node("path", { class: "leader", d: `M${x1} ${y1}L${x2} ${y2}` }));
      }
      form.lines.forEach(([text, bold], i) => {
        lines.push(line({
          x: atEnd ? spot.x + spot.w : spot.x,
          y: spot.y + (i + 0.5) * LABEL.line,
          text,
          weight: bold ? 700 : 400,
          color: bold ? "var(--ink)" : undefined,
          anchor: atEnd ? "end" : "start",
          halo: true,
        }));
      });
    }
    return { lines, boxes };
  };

  /** Names of lanes and letters of sources, which the server has placed. */
  const placedNames = (annotations, px) => {
    const lines = [];
    const boxes = [];
    const lanes = [];
    for (const { name, text, x, xshift = 0, y, yanchor, font, bgcolor } of annotations) {
      const rows = text.split("<br>").map(chronocite.readable);
      const [kind, key] = [name.slice(0, name.indexOf(":")), name.slice(name.indexOf(":") + 1)];
      if (kind === "source") {
        const [left, half] = [px(x), LETTER.half];
        lines.push(node("rect", { x: left - half, y: y - half - 1, width: 2 * half, height: 2 * half + 2, fill: bgcolor, rx: 1.5 }));
        lines.push(line({ x: left, y, text: rows[0], size: font.size, weight: font.weight, color: font.color, anchor: "middle" }));
        boxes.push({ source: key, x: left - half, y: y - half, w: 2 * half, h: 2 * half });
      } else {
        const top = yanchor === "top" ? y + 7 : y - ((rows.length - 1) / 2) * 15.5;
        rows.forEach((row, i) => lines.push(line({ x: px(x) + xshift, y: top + i * 15.5, text: row, size: font.size, weight: font.weight, color: font.color })));
        if (yanchor === "top") lanes.push({ x: -8, y, w: measure(rows[0], font.size, font.weight) + 12, h: 15 });
      }
    }
    return { lines, boxes, lanes };
  };

  /** The numbers of milestones, on their marks: Plotly's come over those of the drawing. */
  const numbersOf = (data, px) => {
    const group = node("g", { class: "numbers" });
    for (const { name, x, y, text, inks } of data) {
      if (name !== "marks") continue;
      text.forEach((number, i) => {
        if (number) group.append(line({ x: px(x[i]), y: y[i], text: number, size: 9, weight: 700, color: inks[i], anchor: "middle" }));
      });
    }
    return group;
  };

  /** Text as the server wrote it, of what it escaped for Plotly. */
  chronocite.readable = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

  /** Writes on the chart and its head, which stays in sight, in short steps; returns boxes in which a click
   *  opens an event or marks a source. */
  chronocite.write = function* (svg, head, { data, layout, width, left, px }) {
    family ||= getComputedStyle(document.body).fontFamily;
    const axis = axisNames(layout.meta.names, px);
    const names = placedNames(layout.annotations, px);
    const obstacles = [...obstaclesOf(data, layout.meta.obstacles, px), ...axis.taken, ...names.lanes];
    const { today } = layout.meta;
    if (today !== null) obstacles.push({ x: px(today), y: 0, w: width, h: layout.height, line: true, lens: true, ahead: true });
    yield;
    const events = yield* eventLabels(layout.meta, obstacles, width, layout.height, px);
    const group = node("g", { transform: `translate(${left})` });
    group.append(...names.lines, ...events.lines, numbersOf(data, px));
    svg.setAttribute("height", layout.height);
    svg.replaceChildren(group);
    const years = node("g", { transform: `translate(${left})` });
    years.append(...axis.lines);
    head.replaceChildren(years);
    return [...events.boxes, ...names.boxes];
  };
})();
