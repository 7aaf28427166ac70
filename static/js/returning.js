// Back and forward fetch a page anew, and what comes late must not undo what came after it. Of two things that
// are under way the last one counts: who goes back gives up what was asked for before; who does something
// while the page to return to is on its way does it to the page that is still there, at that page's address.
(() => {
  const DONE = "a, button, [data-event]";
  const asked = new Set(); // requests that change the page
  let returning = null; // the request for the page to return to
  let here = location.href; // the address of what is shown

  const settled = () => {
    if (!returning) here = location.href;
  };
  for (const name of ["htmx:pushedIntoHistory", "htmx:replacedInHistory", "eventopened"]) document.addEventListener(name, settled);

  document.addEventListener("htmx:beforeSend", ({ detail }) => asked.add(detail.xhr));
  document.addEventListener("htmx:afterRequest", ({ detail }) => asked.delete(detail.xhr));

  document.addEventListener("htmx:historyCacheMiss", ({ detail }) => {
    for (const request of asked) request.abort();
    returning?.abort();
    const request = detail.xhr;
    returning = request;
    request.addEventListener("loadend", () => {
      if (returning !== request) return;
      returning = null;
      settled();
    });
  });

  const stay = () => {
    // Once it is here it takes the place of the field that was written in, which tells of its change as it goes.
    if (!returning || returning.readyState === XMLHttpRequest.DONE) return;
    const request = returning;
    returning = null;
    request.abort();
    history.pushState({ htmx: true }, "", here);
  };
  document.addEventListener("click", (event) => event.target.closest?.(DONE) && stay(), true);
  document.addEventListener("keydown", (event) => event.key === "Escape" && stay(), true);
  for (const name of ["input", "change"]) document.addEventListener(name, stay, true);
})();
