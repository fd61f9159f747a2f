#!/usr/bin/env bash
# `make run`: installs what is missing, builds, serves until Ctrl-C.
set -euo pipefail

root=$(realpath "$(dirname "$0")/..")
"$root/docker/packages.sh" run
echo "Building"
make -s -C "$root" -j2 all
exec "$root/docker/stack.sh"
