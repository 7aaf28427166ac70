// Neither an event nor the legend has a column on phones, tablets and narrow windows: open, it covers the lower half of the
// screen, as on the first two do the filters. What it is about stays in sight above: the row of the event, for who reads the list,
// else its mark; the chart that the legend explains.
(() => {
  const chronocite = (window.chronocite ??= {});
  const isSheet = matchMedia("(max-width: 79.99rem)"); // as in timeline.css: an event, the legend
  const isNarrow = matchMedia("(max-width: 63.99rem)"); // the filters too
  const AIR = 24; // pixels between the mark and what covers the rest

  /** Where the chart is in sight: below tools and years, above the sheet. */
  const opening = () => {
    const stuck = Number.parseFloat(getComputedStyle(document.getElementById("chart-head")).top);
    return [stuck + document.getElementById("chart-head").offsetHeight, document.getElementById("panel").getBoundingClientRect().top];
  };

  /** The sheet of an address of its own that covers the screen's lower half: the legend, or the filters. */
  chronocite.openSheet = () =>
    (isSheet.matches && document.querySelector("#guide:target")) || (isNarrow.matches && document.querySelector("#filters-sheet:target"));

  /** Closes the legend before an open event, which takes its place; what is a target changes by going elsewhere only. */
  chronocite.closeLegend = () => {
    if (!document.querySelector("#guide:target")) return;
    const address = location.pathname + location.search;
    location.replace("#evidence");
    history.replaceState({ htmx: true }, "", address);
  };

  const bringMark = (mark) => {
    const [top, bottom] = opening();
    const at = mark.getBoundingClientRect();
    if (at.top >= top + AIR && at.bottom <= bottom - AIR) return;
    scrollBy({ top: (at.top + at.bottom - top - bottom) / 2, behavior: "instant" });
  };

  /** Brings into sight what is open; row: its place in the list, if it has one there. */
  chronocite.bringOpenIntoSight = (row) => {
    const mark = isSheet.matches && document.querySelector("#chart-overlay circle");
    const isChart = mark && document.getElementById("list").getBoundingClientRect().top > opening()[1];
    if (isChart) bringMark(mark);
    else if (row) chronocite.bringIntoSight(row);
  };

  const showChart = () => {
    const chart = document.getElementById("chart-box")?.getBoundingClientRect();
    if (location.hash !== "#guide" || !isSheet.matches || !chart) return;
    const bottom = innerHeight / 2;
    if (chart.top > bottom / 2 || chart.bottom < bottom) document.getElementById("results").scrollIntoView({ behavior: "instant" });
  };
  addEventListener("hashchange", showChart);

  /** Closes the sheet that is open: an event below the legend is there again, with its mark in sight. */
  chronocite.closeSheet = () => {
    if (document.querySelector(".panel:has(.evidence) .guide:target")) {
      chronocite.closeLegend();
      chronocite.bringOpenIntoSight(null);
    } else location.hash = "results";
  };
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".guide-head .button")) return;
    event.preventDefault();
    chronocite.closeSheet();
  });

  // Opened by its address: the chart is not drawn before all scripts are there.
  document.addEventListener("chartdrawn", () => {
    if (isSheet.matches && chronocite.openedEvent()) chronocite.bringOpenIntoSight(null);
    showChart();
  }, { once: true });
})();
