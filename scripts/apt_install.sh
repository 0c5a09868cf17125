#!/bin/sh
# apt_install.sh PACKAGE...
#
# Installs Debian packages without asking anything: as root, or through sudo where sudo wants no password.
# Fails when that is impossible, and leaves it to the caller to say what the user can type instead.
set -eu

if ! command -v apt-get >/dev/null 2>&1; then
    exit 1
fi

# "env" carries the variable through sudo, which clears the environment.
if [ "$(id -u)" -eq 0 ]; then
    set -- env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        -o DPkg::Lock::Timeout=120 "$@"
    update() { apt-get update -q; }
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    set -- sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        -o DPkg::Lock::Timeout=120 "$@"
    update() { sudo -n apt-get update -q; }
else
    exit 1
fi

# A fresh machine has no package lists at all. One unreachable source must not stop us: whether what we need is
# there is decided by the installation.
update || echo "apt-get update failed; trying to install with the lists that are here." >&2

exec "$@"
