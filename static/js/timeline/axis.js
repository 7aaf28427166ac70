// The years stay in sight right below the tools, which take one line or several: tells the style sheet how high they are.
(() => {
  let told = 0;
  const sizes = new ResizeObserver(([{ target }]) => {
    const height = target.isConnected ? target.offsetHeight : 0;
    if (!height || height === told) return;
    told = height;
    document.documentElement.style.setProperty("--tools", `${height}px`);
  });

  const watch = () => {
    const tools = document.querySelector("#results .tools");
    if (!tools || tools.dataset.watched) return;
    tools.dataset.watched = "yes";
    sizes.disconnect();
    sizes.observe(tools);
  };
  watch();
  document.addEventListener("htmx:afterSwap", watch);
})();
