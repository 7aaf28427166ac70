// The milestones stay folded away for a reader who has folded them away.
(() => {
  const strip = document.getElementById("strip");
  if (!strip) return;
  try {
    if (localStorage.getItem("milestones") === "folded") strip.open = false;
    strip.addEventListener("toggle", () => localStorage.setItem("milestones", strip.open ? "open" : "folded"));
  } catch {
    // storage is switched off: they are open on every visit
  }
})();
