// Maps: how their panels lie in the box, and in which script their names are written.
// A plain script that leaves one name, `maps`, for charts.js.
"use strict";

const maps = (() => {
  const GAP = 12; // pixels between two panels
  const LEGEND = 30; // pixels above a map on a phone
  const FIRST = 1; // rank of the cities that a phone has room for

  const mercator = (lat) => (Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * 180) / Math.PI;
  const inverse = (y) => (Math.atan(Math.exp((y * Math.PI) / 180)) * 360) / Math.PI - 90;

  const geosOf = (layout) => Object.keys(layout).filter((name) => /^geo\d*$/.test(name)).sort();
  const isName = (trace) => trace.type === "scattergeo" && Boolean(trace.meta);

  /** Width to height of what a panel shows, as it is drawn. */
  function aspect({ lonaxis, lataxis }) {
    const [low, high] = lataxis.range.map(mercator);
    return (lonaxis.range[1] - lonaxis.range[0]) / (high - low);
  }

  /** The bounds of a panel, widened to the shape of its box: plotly.js keeps the aspect and would leave blank
   *  strips. The side at which two panels meet stays where it is. */
  function fill(geo, box, kept) {
    const [west, east] = geo.lonaxis.range;
    const [low, high] = geo.lataxis.range.map(mercator);
    const more = Math.max((high - low) * box - (east - west), 0) / 2;
    const tall = Math.max((east - west) / box - (high - low), 0);
    const below = kept === "south" ? 0 : kept === "north" ? tall : tall / 2;
    return {
      ...geo,
      lonaxis: { ...geo.lonaxis, range: [west - more, east + more] },
      lataxis: { ...geo.lataxis, range: [low - below, high + tall - below].map(inverse) },
    };
  }

  /** The panels side by side, each as wide as what it shows; on a phone one above the other. */
  function domains(geos, width, height, stacked) {
    const shares = geos.map((geo) => (stacked ? 1 / aspect(geo) : aspect(geo)));
    const all = shares.reduce((sum, share) => sum + share, 0);
    const gap = GAP / (stacked ? height : width);
    const room = 1 - gap * (geos.length - 1);
    let start = 0;
    return shares.map((share) => {
      const end = Math.min(start + (room * share) / all, 1);
      const domain = stacked ? { x: [0, 1], y: [1 - end, 1 - start] } : { x: [start, end], y: [0, 1] };
      start = end + gap;
      return domain;
    });
  }

  /** What a map's layout says of its maps, its legend and its margins, for the box that it is drawn in. */
  function fit(layout, width, whole, narrow) {
    const top = narrow && layout.showlegend ? LEGEND : 0;
    const height = whole - top;
    const names = geosOf(layout);
    const placed = domains(names.map((name) => layout[name]), width, height, narrow);
    const fitted = {};
    names.forEach((name, n) => {
      const { x, y } = placed[n];
      const box = (width * (x[1] - x[0])) / (height * (y[1] - y[0]));
      fitted[name] = { ...fill(layout[name], box, layout.meta?.kept?.[name]), domain: placed[n] };
    });
    fitted.annotations = (layout.annotations ?? []).map((note) => {
      const panel = fitted[note.name];
      if (!panel) return note;
      const at = { ...note, x: panel.domain.x[0], y: panel.domain.y[0] };
      // On a phone the upper corner is the one without marks.
      return narrow ? { ...at, y: panel.domain.y[1], yanchor: "top", yshift: -6 } : at;
    });
    fitted.margin = { l: 0, r: 0, b: 0, t: top, pad: 0 };
    fitted.legend = narrow
      ? { orientation: "h", x: 0, y: 1, xanchor: "left", yanchor: "bottom", itemsizing: "constant" }
      : { orientation: "v", x: 0.008, y: 0.988, xanchor: "left", yanchor: "top", ...layout.legend };
    return fitted;
  }

  /** A figure with its names in the first of the reader's languages that they have, and on a phone without the
   *  names that it has no room for. A city that is pointed at tells all its names, the reader's first. */
  function inScript(figure) {
    const language = (navigator.languages ?? [navigator.language]).map((tag) => tag.slice(0, 2)).find((tag) => /^(en|ar|he|fa)$/.test(tag));
    return { ...figure, data: figure.data.map((trace) => (isName(trace) ? written(trace, language) : trace)) };
  }

  function written(trace, language) {
    const own = trace.meta[language];
    const { rank, phone, near } = trace.meta;
    const named = { ...trace };
    if (own && trace.text) named.text = own;
    if (own && trace.hovertext) {
      named.hovertext = trace.hovertext.map((names, n) => [own[n], ...names.split(" · ").filter((name) => name !== own[n])].join(" · "));
    }
    if (look.isNarrow() && named.text && rank) named.text = named.text.map((text, n) => (rank[n] === FIRST ? text : ""));
    if (look.isNarrow() && phone) named.textposition = phone;
    if (look.isNarrow() && named.text && near) named.text = named.text.map((text, n) => (near[n] ? "" : text));
    return named;
  }

  const LETTER = 6.5; // pixels, about

  /** The traces of a map that is fitted to its box, without the names of cities that its edge would cut. */
  function uncut(traces, layout, width) {
    return traces.map((trace) => {
      if (trace.name !== "city-names") return trace;
      const { lonaxis, domain } = layout[trace.geo];
      const [west, east] = lonaxis.range;
      const scale = (width * (domain.x[1] - domain.x[0])) / (east - west);
      const room = (n) => (/left$/.test(trace.textposition[n]) ? trace.lon[n] - west : east - trace.lon[n]) * scale;
      return { ...trace, text: trace.text.map((text, n) => (room(n) < LETTER * (text.length + 1) ? "" : text)) };
    });
  }

  // Beside a wide map there is room for its table: it is opened once, and stays closed if it is closed.
  const offered = new WeakSet();
  const wide = matchMedia("(width >= 80rem)");

  function openTables() {
    if (!wide.matches) return;
    for (const plot of document.querySelectorAll('.plot[data-shape="map"]')) {
      const table = plot.closest(".chart")?.querySelector(".in-numbers");
      if (!table || offered.has(table)) continue;
      offered.add(table);
      seen.observe(table.closest(".chart"));
    }
  }

  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        target.querySelector(".in-numbers").open = true;
      }
    },
    { rootMargin: "240px" },
  );

  openTables();
  document.addEventListener("htmx:after:swap", openTables);
  wide.addEventListener("change", openTables);

  return { fit, inScript, uncut };
})();
