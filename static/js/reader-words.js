// What is selected of a text, in the way in which the server counts: code points of the stored text,
// of which each paragraph says where it starts. Numbers of passages are no part of it.
(() => {
  const length = (text) => [...text].length;
  const isNumber = (node) => node.parentElement.closest("sup");

  function* texts(words) {
    const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (!isNumber(walker.currentNode)) yield walker.currentNode;
  }

  // The part of a paragraph that a range covers: { start, end, text }, or null.
  const covered = (words, range) => {
    let at = Number(words.dataset.start);
    let found = null;
    for (const node of texts(words)) {
      const value = node.nodeValue;
      if (range.intersectsNode(node)) {
        const from = node === range.startContainer ? range.startOffset : 0;
        const to = node === range.endContainer ? range.endOffset : value.length;
        const text = value.slice(from, to);
        if (text) {
          found ??= { start: at + length(value.slice(0, from)), text: "" };
          found.text += text;
          found.end = at + length(value.slice(0, to));
        }
      }
      at += length(value);
    }
    return found;
  };

  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const parts = [...document.querySelectorAll(".words")]
      .filter((words) => range.intersectsNode(words))
      .map((words) => covered(words, range))
      .filter(Boolean);
    const quote = parts.map((part) => part.text).join("\n");
    if (!quote.trim()) return null;
    return { range, quote, start: parts[0].start, end: parts.at(-1).end };
  };

  // Puts the selection on a word of a paragraph, for those who select with the keyboard.
  const selectFirstWord = (words) => {
    const selection = getSelection();
    const first = [...texts(words)].find((node) => node.nodeValue.trim());
    if (!first) return;
    selection.collapse(first, first.nodeValue.search(/\S/));
    selection.modify("extend", "forward", "word");
  };

  (window.chronocite ??= {}).words = { selected, selectFirstWord };
})();
