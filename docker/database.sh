# shellcheck shell=bash
# The private MariaDB of one VAR: made once, started on a unix socket only.
# Sourced by stack.sh; uses VAR, SOCKETS, ROOT, ME and the function begin.

# user:secret, one for each set of rights; what each may do is sql/grants.sql.
database_users=(accord_admin pages_read pages_write files_read files_write
	signin_read signin_write jobs)

database_conf() {
	cat <<-END
		!include $ROOT/docker/mariadb.cnf
		[mariadbd]
		user = $ME
		datadir = $VAR/db
		tmpdir = $VAR/tmp
		socket = $SOCKETS/db.sock
		pid_file = $VAR/run/db.pid
		log_error = $VAR/log/db.log
		skip_networking = ON
		file_key_management_filename = $VAR/keys/database.key
		innodb_log_file_size = 48M
		innodb_buffer_pool_size = 128M
	END
}

database_key() {
	local file=$VAR/keys/database.key
	[[ -e $file ]] || echo "1;$(openssl rand -hex 32)" >"$file"
}

# Made beside its place and moved there when whole.
database_make() {
	[[ ! -d $VAR/db ]] || return 0
	say "Making the database"
	rm -rf "$VAR/db.new"
	mkdir "$VAR/db.new"
	if ! mariadb-install-db --defaults-file="$VAR/db.cnf" --user="$ME" \
		--datadir="$VAR/db.new" --skip-test-db \
		--auth-root-authentication-method=socket \
		--auth-root-socket-user="$ME" >"$VAR/log/db-make.log" 2>&1; then
		fail "the database could not be made; see $VAR/log/db-make.log"
	fi
	mv "$VAR/db.new" "$VAR/db"
}

database_sql() {
	mariadb --no-defaults --socket="$SOCKETS/db.sock" --user="$ME" -N -B "$@"
}

database_start() {
	database_key
	database_conf >"$VAR/db.cnf"
	database_make
	begin mariadbd mariadbd --defaults-file="$VAR/db.cnf"
	wait_for "the database" 60 database_answers
	database_check
	database_accounts | database_sql
}

database_answers() {
	[[ -S $SOCKETS/db.sock ]] && database_sql -e 'SELECT 1' >/dev/null 2>&1
}

# A setting misspelt or overruled would lose decisions silently.
database_check() {
	local name want got
	while read -r name want; do
		got=$(database_sql -e "SELECT @@global.$name")
		[[ $got == "$want" ]] ||
			fail "the database has $name = $got, and Accord needs $want"
	done <<-END
		innodb_snapshot_isolation 1
		innodb_rollback_on_timeout 1
		innodb_flush_log_at_trx_commit 1
		innodb_lock_wait_timeout 5
		innodb_autoinc_lock_mode 2
		innodb_encrypt_tables FORCE
		innodb_encrypt_log 1
		local_infile 0
		skip_networking 1
		time_zone +00:00
		character_set_server utf8mb4
	END
	got=$(database_sql -e 'SELECT @@global.sql_mode')
	[[ $got == *STRICT_ALL_TABLES* ]] ||
		fail "the database does not run in strict mode"
}

database_accounts() {
	local user secret
	echo 'CREATE DATABASE IF NOT EXISTS accord CHARACTER SET utf8mb4'
	echo '  COLLATE utf8mb4_unicode_520_ci;'
	for user in "${database_users[@]}"; do
		secret=$(secret_of "$user")
		echo "CREATE USER IF NOT EXISTS $user@localhost;"
		echo "ALTER USER $user@localhost IDENTIFIED BY '$secret';"
	done
	echo 'GRANT ALL ON accord.* TO accord_admin@localhost WITH GRANT OPTION;'
}

# A password made once, in a file that only we can read.
secret_of() {
	local file=$VAR/secrets/$1
	[[ -e $file ]] || openssl rand -hex 24 >"$file"
	cat "$file"
}
