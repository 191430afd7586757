// Draws every <div class="plot" data-figure="ID"> when it comes into view, again when its figure, the theme or
// the paper changes, and frees it once it has left the page. The figure stands at the address in data-source, or in
// <script type="application/json" id="ID">: it says what is shown; theme.js says how it looks. Figures, plotly.js
// and the base map are fetched when a chart needs them. The drawing sits in a child of .plot, which a morph leaves
// alone.
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
    script.onload = () => setTimeout(resolve); // the first drawing is a task of its own
    script.onerror = () => reject(new Error("the chart library did not load"));
    document.head.append(script);
  });

  // The bundle asks for a rest between the steps of a drawing (see scripts/vendor_build.mjs), so that no task grows long
  // while somebody scrolls or types. Printing waits for nothing.
  const AROUND = 130; // pixels of a printed chart that are no rows: its legend and its axis
  const LETTERS = 12; // pixels of a row whose name has the size it has on a screen
  const SMALLEST = 5; // pixels

  const LONG = 30; // milliseconds
  let drawing = 0; // charts that are being drawn for the screen
  let rested = 0;

  globalThis.plotlyRest = () => {
    if (!drawing || "printing" in page || performance.now() - rested < LONG) return undefined;
    return new Promise((go) => setTimeout(() => {
      rested = performance.now();
      go();
    }));
  };

  const underWay = new WeakMap(); // box -> a promise that what is being drawn in it is drawn, or failed

  async function paintBox(box, figure, plot) {
    drawing += 1;
    rested = performance.now();
    try {
      const layout = fit(figure, plot);
      const traces = fitted(figure.data);
      const shown = isMap(figure) ? maps.uncut(traces, layout, plot.clientWidth) : traces;
      const done = Plotly.react(box, shown, layout, config(figure));
      underWay.set(box, done.then(() => {}, () => {}));
      await done;
    } finally {
      drawing -= 1;
      underWay.delete(box);
    }
  }

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
    if (look.isNarrow()) {
      layout.dragmode = false;
      const { yref, y, yanchor } = layout.legend ?? {};
      delete layout.legend;
      if (yref) layout.legend = { yref, y, yanchor };
      if (layout.annotations) layout.annotations = layout.annotations.filter(({ name }) => name !== "wide");
      if (figure.data.some((trace) => trace.meta?.named)) layout.showlegend = true;
      if (layout.meta?.short) layout.yaxis = { ...layout.yaxis, ticktext: layout.meta.short };
      if (layout.xaxis?.tickvals?.length > 7) layout.xaxis = { ...layout.xaxis, tickmode: "auto" };
    }
    if (isMap(figure)) Object.assign(layout, maps.fit(layout, plot.clientWidth, plot.clientHeight, look.isNarrow()));
    // A chart that is drawn already keeps its size, and nothing measures it anew once printing has begun.
    // Else it takes the size of its box, also after it had one of its own.
    if ("printing" in page) Object.assign(layout, inRows(layout, plot.clientHeight), { autosize: false, width: plot.clientWidth, height: plot.clientHeight });
    else layout.autosize = true;
    return layout;
  }

  /** A sheet has as much room for many rows as for few: their names, and what else is written, are as small as that
   *  takes. */
  function inRows(layout, height) {
    const rows = layout.yaxis?.tickvals?.length ?? 0;
    const size = Math.floor(((height - AROUND) / rows) * 10) / 10;
    if (!rows || size >= LETTERS) return {};
    const font = { size: Math.max(size, SMALLEST) };
    const annotations = layout.annotations?.map((note) => ({ ...note, font: { ...note.font, ...font } }));
    return { yaxis: { ...layout.yaxis, tickfont: { ...layout.yaxis.tickfont, ...font } }, legend: { ...layout.legend, font: { size: 9 } }, ...(annotations && { annotations }) };
  }

  /** The traces for this box. What is drawn for a narrow axis takes the place of what is for a wide one, where a figure
   *  has both; a label that a narrow strip has no room to name is in the legend. */
  function fitted(traces) {
    if (!look.isNarrow()) return traces;
    const has = traces.some((trace) => trace.meta?.box === "narrow");
    return traces.map((trace) => {
      if (has && trace.meta?.box) return { ...trace, visible: trace.meta.box === "narrow" };
      return trace.meta?.named ? { ...trace, showlegend: true } : trace;
    });
  }

  const texts = new Map(); // address -> the figure there, as text, since the last swap

  async function loadFigure(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error("the figure did not load");
    texts.set(address, await answer.text());
  }

  /** The figure of a plot as text; undefined while it has not been fetched. */
  const textOf = (plot) => document.getElementById(plot.dataset.figure)?.textContent ?? texts.get(plot.dataset.source);

  /** Draws what a plot should show, unless it shows it. Who asks while it is being drawn waits for that. Nothing is
   *  waited for where all is at hand, as it has to be for printing. */
  function draw(plot) {
    const text = textOf(plot);
    if (text === undefined) return fetched(plot);
    const key = [themeName(), "printing" in page, look.isNarrow(), text].join();
    if (drawn.get(plot)?.key !== key) drawn.set(plot, { key, done: paint(plot, key, text) });
    return drawn.get(plot).done;
  }

  async function fetched(plot) {
    const { source } = plot.dataset;
    try {
      once(page.plotly, loadPlotly).catch(() => {}); // begin with it now; paint() reports a failure
      await once(source, loadFigure);
    } catch (error) {
      if (plot.isConnected && plot.dataset.source === source) fail(plot, error);
      return;
    }
    if (plot.isConnected && textOf(plot) !== undefined) await draw(plot);
  }

  async function paint(plot, key, text) {
    try {
      await once(page.plotly, loadPlotly);
      const figure = maps.inScript(look.resolveTokens(JSON.parse(text)));
      if (isMap(figure)) await once(page.basemap, loadBaseMap);
      if (!plot.isConnected) return; // swapped out while loading
      if (drawn.get(plot)?.key !== key) return drawn.get(plot)?.done; // overtaken
      const box = canvas(plot);
      // No drawing begins amid another one that rests, except for print, which waits for nothing.
      while (underWay.has(box) && !("printing" in page)) await underWay.get(box);
      if (!plot.isConnected) return;
      if (drawn.get(plot)?.key !== key) return drawn.get(plot)?.done;
      await paintBox(box, figure, plot);
      listen(plot, box);
      recover(plot);
    } catch (error) {
      if (!plot.isConnected || (drawn.has(plot) && drawn.get(plot).key !== key)) return; // it is shown no more
      drawn.delete(plot); // who asks next tries again
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
    const details = chart?.querySelector(".in-numbers");
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

  /** A mark whose customdata holds an address of this site ("/events/?front=iraq", "/events/x/") leads there. */
  function target(point) {
    return [point?.customdata].flat().find((value) => typeof value === "string" && /^(\?|\/(?!\/))/.test(value));
  }

  /** The front whose part of a column is pointed at; none above the bars. */
  function frontAt(box, point, event) {
    const bars = box.data.filter((trace) => trace.type === "bar" && trace.meta?.front && trace.visible !== "legendonly");
    if (bars.length < 2) return null;
    const axis = box._fullLayout.yaxis;
    const { clientY } = event.changedTouches?.[0] ?? event;
    const height = axis.p2d(clientY - box.getBoundingClientRect().top - axis._offset);
    let sum = 0;
    return bars.find((trace) => (sum += trace.y[point.pointNumber]) > height && height > 0)?.meta.front ?? null;
  }

  const changed = (asked, base) => [...new Set([...asked.keys()])].filter((name) => asked.getAll(name).join() !== base.getAll(name).join());

  /** This page narrowed to what a list of events would show, or null where it does not take such filters. */
  function narrowed(plot, address) {
    const [asked, base] = [address, plot.dataset.events].map((text) => new URL(text, location));
    const takes = (plot.dataset.takes ?? "").split(" ");
    const names = changed(asked.searchParams, base.searchParams);
    if (!plot.dataset.events || asked.pathname !== base.pathname || !names.length || !names.every((name) => takes.includes(name))) return null;
    const here = new URL(location);
    for (const name of [...names, "page", "cited"]) here.searchParams.delete(name);
    for (const name of names) asked.searchParams.getAll(name).forEach((value) => here.searchParams.append(name, value));
    return here.pathname + here.search;
  }

  /** Narrows the page in place where it can be, so that Back finds it as it was; else goes to the address. */
  function follow(plot, address) {
    const here = address.startsWith("?") ? location.pathname + address : narrowed(plot, address);
    if (!here || !globalThis.htmx) return location.assign(here ?? address);
    htmx.ajax("GET", here, { source: plot, target: "#page", select: "#page", swap: "outerMorph", push: here });
  }

  const eventsOf = (plot, filters) => {
    const address = new URL(plot.dataset.events, location);
    for (const [name, value] of Object.entries(filters)) address.searchParams.set(name, value);
    return address.pathname + address.search;
  };

  const ECHO = 400; // milliseconds in which a tap comes again, as the click of a mouse
  const tapped = new WeakMap(); // box -> the mark that was tapped last, and when: a finger sees the value first

  /** Whether a tap is to act: the second one on the same mark. The first shows what the mark says. */
  function isSecondTap(box, point, event) {
    const mark = [point.curveNumber, [point.pointNumber].flat().join()].join();
    const [before, at] = tapped.get(box) ?? [];
    const now = performance.now();
    if (before === mark && now - at > ECHO) return true;
    if (before === mark) return false;
    tapped.set(box, [mark, now]);
    const { xaxis, yaxis } = box._fullLayout;
    const { clientX, clientY } = event.changedTouches?.[0] ?? event;
    const { left, top } = box.getBoundingClientRect();
    if (xaxis && yaxis) Plotly.Fx.hover(box, { xpx: clientX - left - xaxis._offset, ypx: clientY - top - yaxis._offset }, "xy");
    return false;
  }

  function press(plot, box, event) {
    const point = event.points[0];
    const address = target(point);
    if (!address) return;
    if (matchMedia("(pointer: coarse)").matches && !isSecondTap(box, point, event.event)) return;
    const front = point.data.yaxis === "y7" && frontAt(box, point, event.event);
    if (!front) return follow(plot, address);
    const own = new URL(address, location);
    own.searchParams.set("front", front);
    follow(plot, own.pathname + own.search);
  }

  /** A stretch of days drawn over a time axis becomes the period that the page asks about. */
  function brush(plot, change) {
    const ends = [change["xaxis.range[0]"], change["xaxis.range[1]"]];
    if (!plot.dataset.events || ends.some((end) => typeof end !== "string")) return;
    const [first, last] = plot.dataset.days.split(" ");
    const [since, until] = ends.map((end) => [first, end.slice(0, 10), last].sort()[1]);
    const here = narrowed(plot, eventsOf(plot, { since, until }));
    if (here) follow(plot, eventsOf(plot, { since, until }));
  }

  /** A front that is named in the chart, or in its legend, narrows to its events; other entries of a legend hide their
   *  marks, as plotly.js has it. */
  function choose(plot, front) {
    const address = front && plot.dataset.events && eventsOf(plot, { front });
    if (!address || !narrowed(plot, address)) return true;
    follow(plot, address);
    return false;
  }

  const frontNamed = ({ annotation }) => annotation.name?.match(/^front:(.+)$/)?.[1];

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

  document.addEventListener("toggle", (event) => event.target.matches?.(".in-numbers") && fill(event.target), true);

  const heard = new WeakSet();

  function listen(plot, box) {
    if (heard.has(box)) return;
    heard.add(box);
    box.on("plotly_hover", (event) => plot.classList.toggle("is-link", Boolean(target(event.points[0]))));
    box.on("plotly_unhover", () => plot.classList.remove("is-link"));
    box.on("plotly_click", (event) => press(plot, box, event));
    box.on("plotly_legendclick", (event) => choose(plot, event.data[event.curveNumber].meta?.front));
    box.on("plotly_clickannotation", (event) => choose(plot, frontNamed(event)));
    if (plot.dataset.days) box.on("plotly_relayout", (change) => brush(plot, change));
  }

  /** The chart beside a button marked data-picture="png slide", as a file (see pictures.js). A chart that was never
   *  scrolled to is drawn first. */
  async function save(button) {
    const plot = button.closest(".chart")?.querySelector(".plot[data-figure]");
    if (!plot) return;
    await draw(plot);
    const box = plot.querySelector(".plot-canvas");
    if (!box?.data) return; // it failed, and the page says so
    const [format, size] = button.dataset.picture.split(" ");
    await pictures.save(box, button.closest(".downloads").dataset, format, size);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-picture]");
    if (button) save(button).catch((error) => fail(button.closest(".chart").querySelector(".plot"), error));
  });

  function themeName() {
    if (matchMedia("print").matches || "printing" in page) return "print";
    return page.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  }

  let turn = Promise.resolve();

  /** One chart after the other, with room between for what the reader does; what they need is fetched at once. */
  function drawInTurn(plot) {
    if (textOf(plot) === undefined) once(plot.dataset.source, loadFigure).catch(() => {}); // draw() reports a failure
    turn = turn.then(() => draw(plot)).then(() => new Promise((rest) => setTimeout(rest)));
  }

  // Charts are drawn a little before they are scrolled to.
  const seen = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => drawInTurn(entry.target)),
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
    document.querySelectorAll(".plot[data-figure]").forEach((plot) => seen.observe(plot));
    document.querySelectorAll(".in-numbers[open]").forEach(fill);
  }

  /** After a swap the record may say something else at the same address. */
  function forget() {
    for (const address of [...loading.keys()].filter((one) => texts.has(one))) loading.delete(address);
    texts.clear();
    refresh();
  }

  refresh();
  document.addEventListener("htmx:after:swap", forget);
  document.addEventListener("theme:change", refresh);
  for (const query of ["(prefers-color-scheme: dark)", "(width < 44rem)"]) matchMedia(query).addEventListener("change", refresh);
  // Paper is light and shows all charts, also those that were never scrolled to.
  matchMedia("print").addEventListener("change", () => document.querySelectorAll(".plot[data-figure]").forEach(draw));
  document.addEventListener("print:begin", () => document.querySelectorAll(".plot[data-figure]").forEach(draw)); // see print.js
  document.addEventListener("print:prepare", () => {
    const plots = [...document.querySelectorAll(".plot[data-figure]")];
    const wanted = plots.filter((plot) => textOf(plot) === undefined).map((plot) => once(plot.dataset.source, loadFigure));
    if (plots.length) wanted.push(once(page.plotly, loadPlotly));
    if (plots.some((plot) => plot.dataset.shape === "map")) wanted.push(once(page.basemap, loadBaseMap));
    wanted.forEach((one) => one.catch(() => {})); // who draws reports a failure
  });
})();
