// The milestones stay folded away for a reader who has folded them away.
(() => {
  const strip = () => document.getElementById("strip");
  const fold = () => {
    try {
      if (localStorage.getItem("milestones") === "folded") strip().open = false;
    } catch {
      // storage is switched off: they are open on every visit
    }
  };
  // By the reader: a strip that is made open tells of it too.
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#strip summary")) return;
    try {
      localStorage.setItem("milestones", strip().open ? "folded" : "open"); // it is about to change
    } catch {
      // as above
    }
  });
  document.addEventListener("htmx:historyRestore", fold);
  fold();
})();
