// A button that copies what stands beside it. Without this file it stays hidden: text can be selected.
(() => {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    const label = button.textContent;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy).textContent.replace(/\s+/g, " ").trim();
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = button.dataset.copied;
      } catch {
        getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
        button.textContent = button.dataset.selected;
      }
      setTimeout(() => (button.textContent = label), 2500);
    });
  }
})();
