/* What is wrong with the words of a stop: cut, outside the screen, over each other, too small for the last row, or too faint.
   Sizes are those of a screen of 1080 lines; contrast is that of WCAG 2, against the ground and, for the titles that stand
   nearest to it, against land. */
() => {
  const root = document.documentElement,
    unit = innerHeight / 1080,
    wrong = [];
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const colour = (text) => {
    const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
    pen.fillStyle = text;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const light = (text) => {
    const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = colour(text)
      .slice(0, 3)
      .map((value) => linear(value / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (...pair) => {
    const [low, high] = pair.map(light).sort((one, other) => one - other);
    return (high + 0.05) / (low + 0.05);
  };
  const land = root.dataset.hall === "dark" ? "#1d3853" : "#d9d5c8";
  while (walker.nextNode()) {
    const node = walker.currentNode,
      parent = node.parentElement;
    if (!node.textContent.trim() || !parent.checkVisibility() || parent.closest("script, style, svg")) continue;
    const style = getComputedStyle(parent),
      size = parseFloat(style.fontSize) / unit,
      words = node.textContent.trim();
    const glyph = parent.matches(".disc");
    const least = parent.closest("h1 .first, h2 .first") ? 48 : 28;
    if (!glyph && size < least - 0.01) wrong.push(`small (${size.toFixed(1)}): ${words}`);
    const behind = glyph ? style.backgroundColor : getComputedStyle(root).getPropertyValue("--ground");
    if (contrast(style.color, behind) < 7) wrong.push(`faint: ${words}`);
    if (!glyph && parent.closest("h1") && contrast(style.color, land) < 7) wrong.push(`faint on land: ${words}`);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, top, right, bottom } of range.getClientRects()) {
      if (left < 0 || top < 0 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5)
        wrong.push(`outside: ${words}`);
      for (let box = parent; box !== document.body; box = box.parentElement) {
        const { overflowX } = getComputedStyle(box),
          frame = box.getBoundingClientRect();
        const cut =
          right > frame.right + 1 || bottom > frame.bottom + 1 || left < frame.left - 1 || top < frame.top - 1;
        if (overflowX !== "visible" && cut) wrong.push(`cut: ${words}`);
      }
      boxes.push({
        left,
        top: top + (bottom - top) * 0.15,
        right,
        bottom: bottom - (bottom - top) * 0.15,
        node,
        words,
      });
    }
  }
  const { left, top, right, bottom } = document.getElementById("ticks").getBoundingClientRect();
  boxes.push({ left, top, right, bottom, words: "ticks" });
  boxes.forEach((one, i) => {
    boxes.slice(i + 1).forEach((other) => {
      if (one.node === other.node) return;
      const over = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (over > 1 && high > 1) wrong.push(`over each other: ${one.words} / ${other.words}`);
    });
  });
  return wrong;
};
