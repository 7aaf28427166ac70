/* Says in words, while it is typed, what a date means. The server does the reading. */
"use strict";
{
  const WAIT = 250; // milliseconds after the last key
  const timers = new WeakMap();

  const tell = async (input, output) => {
    const asked = input.value;
    const answer = await fetch(`${output.dataset.url}?${new URLSearchParams({ edtf: asked })}`);
    if (answer.ok && input.value === asked) {
      output.textContent = await answer.text();
    }
  };

  document.addEventListener("input", (event) => {
    const output = event.target.closest?.(".date-field")?.querySelector(".date-words");
    if (output) {
      clearTimeout(timers.get(event.target));
      timers.set(event.target, setTimeout(tell, WAIT, event.target, output));
    }
  });
}
