#!/usr/bin/env bash
# `make run`: installs what is missing, builds, serves until Ctrl-C.
set -euo pipefail

root=$(realpath "$(dirname "$0")/..")
"$root/docker/packages.sh" run
echo "Building"
make -C "$root" -j2 --no-print-directory all
exec "$root/docker/stack.sh"
