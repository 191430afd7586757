// The filter bar: when a question is put, which panel is open, and the search in its lists. Without this
// file the bar is a form with a button.
"use strict";

(() => {
  const BAR = ".filter-bar.slim";
  const menus = () => document.querySelectorAll(`${BAR} .filter-menu[open]`);

  // ── when a question is put ─────────────────────────────────────────────────────────────────────────────
  // On choosing; of typed fields on Enter, on the button, or on leaving the field; never while typing. Days are
  // asked for by time.js.
  const isTyped = (field) => field.matches(`${BAR} form :is(input[type="search"], input[type="date"], input[type="text"])[name]`);
  const isNew = (field) => isTyped(field) && (field.value !== field.defaultValue || field.validity.badInput);

  document.addEventListener("change", ({ target }) => {
    if (target.closest(BAR) && target.matches(":is(input[type='checkbox'], input[type='radio'], select)[name]")) target.form.requestSubmit();
  });

  let underWay = ""; // the question that was put last, until its answer is there
  const questionOf = (form) => new URLSearchParams(new FormData(form)).toString();

  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (target.closest("[data-days]") || relatedTarget?.matches("[type='submit'], .sheet-close")) return;
    if (isNew(target) && questionOf(target.form) !== underWay) target.form.requestSubmit();
  });

  document.addEventListener("submit", ({ target }) => {
    if (target.closest(BAR)) underWay = questionOf(target);
  }, true);

  // ── panels: one open at a time, closed by Escape and by a click elsewhere ──────────────────────────────
  document.addEventListener("click", ({ target }) => {
    // Enter in a field clicks the first button of the form too, and leaves the reader in the field
    if (target.closest("[type='submit']") && isTyped(document.activeElement)) return;
    for (const menu of menus()) {
      if (!menu.contains(target)) menu.open = menu.querySelector("[data-days] [aria-invalid]") !== null;
      else if (target.closest("[type='submit']")) close(menu);
      else if (target.closest(".sheet-close")) finish(menu);
    }
  });

  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (target.matches(".list-search")) return inSearch(event);
    if (key === "Escape") for (const menu of menus()) giveUp(menu);
    if (/^Arrow(Up|Down)$/.test(key) && target.matches(`${BAR} li input`)) step(event, target, key === "ArrowDown" ? 1 : -1);
  });

  /** Escape: what was typed and not asked for goes back to what it was. */
  function giveUp(menu) {
    const hasFocus = menu.contains(document.activeElement);
    for (const field of menu.querySelectorAll("input")) {
      if (!isNew(field)) continue;
      field.value = field.defaultValue;
      field.dispatchEvent(new Event("input", { bubbles: true })); // words about it go too
    }
    if (hasFocus) close(menu);
    else menu.open = false;
  }

  function close(menu) {
    menu.querySelector("summary").focus();
    menu.open = false;
  }

  /** The button that closes a sheet leaves its fields, which asks for what was typed. */
  function finish(menu) {
    const typed = [...menu.querySelectorAll("input")].find(isNew);
    close(menu);
    if (typed && questionOf(typed.form) !== underWay) typed.form.requestSubmit();
  }

  /** The panel opens towards the start of the line where the window has no room for it towards the end, upwards
   *  where there is little below, and is no higher than the window leaves room for. */
  function aim(menu) {
    const { left, right } = menu.getBoundingClientRect();
    const { top, bottom } = menu.querySelector("summary").getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const nav = document.querySelector(".site-nav");
    const foot = getComputedStyle(nav).position === "fixed" ? nav.offsetHeight : 0; // it lies over the page
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const [above, below] = [top, clientHeight - foot - bottom];
    const isUp = below < 16 * rem && below < above;
    menu.classList.toggle("from-end", clientWidth - left < 28 * rem && clientWidth - left < right);
    menu.classList.toggle("from-foot", isUp);
    menu.style.setProperty("--room", `${Math.round(isUp ? above : below) - 12}px`);
  }

  document.addEventListener("toggle", ({ target }) => {
    if (!target.matches?.(`${BAR} .filter-menu`) || !target.open) return;
    aim(target);
    load(target);
  }, true);

  /** What is under “More” is asked for when it is opened. */
  function load(menu) {
    menu.querySelector(".further-link")?.click();
  }

  // While “More” is open its lists are part of every answer, so that they stay where they are.
  document.addEventListener("htmx:config:request", ({ detail }) => {
    if (document.querySelector(`${BAR} .filter-more[open] .further, ${BAR} .filter-more[open] .typed`)) detail.ctx.request.headers["X-Filters"] = "more";
  });

  document.addEventListener("htmx:after:swap", () => {
    underWay = "";
    for (const menu of menus()) {
      aim(menu);
      load(menu);
      menu.querySelectorAll(".list-search").forEach(find);
    }
  });

  // ── finding in a list, in any script ───────────────────────────────────────────────────────────────────
  // Folded as proxies/signs/folding.py folds: case, accents, vowel signs and apostrophes do not count.
  const LIKE = { "ی": "ي", "ى": "ي", "ۍ": "ي", "ے": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ګ": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ٱ": "ا" };

  function fold(text) {
    return text.normalize("NFKD").toLowerCase()
      .replace(/[یىۍےېکڪګةہھەٱ]/g, (sign) => LIKE[sign])
      .replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660)
      .replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6f0)
      .replace(/[-–—/_\u200c\u2011\u05be]/g, " ")
      .replace(/['’‘ʿʾʻ`´"״׳ـ“”„«»ء]|\p{M}|\p{Cf}/gu, "")
      .replace(/\s+/g, " ").trim();
  }

  document.addEventListener("input", ({ target }) => {
    if (target.matches(`${BAR} .list-search`)) find(target);
  });

  function find(search) {
    const words = fold(search.value).split(" ");
    for (const list of search.parentElement.querySelectorAll(".filter-list")) {
      for (const row of list.querySelectorAll("li")) {
        const names = fold(`${row.querySelector("bdi").textContent} ${row.dataset.names ?? ""}`);
        row.hidden = !words.every((word) => names.includes(word));
      }
      list.hidden = !list.querySelector("li:not([hidden])");
    }
    const shown = search.parentElement.querySelector(".filter-list:not([hidden])");
    const none = search.parentElement.querySelector(".no-match");
    if (none) none.hidden = Boolean(shown);
  }

  const rows = (menu) => [...menu.querySelectorAll("li:not([hidden]) input")].filter((box) => box.checkVisibility());

  /** Enter and the down arrow go to what was found; Escape empties the field first. */
  function inSearch(event) {
    const { target, key } = event;
    const menu = target.closest(".filter-menu");
    if (key === "Escape" && target.value) {
      target.value = "";
      find(target);
    } else if (key === "Escape") giveUp(menu);
    else if (key === "Enter" || key === "ArrowDown") rows(menu)[0]?.focus();
    else return;
    event.preventDefault();
  }

  function step(event, box, by) {
    const menu = box.closest(".filter-menu");
    const boxes = rows(menu);
    const next = boxes[boxes.indexOf(box) + by] ?? (by < 0 ? menu.querySelector(".list-search") : null);
    if (!next) return;
    next.focus();
    event.preventDefault();
  }
})();
