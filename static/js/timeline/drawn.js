// What the server has drawn, read back: its marks as Plotly's traces, so that they are sent only once.
(() => {
  const chronocite = (window.chronocite ??= {});
  const UNITS = 10; // of the time axis, in one per cent of the plot's width

  const empty = (part) => ({
    type: "scatter", mode: "markers", name: part, uid: part === "marks" ? "events" : part,
    x: [], y: [], customdata: [], told: [], text: [], inks: [],
    marker: { symbol: [], size: [], color: [], opacity: 1, line: { width: [], color: [] } },
    cliponaxis: false, showlegend: false,
  });

  /** The id, address and sources' letters of an event, or the period that a count stands for. */
  const dataOf = ({ dataset, href }) => {
    if (dataset.mark) return [Number(dataset.mark), href.baseVal, dataset.letters?.split(" ") ?? []];
    return dataset.from === undefined ? [0] : [0, dataset.from, dataset.to];
  };

  const add = (trace, path) => {
    const place = path.parentElement;
    const owner = place.parentElement;
    const number = path.nextElementSibling;
    const [symbol, size] = path.dataset.shape.split(" ");
    trace.x.push(parseFloat(place.getAttribute("x")) * UNITS);
    trace.y.push(Number(place.getAttribute("y")));
    trace.customdata.push(dataOf(owner));
    trace.told.push(owner.querySelector(":scope > title")?.textContent ?? "");
    trace.text.push(number?.textContent ?? "");
    trace.inks.push(number?.getAttribute("fill"));
    trace.marker.symbol.push(symbol);
    trace.marker.size.push(Number(size));
    trace.marker.color.push(path.getAttribute("fill"));
    trace.marker.line.width.push(Number(path.getAttribute("stroke-width") ?? 0));
    trace.marker.line.color.push(path.getAttribute("stroke") ?? "rgba(0,0,0,0)");
  };

  /** The marks of a drawing, a trace for each kind of them, in the order in which they are drawn. */
  chronocite.tracesOf = (drawing) => {
    const traces = new Map();
    for (const path of drawing.querySelectorAll(".drawn-points path")) {
      const part = path.getAttribute("class").replace("drawn-", "");
      if (!traces.has(part)) traces.set(part, empty(part));
      add(traces.get(part), path);
    }
    if (!traces.has("marks")) traces.set("marks", empty("marks"));
    return [...traces.values()];
  };
})();
