#!/bin/sh
# Take static/img/share.png (1200 × 630) from share_image.html with the Chromium of this machine.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
"$browser" --headless --no-sandbox --disable-gpu --disable-background-networking --hide-scrollbars \
    --window-size=1200,630 --virtual-time-budget=2000 \
    --screenshot="$here/../static/img/share.png" "file://$here/share_image.html"
