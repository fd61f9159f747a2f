#!/usr/bin/env bash
# `make reset`: throws the data of VAR away. Refuses a folder that is not one of
# ours or in which Accord runs.
set -euo pipefail

var=$(realpath -m "${VAR:-var}")
[[ -e $var ]] || exit 0
if [[ ! -e $var/.accord ]]; then
	echo "Accord: $var does not hold the data of an Accord" >&2
	exit 1
fi
exec 9>"$var/.accord"
if ! flock -n 9; then
	echo "Accord: it is running in $var; stop it first" >&2
	exit 1
fi
rm -rf "$var"
echo "The data of $var is gone."
