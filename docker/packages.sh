#!/usr/bin/env bash
# Installs the Debian packages that are missing: `packages.sh run` for building
# and running, `packages.sh test` for the tests as well, `packages.sh all` for
# the sanitizers and fuzz targets too.
set -euo pipefail

build=(gcc libc6-dev make pkgconf libfcgi-dev libmariadb-dev libsodium-dev
	libssl-dev libzxcvbn-dev libqpdf-dev libpango1.0-dev libcairo2-dev
	libmagic-dev libzip-dev libseccomp-dev libjpeg62-turbo-dev libpng-dev
	libcurl4-openssl-dev libcsv-dev libqrencode-dev)
serve=(mariadb-server nginx openssl ca-certificates fonts-dejavu-core
	fonts-liberation)
check=(check chromium poppler-utils qpdf oathtool shellcheck zbar-tools)
extra=(clang llvm cppcheck)
policy=/usr/sbin/policy-rc.d

wanted() {
	printf '%s\n' "${build[@]}" "${serve[@]}"
	[[ $1 == run ]] || printf '%s\n' "${check[@]}"
	[[ $1 != all ]] || printf '%s\n' "${extra[@]}"
}

# Node may have come from somewhere else than Debian: the commands count.
missing() {
	local have
	have=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' 2>/dev/null |
		awk '$2 == "installed" { print $1 }')
	wanted "$1" | grep -vxF -f <(echo "$have") || true
	command -v node >/dev/null || echo nodejs
	command -v npm >/dev/null || echo npm
}

# While this file stands, installing a package starts no service.
forbid_services() {
	trap allow_services EXIT
	trap 'exit 130' INT TERM HUP
	if [[ -e $policy ]] && ! grep -q 'made by Accord' "$policy"; then
		mv "$policy" "$policy.accord-kept"
	fi
	printf '#!/bin/sh\n# made by Accord while it installs\nexit 101\n' >"$policy"
	chmod 755 "$policy"
}

allow_services() {
	rm -f "$policy"
	[[ ! -e $policy.accord-kept ]] || mv "$policy.accord-kept" "$policy"
}

# Packages enable their services for the next start of the machine; those that
# came only for Accord stay off. One that was there before is left alone.
leave_off() {
	local service
	command -v systemctl >/dev/null || return 0
	for service in nginx mariadb; do
		if [[ " $* " == *" $service"* ]]; then
			systemctl disable --quiet "$service" 2>/dev/null || true
		fi
	done
}

install_packages() {
	local log
	log=$(mktemp)
	echo "Installing $# Debian packages and what they need:"
	forbid_services
	export DEBIAN_FRONTEND=noninteractive
	if { apt-get update -q && apt-get install -y -q --no-install-recommends \
		-o DPkg::Lock::Timeout=300 "$@"; } 2>&1 | tee "$log" |
		sed -u -n -e 's/^Get:[0-9]* [^ ]* [^ ]* [^ ]* \([a-z0-9][^ ]*\) .*/  fetching \1/p' \
			-e 's/^Setting up \([^ ]*\).*/  installing \1/p'; then
		leave_off "$@"
		rm -f "$log"
	else
		tail -n 30 "$log" >&2
		echo "The packages could not be installed; the whole log is $log" >&2
		return 1
	fi
}

main() {
	local level=${1:-run} list
	if [[ $level == --install ]]; then
		shift
		install_packages "$@"
		return
	fi
	mapfile -t list < <(missing "$level")
	((${#list[@]})) || return 0
	if (($(id -u) == 0)); then
		install_packages "${list[@]}"
	elif command -v sudo >/dev/null; then
		echo "Accord needs ${#list[@]} Debian packages; sudo may ask for your password."
		sudo "$0" --install "${list[@]}"
	else
		echo "As root, run: apt-get install ${list[*]}" >&2
		return 1
	fi
}

main "$@"
