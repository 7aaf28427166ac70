// Light or dark: the system decides until the reader chooses. Loaded without `defer`, so that the
// choice stands before the first paint. Tells the page by a "themechange" event (the chart redraws).
(() => {
  const root = document.documentElement;
  root.classList.add("js"); // styles may now hide what only serves without script
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
  const remembered = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // storage is switched off: the choice lasts for the page
    }
  };
  const announce = () => document.dispatchEvent(new CustomEvent("themechange"));

  const saved = remembered();
  if (saved === "light" || saved === "dark") root.dataset.theme = saved;
  systemIsDark.addEventListener("change", announce);

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    const now = root.dataset.theme ?? (systemIsDark.matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // as above
    }
    announce();
  });
})();
