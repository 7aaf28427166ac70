// The server names colours by design token, such as var(--lane-3). Plotly wants values: they are
// read from the stylesheet, so light and dark need no second request.
(() => {
  const chronocite = (window.chronocite ??= {});
  const TOKEN = /^var\(--[\w-]+\)$/;
  const COLOUR_KEYS = new Set(["color", "fillcolor", "bgcolor", "bordercolor"]);

  const reader = () => {
    const probe = document.createElement("span");
    probe.hidden = true;
    probe.style.forcedColorAdjust = "none"; // the chart keeps its colours: shapes and names carry it too
    document.body.append(probe);
    const known = new Map();
    const read = (token) => {
      if (!known.has(token)) {
        probe.style.color = token;
        known.set(token, getComputedStyle(probe).color);
      }
      return known.get(token);
    };
    return { read, done: () => probe.remove() };
  };

  /** A copy of a figure with every colour token replaced. Only colours are looked at, never text. */
  chronocite.painted = (figure) => {
    const { read, done } = reader();
    const paint = (value) => (typeof value === "string" && TOKEN.test(value) ? read(value) : value);
    const walk = (value, key) => {
      if (Array.isArray(value)) return COLOUR_KEYS.has(key) ? value.map(paint) : value.map((item) => walk(item));
      if (value !== null && typeof value === "object") {
        return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, name)]));
      }
      return COLOUR_KEYS.has(key) ? paint(value) : value;
    };
    const copy = walk(figure);
    done();
    return copy;
  };
})();
