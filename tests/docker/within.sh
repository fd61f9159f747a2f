#!/usr/bin/env bash
# A server of its own, without touching this one: `within.sh DESTDIR`, run by
# server.test.mjs as root in namespaces of its own, follows docker/README.md with
# what `make install DESTDIR=` made. What it finds it prints, `server is ready`
# last.
set -euo pipefail

dest=$1
top=$(mktemp -d)
mount -t tmpfs -o mode=755 tmpfs "$top"
for dir in /etc /var /run /usr/local; do
	mkdir -p "$top$dir/upper" "$top$dir/work"
	chmod 755 "$top$dir/upper"
	mount -t overlay overlay -o \
		"lowerdir=$dir,upperdir=$top$dir/upper,workdir=$top$dir/work" "$dir"
done
ip link set lo up
rm -rf /var/lib/mysql /etc/accord /usr/local/share/accord
cp -R "$dest/usr/local/." /usr/local/
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
share=/usr/local/share/accord
conf=/etc/accord/accord.conf

"$share/server.sh" prepare accord.test 'Test Council'
"$share/server.sh" prepare accord.test 'Test Council'	# once more changes nothing
echo "ballast $(($(stat -c %s /var/lib/accord-ballast) >> 20)) MB"
openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -days 2 \
	-subj /CN=accord.test -addext subjectAltName=DNS:accord.test \
	-keyout /etc/accord/tls/key.pem -out /etc/accord/tls/fullchain.pem 2>/dev/null
"$share/server.sh" database >/var/log/database.log 2>&1 &
until mariadb -e 'SELECT 1' >/dev/null 2>&1; do
	kill -0 $! || { cat /var/log/database.log >&2; exit 1; }
	sleep 0.1
done
"$share/server.sh" accounts | mariadb
accord migrate --config $conf
accord policy load $share/policy/reference --config $conf

# as the units of systemd do
as() {
	local user=$1 groups=$2
	shift 2
	setpriv --reuid "$user" --regid "$user" --groups "$groups" --no-new-privs \
		--inh-caps=-all "$@" &
}
for pool in pages files sign-in; do
	install -d -m 755 -o "accord-$pool" -g "accord-$pool" "/run/accord-$pool"
	as "accord-$pool" accord,www-data accord serve "$pool" --config $conf
done
install -d -m 700 -o accord-jobs -g accord-jobs /var/lib/accord
as accord-jobs accord accord-jobs --config $conf
install -d -m 755 /run/accord-nginx /var/log/accord
nginx -c /etc/accord/nginx/nginx.conf &
for pool in pages files sign-in; do
	until [[ -S /run/accord-$pool/http.sock ]]; do sleep 0.05; done
done
until [[ -s /run/accord-nginx/nginx.pid ]]; do sleep 0.05; done

get() {
	curl -sk --max-time 10 --resolve accord.test:443:127.0.0.1 \
		--resolve accord.test:80:127.0.0.1 -o /dev/null "$@"
}
# readable USER FILE: yes or no
readable() {
	if setpriv --reuid "$1" --regid "$1" --groups accord,www-data cat "$2" \
		>/dev/null 2>&1; then echo yes; else echo no; fi
}
# the jobs say that they work a moment after they have begun
for _ in {1..100}; do
	[[ $(get -w '%{http_code}' https://accord.test/health) != 200 ]] || break
	sleep 0.1
done
echo "health $(get -w '%{http_code}' https://accord.test/health)"
echo "sign-in $(get -w '%{http_code}' https://accord.test/sign-in)"
echo "static $(get -w '%{http_code}' https://accord.test/static/accord.css)"
echo "plain $(get -w '%{http_code} %{redirect_url}' http://accord.test/health)"
echo "stranger $(get -w '%{http_code}' --header 'Host: other.test' https://accord.test/)"
for user in pages files sign-in jobs; do
	for file in keys/session.key keys/documents.key keys/totp.key keys/letters.key \
		secrets/pages_read secrets/signin_read secrets/accord_admin database.key; do
		echo "$user $file $(readable "accord-$user" "/etc/accord/$file")"
	done
done
until [[ -s /etc/accord/keys/seals.pub && -s /var/lib/accord/anchors.log ]]; do sleep 0.1; done
accord verify --config $conf
echo "server is ready"
