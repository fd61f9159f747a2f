#!/usr/bin/env bash
# Prepares a server for Accord, as root, after `make install`. What is there
# already stays as it is, so each can be run again.
#
#   server.sh users                 the system users, one for each pool
#   server.sh prepare NAME COUNCIL  folders, keys, passwords, configuration, for
#                                   the host NAME and the council as people read it
#   server.sh accounts              prints the SQL that makes the database's users
#   server.sh database              runs the database in the foreground (containers)
set -euo pipefail
umask 077

SHARE=$(realpath "$(dirname "$0")")
BALLAST=/var/lib/accord-ballast	# to be deleted when the disk is full
VAR=/etc/accord			# database.sh keeps its passwords in VAR/secrets
DATABASE=/run/mysqld/mysqld.sock
pools=(pages files sign-in)

# shellcheck source=docker/database.sh
. "$SHARE/database.sh"

fail() {
	echo "Accord: $*" >&2
	exit 1
}

# new FILE: its content, unless it is there; then owner and mode
new() {
	local file=$1 owner=$2 mode=$3
	if [[ -e $file ]]; then
		cat >/dev/null
	else
		cat >"$file.new"
		mv "$file.new" "$file"
	fi
	chown "$owner" "$file"
	chmod "$mode" "$file"
}

users() {
	local name
	getent group accord >/dev/null || groupadd --system accord
	for name in "${pools[@]}" jobs; do
		getent passwd "accord-$name" >/dev/null ||
			useradd --system --user-group --no-create-home --home-dir /nonexistent \
				--shell /usr/sbin/nologin "accord-$name"
		usermod --append --groups accord "accord-$name"
	done
	for name in "${pools[@]}"; do
		usermod --append --groups www-data "accord-$name"
	done
}

# A key is for those who need it: all, or one.
keys() {
	local name group
	while read -r name group; do
		openssl rand 32 | new "$VAR/keys/$name.key" "root:$group" 440
	done <<-END
		session accord
		csrf accord
		audit accord
		documents accord-files
		totp accord-sign-in
		mailcode accord-sign-in
		letters accord-jobs
	END
	echo "1;$(openssl rand -hex 32)" | new "$VAR/database.key" mysql:root 400
}

passwords() {
	local user owner
	while read -r user owner; do
		openssl rand -hex 24 | new "$VAR/secrets/$user" "$owner" 400
	done <<-END
		accord_admin root
		pages_read accord-pages
		pages_write accord-pages
		files_read accord-files
		files_write accord-files
		signin_read accord-sign-in
		signin_write accord-sign-in
		jobs accord-jobs
	END
}

configuration() {
	local name=$1 council=$2 pool user
	cat <<-END
		# Who may read what is set up by server.sh; the keys are in fcgi/config.h.
		council = $council
		origins = https://$name
		socket.group = www-data
		db.socket = $DATABASE
		db.name = accord
		owner.db_user = accord_admin
		owner.db_password_file = $VAR/secrets/accord_admin
		jobs.db_user = jobs
		jobs.db_password_file = $VAR/secrets/jobs
		keys.dir = $VAR/keys
		sql.dir = $SHARE
		mail.smtp_url = smtp://localhost:25
		mail.from = Accord <accord@$name>
		record.anchor = /var/lib/accord/anchors.log
		disk.folder = /var/lib/mysql
		# clamd.socket = /run/clamav/clamd.ctl
	END
	for pool in "${pools[@]}"; do
		user=${pool/-/}
		cat <<-END

			$pool.socket = /run/accord-$pool/http.sock
			$pool.workers = 4
			$pool.db_read_user = ${user}_read
			$pool.db_read_password_file = $VAR/secrets/${user}_read
			$pool.db_write_user = ${user}_write
			$pool.db_write_password_file = $VAR/secrets/${user}_write
		END
	done
	printf '%s\n' 'files.arena_mb = 64' 'files.body_kb = 21504'
}

database_settings() {
	cat <<-END
		!include $SHARE/mariadb.cnf
		[mariadbd]
		skip_networking = ON
		socket = $DATABASE
		file_key_management_filename = $VAR/database.key
	END
}

nginx_files() {
	local name=$1 file
	for file in http site errors headers params; do
		install -m 644 "$SHARE/nginx/$file.conf" "$VAR/nginx/$file.conf"
	done
	sed "s|accord\.example\.gov\.uk|$name|g" "$SHARE/nginx/production.conf" |
		new "$VAR/nginx/nginx.conf" root:root 644
}

prepare() {
	local name=$1 council=$2
	[[ $name =~ ^[a-z0-9.-]+$ && $council =~ [a-z] ]] ||
		fail "server.sh prepare accord.example.gov.uk 'Example Council'"
	users
	install -d -m 755 "$VAR" "$VAR/nginx" /etc/mysql/mariadb.conf.d
	install -d -m 711 "$VAR/secrets"
	# accord-jobs adds the public half of its key; it can touch no other file
	install -d -m 1771 -g accord-jobs "$VAR/keys"
	install -d -m 700 "$VAR/tls"
	keys
	passwords
	configuration "$name" "$council" | new "$VAR/accord.conf" root:root 644
	database_settings | new /etc/mysql/mariadb.conf.d/60-accord.cnf root:root 644
	nginx_files "$name"
	[[ -e $BALLAST ]] || fallocate -l 64M "$BALLAST"
	[[ -e $VAR/tls/fullchain.pem && -e $VAR/tls/key.pem ]] ||
		echo "The certificate is missing: $VAR/tls/fullchain.pem and key.pem"
}

database_run() {
	install -d -m 755 -o mysql -g mysql /run/mysqld /var/lib/mysql
	[[ -d /var/lib/mysql/mysql ]] || mariadb-install-db --user=mysql --skip-test-db \
		--auth-root-authentication-method=socket >/dev/null
	exec mariadbd --user=mysql
}

case ${1:-} in
users) users ;;
prepare) prepare "${2:-}" "${3:-}" ;;
accounts) database_accounts ;;
database) database_run ;;
*) fail "see the head of $0" ;;
esac
