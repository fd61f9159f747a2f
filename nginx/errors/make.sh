#!/usr/bin/env bash
# make.sh DIR: the pages nginx shows when no worker can, from words.txt.
set -euo pipefail

here=$(dirname "$0")
mkdir -p "$1"
while IFS=$'\t' read -r status title words; do
	sed -e "s|@TITLE@|$title|g" -e "s|@WORDS@|$words|" "$here/page.html" \
		>"$1/$status.html"
done <"$here/words.txt"
