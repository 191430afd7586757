// What the page does beside its links and forms. Every one of these only eases what works without it.
"use strict";

(() => {
  const live = () => document.getElementById("announcement");

  // ── theme ──────────────────────────────────────────────────────────────────────────────────────────────
  const root = document.documentElement;
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : systemDark.matches);

  function showTheme() {
    for (const button of document.querySelectorAll(".theme-toggle")) button.setAttribute("aria-pressed", String(isDark()));
  }

  function toggleTheme() {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // Storage is barred: the choice holds for this page.
    }
    showTheme();
    document.dispatchEvent(new CustomEvent("theme:change"));
  }

  systemDark.addEventListener("change", showTheme);
  showTheme();

  // ── clicks: theme, copying ───────────────────────────────────────────────────────────────────────────────
  document.addEventListener("click", (event) => {
    if (event.target.closest(".theme-toggle")) toggleTheme();
    const copy = event.target.closest("[data-copy]");
    if (copy) copyText(copy);
  });

  /** data-copy="text" copies the text; data-copy="#id" copies what that element says. */
  async function copyText(button) {
    const wanted = button.dataset.copy;
    const text = wanted.startsWith("#") ? document.querySelector(wanted)?.textContent.trim() : wanted;
    try {
      await navigator.clipboard.writeText(text ?? "");
      button.dataset.done = "";
      live().textContent = "Copied";
      setTimeout(() => delete button.dataset.done, 2000);
    } catch {
      alertReader("Copying is not allowed here. Select the text and copy it yourself.");
    }
  }

  // ── the question ───────────────────────────────────────────────────────────────────────────────────────
  // An empty field is no question: it stays out of the address, with htmx and without.
  document.addEventListener("formdata", (event) => {
    if (event.target.method !== "get") return;
    const given = [...event.formData].filter(([, value]) => value !== "");
    for (const name of new Set(event.formData.keys())) event.formData.delete(name);
    for (const [name, value] of given) event.formData.append(name, value);
  });

  const underway = new Set(); // a replaced request ends after the one that replaced it has begun

  function busy() {
    document.getElementById("main")?.setAttribute("aria-busy", String(underway.size > 0));
    document.documentElement.toggleAttribute("data-busy", underway.size > 0);
  }

  document.addEventListener("htmx:before:request", (event) => {
    if (event.detail.ctx.target?.id !== "page") return; // a part of the page is on its way, no other answer
    underway.add(event.detail.ctx);
    busy();
  });

  document.addEventListener("htmx:finally:request", (event) => {
    underway.delete(event.detail.ctx);
    busy();
  });

  // While the database is away the page stays as it is, with what was chosen in it. Any other
  // error (400, 404, 500) is shown as the page it is, at its own address; nothing of it is swapped in.
  document.addEventListener("htmx:before:response", (event) => {
    const { ctx } = event.detail;
    if (ctx.response.status < 400) return;
    event.preventDefault();
    if (ctx.response.status === 503) return alertReader("The database does not answer at the moment. Ask again in some seconds. What is shown is the answer to the question before.");
    // What was typed into a form stays: nothing leads away from it.
    if (/^(401|403)$/.test(ctx.response.status) && ctx.request.method !== "GET") return alertReader("You are not logged in any more, or logged in anew since this page was made. Log in in another tab; what you typed stays here.");
    if (ctx.request.method !== "GET") return alertReader("This could not be answered. What you typed stays here.");
    if (ctx.request.action === location.pathname + location.search) location.reload();
    else location.assign(ctx.request.action);
  });

  document.addEventListener("htmx:error", () => {
    alertReader("The page could not be updated: the server did not answer. What is shown is the answer to the question before.");
  });

  document.addEventListener("htmx:before:swap", () => alertReader(""));

  document.addEventListener("htmx:after:swap", () => {
    showTheme();
    syncForm();
    live().textContent = document.querySelector(".question :is(h1, h2, .question-text)")?.textContent.replace(/\s+/g, " ").trim() ?? "";
  });

  /** A morph sets attributes, which a control that was touched no longer follows: say them to the control itself. */
  function syncForm() {
    for (const control of document.querySelectorAll("#page form[data-hx-get] :is(input[name], option)")) {
      if (control === document.activeElement) continue;
      if (control.matches("option")) control.selected = control.defaultSelected;
      else if (/^(checkbox|radio)$/.test(control.type)) control.checked = control.defaultChecked;
      else if (control.type !== "hidden") control.value = control.defaultValue;
    }
  }

  function alertReader(text) {
    const box = document.getElementById("alerts");
    if (!box) return;
    box.replaceChildren();
    if (!text) return;
    const note = document.createElement("p");
    note.className = "notice error";
    note.textContent = text;
    box.append(note);
  }
})();
