// How charts look: colour tokens from tokens.css, and the layout template that plotly.js lays under a figure.
// A plain script that leaves one name, `look`, for charts.js: the hashed file names of production would not
// match those in an import.
"use strict";

const look = (() => {
  const REGION = { lon: [29, 59], lat: [11.5, 38.5] }; // what a map shows that names no bounds

  const probe = document.createElement("span");
  probe.hidden = true;

  const isNarrow = () => matchMedia("(width < 44rem)").matches;

  /** What the browser makes of `var(--name)` in the theme of the moment: "rgb(…)", or null if there is no such token. */
  function token(name) {
    const defined = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`);
    if (!defined.trim()) return null;
    if (!probe.isConnected) document.documentElement.append(probe);
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  }

  function withAlpha(colour, alpha) {
    const parts = colour.match(/[\d.]+/g);
    return alpha === undefined ? colour : `rgba(${parts.slice(0, 3).join(", ")}, ${alpha})`;
  }

  /** A copy of a figure in which every "$front-iraq", or "$front-iraq/0.3" for a see-through one, is a colour. */
  function resolveTokens(value) {
    if (Array.isArray(value)) return value.map(resolveTokens);
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolveTokens(inner)]));
    }
    const [, name, alpha] = (typeof value === "string" && value.match(/^\$([a-z][a-z0-9-]*)(?:\/(0?\.\d+|1))?$/)) || [];
    const colour = name && token(name);
    return colour ? withAlpha(colour, alpha) : value;
  }

  /** The layout template: type, grid, paper, hover box, legend, colours, map. A figure overrides any of it. */
  function template() {
    const ink = token("ink");
    const family = getComputedStyle(document.body).fontFamily;
    const font = { family, size: 12, color: token("ink-2") };
    const axis = {
      automargin: true,
      gridcolor: token("grid"),
      linecolor: token("line-strong"),
      tickcolor: token("line-strong"),
      zerolinecolor: token("line-strong"),
      zerolinewidth: 1,
      title: { font: { size: 12 }, standoff: 8 },
    };
    const series = Array.from({ length: 10 }, (_, index) => token(`series-${index}`));
    const scale = Array.from({ length: 6 }, (_, index) => [index / 5, token(`scale-${index}`)]);
    const colorbar = { outlinewidth: 0, thickness: 10, len: 0.9, ticks: "", tickfont: { size: 11 } };
    return {
      data: {
        bar: [{ type: "bar", marker: { line: { width: 0 } } }],
        heatmap: [{ type: "heatmap", xgap: 2, ygap: 2, colorscale: scale, colorbar }],
        scatter: [{ type: "scatter", line: { width: 2 }, marker: { size: 7 } }],
        scattergeo: [{ type: "scattergeo", marker: { opacity: 0.85, line: { width: 0.75, color: token("surface") } } }],
        choropleth: [{ type: "choropleth", colorscale: scale, colorbar, marker: { line: { width: 0.5, color: token("border") } } }],
      },
      layout: {
        font,
        colorway: series,
        colorscale: { sequential: scale },
        // The surface rather than transparent: the same to look at, and a saved picture stays legible.
        paper_bgcolor: token("surface"),
        plot_bgcolor: token("surface"),
        margin: { l: 8, r: 12, t: 28, b: 8, pad: 0 },
        bargap: 0.18,
        hovermode: "closest",
        hoverlabel: { bgcolor: token("raised"), bordercolor: token("line-strong"), font: { family, size: 12, color: ink }, align: "left", namelength: -1 },
        legend: { orientation: "h", x: 0, xanchor: "left", y: 1.02, yanchor: "bottom", font: { size: 12 }, itemwidth: 30, traceorder: "normal", bgcolor: withAlpha(token("surface"), 0.85) },
        modebar: { bgcolor: "rgba(0,0,0,0)", color: token("muted"), activecolor: ink, orientation: "h" },
        xaxis: { ...axis, showgrid: false, showline: true, ticks: "outside", ticklen: 4 },
        // No name is looked at for whether it runs past the edge, which takes time in the square of their number.
        yaxis: { ...axis, ticklabeloverflow: "allow", ticks: "outside", ticklen: 5, tickcolor: "rgba(0,0,0,0)" },
        annotationdefaults: { font: { family, size: 11, color: token("ink-2") }, arrowcolor: token("muted"), arrowwidth: 1, arrowhead: 0 },
        shapedefaults: { line: { color: token("muted"), width: 1 } },
        geo: geo(),
        separators: ".,",
      },
    };
  }

  /** The region of the base map: no more of it than the file holds, nothing around it. */
  function geo() {
    return {
      scope: "world",
      resolution: 50,
      fitbounds: false,
      projection: { type: "mercator" },
      lonaxis: { range: REGION.lon },
      lataxis: { range: REGION.lat },
      bgcolor: token("sea"),
      showframe: false,
      showland: true,
      landcolor: token("land"),
      showocean: true,
      oceancolor: token("sea"),
      showlakes: true,
      lakecolor: token("sea"),
      showcountries: true,
      countrycolor: token("border"),
      countrywidth: 0.75,
      showcoastlines: true,
      coastlinecolor: token("border"),
      coastlinewidth: 0.75,
    };
  }

  return { isNarrow, resolveTokens, template };
})();
