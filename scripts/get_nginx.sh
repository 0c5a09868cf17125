#!/bin/sh
# get_nginx.sh
#
# Sees to it that "nnviz serve" and its tests find nginx: the one that is there, else Debian's package. The package is
# installed without starting the machine's own server.
set -eu

here=$(dirname "$0")

is_there() {
    command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ]
}

if is_there; then
    exit 0
fi
echo "nnviz: no nginx; trying to install Debian's."
# In runlevel 1 Debian's packages do not start their services.
export RUNLEVEL=1
if sh "$here/apt_install.sh" nginx-light && is_there; then
    exit 0
fi
echo "nnviz: a class's server needs nginx, and it could not be installed from here." \
    "Type: sudo apt-get install nginx-light, then run make again." >&2
exit 1
