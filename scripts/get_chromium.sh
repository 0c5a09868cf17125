#!/bin/sh
# get_chromium.sh PYTHON
#
# Sees to it that the browser tests and the benchmarks, which Playwright drives, find a Chromium. In this order: one on
# PATH, one that Playwright downloaded earlier, Debian's package, Playwright's download. Debian's package comes before
# the download because it brings the libraries that a browser needs and is kept up to date with the machine.
set -eu

python=$1
here=$(dirname "$0")

fail() {
    echo "nnviz: $*" >&2
    exit 1
}

driver_works() {
    "$python" -m playwright --version >/dev/null 2>&1
}

# Each one is started, not only looked up: Ubuntu's "chromium-browser" can be a stub that asks for a snap.
on_path() {
    for name in chromium chromium-browser google-chrome; do
        if "$name" --version >/dev/null 2>&1; then
            return 0
        fi
    done
    return 1
}

downloaded() {
    program=$(
        "$python" -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
' 2>/dev/null
    ) || return 1
    "$program" --version >/dev/null 2>&1
}

# Playwright brings its own driver, and the driver wants a library that a small Debian does not have.
if ! driver_works; then
    echo "nnviz: Playwright's driver does not start; trying to install the library libatomic1."
    if ! sh "$here/apt_install.sh" libatomic1 || ! driver_works; then
        "$python" -m playwright --version >&2 || true
        fail "Playwright's driver does not start; its own words stand above. Mostly it lacks a library that could not" \
            "be installed from here. Type: sudo apt-get install libatomic1, then run make again."
    fi
fi

if on_path || downloaded; then
    exit 0
fi

echo "nnviz: no Chromium on PATH; trying to install Debian's."
# The fonts, because without any font a page has neither letters nor widths; DejaVu has the arrows and the
# mathematical signs that Liberation lacks.
if sh "$here/apt_install.sh" chromium fonts-liberation fonts-dejavu-core && on_path; then
    exit 0
fi

echo "nnviz: Debian's package could not be installed; trying to download Playwright's Chromium."
if "$python" -m playwright install chromium && downloaded; then
    exit 0
fi

fail "the browser tests need a Chromium, and none could be installed or downloaded from here." \
    "Type: sudo apt-get install chromium, then run make again."
