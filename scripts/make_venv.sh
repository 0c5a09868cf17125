#!/bin/sh
# make_venv.sh FOLDER REQUIREMENTS
#
# Makes the virtual environment FOLDER if it is not there or does not work, and installs REQUIREMENTS into it.
set -eu

venv=$1
requirements=$2
here=$(dirname "$0")

fail() {
    echo "nnviz: $*" >&2
    exit 1
}

# Each candidate is run, not only looked up: a version manager puts a "python3.13" on PATH that only says that
# there is no such Python.
new_enough() {
    "$1" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# Debian ships Python without ensurepip; it comes with another package, and without it there is no environment.
can_make_venv() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

version() {
    "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true
}

if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    # The newest Python that can do it; else the newest that only lacks ensurepip, which can be mended.
    python=
    without_ensurepip=
    for candidate in python3.14 python3.13 python3.12 python3.11 python3; do
        if ! new_enough "$candidate"; then
            continue
        fi
        if can_make_venv "$candidate"; then
            python=$candidate
            break
        fi
        without_ensurepip=${without_ensurepip:-$candidate}
    done

    if [ -z "$python" ] && [ -z "$without_ensurepip" ]; then
        fail "Python 3.11 or newer is needed, and none is on PATH (python3 is $(
            v=$(version python3)
            echo "${v:-not there}"
        )). On Debian 12 or newer: sudo apt-get install python3 python3-venv"
    fi

    if [ -z "$python" ]; then
        python=$without_ensurepip
        # Debian's own python3 has a package without a version in its name; other Pythons have their own.
        if [ "$(version "$python")" = "$(version python3)" ]; then
            package=python3-venv
        else
            package=python$(version "$python")-venv
        fi
        echo "nnviz: $python has no ensurepip; trying to install the package $package."
        if ! sh "$here/apt_install.sh" "$package" || ! can_make_venv "$python"; then
            fail "$python cannot make a virtual environment: its package $package is missing and could not be" \
                "installed from here. Type: sudo apt-get install $package, then run make again."
        fi
    fi

    # --clear: what an interrupted attempt or a removed Python left behind is of no use.
    echo "nnviz: making $venv with $python ($(version "$python"))."
    "$python" -m venv --clear "$venv"
fi

"$venv/bin/python" -m pip install --disable-pip-version-check --no-input --requirement "$requirements"
