# Accord. `make help` lists the targets a person uses.
#
# What is made goes to build/ (build/san with SAN=1, build/clang with CC=clang),
# what is generated from queries and templates to build/gen. Sources are found
# by folder: a new .c, .sql or .html file needs no line here. V=1 shows commands.

ifeq ($(origin CC),default)
CC := gcc
endif
PORT ?= 8080
TLS_PORT ?= 8443
VAR ?= var
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 20
export CC PORT TLS_PORT VAR SAN
export BUILD = $(B)

# --- flags -------------------------------------------------------------------

comma := ,
takes = $(shell $(CC) -Werror $(1) -x c -c -o /dev/null /dev/null 2>&1 \
	| grep -q . || echo '$(1)')

# Under clang _FORTIFY_SOURCE makes macros of functions that banned.h poisons.
FORTIFY := $(if $(findstring clang,$(shell $(CC) --version 2>/dev/null)),,\
	-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)

ifdef SAN
CC := clang
B := build/$(if $(filter fuzz,$(SAN)),fuzz,san)
MODE := -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
	-fsanitize=address,undefined$(if $(filter fuzz,$(SAN)),$(comma)fuzzer-no-link)
LDFLAGS := -pie -Wl,--as-needed -fsanitize=address,undefined
else ifdef COVER
CC := gcc
B := build/cover
MODE := -O0 -g --coverage
LDFLAGS := -pie -Wl,--as-needed --coverage
else
B := build$(if $(filter-out gcc,$(CC)),/$(notdir $(CC)))
MODE := -O2 -g -fstack-protector-strong $(FORTIFY) \
	$(call takes,-fstack-clash-protection) $(call takes,-fcf-protection) \
	$(call takes,-ftrivial-auto-var-init=zero)
LDFLAGS := -pie -Wl,--as-needed -Wl,-z,relro,-z,now
endif

WARNINGS := -Wall -Wextra -Wconversion -Wsign-conversion -Wshadow \
	-Wswitch-enum -Wstrict-prototypes -Wmissing-prototypes \
	-Wpointer-arith -Wcast-qual -Wwrite-strings -Wvla -Werror
TOOL_CFLAGS := -std=c17 -D_GNU_SOURCE -fPIE -I. -Ibuild $(WARNINGS)
CFLAGS := $(TOOL_CFLAGS) $(MODE)

# Libraries whose own headers name a banned function: read before the ban, and
# by the one file that may include them.
first_core/crypt := sodium.h
first_core/totp := openssl/evp.h openssl/rand.h openssl/hmac.h
first_sql/db := mysql.h
first_fcgi/server/worker := fcgiapp.h
first_fcgi/inspect/jpeg := stdio.h jpeglib.h jerror.h
BAN = $(first_$*:%=-include %) -include core/base/banned.h

Q := $(if $(V),,@)
say = $(if $(V),,@echo '  $(1)')

pkg = $(shell pkg-config $(1) $(2) 2>/dev/null)
MARIADB_CFLAGS := $(call pkg,--cflags,libmariadb)
JOBS_CFLAGS := $(call pkg,--cflags,pangocairo)
CORE_LIBS := $(call pkg,--libs,libsodium libcrypto) -lzxcvbn
SQL_LIBS := $(call pkg,--libs,libmariadb) -lcsv
PAGES_LIBS := $(call pkg,--libs,libqrencode)
ACCORD_LIBS := -lfcgi $(PAGES_LIBS)
JOBS_LIBS := $(call pkg,--libs,libcurl pangocairo libqpdf)
INSPECT_LIBS := $(call pkg,--libs,libmagic libzip libqpdf libjpeg libpng libseccomp)
CHECK_LIBS := $(call pkg,--libs,check)

# --- what there is -----------------------------------------------------------

QUERIES := $(wildcard sql/queries/*.sql)
TEMPLATES := $(wildcard web/pages/*.html web/parts/*.html web/letters/*.html \
	web/mail/*.txt)
GEN_Q := $(patsubst %.sql,build/gen/q_%.c,$(notdir $(QUERIES)))
GEN_T := $(patsubst %,build/gen/t_%.c,$(basename $(notdir $(TEMPLATES))))
GEN_H := $(GEN_Q:.c=.h) $(GEN_T:.c=.h)

obj = $(patsubst %.c,$(B)/obj/%.o,$(1))
gen_obj = $(patsubst build/gen/%.c,$(B)/obj/gen/%.o,$(1))
CORE := $(call obj,$(wildcard core/base/*.c core/*.c))
SQL := $(call obj,$(filter-out sql/mkquery%,$(wildcard sql/*.c))) \
	$(call gen_obj,$(GEN_Q) build/gen/queries.c)
WEB := $(call obj,$(filter-out web/mkpage%,$(wildcard web/*.c))) \
	$(call gen_obj,$(GEN_T))
SERVE := $(call obj,$(wildcard fcgi/*.c $(patsubst %,fcgi/%/*.c, \
	server request pages letter command demo)))
JOBS := $(call obj,$(wildcard fcgi/jobs/*.c))
INSPECT := $(call obj,$(wildcard fcgi/inspect/*.c))

# A folder with a main() is a program.
program = $(if $(shell grep -lsw '^main' $(1)/*.c),$(B)/bin/$(2))
PROGRAMS := $(call program,fcgi,accord) $(call program,fcgi/jobs,accord-jobs) \
	$(call program,fcgi/inspect,accord-inspect)
TESTS := $(patsubst %.c,$(B)/%,$(wildcard tests/*/*_test.c tests/*/*/*_test.c))

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all help run reset test tests pages fault bench lint san fuzz cover install \
	clean static programs packages

all: programs static

programs: $(PROGRAMS)

tests: $(TESTS)

help:
	@echo 'make            build the programs and the static files'
	@echo 'make run        install what is missing, build, and serve Accord'
	@echo '                  PORT=$(PORT) TLS_PORT=$(TLS_PORT) VAR=$(VAR)'
	@echo 'make reset      throw the data of VAR away'
	@echo 'make test       run the tests on a database of their own'
	@echo 'make pages      look at every page, for every reader and in every state'
	@echo 'make fault      kill and stop its parts under load'
	@echo 'make bench      compare with the least a program could do (ROUND=1 SCALE= ONLY=)'
	@echo 'make lint       check the rules of the tree'
	@echo 'make san        run the tests under Address and UB sanitizers'
	@echo 'make fuzz       run each fuzz target for FUZZ_SECONDS=$(FUZZ_SECONDS)'
	@echo 'make cover      which lines of the programs the tests come to'
	@echo 'make install    copy what a server needs to DESTDIR and PREFIX=$(PREFIX)'
	@echo 'make clean      remove build/'
	@echo 'Others: CC=clang, SAN=1 (build/san), make packages programs static tests'

# --- compilers of our own ----------------------------------------------------

# each is one .c that includes its parts
build/bin/mkquery: $(wildcard sql/mkquery*.[ch]) sql/scan.h
build/bin/mkpage: $(wildcard web/mkpage*.[ch])
build/bin/mkquery build/bin/mkpage: $(wildcard core/base/*.[ch])
	@mkdir -p $(@D)
	$(call say,cc $@)
	$(Q)$(CC) $(TOOL_CFLAGS) -O1 -g -include core/base/banned.h -o $@ \
		$(filter %/$(@F).c core/base/%.c,$^)

build/gen/q_%.h build/gen/q_%.c &: sql/queries/%.sql build/bin/mkquery
	@mkdir -p build/gen
	$(Q)build/bin/mkquery $< build/gen/q_$*.h build/gen/q_$*.c

build/gen/queries.c: $(QUERIES) build/bin/mkquery
	$(Q)build/bin/mkquery --all $@ $(QUERIES)

define template
build/gen/t_%.h build/gen/t_%.c &: web/$(1) build/bin/mkpage
	@mkdir -p build/gen
	$$(Q)build/bin/mkpage $$< build/gen/t_$$*.h build/gen/t_$$*.c
endef
$(foreach t,pages/%.html parts/%.html letters/%.html mail/%.txt,\
	$(eval $(call template,$(t))))

# --- objects, libraries, programs --------------------------------------------

$(B)/obj/gen/%.o: build/gen/%.c
	@mkdir -p $(@D)
	$(call say,cc $<)
	$(Q)$(CC) $(CFLAGS) -include core/base/banned.h -MMD -MP -c -o $@ $<

$(B)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(call say,cc $<)
	$(Q)$(CC) $(CFLAGS) $(BAN) -MMD -MP -c -o $@ $<

$(call obj,sql/db.c): CFLAGS += $(MARIADB_CFLAGS)
$(JOBS): CFLAGS += $(JOBS_CFLAGS)
$(SQL): | $(GEN_Q:.c=.h)
$(WEB) $(SERVE) $(JOBS): | $(GEN_H)

$(B)/lib/libcore.a: $(CORE)
$(B)/lib/libsql.a: $(SQL)
$(B)/lib/libweb.a: $(WEB)
$(B)/lib/libserve.a: $(SERVE)
$(B)/lib/libjobs.a: $(JOBS)
$(B)/lib/libinspect.a: $(INSPECT)
$(B)/lib/%.a:
	@mkdir -p $(@D)
	$(Q)rm -f $@ && ar rcs $@ $^

# A library holds the main() of its program too: the linker takes it for the
# program and leaves it for a test, which has its own.
libs = $(patsubst %,$(B)/lib/lib%.a,$(1))
FOR_core := $(call libs,core)
FOR_sql := $(call libs,sql core)
FOR_web := $(call libs,serve web sql core)
FOR_serve := $(call libs,serve web sql core)
FOR_jobs := $(call libs,jobs serve web sql core)
FOR_inspect := $(call libs,inspect serve web sql core)
link = $(CC) -o $@ $(filter %.o,$^) $(LDFLAGS) \
	-Wl,--start-group $(filter %.a,$^) -Wl,--end-group

$(B)/bin/accord: $(FOR_serve)
	@mkdir -p $(@D)
	$(call say,ld $@)
	$(Q)$(link) $(ACCORD_LIBS) $(SQL_LIBS) $(CORE_LIBS)

$(B)/bin/accord-jobs: $(JOBS) $(FOR_serve)
	@mkdir -p $(@D)
	$(call say,ld $@)
	$(Q)$(link) $(JOBS_LIBS) $(PAGES_LIBS) $(SQL_LIBS) $(CORE_LIBS)

ifdef COVER
# Its sandbox lets it write nothing, no counts either: its parts are counted by
# their own tests.
$(B)/bin/accord-inspect: build/bin/accord-inspect
	@mkdir -p $(@D)
	$(Q)cp $< $@
else
$(B)/bin/accord-inspect: $(INSPECT) $(call libs,core)
	@mkdir -p $(@D)
	$(call say,ld $@)
	$(Q)$(link) $(INSPECT_LIBS)
endif

# --- tests -------------------------------------------------------------------

# A test links what its folder tests, and nothing above it.
in = $(filter $(B)/tests/$(1)/%,$(TESTS))
$(call in,core): $(FOR_core)
$(call in,sql): $(FOR_sql)
$(call in,web): $(FOR_web)
$(filter-out $(call in,core) $(call in,sql) $(call in,web) \
	$(call in,fcgi/jobs) $(call in,fcgi/inspect),$(TESTS)): $(FOR_serve)
$(call in,fcgi/jobs): $(FOR_jobs)
$(call in,fcgi/inspect): $(FOR_inspect)
$(patsubst $(B)/%,$(B)/obj/%.o,$(filter-out $(call in,core),$(TESTS))): \
	| $(GEN_H)

# What a test counts or lets fail.
wrap = $(patsubst %,-Wl$(comma)--wrap=%,$(1))
$(B)/tests/fcgi/anomaly_test $(B)/tests/fcgi/jobs/rounds_test: LDFLAGS += \
	$(call wrap,arena_alloc arena_array db_send db_end)
$(B)/tests/fcgi/sign_in_test: LDFLAGS += \
	$(call wrap,crypto_pwhash_str_verify crypto_pwhash_str_alg)

$(B)/tests/%_test: $(B)/obj/tests/%_test.o
	@mkdir -p $(@D)
	$(call say,ld $@)
	$(Q)$(link) $(if $(findstring libjobs,$^),$(JOBS_LIBS)) \
		$(if $(findstring libinspect,$^),$(INSPECT_LIBS)) \
		$(ACCORD_LIBS) $(SQL_LIBS) $(CORE_LIBS) $(CHECK_LIBS)

FUZZ := $(patsubst %.c,$(B)/%,$(wildcard tests/fuzz/*_fuzz.c))
$(B)/tests/fuzz/%_fuzz: $(B)/obj/tests/fuzz/%_fuzz.o \
		$(call libs,jobs inspect serve web sql core)
	@mkdir -p $(@D)
	$(call say,ld $@)
	$(Q)$(link) -fsanitize=fuzzer $(JOBS_LIBS) $(INSPECT_LIBS) \
		$(ACCORD_LIBS) $(SQL_LIBS) $(CORE_LIBS)
$(FUZZ:$(B)/%=$(B)/obj/%.o): | $(GEN_H)

# What the bench measures with. bare knows nothing of ours.
BENCH := $(patsubst %,$(B)/tests/bench/%,bare upload load hash)
$(B)/obj/tests/bench/bare.o $(B)/obj/tests/bench/upload.o: CFLAGS += $(MARIADB_CFLAGS)
$(B)/obj/tests/bench/%.o: BAN =
$(B)/tests/bench/bare: LIBS := -lfcgi $(call pkg,--libs,libmariadb)
$(B)/tests/bench/upload: LIBS := -lfcgi $(call pkg,--libs,libmariadb libsodium)
$(B)/tests/bench/hash: $(FOR_core)
$(B)/tests/bench/hash: LIBS := $(CORE_LIBS)
$(BENCH): $(B)/tests/bench/%: $(B)/obj/tests/bench/%.o
	@mkdir -p $(@D)
	$(call say,ld $@)
	$(Q)$(link) $(LIBS)

bench: all $(BENCH)
	@docker/packages.sh test
	@tests/bench/run

test:
	@tests/run

pages:
	@ACCORD_PAGES=all LIMIT=3600 tests/run pages/html pages/input

fault:
	@LIMIT=1800 tests/run fault

lint:
	@docker/packages.sh test
	@tests/lint/run

san:
	@docker/packages.sh all
	@$(MAKE) --no-print-directory SAN=1 test

cover: all
	@$(MAKE) --no-print-directory COVER=1 test
	@tests/cover build/cover

ifeq ($(SAN),fuzz)
fuzz: $(FUZZ)
	@tests/fuzz/run $(FUZZ_SECONDS) $^
else
fuzz:
	@docker/packages.sh all
	@$(MAKE) --no-print-directory SAN=fuzz fuzz
endif

# --- static files ------------------------------------------------------------

GOVUK := web/node_modules/govuk-frontend/dist/govuk
STYLES := $(patsubst web/%.scss,build/%.css,$(wildcard web/static/[!_]*.scss))
COPIES := $(patsubst web/%,build/%,\
	$(wildcard web/static/*.js web/static/*.svg web/static/*.ico))
STATIC := $(STYLES) $(COPIES) build/static/govuk-frontend.js
ERRORS := build/static/errors/503.html

static: $(STATIC) $(STATIC:%=%.gz) $(ERRORS)

$(ERRORS): $(wildcard nginx/errors/*)
	$(Q)nginx/errors/make.sh $(@D)

web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(STYLES): build/static/%.css: web/static/%.scss \
		$(wildcard web/static/_*.scss) web/node_modules/.package-lock.json
	@mkdir -p $(@D)
	$(call say,sass $<)
	$(Q)web/node_modules/.bin/sass --no-source-map --style=compressed --quiet-deps \
		--load-path=web/node_modules $< $@

build/static/govuk-frontend.js: web/node_modules/.package-lock.json
	@mkdir -p $(@D)
	$(Q)cp $(GOVUK)/govuk-frontend.min.js $@

$(COPIES): build/static/%: web/static/%
	@mkdir -p $(@D)
	$(Q)cp $< $@

build/static/%.gz: build/static/%
	$(Q)gzip -9nkf $<

# --- running, installing -----------------------------------------------------

packages:
	@docker/packages.sh run

run:
	@docker/run.sh

reset:
	@docker/reset.sh

SHARE = $(DESTDIR)$(PREFIX)/share/accord

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE) \
		$(DESTDIR)$(PREFIX)/lib/systemd/system
	install -m 755 $(PROGRAMS) $(DESTDIR)$(PREFIX)/bin
	install -m 755 docker/server.sh $(SHARE)
	install -m 644 docker/database.sh docker/mariadb.cnf sql/grants.sql $(SHARE)
	cp -R --no-preserve=ownership build/static nginx sql/schema sql/policy $(SHARE)
	install -m 644 docker/systemd/* $(DESTDIR)$(PREFIX)/lib/systemd/system
	chmod -R u=rwX,go=rX $(SHARE)

clean:
	rm -rf build

-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)
