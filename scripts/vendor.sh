#!/bin/sh
# Fetch and build everything under static/vendor/ (run by `make vendor`).
#
# The site asks nothing of another host, so what a browser needs is committed here, each thing with
# its licence beside it. Packages come by name from whatever registry npm is set up with; the versions
# below are exact and BEFORE holds the packages they in turn ask for to what was published by that day,
# so that two runs give the same bytes. Nothing is written outside static/vendor/.
#
# Needs node 20 or later and npm. plotly.js must stay the version that the Python package bundles
# (the figures are validated against that): `python -c "import plotly.offline as o; print(o.get_plotlyjs_version())"`.
set -eu

PLOTLY=4.1.1
HTMX=4.0.1
INTER=5.3.0
VAZIRMATN=5.3.0
HEEBO=5.3.0
SOURCE_SERIF=5.3.0
ESBUILD=0.28.2
BEFORE=2026-11-20

here=$(cd "$(dirname "$0")" && pwd)
out=$(cd "$here/../static" && pwd)/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

cd "$work"
echo '{"private": true}' > package.json
echo "vendor: fetching packages"
# plotly.js says it wants node 22; that is for its own build, which is not used here.
npm install --ignore-scripts --no-audit --no-fund --no-package-lock --loglevel=error --before="$BEFORE" \
    "plotly.js@$PLOTLY" "htmx.org@$HTMX" "esbuild@$ESBUILD" \
    "@fontsource-variable/inter@$INTER" "@fontsource-variable/vazirmatn@$VAZIRMATN" \
    "@fontsource-variable/heebo@$HEEBO" "@fontsource-variable/source-serif-4@$SOURCE_SERIF"

echo "vendor: building"
cp "$here/vendor_build.mjs" "$work/"
node "$work/vendor_build.mjs" "$work/node_modules" "$work/vendor"

rm -rf "$out"
mv "$work/vendor" "$out"
echo "vendor: wrote static/vendor/, see static/vendor/VERSIONS.md"
