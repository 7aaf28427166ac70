// What is in a page that no template of ours puts there. Run in Chromium, on the page that is open
// or on one that was fetched: (given) => list of findings. given: {base} or {base, html}.
({ base, html }) => {
  const page = html === undefined ? document : new DOMParser().parseFromString(html, "text/html");
  const foreign = new Set([
    "iframe", "object", "embed", "base", "marquee", "audio", "video", "source", "math", "foreignobject",
    "animate", "set", "plaintext", "portal", "frame", "applet", "template", "noscript", "style", "image",
  ]);
  const addresses = ["href", "src", "action", "formaction", "xlink:href", "data", "srcset", "poster"];
  const found = [];
  const tell = (element, what) => found.push(`${what}: ${element.outerHTML.slice(0, 160)}`);
  for (const element of page.querySelectorAll("*")) {
    const name = element.localName.toLowerCase();
    if (foreign.has(name) || !/^[a-z][a-z0-9-]*$/.test(name)) tell(element, "element");
    if (name === "script") {
      const data = (element.type || "").endsWith("json");
      const src = element.getAttribute("src") ?? "";
      if (!data && !src.startsWith("/static/") && src !== "/admin/jsi18n/") tell(element, "script");
    }
    if (name === "meta" && element.httpEquiv) tell(element, "meta");
    if (name === "img" && !element.getAttribute("src")?.startsWith("/static/")) tell(element, "image");
    for (const { name: attribute, value } of element.attributes) {
      if (attribute.startsWith("on") || attribute.startsWith("hx-on") || attribute === "srcdoc")
        tell(element, attribute);
      if (!addresses.includes(attribute)) continue;
      const url = URL.canParse(value, base) ? new URL(value, base) : null;
      if (url === null || !["http:", "https:", "mailto:"].includes(url.protocol))
        tell(element, attribute);
      if (url !== null && name !== "a" && url.origin !== new URL(base).origin) tell(element, "foreign");
    }
  }
  return found;
}
