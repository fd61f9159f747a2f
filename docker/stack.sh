#!/usr/bin/env bash
# One whole Accord from one folder VAR: database, pools, jobs, nginx. Runs until
# it is told to stop (Ctrl-C, TERM) or one of them ends, then stops them all.
#
#   VAR       folder of all data            (var)
#   PORT      http, loopback only           (8080)
#   TLS_PORT  https, loopback only          (8443)
#   BUILD     where the programs are        (build)
#   RATE      requests a second an address may make (100000: tests share one)
#   DEMO      no: no fictional people       (yes)
#   POLICY    folder of the policy          (sql/policy/reference)
#   REVIVE    what is started again when it ends, such as mariadbd (nothing)
#   NOW       another time to serve at, such as 2026-03-03T10:00:00Z
#   CLAMD     socket of ClamAV's daemon     (none: uploads are not scanned)
# shellcheck disable=SC2317 # stop() and what it calls are reached by a trap
set -euo pipefail
umask 077

ROOT=$(realpath "$(dirname "$0")/..")
VAR=$(realpath -m "${VAR:-var}")
BUILD=$(realpath -m "${BUILD:-build}")
PORT=${PORT:-8080}
TLS_PORT=${TLS_PORT:-8443}
RATE=${RATE:-100000}
DEMO=${DEMO:-yes}
POLICY=${POLICY:-$ROOT/sql/policy/reference}
NOW=${NOW:-}
REVIVE=${REVIVE:-}
CLAMD=${CLAMD:-}
ME=$(id -un)
PATH=$PATH:/usr/sbin:/sbin
SOCKETS=$VAR/run
CONF=$VAR/accord.conf
declare -A running=()	# process id -> name
declare -A commands=()	# name -> command, as a shell reads it
pools=(pages files sign-in)
longest_socket=/accord-sign-in.sock

# shellcheck source=docker/database.sh
. "$ROOT/docker/database.sh"
# shellcheck source=docker/config.sh
. "$ROOT/docker/config.sh"

say() { printf '%s\n' "$@"; }

fail() {
	printf 'Accord: %s\n' "$*" >&2
	exit 1
}

# --- processes ---------------------------------------------------------------

# begin NAME COMMAND…: in a session of its own, so that Ctrl-C reaches only this
# script; told to stop by the kernel if this script is killed.
begin() {
	local name=$1
	shift
	setsid setpriv --pdeathsig TERM "$@" \
		>>"$VAR/log/$name.log" 2>&1 9>&- </dev/null &
	running[$!]=$name
	commands[$name]=${*@Q}
}

# wait_for WHAT SECONDS COMMAND…
wait_for() {
	local what=$1 tries=$(($2 * 20))
	shift 2
	until "$@"; do
		((tries-- > 0)) || fail "$what did not start; see $VAR/log"
		still_running
		sleep 0.05
	done
}

still_running() {
	local pid
	for pid in "${!running[@]}"; do
		kill -0 "$pid" 2>/dev/null || ended "$pid"
	done
}

# Is it one of those that are started again?
revived() {
	local name=${running[$1]}
	[[ -n $REVIVE && $name == "$REVIVE" ]] || return 1
	unset "running[$1]"
	eval "begin $name ${commands[$name]}"
}

ended() {
	local name=${running[$1]}
	unset "running[$1]"
	tail -n 5 "$VAR/log/$name.log" >&2 || true
	fail "$name has ended; see $VAR/log/$name.log"
}

# signal_all SIGNAL REGEX: those whose name matches; KILL takes their children too
signal_all() {
	local pid group=
	[[ $1 != KILL ]] || group=-
	for pid in "${!running[@]}"; do
		[[ ${running[$pid]} =~ $2 ]] || continue
		kill -s "$1" -- "$group$pid" 2>/dev/null || true
	done
}

# gone REGEX SECONDS/20: false when some still run after that
gone() {
	local pid tries=$2
	for pid in "${!running[@]}"; do
		[[ ${running[$pid]} =~ $1 ]] || continue
		while kill -0 "$pid" 2>/dev/null; do
			((tries-- > 0)) || return 1
			sleep 0.05
		done
		unset "running[$pid]"
	done
}

# The database goes last; three seconds for all. What is committed is safe even
# if it has to be killed.
stop() {
	trap '' INT TERM HUP
	trap - EXIT
	rm -f "$VAR/ready"
	local rest='^(nginx|accord-)'
	signal_all TERM "$rest"
	gone "$rest" 20 || signal_all KILL "$rest"
	signal_all TERM mariadbd
	gone mariadbd 30 || signal_all KILL .
	[[ $SOCKETS == "$VAR"/* ]] || rm -rf "$SOCKETS"
}

# --- what must be there first ------------------------------------------------

check_names() {
	[[ $VAR$ROOT$BUILD != *[!A-Za-z0-9/._\ @+,=-]* ]] ||
		fail "VAR may hold letters, digits, spaces and / . _ - @ + , ="
	[[ $PORT =~ ^[0-9]+$ && $TLS_PORT =~ ^[0-9]+$ && $PORT != "$TLS_PORT" ]] ||
		fail "PORT and TLS_PORT are two different numbers"
}

port_free() {
	! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

make_folders() {
	mkdir -p "$VAR"
	cd "$VAR"
	[[ -e .accord || -z $(ls -A) ]] ||
		fail "$VAR holds something else; choose another VAR="
	exec 9>.accord
	flock -n 9 || fail "another Accord runs in $VAR"
	mkdir -p run log tmp keys secrets mail nginx/tmp
	local port
	for port in "$PORT" "$TLS_PORT"; do
		port_free "$port" || fail "port $port is in use; choose PORT= and TLS_PORT="
	done
	find "$VAR/log" -name '*.log' -size +20M -delete
	rm -f "$VAR"/ready "$VAR"/run/*
	# the kernel takes socket paths of 107 bytes
	if ((${#SOCKETS} + ${#longest_socket} > 107)); then
		SOCKETS=$(mktemp -d /tmp/accord-XXXXXX)
	fi
}

make_keys() {
	local name
	for name in session csrf audit documents letters totp mailcode; do
		[[ -e keys/$name.key ]] || openssl rand -out "keys/$name.key" 32
	done
	[[ -e keys/tls.key && -e keys/tls.crt ]] || openssl req -x509 -nodes \
		-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -days 3650 \
		-subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
		-keyout keys/tls.key -out keys/tls.crt 2>/dev/null
}

# --- Accord ------------------------------------------------------------------

accord() { "$BUILD/bin/accord" "$@" --config "$CONF"; }

# What the database holds before anybody signs in. Each can be run again.
load() {
	[[ -x $BUILD/bin/accord ]] || return 0
	say "Bringing the database up to date"
	accord migrate
	accord policy load "$POLICY"
	[[ $DEMO != yes ]] || load_demo
}

load_demo() {
	[[ -n $(ls -A "$ROOT/sql/demo") ]] || return 0
	accord demo load "$ROOT/sql/demo"
}

start_programs() {
	local pool
	for pool in "${pools[@]}"; do
		[[ -x $BUILD/bin/accord ]] || break
		begin "accord-$pool" "$BUILD/bin/accord" serve "$pool" --config "$CONF"
	done
	for pool in "${pools[@]}"; do
		[[ -x $BUILD/bin/accord ]] || break
		wait_for "the pool $pool" 10 test -S "$SOCKETS/accord-$pool.sock"
	done
	if [[ -x $BUILD/bin/accord-jobs ]]; then
		begin accord-jobs "$BUILD/bin/accord-jobs" --config "$CONF"
	fi
	begin nginx nginx -e "$VAR/log/nginx-error.log" -p "$VAR" -c "$VAR/nginx/nginx.conf"
	wait_for nginx 10 test -s "$VAR/run/nginx.pid"
}

# The first two of each kind of person, from the file they were loaded from.
demo_accounts() {
	local file=$ROOT/sql/demo/accounts.csv
	[[ $DEMO == yes && -e $file ]] || return 0
	say "" "Fictional people (e-mail address, password, what they are):"
	awk -F, 'NR > 1 && kinds[$4]++ < 2 {
		gsub("_", " ", $4)
		printf "  %-32s %-26s %s\n", $2, $3, $4 }' "$file"
	say "The code that signing in asks for:" \
		"  $BUILD/bin/accord code EMAIL --config $CONF"
}

announce() {
	say "" "Accord is at  http://localhost:$PORT" \
		"         and  https://localhost:$TLS_PORT (with a certificate of its own)"
	demo_accounts
	say "" "All data is in $VAR. Ctrl-C stops it; make reset throws the data away."
}

main() {
	check_names
	make_folders
	trap 'exit 0' INT TERM HUP
	trap stop EXIT
	make_keys
	config_write
	database_start
	load
	start_programs
	touch "$VAR/ready"
	announce
	local pid=
	while wait -n -p pid "${!running[@]}" || true; do
		revived "$pid" || ended "$pid"
	done
}

main "$@"
