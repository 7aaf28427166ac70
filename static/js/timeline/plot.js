// Plotly over the marks that the server has drawn. Its script is as large as the rest of the page
// twenty times over, so it is fetched when a reader is there: a mouse on the page, a finger on the chart.
(() => {
  const chronocite = (window.chronocite ??= {});
  const CONFIG = { displayModeBar: false, responsive: false, scrollZoom: false, doubleClick: false, showTips: false };
  const SOON = 300; // milliseconds that the plot of a new chart may wait for the browser to have time
  const source = document.currentScript.dataset.plotly;

  let asked = false; // whether the script was asked for
  let pressed = false; // between pointer down and up no mark is exchanged, or the click would be lost

  /** Plotly's part: marks that can be pointed at. What they say stands in a box of ours (marks.js). */
  const pointed = ({ told, text, inks, ...trace }) => ({
    ...trace,
    mode: "markers",
    text: undefined,
    hoverinfo: told.some(Boolean) || trace.name === "marks" ? "none" : "skip",
  });

  const isPlotted = () => chronocite.drawn?.box.parentElement.classList.contains("is-plotted");

  const plot = () => {
    if (!window.Plotly || !chronocite.drawn?.box.isConnected) return;
    const { box, data, layout, total } = chronocite.drawn;
    const painted = chronocite.painted({
      data: data.map(pointed),
      layout: { ...layout, meta: undefined, width: total, annotations: [] },
    });
    Plotly.react(box, painted.data, painted.layout, CONFIG);
    box.parentElement.classList.add("is-plotted");
    document.dispatchEvent(new CustomEvent("chartplotted"));
  };

  const whenFree = (work) => (window.requestIdleCallback ? requestIdleCallback(work, { timeout: SOON }) : setTimeout(work));
  const plotOnce = () => {
    if (!isPlotted() && !pressed) plot();
  };

  const fetchPlotly = () => {
    if (asked) return;
    asked = true;
    const script = Object.assign(document.createElement("script"), { src: source });
    script.addEventListener("load", plotOnce);
    script.addEventListener("error", () => {
      asked = false; // the drawing stays, and the next touch asks again
    });
    document.head.append(script);
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse" || event.target.closest("#chart-box")) fetchPlotly();
  });
  addEventListener("pointerdown", () => {
    pressed = true;
  });
  for (const name of ["pointerup", "pointercancel"]) {
    addEventListener(name, () => {
      setTimeout(() => {
        pressed = false;
        whenFree(plotOnce);
      });
    });
  }

  // What is plotted already follows at once; a new chart is painted first.
  document.addEventListener("chartdrawn", () => {
    if (isPlotted()) plot();
    else if (window.Plotly) whenFree(plotOnce);
  });
})();
