// Terms: what one means, where it stands. Without this a term is a link to the glossary.
"use strict";

(() => {
  const TERM = 'a[href*="/glossary/"][href*="#"]';
  const WAIT = 180; // ms before a pointer that rests opens a note, or one that left closes it

  let note; // the one note of the page, beside what is swapped
  let shown = null; // the term that it explains
  let timer = 0;
  let pointer = "";

  const termAt = (target) => (target instanceof Element ? target.closest(TERM) : null);

  /** The name and the definition of a term, from what the page brought with it. */
  function definition(term) {
    const all = JSON.parse(document.getElementById("terms")?.textContent || "{}");
    return all[term.hash.slice(1)];
  }

  function make() {
    note = document.createElement("div");
    note.id = "term-note";
    note.className = "term-note";
    note.popover = "auto";
    note.setAttribute("role", "region");
    note.setAttribute("aria-label", "What the term means");
    const name = document.createElement("strong");
    const text = document.createElement("p");
    const more = document.createElement("a");
    more.textContent = "In the glossary";
    more.tabIndex = -1; // the term itself leads there from the keyboard
    note.append(name, text, more);
    note.addEventListener("pointerenter", () => clearTimeout(timer));
    note.addEventListener("pointerleave", () => later(hide));
    note.addEventListener("toggle", (event) => {
      if (event.newState === "closed") forget();
    });
    document.body.append(note);
  }

  function forget() {
    shown?.removeAttribute("aria-describedby");
    shown = null;
  }

  function later(act) {
    clearTimeout(timer);
    timer = setTimeout(act, WAIT);
  }

  function show(term) {
    const words = definition(term);
    if (!words || !HTMLElement.prototype.showPopover) return false;
    clearTimeout(timer);
    if (!note) make();
    if (shown && shown !== term) forget();
    shown = term;
    [note.children[0].textContent, note.children[1].textContent] = words;
    note.children[2].href = term.href;
    if (!note.matches(":popover-open")) note.showPopover();
    term.setAttribute("aria-describedby", note.id);
    place(term);
    return true;
  }

  function hide() {
    clearTimeout(timer);
    if (note?.matches(":popover-open")) note.hidePopover();
    forget();
  }

  /** Below its term, or above where there is no room; never beyond the window. */
  function place(term) {
    const at = term.getClientRects()[0] ?? term.getBoundingClientRect();
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const own = note.getBoundingClientRect();
    const below = at.bottom + 6 + own.height <= height;
    const left = getComputedStyle(term).direction === "rtl" ? at.right - own.width : at.left;
    note.style.left = `${Math.max(8, Math.min(left, width - own.width - 8))}px`;
    note.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - own.height - 6)}px`;
  }

  document.addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
  }, true);

  document.addEventListener("pointerover", (event) => {
    const term = termAt(event.target);
    if (term && event.pointerType === "mouse") later(() => show(term));
  });

  document.addEventListener("pointerout", (event) => {
    const term = termAt(event.target);
    if (term && !term.contains(event.relatedTarget) && event.pointerType === "mouse") later(hide);
  });

  document.addEventListener("focusin", (event) => {
    const term = termAt(event.target);
    if (term && !note?.contains(term) && term.matches(":focus-visible")) show(term);
  });

  document.addEventListener("focusout", (event) => {
    if (event.target === shown && !note.contains(event.relatedTarget)) hide();
  });

  // A tap explains; the note leads on to the glossary. A click of a mouse or Enter goes there at once.
  document.addEventListener("click", (event) => {
    const term = termAt(event.target);
    if (!term || note?.contains(term) || pointer === "mouse" || event.detail === 0) return;
    if (show(term)) event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) hide();
  });

  addEventListener("scroll", () => {
    if (shown && pointer !== "mouse" && document.activeElement === shown) return place(shown);
    if (shown) hide();
  }, { passive: true, capture: true });

  document.addEventListener("htmx:before:swap", hide);
})();
