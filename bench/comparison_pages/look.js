// What a reader has on screen, read off by geometry in the same way on each page; and when it came.
// Runs before the page's own scripts; SUBJECT names the page.
(() => {
  const visible = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0;
  };
  const all = (selector) => [...document.querySelectorAll(selector)].filter(visible);
  const idOf = (element) => {
    const known = element?.closest?.("[data-event], [data-mark], .vis-item[data-id]");
    if (known) return known.dataset.event ?? known.dataset.mark ?? known.dataset.id;
    return element?.closest?.("[id^='event-']")?.id.match(/^event-(\d+)/)?.[1];
  };
  const named = (selector) => all(selector).map((element) => [idOf(element), [element]]);

  // Ours writes labels as plain lines of text; the boxes in which a click opens the event tell whose.
  const written = () => {
    const { boxes = [], left = 0 } = window.chronocite?.drawn ?? {};
    const origin = document.getElementById("chart-writing")?.getBoundingClientRect();
    const lines = all("#chart-writing text").map((line) => [line, line.getBoundingClientRect()]);
    const inside = ({ x, y, w, h }, rect) => {
      const [across, down] = [rect.x + rect.width / 2 - origin.x - left, rect.y + rect.height / 2 - origin.y];
      return across > x && across < x + w && down > y && down < y + h;
    };
    return boxes.filter(({ id }) => id).map((box) =>
      [String(box.id), lines.filter(([, rect]) => inside(box, rect)).map(([line]) => line)]);
  };

  const PAGES = {
    chronocite: {
      marks: () => named("a[data-mark] path"),
      labels: { chart: written, list: () => named("#list .row-title"), strip: () => named("#strip .strip-title") },
      current: () => document.querySelector("#evidence [data-shown]")?.dataset.shown,
    },
    timelinejs: {
      marks: () => named(".tl-timemarker-content-container"),
      labels: { chart: () => named(".tl-timemarker h2"), slide: () => named(".tl-slide .tl-text-headline-container h2") },
      current: () => idOf(document.querySelector(".tl-timemarker-active")),
    },
    vis: {
      marks: () => named(".vis-item.vis-point .vis-dot, .vis-item.vis-range"),
      labels: { chart: () => named(".vis-item .vis-item-content") },
      current: () => idOf(document.querySelector(".vis-item.vis-selected")),
    },
  };
  const page = PAGES[SUBJECT];

  const intersect = (a, b) => ({
    left: Math.max(a.left, b.left), top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom),
  });
  /** The part of the window in which an element can show: its scrolling and clipping parents'. */
  const window_of = (element) => {
    let open = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    for (let parent = element; parent && parent !== document.body; parent = parent.parentElement) {
      const style = getComputedStyle(parent);
      if (style.visibility === "hidden" || Number(style.opacity) < 0.1) return { left: 0, top: 0, right: 0, bottom: 0 };
      if (style.overflowX !== "visible" || style.overflowY !== "visible") open = intersect(open, parent.getBoundingClientRect());
    }
    return open;
  };
  const within = (rect, open) =>
    rect.left >= open.left - 1 && rect.right <= open.right + 1 && rect.top >= open.top - 2 && rect.bottom <= open.bottom + 2;

  const hides = (element) => {
    const style = getComputedStyle(element);
    if (Number(style.opacity) < 0.5) return false;
    if (element instanceof SVGGeometryElement) return style.fill !== "none" && Number(style.fillOpacity) > 0.5;
    if (["IMG", "CANVAS", "VIDEO"].includes(element.tagName)) return true;
    const alpha = style.backgroundColor.match(/rgba\(.*, ([\d.]+)\)/);
    return style.backgroundImage !== "none" || (alpha ? Number(alpha[1]) > 0.5 : style.backgroundColor !== "transparent");
  };
  /** Whether nothing is painted over an element at this point. */
  const bare = (element, x, y) => {
    for (const over of document.elementsFromPoint(x, y)) {
      if (over === element || over.contains(element) || element.contains(over)) return true;
      if (hides(over)) return false;
    }
    return false;
  };

  const textRects = (nodes) => nodes.flatMap((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1)
      .map((rect) => ({ node, left: rect.left, right: rect.right, top: rect.top + 2, bottom: rect.bottom - 2 }));
  });
  const touch = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  const clear = (rect) => within(rect, window_of(rect.node)) &&
    [0.02, 0.25, 0.5, 0.75, 0.98].every((share) => bare(rect.node, rect.left + share * (rect.right - rect.left), (rect.top + rect.bottom) / 2));

  /** The events whose whole label can be read: in the window, not cut off, not under anything. */
  const readable = (labels) => {
    const texts = labels.map(([id, nodes]) => [id, textRects(nodes)]).filter(([id, rects]) => id && rects.length);
    return texts.filter(([id, rects]) => rects.every((rect) =>
      clear(rect) && !texts.some(([other, others]) => other !== id && others.some((each) => touch(rect, each))))).map(([id]) => id);
  };

  const seen = (marks) => marks.filter(([, [element]]) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const open = window_of(element);
    return [[0.5, 0.5], [0.2, 0.5], [0.8, 0.5], [0.5, 0.2], [0.5, 0.8]].some(([across, down]) => {
      const [x, y] = [left + across * width, top + down * height];
      return x > open.left && x < open.right && y > open.top && y < open.bottom && bare(element, x, y);
    });
  }).map(([id]) => id);

  const look = () => {
    const through = new CSSStyleSheet(); // what lets clicks through is painted all the same
    through.replaceSync("* { pointer-events: auto !important }");
    document.adoptedStyleSheets.push(through);
    const found = Object.fromEntries(Object.entries(page.labels).map(([name, labels]) => [name, readable(labels())]));
    const marks = page.marks();
    const told = {
      marks: new Set(marks.map(([id]) => id)).size,
      marksSeen: new Set(seen(marks)).size,
      readable: Object.fromEntries(Object.entries(found).map(([name, ids]) => [name, new Set(ids).size])),
      readableAnywhere: new Set(Object.values(found).flat()).size,
    };
    document.adoptedStyleSheets.pop();
    return told;
  };

  // When the marks were all there, and when nothing moved any more.
  const times = { all: 0, still: 0, shift: 0 };
  let [count, state] = [0, ""];
  const sample = () => {
    const marks = page.marks();
    const rects = [...marks, ...page.labels.chart()].flatMap(([, nodes]) => nodes.map((node) => {
      const { x, y, width } = node.getBoundingClientRect();
      return [x | 0, y | 0, width | 0].join();
    })).join(";");
    if (marks.length !== count) times.all = performance.now();
    if (rects !== state) times.still = performance.now();
    [count, state] = [marks.length, rects];
    requestAnimationFrame(sample);
  };
  requestAnimationFrame(sample);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) times.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });

  window.comparison = {
    look, idOf, current: () => page.current(), focused: () => idOf(document.activeElement),
    times: () => ({ ...times, paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime }),
  };
})();
