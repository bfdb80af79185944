#!/bin/sh
# SPDX-License-Identifier: ISC
# gen_catalogue.sh DIR: prints a C file with the tables of storage/catalogue.h,
# made from DIR/{services,regions,successors,channels,holidays,regional,lunar,aliases}.csv,
# DIR/knowledge/NAME.csv, DIR/forms/CODE.json, DIR/templates/NAME.txt and
# DIR/overlays/REGION/CODE.json. Refuses a wrong head line or number of columns, a code that is
# there twice, days out of order, a form whose service, region or version nobody knows, and an
# entry of knowledge whose layer, region, service or confidence nobody knows.
set -eu
export LC_ALL=C

[ $# -eq 1 ] || { echo "usage: gen_catalogue.sh DIR" >&2; exit 2; }
shared=$(cat "$(dirname "$0")/csv.awk")
cd "$1"

set -- services.csv regions.csv successors.csv channels.csv holidays.csv regional.csv lunar.csv \
	aliases.csv
for file in knowledge/*.csv templates/*.txt forms/*.json overlays/*/*.json; do
	[ -e "$file" ] && set -- "$@" "$file"
done

awk "$shared"'
function fail(why) {
	print "gen_catalogue.sh: " FILENAME ":" FNR ": " why > "/dev/stderr"
	failed = 1
	exit 1
}

# The C literal of s. No trigraph and no hex escape may arise.
function literal(s) {
	gsub(/\\/, "\\\\&", s)
	gsub(/"/, "\\\"", s)
	gsub(/\?\?/, "?\"\"?", s)
	gsub(/\t/, "\\t", s)
	return "\"" s "\""
}

# Days since 1970-01-01 of YYYY-MM-DD.
function day_number(date,    y, m, d, era, yoe, doy) {
	if (date !~ /^[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]$/)
		fail("no date: " date)
	y = substr(date, 1, 4) + 0
	m = substr(date, 6, 2) + 0
	d = substr(date, 9, 2) + 0
	if (m <= 2)
		y--
	era = int(y / 400)
	yoe = y - era * 400
	doy = int((153 * (m > 2 ? m - 3 : m + 9) + 2) / 5) + d - 1
	return era * 146097 + yoe * 365 + int(yoe / 4) - int(yoe / 100) + doy - 719468
}

# Ends the table that is open, starts another.
function table(opening) {
	if (is_open)
		print "};"
	is_open = opening != ""
	if (is_open)
		print "\n" opening " = {"
}

function once(kind, code) {
	if (code == "")
		fail("no code")
	if ((kind, code) in seen)
		fail(kind " " code " is there twice")
	seen[kind, code] = 1
	count[kind]++
}

function word(value, name, a, meaning_a, b, meaning_b) {
	if (value == a)
		return meaning_a
	if (value == b)
		return meaning_b
	fail(name " is neither " a " nor " b)
}

# A number of days as it is, 0 to 999.
function days(value) {
	if (value !~ /^(0|[1-9][0-9]?[0-9]?)$/)
		fail("no number of days: " value)
	return value
}

BEGIN {
	head["services"] = "code,name_ko,name_en,short_ko,short_en,period,final_by,deemed,legal_basis,confidence,calendar_days,calendar_confidence,deemed_basis,oral_basis,on_mismatch"
	head["regions"] = "code,parent,name_ko,kind,valid_from,ended,successor,confidence"
	head["successors"] = "code,successor,places,source,confidence"
	head["channels"] = "code,name_ko,name_en,short_ko,short_en,regions,conversation,desk,folder"
	head["holidays"] = "date,name_ko,name_en,kind,confidence"
	head["regional"] = "region,month,day,name_ko,name_en,from_year,source,confidence"
	head["lunar"] = "year,seollal,buddha,chuseok"
	head["aliases"] = "alias,service"
	head["knowledge"] = "key,layer,region,service,question,answer,source,valid_from,valid_until,confidence"
	opening["services"] = "const struct service_info catalogue_services[]"
	opening["regions"] = "const struct region_info catalogue_regions[]"
	opening["successors"] = "const struct region_successor catalogue_successors[]"
	opening["channels"] = "const struct channel_info catalogue_channels[]"
	opening["holidays"] = "const struct day catalogue_holidays[]"
	opening["regional"] = "const struct regional_holiday catalogue_regional_holidays[]"
	opening["lunar"] = "const struct lunar_year catalogue_lunar_years[]"
	opening["aliases"] = "const struct service_alias catalogue_aliases[]"
	opening["knowledge"] = "const struct knowledge_entry catalogue_knowledge[]"
	enum["central"] = "KNOWLEDGE_CENTRAL"
	enum["sido"] = "KNOWLEDGE_SIDO"
	enum["sigungu"] = "KNOWLEDGE_SIGUNGU"
	enum["office"] = "KNOWLEDGE_OFFICE"
	print "#include \"storage/catalogue.h\"\n"
	print "#pragma GCC diagnostic ignored \"-Woverlength-strings\""
}

FILENAME ~ /\.csv$/ && FNR == 1 {
	before = kind
	kind = FILENAME ~ /^knowledge\// ? "knowledge" : FILENAME
	sub(/\.csv$/, "", kind)
	if ($0 != head[kind])
		fail("the head line is not " head[kind])
	if ((columns = cut($0)) < 0)
		fail("quotes that do not fit")
	if (kind != before)
		table(opening[kind])
	next
}

FILENAME ~ /\.csv$/ {
	if (cut($0) != columns)
		fail("expected " columns " columns")
	row = kind == "regional" ? cell[1] "/" cell[2] "-" cell[3] : cell[1]
	if (kind == "aliases" || kind == "knowledge")
		row = row "/" cell[2]
	once(kind, kind == "successors" ? row "/" cell[2] : row)
	for (i = 1; kind == "successors" && i <= 2; i++)
		if (!(("regions", cell[i]) in seen))
			fail("no region " cell[i])
}

FILENAME == "services.csv" || FILENAME == "regions.csv" || FILENAME == "successors.csv" ||
    FILENAME == "channels.csv" {
	printf "\t{ "
	for (i = 1; i <= columns; i++) {
		value = literal(cell[i])
		if (kind == "services" && i == 7)
			value = word(cell[i], "final_by", "officer", "FINAL_BY_OFFICER",
			    "approver", "FINAL_BY_APPROVER")
		if (kind == "services" && i == 8)
			value = word(cell[i], "deemed", "Y", "true", "N", "false")
		if (kind == "services" && i == 11)
			value = days(cell[i])
		if (kind == "services" && i == 13 && (cell[8] == "Y") != (cell[13] != ""))
			fail("deemed acceptance and its article go together")
		if (kind == "services" && i == 15)
			value = word(cell[i], "on_mismatch", "accept", "false", "quarantine",
			    "true")
		if (kind == "channels" && i == 7)
			value = word(cell[i], "conversation", "Y", "true", "N", "false")
		if (kind == "channels" && i == 8)
			value = word(cell[i], "desk", "Y", "true", "N", "false")
		if (kind == "channels" && i == 9)
			value = word(cell[i], "folder", "Y", "true", "N", "false")
		printf "%s%s", value, i < columns ? ", " : " },\n"
	}
	next
}

FILENAME == "holidays.csv" {
	number = day_number(cell[1])
	if (number <= last_day)
		fail("days are not in order")
	last_day = number
	printf "\t{ %d },\t/* %s */\n", number, cell[1]
	names = names "\t{ " literal(cell[2]) ", " literal(cell[3]) ", " literal(cell[4]) " },\n"
	next
}

FILENAME == "regional.csv" {
	if (!(("regions", cell[1]) in seen))
		fail("no region " cell[1])
	if (cell[6] !~ /^[12][0-9][0-9][0-9]$/)
		fail("no year: " cell[6])
	day_number(sprintf("%s-%02d-%02d", cell[6], cell[2], cell[3]))
	printf "\t{ %s, %d, %d, %s, %s, %d, %s, %s },\n", literal(cell[1]), cell[2], cell[3],
	    literal(cell[4]), literal(cell[5]), cell[6], literal(cell[7]), literal(cell[8])
	next
}

FILENAME == "lunar.csv" {
	if (last_year != "" && cell[1] != last_year + 1)
		fail("years are not in order")
	last_year = cell[1]
	printf "\t{ %d", cell[1]
	for (i = 2; i <= columns; i++) {
		if (substr(cell[i], 1, 4) != cell[1])
			fail("a day of another year: " cell[i])
		printf ", { %d }", day_number(cell[i])
	}
	print " },"
	next
}

FILENAME == "aliases.csv" {
	if (!(("services", cell[2]) in seen))
		fail("no service " cell[2])
	printf "\t{ %s, %s },\n", literal(cell[1]), literal(cell[2])
	next
}

# What rules/knowledge.h asks of an entry, as far as it is a matter of other files.
FILENAME ~ /^knowledge\// {
	if (!(cell[2] in enum))
		fail("no layer " cell[2])
	if (cell[1] !~ /^[^.@ ]+\.[^@ ]+(@[^@ ]+)?$/)
		fail("no key " cell[1])
	if ((cell[2] == "central") != (cell[3] == "") || (cell[3] == "") != (cell[1] !~ /@/))
		fail("layer, region and key do not go together")
	if (cell[3] != "" && !(("regions", cell[3]) in seen))
		fail("no region " cell[3])
	if (cell[2] != "office" && cell[3] != "" &&
	    length(cell[3]) != (cell[2] == "sido" ? 2 : 5))
		fail("no region of that layer: " cell[3])
	if (cell[4] != "" && !(("services", cell[4]) in seen))
		fail("no service " cell[4])
	if (cell[5] == "" || cell[6] == "")
		fail("no question or no answer")
	if (cell[8] != "")
		day_number(cell[8])
	if (cell[9] != "")
		day_number(cell[9])
	if (cell[10] !~ /^(verified|high|background|예시)$/)
		fail("no confidence " cell[10])
	if (cell[7] == "" && cell[10] != "예시")
		fail("what has no source is 예시")
	printf "\t{ %s, %s", literal(cell[1]), enum[cell[2]]
	for (i = 3; i <= columns; i++)
		printf ", %s", literal(cell[i])
	print " },"
	next
}

# A template: three lines of what it is, an empty one, the text.
FILENAME ~ /^templates\// {
	if (FNR == 1) {
		if (in_template)
			end_template()
		if (!in_template)
			table("const struct text_template catalogue_templates[]")
		in_template = 1
		template = FILENAME
		sub(/^templates\//, "", template)
		sub(/\.txt$/, "", template)
		once("templates", template)
		template_text = ""
	}
	split("title form law", heads, " ")
	if (FNR <= 3) {
		if (index($0, heads[FNR] ": ") != 1)
			fail("line " FNR " is not " heads[FNR] ": …")
		template_head[FNR] = substr($0, length(heads[FNR]) + 3)
	} else if (FNR == 4) {
		if ($0 != "")
			fail("line 4 is not empty")
	} else {
		line = literal($0)
		template_text = template_text "\t\t" substr(line, 1, length(line) - 1) "\\n\"\n"
	}
	next
}

function end_template() {
	printf "\t{ %s, %s, %s, %s,\n%s\t},\n", literal(template), literal(template_head[1]),
	    literal(template_head[2]), literal(template_head[3]), template_text
}

# What is left are forms. A version is found before its text is printed.
FNR == 1 {
	if (!is_form && in_template)
		end_template()
	if (is_form)
		end_form()
	else
		table("const struct form_source catalogue_forms[]")
	is_form = 1
	split(FILENAME, part, "/")
	region = part[1] == "overlays" ? part[2] : ""
	service = part[1] == "overlays" ? part[3] : part[2]
	sub(/\.json$/, "", service)
	if (!(("services", service) in seen))
		fail("no service " service)
	if (region != "" && !(("regions", region) in seen))
		fail("no region " region)
	if (region != "" && !(("forms", service) in seen))
		fail("an overlay of a form that is not there")
	once("forms", region == "" ? service : region "/" service)
	file = FILENAME
	version = confidence = ""
	text = ""
}
{
	if (match($0, /"x-version": *"[^"]*"/)) {
		version = substr($0, RSTART, RLENGTH)
		sub(/^"x-version": *"/, "", version)
		sub(/"$/, "", version)
	}
	if (match($0, /"x-confidence": *"[^"]*"/)) {
		confidence = substr($0, RSTART, RLENGTH)
		sub(/^"x-confidence": *"/, "", confidence)
		sub(/"$/, "", confidence)
	}
	line = literal($0)
	text = text "\t\t" substr(line, 1, length(line) - 1) "\\n\"\n"
}

function end_form() {
	if (version == "") {
		FILENAME = file
		fail("no x-version")
	}
	printf "\t{ %s, %s, %s, %s, %s,\n%s\t},\n", literal(service), literal(region),
	    literal(version), literal(confidence), literal(file), text
}

END {
	if (failed)
		exit 1
	if (!is_form)
		fail("no form")
	end_form()
	table("")
	print "\nconst struct holiday_name catalogue_holiday_names[] = {\n" names "};"
	print "\nconst size_t catalogue_service_count = " count["services"] ";"
	print "const size_t catalogue_region_count = " count["regions"] ";"
	print "const size_t catalogue_successor_count = " count["successors"] ";"
	print "const size_t catalogue_channel_count = " count["channels"] ";"
	print "const size_t catalogue_holiday_count = " count["holidays"] ";"
	print "const size_t catalogue_regional_count = " count["regional"] ";"
	print "const size_t catalogue_lunar_year_count = " count["lunar"] ";"
	print "const size_t catalogue_alias_count = " count["aliases"] ";"
	if (!count["knowledge"])
		print "const struct knowledge_entry catalogue_knowledge[] = { { .key = \"\" } };"
	print "const size_t catalogue_knowledge_count = " count["knowledge"] + 0 ";"
	print "const size_t catalogue_template_count = " count["templates"] ";"
	print "const size_t catalogue_form_count = " count["forms"] ";"
}
' "$@"
