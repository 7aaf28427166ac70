// The evidence beside the chart: opened from marks, rows and milestones, and closed again.
(() => {
  const chronocite = (window.chronocite ??= {});
  const TYPED_IN = "input:not([type=checkbox], [type=radio]), textarea, select";
  const evidence = () => document.getElementById("evidence");
  const shown = () => evidence().querySelector("[data-shown]")?.dataset.shown;
  const linkTo = (id) => document.querySelector(`#list [data-event="${id}"]`) ?? document.querySelector(`[data-event="${id}"]`);

  let asked = ""; // the event that was asked for last, which may be on its way still

  /** The event that is open, or is going to be. */
  chronocite.openedEvent = () => asked || shown() || null;

  /** Opens an event as a click on its row would; one that is on another page of the list, whole. */
  chronocite.openEvent = (id, url) => {
    const link = linkTo(id);
    if (link) link.click();
    else location.href = url;
  };

  /** Whether the filter hides an event. Of a list in several pages, the chart's marks are the whole. */
  const isOutside = (id) => {
    if (document.querySelector(`#list [data-event="${id}"]`)) return false;
    if (!document.querySelector("#list .pager")) return true;
    const { layout, marks } = chronocite.drawn ?? {};
    return marks?.x.length === layout?.meta.events && !marks.customdata.some(([known]) => String(known) === id);
  };

  const markCurrent = () => {
    for (const link of document.querySelectorAll("[data-event]")) {
      if (link.dataset.event === shown()) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    const outside = evidence().querySelector(".outside");
    if (outside) outside.hidden = !isOutside(shown());
    document.dispatchEvent(new CustomEvent("eventopened"));
    if (shown()) chronocite.bringOpenIntoSight(document.getElementById(`event-${shown()}`));
  };

  /** Gives the focus back to the row of an event that was closed. */
  const returnTo = (id) => linkTo(id)?.focus({ preventScroll: true });

  const close = () => {
    const id = shown();
    if (!id) return;
    asked = "";
    evidence().replaceChildren();
    const address = new URL(location.href);
    address.searchParams.delete("event");
    history.pushState({ htmx: true }, "", address);
    markCurrent();
    returnTo(id);
  };

  // With a modifier key a link is the browser's: htmx must not see the click.
  document.addEventListener("click", (event) => {
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (modified && event.target.closest("[data-event]")) event.stopImmediatePropagation();
  }, true);

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) {
      event.preventDefault();
      close();
    }
  });

  // One listener for all rows: htmx would prepare hundreds of links after each change of a filter.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#list [data-event]");
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    const address = new URL(location.href);
    address.searchParams.set("event", link.dataset.event);
    const request = { source: link, target: "#evidence", swap: "innerHTML", push: address.search };
    htmx.ajax("GET", link.href, request).catch(() => {}); // failed.js tells
  });

  // A link is asked for when it is clicked: a second quick step goes on from there.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-event]");
    if (link && !event.defaultPrevented) asked = link.dataset.event;
  }, true);
  for (const name of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(name, () => {
      asked = "";
    });
  }

  // Back and forward bring the workbench anew, and the focus is lost with what stood there.
  let before = shown();
  addEventListener("popstate", () => {
    before = shown();
  }, true);
  document.addEventListener("htmx:historyRestore", () => {
    asked = "";
    if (document.activeElement !== document.body || before === shown()) return;
    if (shown()) evidence().querySelector("h2").focus({ preventScroll: true });
    else returnTo(before);
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id === "results" && shown()) markCurrent();
    if (event.detail.target?.id !== "evidence") return;
    chronocite.closeLegend();
    if (asked === shown()) asked = "";
    document.getElementById("panel").scrollTop = 0;
    markCurrent();
    evidence().querySelector("h2")?.focus({ preventScroll: true });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.target.matches(TYPED_IN) || document.querySelector(":popover-open")) return;
    close();
  });

  if (shown()) chronocite.showInList(shown());
})();
