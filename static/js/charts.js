// Draws every <div class="plot" data-figure="ID"> from <script type="application/json" id="ID"> when it comes
// into view, again when its figure, the theme or the paper changes, and frees it once it has left the page.
// The figure says what is shown; theme.js says how it looks. plotly.js and the base map are fetched when the
// first chart needs them. The drawing sits in a child of .plot, which a morph leaves alone.
"use strict";

(() => {
  const page = document.documentElement.dataset;
  const drawn = new Map(); // plot -> { key: of what it shows, done: a promise that it is drawn }
  const loading = new Map(); // address -> promise, so that nothing is fetched twice

  function once(address, load) {
    if (!loading.has(address)) {
      const promise = load(address);
      promise.catch(() => loading.delete(address)); // the next chart may try again
      loading.set(address, promise);
    }
    return loading.get(address);
  }

  const loadPlotly = (address) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = () => reject(new Error("the chart library did not load"));
    document.head.append(script);
  });

  /** plotly.js looks for its map here before it would ask another host for one. */
  async function loadBaseMap(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error("the base map did not load");
    globalThis.PlotlyGeoAssets = { topojson: { world_50m: await answer.json() } };
  }

  const isMap = ({ data, layout }) => Boolean(layout?.geo) || data.some((trace) => /^(scattergeo|choropleth)$/.test(trace.type));

  /** A map is zoomed by the buttons over it. In other charts a drag zooms in and a double click back out; buttons
   *  there would lie on the legend. Pictures are saved by the buttons below the chart. */
  function config(figure) {
    return {
      responsive: true,
      displaylogo: false,
      showSendToCloud: false,
      locale: "en",
      scrollZoom: false,
      displayModeBar: isMap(figure) && !look.isNarrow() ? "hover" : false,
      modeBarButtonsToRemove: ["toImage", "lasso2d", "select2d", "hoverClosestGeo"],
    };
  }

  /** The figure's layout for this box. A map's legend lies on the map; on a phone every legend stands above the
   *  plot, and a finger that drags means to scroll. */
  function fit(figure, plot) {
    const layout = { ...figure.layout, template: look.template() };
    if (isMap(figure)) {
      layout.geo = look.fitMap(layout.geo, plot.clientWidth / plot.clientHeight);
      layout.legend = { orientation: "v", x: 0.01, y: 0.99, yanchor: "top", ...layout.legend };
    }
    if (look.isNarrow()) {
      layout.dragmode = false;
      delete layout.legend;
    }
    return layout;
  }

  /** Draws what a plot should show, unless it shows it. Who asks while it is being drawn waits for that. */
  function draw(plot) {
    const source = document.getElementById(plot.dataset.figure);
    if (!source) return Promise.resolve();
    const key = [themeName(), look.isNarrow(), source.textContent].join();
    if (drawn.get(plot)?.key !== key) drawn.set(plot, { key, done: paint(plot, key, source.textContent) });
    return drawn.get(plot).done;
  }

  async function paint(plot, key, text) {
    try {
      await once(page.plotly, loadPlotly);
      const figure = look.resolveTokens(JSON.parse(text));
      if (isMap(figure)) await once(page.basemap, loadBaseMap);
      if (!plot.isConnected) return; // swapped out while loading
      if (drawn.get(plot)?.key !== key) return drawn.get(plot)?.done; // overtaken
      const box = canvas(plot);
      await Plotly.react(box, figure.data, fit(figure, plot), config(figure));
      listen(plot, box);
      recover(plot);
    } catch (error) {
      if (drawn.get(plot)?.key === key) drawn.delete(plot); // who asks next tries again
      fail(plot, error);
    }
  }

  function canvas(plot) {
    let box = plot.querySelector(":scope > .plot-canvas");
    if (!box) {
      box = document.createElement("div");
      box.className = "plot-canvas";
      plot.replaceChildren(box);
    }
    return box;
  }

  /** The numbers stand in the table whatever happens to the drawing. */
  function fail(plot, error) {
    console.error(error);
    const chart = plot.closest(".chart");
    const details = chart?.querySelector("details");
    if (!chart || chart.classList.contains("is-failed")) return;
    chart.classList.add("is-failed");
    const note = document.createElement("p");
    note.className = "notice warning undrawn";
    note.textContent = "The chart could not be drawn. Its numbers are in the table.";
    plot.before(note);
    if (details) details.open = true;
  }

  function recover(plot) {
    const chart = plot.closest(".chart");
    chart?.classList.remove("is-failed");
    chart?.querySelectorAll(".undrawn").forEach((note) => note.remove());
  }

  /** A mark whose customdata holds an address of this site ("?front=iraq", "/events/x/") leads there. */
  function target(point) {
    return [point?.customdata].flat().find((value) => typeof value === "string" && /^(\?|\/(?!\/))/.test(value));
  }

  /** The table below a chart, which the page leaves out: fetched once it is opened, from the page that the link
   *  in its place leads to. A swap puts the link back, for the question of now. */
  async function fill(details) {
    const slot = details.querySelector(":scope > [data-numbers]");
    if (!slot || !details.open || !slot.querySelector(":scope > p > a")) return;
    const address = slot.dataset.numbers;
    slot.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" } });
      if (!answer.ok) return; // the link stays
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const table = page.querySelector("main .table-wrap");
      if (table && slot.dataset.numbers === address) slot.replaceChildren(table);
    } catch {
      // no connection: the link stays
    } finally {
      slot.removeAttribute("aria-busy");
    }
  }

  document.addEventListener("toggle", (event) => event.target.matches?.(".chart > details") && fill(event.target), true);

  const heard = new WeakSet();

  function listen(plot, box) {
    if (heard.has(box)) return;
    heard.add(box);
    box.on("plotly_hover", (event) => plot.classList.toggle("is-link", Boolean(target(event.points[0]))));
    box.on("plotly_unhover", () => plot.classList.remove("is-link"));
    box.on("plotly_click", (event) => {
      const address = target(event.points[0]);
      if (!address) return;
      const form = document.querySelector("#page form[hx-get]");
      if (!address.startsWith("?") || !form || !globalThis.htmx) return location.assign(address);
      // As the filter form does it, so that Back finds an entry that htmx wrote.
      htmx.ajax("GET", address, { source: form, target: "#page", select: "#page", swap: "outerMorph", push: address });
    });
  }

  /** The chart beside a button marked data-picture="svg" or "png", as a file of what is drawn. A chart that was
   *  never scrolled to is drawn first. */
  async function save(button) {
    const plot = button.closest(".chart")?.querySelector(".plot[data-figure]");
    if (!plot) return;
    await draw(plot);
    const box = plot.querySelector(".plot-canvas");
    if (!box?.data) return; // it failed, and the page says so
    const { clientWidth: width, clientHeight: height } = box;
    const format = button.dataset.picture;
    const filename = plot.dataset.filename || plot.dataset.figure;
    await Plotly.downloadImage(box, { format, width, height, filename, scale: format === "png" ? 2 : 1 });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-picture]");
    if (button) save(button).catch((error) => fail(button.closest(".chart").querySelector(".plot"), error));
  });

  function themeName() {
    if (matchMedia("print").matches) return "print";
    return page.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  }

  // Charts are drawn a little before they are scrolled to.
  const seen = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => draw(entry.target)),
    { rootMargin: "240px" },
  );

  /** Looks at the page anew. Observing again makes the observer report every plot that is in view now. */
  function refresh() {
    for (const plot of drawn.keys()) {
      if (plot.isConnected) continue;
      const box = plot.querySelector(".plot-canvas");
      if (box && globalThis.Plotly) Plotly.purge(box);
      drawn.delete(plot);
    }
    seen.disconnect();
    const plots = document.querySelectorAll(".plot[data-figure]");
    if (plots.length) once(page.plotly, loadPlotly).catch(() => {}); // begin early; draw() reports a failure
    plots.forEach((plot) => seen.observe(plot));
    document.querySelectorAll(".chart > details[open]").forEach(fill);
  }

  refresh();
  document.addEventListener("htmx:after:swap", refresh);
  document.addEventListener("theme:change", refresh);
  for (const query of ["(prefers-color-scheme: dark)", "(width < 44rem)"]) matchMedia(query).addEventListener("change", refresh);
  // Paper is light and shows all charts, also those that were never scrolled to.
  matchMedia("print").addEventListener("change", () => document.querySelectorAll(".plot[data-figure]").forEach(draw));
})();
