# minwon: one Makefile. `make` builds, `make run` opens a practice office,
# `make check` and `make test` prove, `make lint` reads, `make bench` measures,
# `make soak` runs the release figures, `make install` installs.
#
# B=FOLDER builds elsewhere; SAN=1 builds with ASan and UBSan; V=1 shows the
# commands.

B ?= build
# One name for one folder: the files of dependencies name their targets.
override B := $(patsubst $(CURDIR)/%,%,$(abspath $(B)))
SAN ?=
PREFIX ?= /usr/local
DESTDIR ?=
CC = gcc
V ?=
Q = $(if $(V)$(findstring s,$(firstword -$(MAKEFLAGS))),,@printf '  %-4s %s\n' '$(1)' '$(@:$(CURDIR)/%=%)';)

CSTD = -std=c11 -D_GNU_SOURCE
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wswitch-enum -Wmissing-prototypes \
	-Wstrict-prototypes -Wvla -Wformat=2 -Wundef -Werror=format-security -Werror
ifeq ($(SAN),)
HARDEN = -O2 -g -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection \
	-fcf-protection=full -fPIE -ftrivial-auto-var-init=zero -fno-strict-overflow \
	-fno-delete-null-pointer-checks
LINK = -pie -Wl,-z,relro,-z,now,-z,noexecstack,-z,separate-code
else
HARDEN = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer -DMINWON_SANITIZED=1
LINK = -fsanitize=address,undefined
endif
VERSION = 0.1.0
CPPFLAGS += -I. -I$(B)/gen -DMINWON_VERSION='"$(VERSION)"' -DMINWON_LOCALEDIR='"$(PREFIX)/share/locale"' \
	-DMINWON_LIBEXECDIR='"$(PREFIX)/libexec/minwon"'
CPPFLAGS += -isystem /usr/include/libxml2
CFLAGS += $(CSTD) $(WARN) $(HARDEN)

# The rooms. ground is the floor of storage that everybody may stand on.
GROUND_NAMES = base record record_form record_knowledge record_report instant text hangul search_form cells tsafe mask clock secret
ground_SRC = $(wildcard $(GROUND_NAMES:%=storage/%.c))
store_SRC = $(filter-out $(ground_SRC),$(wildcard storage/*.c))
rules_SRC = $(wildcard console/rules/*.c)
wire_SRC = $(wildcard console/wire/*.c)
views_SRC = $(wildcard views/*.c)
desk_SRC = $(filter-out %/main.c,$(wildcard console/desk/*.c))
office_SRC = $(filter-out %/main.c,$(wildcard console/office/*.c))
welfare_SRC = $(filter-out %/main.c,$(wildcard console/welfare/*.c))
channel_SRC = $(filter-out %/main.c,$(wildcard console/channel/*.c))
gateway_SRC = $(filter-out %/main.c,$(wildcard scripts/gateway/*.c))
ROOMS = ground store rules wire views desk welfare office channel gateway

# Tables made at build time from data: catalogue (services, regions, holidays,
# forms) for the ground floor, migrations for the store.
GEN = $(if $(wildcard scripts/dev/gen_catalogue.sh),$(B)/gen/catalogue_data.c) \
	$(B)/gen/migrations_data.c
CATALOGUE_DATA = $(wildcard storage/catalogue/* storage/catalogue/*/* storage/catalogue/*/*/*)

ground_OBJ = $(ground_SRC:%.c=$(B)/%.o) \
	$(patsubst %.c,%.o,$(filter %/catalogue_data.c,$(GEN)))
store_OBJ = $(store_SRC:%.c=$(B)/%.o) $(B)/gen/migrations_data.o
rules_OBJ = $(rules_SRC:%.c=$(B)/%.o)
wire_OBJ = $(wire_SRC:%.c=$(B)/%.o)
views_OBJ = $(views_SRC:%.c=$(B)/%.o)
desk_OBJ = $(desk_SRC:%.c=$(B)/%.o)
office_OBJ = $(office_SRC:%.c=$(B)/%.o)
welfare_OBJ = $(welfare_SRC:%.c=$(B)/%.o)
channel_OBJ = $(channel_SRC:%.c=$(B)/%.o)
gateway_OBJ = $(gateway_SRC:%.c=$(B)/%.o)

# What each program is made of: rooms and foreign libraries. The linker checks
# the include matrix a second time.
ground_LIBS = -lutf8proc -lsodium
rules_LIBS = -lcjson -lpcre2-8 -lm
store_LIBS = -lsqlite3
views_LIBS =
desk_LIBS = -lncursesw -ltinfo
welfare_LIBS = -lxml2
channel_LIBS = -lcurl
gateway_LIBS = -lmicrohttpd -lsqlite3 -lz

minwon_ROOMS = desk views wire rules ground
minwond_ROOMS = office wire rules store ground
minwon-sync_ROOMS = channel wire rules ground
minwon-welfare_ROOMS = welfare ground
minwon-gateway_ROOMS = gateway rules ground
minwon_MAIN = console/desk/main.c
minwond_MAIN = console/office/main.c
minwon-sync_MAIN = console/channel/main.c
minwon-welfare_MAIN = console/welfare/main.c
minwon-gateway_MAIN = scripts/gateway/main.c
PROGRAMS = $(foreach p,minwon minwond minwon-sync minwon-welfare minwon-gateway,$(if $(wildcard $($(p)_MAIN)),$(p)))

# What each folder of tests is linked against.
test_rules_ROOMS = rules ground
test_views_ROOMS = views rules ground
test_storage_ROOMS = store rules ground
test_office_ROOMS = office wire rules store ground
test_channel_ROOMS = channel wire rules ground
test_desk_ROOMS = desk views wire rules ground
test_gateway_ROOMS = gateway rules ground
test_tui_ROOMS = desk views wire rules ground
test_tui_LIBS = -lvterm -lutil -lsqlite3
# Estimates of waits are judged by days of a desk that shares no code with them.
test_rules_OBJ = $(B)/scripts/simulator/desk.o
# Hostile texts go through the desk that the view tests look at.
test_tui_OBJ = $(B)/tests/views/sample.o
test_office_OBJ = $(B)/tests/rules/loosening.o
TESTS = $(patsubst %.c,$(B)/%,$(wildcard tests/*/test_*.c))

libs = $(patsubst %,$(B)/lib%.a,$(1))
flags = $(foreach r,$(1),$($(r)_LIBS))

.PHONY: all clean
all: $(ROOMS:%=$(B)/lib%.a) $(PROGRAMS:%=$(B)/%) $(B)/locale/ko/LC_MESSAGES/minwon.mo

# Generated tables ---------------------------------------------------------
$(B)/gen/catalogue_data.c: scripts/dev/gen_catalogue.sh scripts/dev/csv.awk $(CATALOGUE_DATA)
	@mkdir -p $(@D)
	$(call Q,GEN)sh scripts/dev/gen_catalogue.sh storage/catalogue > $@.part && mv $@.part $@
$(B)/gen/migrations_data.c: scripts/dev/gen_migrations.sh $(wildcard storage/migrations/*.sql)
	@mkdir -p $(@D)
	$(call Q,GEN)sh scripts/dev/gen_migrations.sh storage/migrations > $@.part && mv $@.part $@
$(B)/gen/%.o: $(B)/gen/%.c
	$(call Q,CC)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# Objects, archives, programs ----------------------------------------------
$(B)/%.o: %.c | $(GEN)
	@mkdir -p $(@D)
	$(call Q,CC)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

define room
$$(B)/lib$(1).a: $$($(1)_OBJ)
	@mkdir -p $$(@D)
	@rm -f $$@
	$$(call Q,AR)ar rcs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call room,$(r))))

define program
$$(B)/$(1): $$($(1)_MAIN:%.c=$$(B)/%.o) $$(call libs,$$($(1)_ROOMS))
	$$(call Q,LD)$$(CC) $$(LINK) -o $$@ $$^ $$(call flags,$$($(1)_ROOMS))
endef
$(foreach p,minwon minwond minwon-sync minwon-welfare minwon-gateway,$(eval $(call program,$(p))))

$(B)/locale/ko/LC_MESSAGES/minwon.mo: $(wildcard console/po/ko.po)
	@mkdir -p $(@D)
	$(call Q,MO)$(if $^,msgfmt --check -o $@ $<,touch $@)

# Tests --------------------------------------------------------------------
define testfolder
$$(B)/tests/$(1)/test_%: $$(B)/tests/$(1)/test_%.o $$(test_$(1)_OBJ) $$(patsubst tests/$(1)/%.c,$$(B)/tests/$(1)/%.o,$$(filter-out tests/$(1)/test_%.c,$$(wildcard tests/$(1)/*.c))) $$(call libs,$$(test_$(1)_ROOMS))
	$$(call Q,LD)$$(CC) $$(LINK) -o $$@ $$^ $$(call flags,$$(test_$(1)_ROOMS)) $$(test_$(1)_LIBS) -lcmocka
endef
$(foreach t,rules views storage office channel desk gateway tui,$(eval $(call testfolder,$(t))))

# What is asked for by its whole path is the same file.
ifneq ($(abspath $(B)),$(B))
$(abspath $(B))/%: $(B)/%
	@:
endif

-include scripts/dev/targets.mk

clean:
	rm -rf $(B)

-include $(shell find $(B) -name '*.d' 2>/dev/null)
