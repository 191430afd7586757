#!/bin/sh
# Print the path of a Chromium for the browser tests: CHROMIUM, one that is found, or one that is
# installed now where that needs no password.
set -eu

find_one() {
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        if [ -n "$name" ] && command -v "$name"; then return 0; fi
    done
    return 1
}

install_one() {
    command -v apt-get >/dev/null || return 1
    as_root=
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || return 1
        as_root="sudo -n"
    fi
    echo "Installing Chromium for the browser tests ..." >&2
    $as_root apt-get update -q >&2 &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium >&2
}

if [ -n "${CHROMIUM:-}" ] && ! command -v "$CHROMIUM" >/dev/null; then
    echo "CHROMIUM is '$CHROMIUM', which is no program. Correct it, or unset it." >&2
    exit 1
fi
find_one || { install_one && find_one; } || {
    echo "The browser tests need a Chromium, and none was found or could be installed." >&2
    echo "Install one (apt-get install chromium), or set CHROMIUM to the path of one." >&2
    exit 1
}
