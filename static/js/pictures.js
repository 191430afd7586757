// A chart as a picture that can stand alone: the finding, the question with the day, how to read it, the drawing,
// source, licence and address, in the fonts of the site. Leaves one name, `pictures`, for charts.js.
"use strict";

const pictures = (() => {
  // Width and height in which it is laid out, and how many pixels each of those becomes.
  const SIZES = { screen: [1200, 675, 2], slide: [960, 540, 2], print: [1123, 794, 3] }; // print: A4 across at 288 dpi
  const SPACE = 24;
  const measure = document.createElement("canvas").getContext("2d");

  /** A text in lines that fit. A word longer than a line, such as an address, is cut into pieces. */
  function lines(text, size, weight, width) {
    measure.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
    const fits = (line) => measure.measureText(line).width <= width;
    const found = [];
    let line = "";
    for (let word of text.split(/\s+/).filter(Boolean)) {
      if (line && fits(`${line} ${word}`)) {
        line += ` ${word}`;
        continue;
      }
      if (line) found.push(line);
      while (!fits(word)) {
        let end = word.length - 1;
        while (end > 1 && !fits(word.slice(0, end))) end -= 1;
        found.push(word.slice(0, end));
        word = word.slice(end);
      }
      line = word;
    }
    return line ? [...found, line] : found;
  }

  const colour = (name) => look.resolveTokens(`$${name}`);

  function element(name, attributes, text) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /** Texts one below the other from a height on, and the height they end at. */
  function write(svg, texts, top, width) {
    let y = top;
    for (const { text, size, weight = 400, ink = "ink-2" } of texts) {
      for (const line of lines(text, size, weight, width)) {
        y += Math.round(size * 1.35);
        svg.append(element("text", { x: SPACE, y: y - Math.round(size * 0.3), "font-size": size, "font-weight": weight, fill: colour(ink) }, line));
      }
    }
    return y;
  }

  const read = (blob) => new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

  /** The faces of the site's fonts that a text needs, whole: a picture fetches nothing. */
  async function faces(text) {
    const rules = [...document.styleSheets].filter((sheet) => sheet.href?.startsWith(location.origin))
      .flatMap((sheet) => [...sheet.cssRules].flatMap((rule) => rule.cssRules?.length ? [...rule.cssRules] : [rule])
        .filter((rule) => rule instanceof CSSFontFaceRule && covers(rule, text)).map((rule) => ({ rule, base: sheet.href })));
    return Promise.all(rules.map(async ({ rule, base }) => {
      const address = new URL(rule.style.getPropertyValue("src").match(/url\(["']?([^"')]+)/)[1], base);
      const data = await read(await (await fetch(address)).blob());
      const [family, weight] = ["font-family", "font-weight"].map((name) => rule.style.getPropertyValue(name));
      return `@font-face{font-family:${family};font-weight:${weight || 400};src:url(${data})}`;
    }));
  }

  function covers(rule, text) {
    const ranges = rule.style.getPropertyValue("unicode-range");
    if (!ranges) return true;
    const spans = ranges.split(",").map((range) => range.trim().slice(2).split("-").map((end) => parseInt(end, 16)));
    return [...text].some((letter) => spans.some(([low, high = low]) => letter.codePointAt(0) >= low && letter.codePointAt(0) <= high));
  }

  /** The drawing alone, laid out anew for a box at a place, as text: parsed in this page, its styles would be
   *  refused by the policy. */
  async function drawing(box, x, y, width, height) {
    const layout = { ...box.layout, width, height };
    if (layout.geo || layout.geo2) Object.assign(layout, maps.fit(layout, width, height, false));
    const text = await Plotly.toImage({ data: box.data, layout, config: { locale: "en" } }, { format: "svg", width, height, imageDataOnly: true });
    return text.slice(text.indexOf("<svg")).replace("<svg", `<svg x="${x}" y="${y}"`);
  }

  async function compose(box, words, [width, height]) {
    const family = getComputedStyle(document.body).fontFamily;
    const svg = element("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, "font-family": family });
    svg.append(element("rect", { width, height, fill: colour("surface") }));
    const across = width - 2 * SPACE;
    const top = write(svg, [
      { text: words.title, size: 24, weight: 650, ink: "ink" },
      { text: words.question, size: 15, weight: 500, ink: "ink" },
      { text: words.note, size: 12 },
    ], SPACE - 8, across);
    const foot = lines(words.foot, 11, 400, across).length * 15;
    write(svg, [{ text: words.foot, size: 11 }], height - foot - 12, across);
    const chart = await drawing(box, SPACE / 2, top + 6, width - SPACE, height - top - foot - SPACE);
    const fonts = (await faces(svg.textContent + chart.replace(/<[^>]*>/g, ""))).join("");
    const text = new XMLSerializer().serializeToString(svg);
    return text.replace(/<rect/, `<style>${fonts}</style><rect`).replace(/<\/svg>$/, `${chart}</svg>`);
  }

  async function raster(text, [width, height, scale]) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: width * scale, height: height * scale });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }

  /** Saves a chart that is drawn in a box, with the words that go with it. */
  async function save(box, words, format, size) {
    const text = await compose(box, words, SIZES[size]);
    const blob = format === "svg" ? new Blob([text], { type: "image/svg+xml" }) : await raster(text, SIZES[size]);
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: `${words.filename}${size === "screen" ? "" : `-${size}`}.${format}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  return { save };
})();
