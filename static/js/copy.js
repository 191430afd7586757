// Copies what stands on a page: a table for a spreadsheet, a sentence with its source; or the link to it. Buttons are there
// with scripts only (.needs-js); what is copied is what is shown, so a morph of the page changes nothing here.
"use strict";

(() => {
  const NUMBER = /^[-−]?\d{1,3}(,\d{3})*(\.\d+)?$/;
  const FORMULA = /^[=+\-@\t\r]/;

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy-table], [data-copy-sentence], [data-copy-link]");
    if (!button) return;
    if ("copyLink" in button.dataset) return copyLink(button);
    if ("copyTable" in button.dataset) copyTable(button);
    else copySentence(button);
  });

  /** The address of the view, as the window has it: every filter and the day are in it. */
  function copyLink(button) {
    put(button, location.href, "", "Link copied");
  }

  /** The table before the button. */
  async function copyTable(button) {
    let before = button.closest(".copy-table").previousElementSibling;
    while (before && !before.querySelector("table")) before = before.previousElementSibling;
    const table = before?.querySelector("table");
    if (!table) return;
    const rows = [...table.rows].map(cells);
    const text = rows.map((row) => row.map(({ text }) => text).join("\t")).join("\n");
    await put(button, text, asHtml(rows), `Table copied: ${table.tBodies[0]?.rows.length ?? 0} rows`);
  }

  /** What an element says, or the words of the button itself, and the source of the page below it. */
  async function copySentence(button) {
    const wanted = button.dataset.copySentence;
    const own = wanted.startsWith("#") ? words(document.querySelector(wanted)) : wanted;
    const source = words(document.getElementById("source-line"));
    await put(button, [own, source].filter(Boolean).join("\n"), "", "Sentence copied with its source");
  }

  /** The cells of a row; one that spans several columns is followed by empty ones. */
  function cells(row) {
    return [...row.cells].flatMap((cell) => {
      const own = { head: cell.tagName === "TH", text: harmless(words(cell)), link: cell.querySelector("a[href]")?.href };
      return [own, ...Array.from({ length: cell.colSpan - 1 }, () => ({ head: own.head, text: "" }))];
    });
  }

  /** The words of an element as they read, those that only a screen reader says among them, signs without. */
  function words(element) {
    if (!element) return "";
    const copy = element.cloneNode(true);
    for (const hidden of copy.querySelectorAll("[aria-hidden='true']")) hidden.remove();
    for (const apart of copy.querySelectorAll("br, li, p, small, .badge, .grade")) apart.before(" ");
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  /** A number without what parts its thousands; a text that a spreadsheet would run, as text. */
  function harmless(text) {
    if (NUMBER.test(text)) return text.replaceAll(",", "").replace("−", "-");
    return FORMULA.test(text) ? `'${text}` : text;
  }

  function asHtml(rows) {
    const table = document.createElement("table");
    for (const row of rows) {
      const line = table.insertRow();
      for (const { head, text, link } of row) {
        const cell = line.appendChild(document.createElement(head ? "th" : "td"));
        const inside = link ? cell.appendChild(document.createElement("a")) : cell;
        if (link) inside.href = link;
        inside.textContent = text;
      }
    }
    return table.outerHTML;
  }

  async function put(button, text, html, done) {
    try {
      if (html && window.ClipboardItem && navigator.clipboard.write) {
        const forms = { "text/plain": text, "text/html": html };
        const item = Object.entries(forms).map(([type, value]) => [type, new Blob([value], { type })]);
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(item))]);
      } else await navigator.clipboard.writeText(text);
      button.dataset.done = "";
      setTimeout(() => delete button.dataset.done, 2000);
      say(done);
    } catch {
      say("Copying is not allowed here. Select the text and copy it yourself.");
    }
  }

  function say(text) {
    document.getElementById("announcement").textContent = text;
  }
})();
