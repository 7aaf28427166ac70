// What htmx could not fetch is told, with a link that asks for it as a plain page: else a filter would
// seem to have done nothing. Taken back by the next answer that comes.
(() => {
  const chronocite = (window.chronocite ??= {});
  const notice = document.getElementById("failed");

  /** Tells that an address could not be had. */
  chronocite.failed = (address) => {
    notice.querySelector("a").href = address;
    notice.hidden = false;
  };

  for (const name of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(name, ({ detail }) => chronocite.failed(detail.pathInfo.finalRequestPath));
  }
  document.addEventListener("htmx:historyCacheMissLoadError", () => chronocite.failed(location.href));
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful) notice.hidden = true;
  });
})();
