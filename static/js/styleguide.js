// The contrast of each colour on paper and on sunk, as WCAG 2 counts it, from what is really shown.
(() => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const luminance = (colour) => {
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => {
      const share = byte / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return ((light + 0.05) / (dark + 0.05)).toFixed(1);
  };
  for (const item of document.querySelectorAll("[data-contrast]")) {
    const shown = getComputedStyle(item.querySelector(".sg-chip")).backgroundColor;
    const probe = item.appendChild(document.createElement("output"));
    const on = (token) => {
      probe.style.backgroundColor = `var(--${token})`;
      return contrast(shown, getComputedStyle(probe).backgroundColor);
    };
    const told = `${on("paper")} · ${on("sunk")}`;
    probe.style.backgroundColor = "";
    probe.textContent = told;
  }
})();
