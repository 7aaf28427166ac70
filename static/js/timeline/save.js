// The chart as a PNG: the picture that the server draws as SVG, painted by the browser at twice its
// size, for those who can't use an SVG.
(() => {
  const SCALE = 2;

  const paint = async (source) => {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width * SCALE, height: image.height * SCALE });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  };

  const save = async (link) => {
    const answer = await fetch(link.href);
    if (!answer.ok) {
      location.href = link.href; // the server says in words what is wrong
      return;
    }
    const address = URL.createObjectURL(await paint(await answer.text()));
    Object.assign(document.createElement("a"), { href: address, download: link.dataset.png }).click();
    setTimeout(() => URL.revokeObjectURL(address));
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-png]");
    if (link) {
      event.preventDefault();
      save(link).catch(() => window.chronocite.failed(link.href));
    }
    for (const menu of document.querySelectorAll(".save[open]")) {
      if (!menu.contains(event.target) || event.target.closest(".save a")) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.(".save[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
    event.stopImmediatePropagation(); // an open event stays open
  }, true);
})();
