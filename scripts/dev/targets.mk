# The targets that prove, read, measure and install. The Makefile says how
# things are built; this says what is done with them.

MAKEFLAGS += --no-print-directory

# The sanitized twin of this build, for the cmocka programs. tests/tui starts
# the shipped programs on a pty and is built as they are.
SAN_B = $(B)/san
NORMAL_TESTS = $(filter $(B)/tests/tui/%,$(TESTS))
SAN_TESTS = $(patsubst $(B)/%,$(SAN_B)/%,$(filter-out $(NORMAL_TESTS),$(TESTS)))

# As many compilers as processors, unless make was told a number itself.
SIDE_BY_SIDE = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))

.PHONY: setup run test check lint bench soak golden install test-programs
.PHONY: gateway docs

setup:
	scripts/setup test

run:
	@B=$(B) scripts/run

test-programs: $(TESTS)

test:
	@scripts/setup test
	@$(MAKE) $(SIDE_BY_SIDE) B=$(B) all $(NORMAL_TESTS)
	@$(MAKE) $(SIDE_BY_SIDE) SAN=1 B=$(SAN_B) all test-programs
	@scripts/dev/run_tests.sh $(B) $(SAN_B) $(SAN_TESTS) $(NORMAL_TESTS)

check: all test-programs
	@scripts/dev/run_tests.sh --quick $(B) $(SAN_B) $(TESTS)

soak: all
	@scripts/dev/run_tests.sh --soak $(B) $(SAN_B)

gateway: $(B)/minwon-gateway

# Writes the golden screens anew; read the difference before it is committed.
golden: all $(B)/tests/views/test_goldens
	UPDATE_GOLDEN=1 $(B)/tests/views/test_goldens
	git diff --stat -- tests/data/golden

# make install: programs, manual pages, the translation, the licence, units and
# scripts for an office.
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/doc/minwon \
		$(DESTDIR)$(PREFIX)/share/locale/ko/LC_MESSAGES
	$(if $(PROGRAMS),install -m 755 $(PROGRAMS:%=$(B)/%) $(DESTDIR)$(PREFIX)/bin/)
	for page in $(wildcard console/man/*.[1-8]); do \
		dir=$(DESTDIR)$(PREFIX)/share/man/man$${page##*.}; \
		install -d $$dir && install -m 644 $$page $$dir/ || exit 1; \
	done
	for page in $(wildcard console/man/ko/*.[1-8]); do \
		dir=$(DESTDIR)$(PREFIX)/share/man/ko/man$${page##*.}; \
		install -d $$dir && install -m 644 $$page $$dir/ || exit 1; \
	done
	install -m 644 $(B)/locale/ko/LC_MESSAGES/minwon.mo \
		$(DESTDIR)$(PREFIX)/share/locale/ko/LC_MESSAGES/
	install -m 644 LICENSE README.md $(DESTDIR)$(PREFIX)/share/doc/minwon/
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	for unit in $(wildcard scripts/desk/*.service scripts/desk/*.timer); do \
		sed 's#/usr/local/#$(PREFIX)/#' $$unit \
			>$(DESTDIR)$(PREFIX)/lib/systemd/system/$${unit##*/} && \
		chmod 644 $(DESTDIR)$(PREFIX)/lib/systemd/system/$${unit##*/} || exit 1; \
	done
	install -d $(DESTDIR)$(PREFIX)/share/minwon/desk
	install -m 755 $(wildcard scripts/desk/*.sh) $(DESTDIR)$(PREFIX)/share/minwon/desk/
	sed 's#/usr/local/#$(PREFIX)/#' scripts/desk/minwon.cron \
		>$(DESTDIR)$(PREFIX)/share/doc/minwon/minwon.cron

# Keep test objects: they are intermediate only in the eyes of make.
.SECONDARY:

lint: all
	@scripts/dev/lint.sh $(B)

# Bench: the programs that measure and the bare ones to measure against.
BENCH = $(patsubst %,$(B)/bench/%,pty_time office_time query_time crowd bare_sqlite bare_scan)
BENCH_LIBS = $(store_LIBS)
$(BENCH): $(B)/bench/%: $(B)/scripts/bench/%.o $(B)/scripts/bench/stopwatch.o \
		$(B)/scripts/bench/client.o $(B)/scripts/bench/terminal.o $(B)/libwire.a $(B)/libground.a
	@mkdir -p $(@D)
	$(call Q,LD)$(CC) $(LINK) -o $@ $^ $(ground_LIBS) $(BENCH_LIBS)

# What writes the rows of bulk work without an office.
BENCH_REPLAY = $(B)/bench/bare_replay
$(BENCH_REPLAY): $(B)/scripts/bench/bare_replay.o $(B)/scripts/bench/stopwatch.o \
		$(B)/librules.a $(B)/libground.a
	@mkdir -p $(@D)
	$(call Q,LD)$(CC) $(LINK) -o $@ $^ $(rules_LIBS) $(ground_LIBS) $(BENCH_LIBS)

# What fills a store for it, with the office's own writes.
BENCH_FILL = $(B)/bench/fill_store
$(BENCH_FILL): $(B)/scripts/bench/fill_store.o $(B)/scripts/bench/stopwatch.o \
		$(B)/libstore.a $(B)/libground.a
	@mkdir -p $(@D)
	$(call Q,LD)$(CC) $(LINK) -o $@ $^ $(ground_LIBS) $(store_LIBS)

# What hands waiting figures to an office in place of minwon-sync.
BENCH_FEED = $(B)/bench/wait_feed
$(BENCH_FEED): $(B)/scripts/bench/wait_feed.o $(B)/scripts/bench/client.o \
		$(B)/scripts/bench/stopwatch.o $(B)/librules.a $(B)/libwire.a $(B)/libground.a
	@mkdir -p $(@D)
	$(call Q,LD)$(CC) $(LINK) -o $@ $^ $(rules_LIBS) $(ground_LIBS)

# What judges a document by a schema again and again.
BENCH_SCHEMA = $(B)/bench/schema_time
$(BENCH_SCHEMA): $(B)/scripts/bench/schema_time.o $(B)/librules.a $(B)/libground.a
	@mkdir -p $(@D)
	$(call Q,LD)$(CC) $(LINK) -o $@ $^ $(rules_LIBS) $(ground_LIBS)

# What finds forms as the office does.
BENCH_FORM = $(B)/bench/form_time
$(BENCH_FORM): $(B)/scripts/bench/form_time.o $(B)/scripts/bench/stopwatch.o \
		$(call libs,$(minwond_ROOMS))
	@mkdir -p $(@D)
	$(call Q,LD)$(CC) $(LINK) -o $@ $^ $(call flags,$(minwond_ROOMS))

bench: all $(BENCH) $(BENCH_REPLAY) $(BENCH_FILL) $(BENCH_SCHEMA) $(BENCH_FORM)
	@scripts/bench/run.sh $(B)
