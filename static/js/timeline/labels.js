// Places for labels, so that none touches another or a mark. Pure geometry in pixels: it knows
// neither Plotly nor events. Greedy by priority: near places first, then further out with a leader.
(() => {
  const chronocite = (window.chronocite ??= {});
  const AIR = { x: 5, y: 2 }; // pixels between two labels, or they would read as one
  const SPILL = 3; // pixels that a label may reach over the edge of its lane, where it must be placed

  // A leader rises or falls by at least this share of what it goes across, and ends short of its mark by
  // some pixels: a level line that begins at a mark would read as a bar, which says that the event lasted.
  const [STEEP, OFF] = [0.3, 2];
  const LEAST = 7; // pixels from a mark to a label, from which on it needs a leader

  // Pixels from another event's mark to a label on its line, and by which a label above or below its mark is
  // nearer to that than to any other: else it would be read as the other's. A label that isn't on its own mark's
  // line keeps further off, and off bars and lenses too; that of a milestone keeps off marks further still, if it can.
  const [ON_LINE, LEVEL, FAR, NEARER] = [12, 16, 30, 2];
  const TOLD = 6; // pixels of a leader at least, where its label is nearer to another mark

  // What a label may do to find a place: reach out of its lane by so much, stand nearer to another mark without a number
  // at the end of a line, and, not on the line of its own, be so near to one on its line.
  const MAY = [[0, false, LEVEL], [0, true, LEVEL]];
  const MUST = [FAR, LEVEL].flatMap((off) => [[0, false, off], [SPILL, false, off], [SPILL, true, off]]);

  const withAir = (rect) => ({ x: rect.x - AIR.x, y: rect.y - AIR.y, w: rect.w + 2 * AIR.x, h: rect.h + 2 * AIR.y });
  const overlap = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

  const apart = (x, y, w, h, b) => Math.hypot(Math.max(x - b.x - b.w, b.x - x - w, 0), Math.max(y - b.y - b.h, b.y - y - h, 0));
  const isOnLine = (rect, y) => rect.y <= y && y <= rect.y + rect.h;

  const context = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  /** The width in pixels of a line of text. */
  const measure = (text, size, weight, family) => {
    const font = `${weight} ${size}px ${family}`;
    const key = font + text;
    if (!widths.has(key)) {
      context.font = font;
      widths.set(key, context.measureText(text).width);
    }
    return widths.get(key);
  };

  /** From just off the mark to the nearest point of its label. */
  const leaderOf = ({ x, y, radius }, rect) => {
    const [endX, endY] = [Math.max(rect.x, Math.min(x, rect.x + rect.w)), Math.max(rect.y, Math.min(y, rect.y + rect.h))];
    const share = Math.min(1, (radius + OFF) / (Math.hypot(endX - x, endY - y) || 1));
    return [x + (endX - x) * share, y + (endY - y) * share, endX, endY];
  };

  /** Where the server has kept room beside the mark; letters wider than it reckoned may not fit. */
  const keptBox = ({ x, y, kept: [start, end], forms }) => {
    const form = forms.find(({ lines }) => lines.length === 1);
    return { x: start > x ? start : end - form.w, y: y - form.h / 2, w: form.w, h: form.h, form };
  };

  /**
   * labels: [{id, x, y, radius, left, right, top, bottom, must, priority, forms: [{w, h, lines, widths}]}]
   * obstacles: [{x, y, w, h, line, lens, ahead, id}]; id: of a mark's event, and a label may touch its own; line: a lens, a
   * bar or an arc; ahead: the ground of what is still to come, on which only that and milestones are named. None stands where it would be taken for another mark's. One that must be placed may reach over the edge of its lane.
   * box: the area in which labels may stand. Returns the placed ones: {label, form, x, y, w, h, leader}, of
   * which the last is false or the ends of the line to the mark, x, y, x, y;
   * a generator, which stops after each label, so that whoever runs it may let the page breathe.
   */
  const place = function* (labels, obstacles, box) {
    const placed = [];
    const marks = obstacles.filter(({ id }) => id);

    const inKeptRoom = (label) => {
      const rect = keptBox(label);
      const fits = rect.x >= box.x && rect.x + rect.w <= box.x + box.w && !placed.some((item) => overlap(rect, item));
      return fits && { ...rect, label, form: rect.form };
    };
    const free = labels.filter((label) => {
      const rect = label.kept && inKeptRoom(label);
      if (rect) placed.push(rect);
      return !rect;
    });

    // Only what lies within a label's reach can be in its way: a tenth of everything.
    const reachOf = (label) => (label.must ? { x: 150, y: 60 } : { x: 56, y: 44 });
    const within = (label, items, [top, bottom] = [label.top - SPILL, label.bottom + SPILL]) => {
      const reach = reachOf(label);
      const wide = Math.max(...label.forms.map(({ w }) => w));
      const left = Math.min(label.left, label.x - reach.x) - wide - FAR;
      const area = {
        x: left,
        y: Math.max(top, label.y - reach.y - 60),
        w: Math.max(label.right, label.x + reach.x) + wide + FAR - left,
        h: 0,
      };
      area.h = Math.min(bottom, label.y + reach.y + 60) - area.y;
      return items.filter((item) => overlap(area, item));
    };

    let near = []; // what no label may touch
    let tied = []; // what no line to one may: of a lens, and if it must be placed of a bar and an arc, it may
    let spill = 0;
    let mayDoubt = false;
    let levelOff = LEVEL;
    let strange = []; // marks of other events
    let numbered = []; // those with a number on them, which even a line to its own mark doesn't outweigh
    let level = []; // those, bars and lenses, its own too: what may be on the line of a label that isn't on its mark's
    let shut = new Map(); // stretches of rows in which the label may not be
    let full = new Set(); // widths, heights and ways of a label for which there is no place at all
    const milestones = new Set(labels.filter(({ must }) => must).map(({ id }) => id));

    /** What would seem to be meant by a label on a line, as where it may not begin or end. */
    const onLine = (label, rect) => {
      const isOwnLine = isOnLine(rect, label.y);
      const stretches = [];
      for (const item of isOwnLine ? strange : level) {
        if (!isOnLine(rect, item.y + item.h / 2)) continue;
        const air = isOwnLine ? ON_LINE : item.line ? LEVEL : levelOff - 2; // a mark's obstacle is 2 pixels larger than it
        stretches.push([item.x - air, item.x + item.w + air]);
      }
      return stretches;
    };
    const isBeside = (x, w, stretches) => {
      for (let i = 0; i < stretches.length; i += 1) if (x < stretches[i][1] && stretches[i][0] < x + w) return true;
      return false;
    };

    /** Whether it stands on the line of its own mark, or nearer to that than to any of some others. widths: of its lines. */
    const isOwn = ({ x, y, radius }, rect, widths, others) => {
      if (!others.length || isOnLine(rect, y)) return true;
      const half = radius + 2; // as marks among the obstacles
      const [atEnd, h] = [rect.x + rect.w <= x, rect.h / widths.length];
      const toLines = (mark) => {
        let least = Infinity;
        for (let i = 0; i < widths.length; i += 1) {
          const left = atEnd ? rect.x + rect.w - widths[i] : rect.x;
          least = Math.min(least, apart(left, rect.y + i * h, widths[i], h, mark));
        }
        return least;
      };
      const own = toLines({ x: x - half, y: y - half, w: 2 * half, h: 2 * half });
      return others.every((mark) => toLines(mark) >= own + NEARER);
    };

    const isClear = (rect, label) =>
      rect.x >= box.x && rect.x + rect.w <= box.x + box.w &&
      rect.y >= label.top - spill && rect.y + rect.h <= label.bottom + spill &&
      !near.some((item) => overlap(rect, item));

    const leaderIsClear = (label, rect) => {
      const [startX, startY, endX, endY] = leaderOf(label, rect);
      const [left, top] = [Math.min(startX, endX) - 1, Math.min(startY, endY) - 1];
      const around = { x: left, y: top, w: Math.abs(endX - startX) + 2, h: Math.abs(endY - startY) + 2 };
      const crossed = tied.filter((item) => overlap(around, item));
      if (!crossed.length) return true;
      const step = 3 / (Math.hypot(endX - startX, endY - startY) || 1);
      for (let t = 0; t < 0.95; t += step) {
        const point = { x: startX + (endX - startX) * t - 1, y: startY + (endY - startY) * t - 1, w: 2, h: 2 };
        if (crossed.some((item) => overlap(point, item))) return false;
      }
      return true;
    };

    const beside = (label, { w, h, widths }) => {
      const gap = label.radius + 4;
      const right = Math.max(label.right - label.x + 3, gap);
      const left = Math.min(label.left - label.x - 3, -gap);
      const places = [
        [right, -h / 2], [left - w, -h / 2], [gap, -h / 2], [-gap - w, -h / 2],
        [-label.radius, -gap - h], [-w + label.radius, -gap - h], [-label.radius, gap], [-w + label.radius, gap],
        [-w / 2, -gap - h], [-w / 2, gap],
        [gap, -h - 2], [gap, 2], [-gap - w, -h - 2], [-gap - w, 2],
      ];
      for (const [dx, dy] of places) {
        const rect = { x: label.x + dx, y: label.y + dy, w, h };
        if (isClear(rect, label) && !isBeside(rect.x, w, onLine(label, rect)) && isOwn(label, rect, widths, strange)) return rect;
      }
      return null;
    };

    const nearest = (a, b) => a.across - b.across;

    /** Rows of places for a label of some height, and columns for one of some width: from the nearest on. */
    const rowsFor = (label, h) => {
      const reach = reachOf(label);
      const rows = [];
      for (let dy = -reach.y; dy <= reach.y; dy += label.must ? 2 : 5) {
        const y = label.y + dy - h / 2;
        if (y < label.top - spill || y + h > label.bottom + spill) continue; // most of them
        rows.push({ y, across: Math.max(y - label.y, label.y - y - h, 0) });
      }
      return rows.sort(nearest);
    };
    const columnsFor = (label, w) => {
      const reach = reachOf(label);
      const columns = [];
      for (let dx = -reach.x - w; dx <= reach.x; dx += label.must ? 3 : 7) {
        const x = label.x + dx;
        if (x >= box.x && x + w <= box.x + box.w) columns.push({ x, across: Math.max(dx, -dx - w, 0) });
      }
      return columns.sort(nearest);
    };

    /** Where a label of some height may not be in a row: what it would touch, and what it would seem to name. */
    const shutIn = (label, y, h) => {
      const key = `${y} ${h} ${levelOff}`;
      if (!shut.has(key)) {
        const touched = near.filter((item) => y < item.y + item.h && item.y < y + h).map(({ x, w }) => [x, x + w]);
        shut.set(key, [...touched, ...onLine(label, { y, h })]);
      }
      return shut.get(key);
    };

    /** The nearest free place: rows of places from the nearest on, and in each from the nearest on too. */
    const away = (label, { w, h, widths }) => {
      const tried = `${w} ${h} ${spill} ${levelOff}`;
      if (full.has(tried)) return null;
      const columns = columnsFor(label, w);
      let best = null;
      let least = Infinity;
      let isFull = true;
      const close = label.radius + LEAST;
      for (const { y, across: acrossY } of rowsFor(label, h)) {
        if (1.6 * acrossY >= least) break;
        const stretches = shutIn(label, y, h);
        for (const { x, across: acrossX } of columns) {
          const cost = acrossX + 1.6 * acrossY;
          if (cost >= least) break;
          if (acrossX <= label.radius && acrossY <= label.radius) continue;
          if (cost > close && acrossY < STEEP * acrossX) continue;
          if (isBeside(x, w, stretches)) continue;
          isFull = false;
          const rect = { x, y, w, h };
          const isTold = mayDoubt && cost > close && Math.hypot(acrossX, acrossY) > label.radius + OFF + TOLD;
          if (!isOwn(label, rect, widths, isTold ? numbered : strange)) continue;
          if (!leaderIsClear(label, rect)) continue;
          least = cost;
          best = rect;
          break;
        }
      }
      if (isFull) full.add(tried);
      if (best) best.leader = least > close && leaderOf(label, best);
      return best;
    };

    for (const label of free.sort((a, b) => b.priority - a.priority || a.x - b.x)) {
      const isFree = (item) => item.id === label.id || (item.ahead && (label.must || label.x >= item.x));
      const others = within(label, obstacles).filter((item) => !isFree(item));
      // At the edge of its lane a label must not be nearer to a mark of the next one either.
      strange = within(label, marks, [-Infinity, Infinity]).filter(({ id }) => id !== label.id);
      level = [...strange, ...others.filter(({ line, arc, ahead }) => line && !arc && !ahead)];
      [shut, full] = [new Map(), new Set()];
      numbered = strange.filter(({ id }) => milestones.has(id));
      const named = within(label, placed);
      near = [...others, ...named.map(withAir)];
      tied = near.filter((item) => !item.lens && !(label.must && item.line));
      attempts: for (const [most, doubt, off] of label.must ? MUST : MAY) {
        [spill, mayDoubt, levelOff] = [most, doubt, off];
        for (const find of doubt ? [away] : [beside, away]) {
          for (const form of label.forms) {
            const rect = find(label, form);
            if (rect) {
              placed.push({ ...rect, label, form });
              break attempts;
            }
          }
        }
      }
      yield;
    }
    return placed;
  };

  chronocite.labels = { place, keptBox, measure, overlap };
})();
