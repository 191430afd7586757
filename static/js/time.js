// The controls of time. Their links and forms work without this; it adds the scrubber, words beside a field whose day
// is refused, and that leaving a field asks as its button does. While somebody types, nothing is asked.
"use strict";

(() => {
  const DAY = 86_400_000;
  const byId = (id) => document.getElementById(id);

  // ── fields ─────────────────────────────────────────────────────────────────────────────────────────────
  // The days of one control lie in an element marked data-days, with a place for words beside them.
  const dayField = (target) => (target?.matches?.("[data-days] input:not([type=hidden])") ? target : null);
  const controlOf = (field) => field?.closest("[data-days]");
  const daysOf = (control) => [...control.querySelectorAll("input")].filter(dayField);

  /** What is wrong with the day of a field, in the words of the page. */
  function fault(field) {
    const { validity } = field;
    const { dataset } = controlOf(field);
    if (validity.badInput) return dataset.unfinished;
    if (validity.rangeUnderflow) return dataset.early;
    if (validity.rangeOverflow) return dataset.late;
    return field.validationMessage;
  }

  function say(control, words) {
    const problem = control.querySelector(".problem");
    if (problem.textContent !== words) problem.textContent = words;
    for (const field of daysOf(control)) field.removeAttribute("aria-invalid");
  }

  /** Two days of one control are in order, or the second is refused. */
  function order(control) {
    const [first, last] = daysOf(control);
    const swapped = last?.type === "date" && first.type === "date" && first.value && last.value && last.value < first.value;
    last?.setCustomValidity(swapped ? control.dataset.swapped : "");
  }

  document.addEventListener("input", (event) => {
    const field = dayField(event.target);
    if (!field) return;
    order(controlOf(field));
    say(controlOf(field), "");
  });

  document.addEventListener(
    "invalid",
    (event) => {
      const field = dayField(event.target);
      if (!field) return;
      event.preventDefault();
      say(controlOf(field), fault(field));
      field.setAttribute("aria-invalid", "true");
      field.closest("details").open = true;
    },
    true,
  );

  let pressed = null; // what the pointer goes down on: a link or button that is left for acts for itself
  document.addEventListener("pointerdown", (event) => (pressed = event.target.closest?.("a, button")), true);
  document.addEventListener("keydown", () => (pressed = null), true);

  document.addEventListener("focusout", (event) => {
    const field = dayField(event.target);
    if (!field || pressed || !document.hasFocus() || controlOf(dayField(event.relatedTarget)) === controlOf(field)) return;
    const isNew = (one) => one.validity.badInput || one.value !== one.defaultValue;
    if (daysOf(controlOf(field)).some(isNew)) field.form.requestSubmit();
  });

  // ── panels that close ──────────────────────────────────────────────────────────────────────────────────
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target) && !menu.querySelector("[aria-invalid]")) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      const inside = menu.contains(document.activeElement);
      menu.querySelector("form").reset();
      say(menu.querySelector("form"), "");
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    }
  });

  // ── the scrubber ───────────────────────────────────────────────────────────────────────────────────────
  // Its values are days of the record, counted from 1; the one after the last stands for now.
  const months = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });
  const number = (slider, name) => Number(slider.getAttribute(`aria-value${name}`));
  const dayAt = (slider, value) => new Date(Date.parse(slider.dataset.first) + (value - 1) * DAY);
  const valueOf = (slider, day) => Math.round((day - Date.parse(slider.dataset.first)) / DAY) + 1;

  function inWords(day, short) {
    const month = months.format(day);
    return `${day.getUTCDate()} ${short ? month.slice(0, 3) : month} ${day.getUTCFullYear()}`;
  }

  function uncovered(slider, value) {
    const stretches = slider.dataset.gaps.split(" ").filter(Boolean);
    return stretches.some((one) => {
      const [first, last] = one.split("-").map(Number);
      return first <= value - 1 && value - 1 <= last;
    });
  }

  /** Shows a day without asking for it. */
  function show(slider, wanted) {
    const most = number(slider, "max");
    const value = Math.min(Math.max(wanted, 1), most);
    const now = value === most;
    const day = dayAt(slider, value);
    slider.setAttribute("aria-valuenow", value);
    slider.setAttribute("aria-valuetext", now ? "now" : inWords(day) + (uncovered(slider, value) ? ", not covered" : ""));
    document.querySelector(".time-handle").setAttribute("x", `${(100 * Math.min(value, most - 1)) / (most - 1)}%`);
    byId("time-shown").firstElementChild.textContent = now ? "As known now" : `As known on ${inWords(day, true)}`;
  }

  /** Asks for the day that is shown, as the form of the typed day does. */
  function ask(slider) {
    clearTimeout(waiting);
    waiting = 0;
    const field = byId("id_as_of");
    const now = number(slider, "now") === number(slider, "max");
    field.value = now ? "" : dayAt(slider, number(slider, "now")).toISOString().slice(0, 10);
    if (field.value !== byId("time").dataset.day) field.form.requestSubmit();
  }

  function byMonth(slider, value, step) {
    const day = dayAt(slider, Math.min(value, number(slider, "max") - 1));
    const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + step + 1, 0));
    return valueOf(slider, last.setUTCDate(Math.min(day.getUTCDate(), last.getUTCDate())));
  }

  function aim(slider, event) {
    const value = number(slider, "now");
    const most = number(slider, "max");
    const back = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (back) {
      const month = byMonth(slider, value, back);
      return event.shiftKey ? (back > 0 && value >= most - 1 ? most : month) : value + back;
    }
    return { PageUp: value >= most - 1 ? most : byMonth(slider, value, 1), PageDown: byMonth(slider, value, -1), Home: 1, End: most }[event.key];
  }

  let waiting = 0; // a key that is pressed again within this time moves on; then the day is asked for
  const scrubber = (event) => event.target.closest?.(".time-slider");

  document.addEventListener("keydown", (event) => {
    const slider = scrubber(event);
    if (!slider || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") return ask(slider);
    const value = aim(slider, event);
    if (value === undefined) return;
    event.preventDefault();
    show(slider, value);
    clearTimeout(waiting);
    waiting = 0;
  });

  document.addEventListener("keyup", (event) => {
    const slider = scrubber(event);
    if (!slider || aim(slider, event) === undefined) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(slider), 400);
  });

  document.addEventListener("focusout", (event) => {
    if (waiting && scrubber(event)) ask(scrubber(event));
  });

  /** The value under the pointer; the last pixels stand for now. */
  function under(slider, event) {
    const { left, width } = slider.parentElement.getBoundingClientRect();
    const days = number(slider, "max") - 1;
    const across = event.clientX - left;
    return across > width - 4 ? days + 1 : Math.min(Math.ceil((across / width) * days), days);
  }

  document.addEventListener("pointerdown", (event) => {
    const slider = scrubber(event);
    if (!slider || event.button !== 0) return;
    slider.setPointerCapture(event.pointerId);
    slider.dataset.before = slider.getAttribute("aria-valuenow");
    show(slider, under(slider, event));
  });

  document.addEventListener("pointermove", (event) => {
    const slider = scrubber(event);
    if (slider?.dataset.before) show(slider, under(slider, event));
  });

  document.addEventListener("pointerup", (event) => {
    const slider = scrubber(event);
    if (!slider?.dataset.before) return;
    delete slider.dataset.before;
    ask(slider);
  });

  document.addEventListener("pointercancel", (event) => {
    const slider = scrubber(event);
    if (!slider?.dataset.before) return;
    show(slider, Number(slider.dataset.before));
    delete slider.dataset.before;
  });

  // ── after a request ────────────────────────────────────────────────────────────────────────────────────
  document.addEventListener("htmx:after:swap", () => {
    for (const menu of document.querySelectorAll("details:is([data-menu], .period)[open]")) {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus({ preventScroll: true });
    }
  });

  /** Where a day could not be shown, the scrubber goes back to the one that is. */
  function goBack() {
    const slider = byId("time-slider");
    if (!slider) return;
    const { day } = byId("time").dataset;
    show(slider, day ? Math.min(valueOf(slider, new Date(day)), number(slider, "max") - 1) : number(slider, "max"));
  }

  document.addEventListener("htmx:error", goBack);
  document.addEventListener("htmx:before:response", (event) => {
    if (event.detail.ctx.response.status >= 400) goBack();
  });
})();
