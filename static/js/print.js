// Paper: the page takes the width of a sheet before the charts are drawn for it, and its own again afterwards.
// The buttons of a brief: print, and copy the text at an address.
"use strict";

(() => {
  const root = document.documentElement;

  // Charts draw themselves anew for the width and the theme of the moment; see charts.js.
  addEventListener("beforeprint", () => {
    root.dataset.printing = "";
    for (const folded of document.querySelectorAll(".more-charts:not([open])")) {
      folded.open = true;
      folded.dataset.unfolded = "";
    }
    document.dispatchEvent(new CustomEvent("print:begin"));
  });

  addEventListener("afterprint", () => {
    delete root.dataset.printing;
    for (const unfolded of document.querySelectorAll("[data-unfolded]")) {
      unfolded.open = false;
      delete unfolded.dataset.unfolded;
    }
    document.dispatchEvent(new CustomEvent("theme:change"));
    for (const canvas of document.querySelectorAll(".plot > .js-plotly-plot")) globalThis.Plotly?.Plots.resize(canvas);
  });

  // Nothing can be fetched once printing has begun: what charts need is fetched while the reader reads, from the
  // first sign of one.
  const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown"];
  const soon = globalThis.requestIdleCallback ?? ((prepare) => setTimeout(prepare, 1000));
  const prepare = () => soon(() => document.dispatchEvent(new CustomEvent("print:prepare")));

  function begin() {
    for (const sign of SIGNS) removeEventListener(sign, begin, true);
    prepare();
    document.addEventListener("htmx:after:swap", prepare);
  }

  for (const sign of SIGNS) addEventListener(sign, begin, { capture: true, passive: true });

  async function copy(address) {
    const said = document.getElementById("announcement");
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error("no text");
      await navigator.clipboard.writeText(await answer.text());
      said.textContent = "Copied";
    } catch {
      location.assign(address); // the text itself, to be copied by hand
    }
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-print]")) print();
    const button = event.target.closest?.("[data-copy-address]");
    if (button) copy(button.dataset.copyAddress);
  });
})();
