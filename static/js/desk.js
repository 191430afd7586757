// The desk by keys alone, and how many it took. Everything here only presses what can be pressed without it.
"use strict";

(() => {
  const desk = () => document.querySelector("[data-desk]");
  const rows = () => [...document.querySelectorAll("[data-desk-row]")];
  const typing = (target) => target.closest("input:not([type='checkbox'], [type='radio']), textarea, select, [contenteditable]");
  const shown = (element) => element.getClientRects().length > 0;

  // ── keys and clicks since the cluster was opened, for the figures of the desk ──────────────────────────
  const place = () => (desk()?.dataset.cluster ? `desk-keys-${desk().dataset.cluster}` : null);
  let counted = 0;

  function count() {
    counted += 1;
    try {
      if (place()) sessionStorage.setItem(place(), String(counted));
    } catch {
      // Storage is barred: what was counted on this page holds.
    }
    for (const field of document.querySelectorAll("[data-desk-counter]")) field.value = String(counted);
  }

  function begin() {
    try {
      counted = place() ? Number(sessionStorage.getItem(place()) ?? 0) || 0 : 0;
      if (!place()) for (const key of Object.keys(sessionStorage)) if (key.startsWith("desk-keys-")) sessionStorage.removeItem(key);
    } catch {
      counted = 0;
    }
    for (const field of document.querySelectorAll("[data-desk-counter]")) field.value = String(counted);
  }

  // ── what was filled in is marked until it was looked at ────────────────────────────────────────────────
  function look(target) {
    const line = target.closest?.("[data-suggested]");
    if (!line) return;
    line.classList.add("is-seen");
    for (const box of line.querySelectorAll("[data-seen]")) box.checked = true;
  }

  // ── several names between commas: the list offers the last one ─────────────────────────────────────────
  function offer(field) {
    const list = field.list;
    if (!list) return;
    const before = field.value.slice(0, field.value.lastIndexOf(",") + 1);
    for (const option of list.options) {
      option.dataset.name ??= option.value;
      option.value = before ? `${before} ${option.dataset.name}` : option.dataset.name;
    }
  }

  // ── a form in which something was typed is not left by one key or click ─────────────────────────────────
  let typed = false;
  let warned = null;

  const leaving = (target) => target.closest?.(".desk-actions button[name='decide'], .desk-undo button, [data-desk-back], [data-desk-row]");

  function stay(event) {
    const way = leaving(event.target);
    if (!way || !typed || !document.getElementById("decide") || warned === way) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    warned = way;
    const note = document.createElement("p");
    note.className = "notice warning";
    note.textContent = "You have typed in this form, and it is not saved. The same key or click once more leaves it.";
    document.getElementById("alerts").replaceChildren(note);
  }

  document.addEventListener("click", stay, true);
  document.addEventListener("input", ({ target }) => {
    if (target.closest("#decide")) typed = true;
  });

  // ── moving and deciding ────────────────────────────────────────────────────────────────────────────────
  function move(step) {
    const all = rows().filter(shown);
    if (!all.length) return;
    const here = all.indexOf(document.activeElement.closest("[data-desk-row]"));
    const open = all.findIndex((row) => row.hasAttribute("aria-current"));
    const from = here >= 0 ? here : open;
    const next = from < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, from + step));
    all[next].focus();
    all[next].scrollIntoView({ block: "nearest" });
  }

  function press(key) {
    const button = [...document.querySelectorAll(`[data-desk-key="${CSS.escape(key)}"]`)].find(shown);
    button?.click();
    return Boolean(button);
  }

  function leave() {
    document.querySelector("[data-desk-back]")?.click();
  }

  /** In a form Enter saves where it does nothing of its own, with Ctrl everywhere. */
  function save(event) {
    const button = document.querySelector("#decide .desk-save .primary");
    const own = event.target.closest("a, button, summary, input, select, textarea");
    if (event.key !== "Enter" || !button || (own && !(event.ctrlKey || event.metaKey))) return false;
    event.preventDefault();
    button.click();
    return true;
  }

  const KEYS = {
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    "/": () => document.getElementById("desk-address")?.focus(),
    "?": () => document.getElementById("desk-keys")?.showModal(),
    Escape: leave,
  };

  document.addEventListener("keydown", (event) => {
    if (!desk() || event.altKey) return;
    if (!event.repeat && event.key === "Enter") count();
    if (!document.querySelector("dialog[open]") && save(event)) return;
    if (event.ctrlKey || event.metaKey) return;
    if (!event.repeat && event.key !== "Enter") count();
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && event.target.closest("#decide :is(input, select, textarea, button)")) {
      event.target.blur();
      document.getElementById("decide-title")?.focus();
      return;
    }
    if (typing(event.target)) {
      if (event.key === "Escape") {
        event.target.blur();
        document.getElementById("decide-title")?.focus();
      }
      return;
    }
    const boxes = event.target.matches("[type='radio']") && event.key.startsWith("Arrow");
    if (boxes) return;
    if (KEYS[event.key]) {
      KEYS[event.key]();
      event.preventDefault();
    } else if (/^[a-z]$/i.test(event.key) && press(event.key.toLowerCase())) {
      event.preventDefault();
    }
  });

  document.addEventListener("click", (event) => {
    if (!desk() || event.detail === 0) return; // a click made by a key was counted with it
    count();
    if (event.target.closest("[data-desk-help]")) KEYS["?"]();
  });

  document.addEventListener("focusin", ({ target }) => {
    look(target);
    if (target.matches("[data-names]")) offer(target);
  });
  document.addEventListener("change", ({ target }) => look(target));
  document.addEventListener("input", ({ target }) => {
    if (target.matches("[data-names]")) offer(target);
  });

  // ── where the keys begin ───────────────────────────────────────────────────────────────────────────────
  function start() {
    if (!desk()) return;
    // A page that answers a form is left and come back to without sending that form again.
    if (desk().dataset.address) history.replaceState(history.state, "", desk().dataset.address);
    typed = Boolean(desk().dataset.address);
    begin();
    const wrong = document.querySelector(":is(#decide, .desk-paste) [aria-invalid='true']");
    const asks = document.getElementById("desk-asks");
    const title = document.getElementById("decide-title");
    if (wrong) wrong.focus();
    else if (asks) (asks.querySelector("input") ?? document.querySelector(".desk-save button")).focus();
    else if (title) title.focus({ preventScroll: false });
    else (document.querySelector("[data-desk-row][aria-current]") ?? rowOfAddress())?.focus({ preventScroll: true });
  }

  function rowOfAddress() {
    const named = location.hash.startsWith("#c") ? document.getElementById(location.hash.slice(1)) : null;
    return named?.querySelector("[data-desk-row]") ?? (desk().dataset.desk === "inbox" ? rows()[0] : null);
  }

  start();
  // Going to the place that an address names takes the focus away once more, on a busy machine some time after loading.
  function keepFocus(left) {
    if (document.activeElement === document.body) rowOfAddress()?.focus({ preventScroll: true });
    if (left > 0) setTimeout(keepFocus, 50, left - 1);
  }
  addEventListener("load", () => {
    if (desk() && location.hash.startsWith("#c")) keepFocus(40);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) start();
  });
})();
