// What nobody can point at (hairlines, funnels, lenses, bars, arcs) is drawn as plain paths behind
// Plotly's marks: a trace of Plotly costs ten times as much, and a chart has forty of these.
(() => {
  const chronocite = (window.chronocite ??= {});
  const SVG = "http://www.w3.org/2000/svg";

  /** Whether a trace is only looked at: a line or a filled shape. */
  chronocite.isBackdrop = ({ mode, hoverinfo }) => hoverinfo === "skip" && (mode === "lines" || mode === "none");

  const outline = ({ x, y, fill }, px) => {
    let path = "";
    let goesOn = false;
    x.forEach((unit, i) => {
      if (unit === null) {
        if (fill && goesOn) path += "Z";
        goesOn = false;
        return;
      }
      path += `${goesOn ? "L" : "M"}${px(unit).toFixed(1)} ${y[i]}`;
      goesOn = true;
    });
    return path;
  };

  /** Draws traces into an svg; left: of the plot in pixels, px: axis units to pixels in it. */
  chronocite.drawBackdrop = (svg, traces, left, px, height) => {
    const paths = traces.map((trace) => {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", outline(trace, px));
      path.setAttribute("fill", trace.fill ? trace.fillcolor : "none");
      if (trace.fill && trace.opacity !== undefined) path.setAttribute("opacity", trace.opacity);
      if (trace.line) {
        path.setAttribute("stroke", trace.line.color);
        path.setAttribute("stroke-width", trace.line.width);
        if (trace.line.dash && trace.line.dash !== "solid") path.setAttribute("stroke-dasharray", trace.line.dash.replace(/px/g, ""));
      }
      return path;
    });
    const group = document.createElementNS(SVG, "g");
    group.setAttribute("transform", `translate(${left})`);
    group.append(...paths);
    svg.setAttribute("height", height);
    svg.replaceChildren(group);
  };
})();
