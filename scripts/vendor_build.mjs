// Builds static/vendor/ out of an installed node_modules; called by vendor.sh, which copies it next to it.
//   node vendor_build.mjs <node_modules> <output folder>
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { build } from "esbuild";

const [modules, out] = process.argv.slice(2);

// The trace types that the figures use. `scatter` is part of the core.
const TRACES = ["bar", "heatmap", "scattergeo", "choropleth"];

const FILES = [
  ["plotly.js", "plotly", ["dist/plotly.css"]],
  ["htmx.org", "htmx", ["dist/htmx.min.js"]],
  ["@fontsource-variable/inter", "inter", ["inter-latin-wght-normal.woff2", "inter-latin-ext-wght-normal.woff2"]],
  ["@fontsource-variable/vazirmatn", "vazirmatn", ["vazirmatn-arabic-wght-normal.woff2"]],
  ["@fontsource-variable/heebo", "heebo", ["heebo-hebrew-wght-normal.woff2"]],
  ["@fontsource-variable/source-serif-4", "source-serif", ["source-serif-4-latin-wght-normal.woff2"]],
];

const manifest = (name) => JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
const licenceFile = (folder) => readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));

/** Copy a file; text loses its source map comment, since the map is not shipped and a hashing storage would fail on it. */
function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  if (!/\.(js|css)$/.test(to)) return cpSync(from, to);
  const text = readFileSync(from, "utf8");
  writeFileSync(to, text.replace(/^\s*(\/\/|\/\*)[#@] ?sourceMappingURL=.*$/gm, "").trimEnd() + "\n");
}

// A drawing is a sequence of steps, each of which may return a promise. Before each of them the bundle asks the page
// for a rest (`plotlyRest` of static/js/charts.js): else a chart is one task of up to half a second.
const STEPS = "Lib.syncOrAsync(seq, gd)";
const WITH_RESTS = "Lib.syncOrAsync(seq.flatMap((step) => [() => window.plotlyRest?.(), step]), gd)";

const rests = {
  name: "rests",
  setup: (build) => build.onLoad({ filter: /plotly\.js[\\/]src[\\/]plot_api[\\/]plot_api\.js$/ }, ({ path }) => {
    const text = readFileSync(path, "utf8");
    if (text.split(STEPS).length !== 6) throw new Error("plotly.js draws in other steps now: look at syncOrAsync in plot_api.js");
    return { contents: text.replaceAll(STEPS, WITH_RESTS), loader: "js" };
  }),
};

/** The one bundle: no eval and no inline style sheet, so that it runs under a strict policy. */
async function bundlePlotly(version) {
  const lines = TRACES.map((trace) => `require("plotly.js/lib/${trace}")`);
  const result = await build({
    stdin: {
      contents: `const P = require("plotly.js/lib/core"); P.register([${lines}]); module.exports = P;`,
      resolveDir: dirname(modules),
    },
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "Plotly",
    define: { global: "window", "define.amd": "false" },
    target: "es2020",
    loader: { ".css": "empty" },
    banner: { js: `/*! plotly.js ${version} MIT; bundled packages in THIRD-PARTY.txt */` },
    legalComments: "none",
    plugins: [rests],
    outfile: join(out, "plotly/plotly.min.js"),
    metafile: true,
    logLevel: "error",
  });
  const [bundle] = Object.values(result.metafile.outputs);
  const used = Object.keys(bundle.inputs).filter((file) => bundle.inputs[file].bytesInOutput > 0);
  writeFileSync(join(out, "plotly/THIRD-PARTY.txt"), notices(used));
}

/** The licences of the packages whose files went into the bundle. */
function notices(inputs) {
  const names = inputs.map((file) => file.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[0]).filter(Boolean);
  const folders = [...new Set(names)].sort();
  const texts = folders.map((folder) => {
    const at = join(dirname(modules), folder);
    const { name, version, license } = JSON.parse(readFileSync(join(at, "package.json"), "utf8"));
    const file = licenceFile(at);
    const text = file ? readFileSync(join(at, file), "utf8").replace(/\r/g, "").trim() : "(the package ships no licence text)";
    return `${name} ${version}, ${license?.type ?? license ?? "see below"}\n\n${text}\n`;
  });
  return `Packages whose code is part of plotly.min.js.\n\n${texts.join(`\n${"-".repeat(72)}\n\n`)}`;
}

function table() {
  const rows = FILES.flatMap(([name, folder]) => {
    const { version, license } = manifest(name);
    return readdirSync(join(out, folder)).sort().filter((file) => /\.(js|css|woff2)$/.test(file)).map((file) => {
      const hash = createHash("sha256").update(readFileSync(join(out, folder, file))).digest("hex");
      return `| ${folder}/${file} | ${name} | ${version} | ${license} | \`${hash}\` |`;
    });
  });
  return [
    "# Vendored files",
    "",
    "Written by `make vendor` (`scripts/vendor.sh`); do not edit. Licence texts stand beside each file.",
    `plotly.min.js is a custom bundle with the traces scatter, ${TRACES.join(", ")}; between the steps of a drawing it asks the page for a rest (\`plotlyRest\`, see scripts/vendor_build.mjs).`,
    "",
    "| file | npm package | version | licence | sha256 |",
    "|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

for (const [name, folder, files] of FILES) {
  for (const file of files) {
    const path = file.endsWith(".woff2") ? `files/${file}` : file;
    copy(join(modules, name, path), join(out, folder, relative(dirname(path), path)));
  }
  cpSync(join(modules, name, licenceFile(join(modules, name))), join(out, folder, "LICENSE"));
}
await bundlePlotly(manifest("plotly.js").version);
if (!existsSync(join(out, "plotly/plotly.min.js"))) throw new Error("the plotly.js bundle was not written");
writeFileSync(join(out, "VERSIONS.md"), table());
