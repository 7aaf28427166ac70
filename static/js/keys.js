// The list of keys, and the switch for those that are letters or signs: who speaks to the computer,
// or presses keys by accident, can turn them off (WCAG 2.2, 2.1.4). Remembered by the browser.
(() => {
  const chronocite = (window.chronocite ??= {});
  const TYPED_IN = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
  let on = true;
  try {
    on = localStorage.getItem("letter-keys") !== "off";
  } catch {
    // storage is switched off: they are on for every page
  }

  /** Whether a key press is a letter or sign that is meant as a command. */
  chronocite.isLetterKey = (event, key) =>
    on && event.key === key && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey &&
    !event.target.closest(TYPED_IN);

  const keys = () => document.getElementById("keys");
  const field = () => document.getElementById("letter-keys");
  if (field()) field().checked = on;
  document.addEventListener("change", (event) => {
    if (event.target !== field()) return;
    on = event.target.checked;
    try {
      localStorage.setItem("letter-keys", on ? "on" : "off");
    } catch {
      // as above
    }
  });
  document.addEventListener("keydown", (event) => {
    if (keys() && chronocite.isLetterKey(event, "?")) keys().togglePopover();
  });
})();
