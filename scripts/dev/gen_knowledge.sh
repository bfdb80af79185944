#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# gen_knowledge.sh [--check]: makes the entries of the knowledge that the
# catalogue can answer for itself: storage/catalogue/knowledge/
# central_generated.csv and regional_generated.csv, from services.csv,
# regions.csv, successors.csv, forms/CODE.json and overlays/REGION/CODE.json.
# A key that a *_written.csv has is left out: what a person wrote is better.
# With --check nothing is written; the exit status is 1 if a file is not what
# would be made.
set -euo pipefail
export LC_ALL=C

shared=$(cat scripts/dev/csv.awk)

make()
{
	(cd storage/catalogue && awk -v want="$1" "$shared"'
# A CSV cell: quoted only where it must be.
function csv(s) {
	if (s !~ /[",]/)
		return s
	gsub(/"/, "\"\"", s)
	return "\"" s "\""
}

# The word with its particle: with if it ends in a consonant (also a number
# read in Korean is not asked here). What stands in brackets is not spoken.
function particle(word, with, without,    bare, n, cp) {
	bare = word
	sub(/\([^()]*\)$/, "", bare)
	n = length(bare)
	cp = (ord[substr(bare, n - 2, 1)] % 16) * 4096 + \
	    (ord[substr(bare, n - 1, 1)] % 64) * 64 + ord[substr(bare, n, 1)] % 64
	return word (cp >= 44032 && cp <= 55203 && (cp - 44032) % 28 ? with : without)
}

# The value of the key in a line of a form, or "".
function value_of(line, key,    s) {
	if (!match(line, "\"" key "\": *\"[^\"]*\""))
		return ""
	s = substr(line, RSTART, RLENGTH)
	sub(/^"[^"]*": *"/, "", s)
	sub(/"$/, "", s)
	return s
}

# The suffix of a key: the name as said where only one region has it.
function suffix(code) {
	return count_said[said(code, region_name[code])] == 1 || length(code) == 2 ? \
	    said(code, region_name[code]) : code
}

function confidence_of(word) {
	return word ~ /^(verified|high|background)$/ ? word : "예시"
}

# One entry, into the file it belongs to, unless a person wrote it.
function entry(code, topic, region, question, answer, source, from, confidence,    key, layer) {
	key = code "." topic (region == "" ? "" : "@" suffix(region))
	if (key in written || key in made || (want == "central") != (region == ""))
		return
	made[key] = 1
	layer = region == "" ? "central" : length(region) == 2 ? "sido" : "sigungu"
	print key "," layer "," region "," (code in name ? code : "") "," csv(question) "," \
	    csv(answer) "," csv(source) "," from ",," confidence
}

# Where the row of a service stands and the law it names.
function row_source(code) {
	return (basis[code] != "" ? basis[code] : confidence[code] == "예시" ? "예시" : \
	    "민원사무 목록") " [services.csv:" code "]"
}

function form_source(code, key) {
	return (basis[code] == "" ? "" : basis[code] "; ") korean(x_source[code]) \
	    " [forms/" code ".json:" key "]"
}

# Two sources as one: TEXT; TEXT [PLACE; PLACE]. What is in brackets stays out
# of a reply, so nothing may stand behind it. The same text is said once.
function both_sources(a, b,    text, place) {
	text = a
	place = b
	sub(/ \[.*/, "", text)
	sub(/.* \[/, "", a)
	sub(/ \[.*/, "", b)
	sub(/.* \[/, "", place)
	sub(/\]$/, "", a)
	return (text == b ? text : text "; " b) " [" a "; " place
}

# The source of a form in the words of a reply.
function korean(s,    i) {
	for (i = 1; i <= word_count; i++)
		gsub(english[i], word[i], s)
	return s
}

function period_answer(code,    p, n) {
	p = period[code]
	if (p == "즉시")
		return particle(name[code], "은", "는") " 즉시 처리하는 민원입니다. " \
		    "늦어도 접수한 때부터 근무시간 3시간 안에 처리합니다."
	n = p + 0
	if (calendar_days[code] > 0)
		return name[code] "의 처리기간은 " p "입니다."
	if (n <= 5)
		return name[code] "의 처리기간은 " p "입니다. 접수한 때부터 하루를 8시간으로 쳐서 " \
		    "근무시간 " n * 8 "시간이며, 토요일과 공휴일은 세지 않습니다."
	return name[code] "의 처리기간은 " p "입니다. 접수한 날을 첫날로 세고 " \
	    "토요일과 공휴일은 세지 않습니다."
}

function period_source(code) {
	if (calendar_days[code] > 0)
		return row_source(code)
	return (basis[code] == "" ? "" : basis[code] "; ") "민원 처리에 관한 법률 §19" \
	    (period[code] == "즉시" ? ", 시행령 §19" : "") " [services.csv:" code "]"
}

function documents_answer(code,    a) {
	a = submit[code] == "" ? "" : "준비할 서류는 다음과 같습니다: " submit[code] "."
	if (shared[code] != "")
		a = a (a == "" ? "" : " ") "동의하시면 담당자가 행정정보 공동이용으로 확인하므로 " \
		    "내지 않으셔도 되는 것: " shared[code] "."
	return a
}

function fee_answer(code,    f) {
	f = fee[code]
	sub(/\(배경\)$/, "", f)
	if (f == "없음")
		return name[code] " 수수료는 없습니다."
	if (f ~ /^조례/ || f ~ /조례$/)
		return name[code] " 수수료는 지방자치단체의 조례로 정하므로 접수하는 기관에서 확인해 주세요."
	return name[code] " 수수료는 " f "입니다."
}

# All that the catalogue knows of one service, for the region (or for all).
# Where people only ask (안내, 문의), nobody asks how long or who decides.
function service_entries(code, region,    from) {
	if (name[code] ~ /(안내|문의\(.*\))$/)
		return
	from = version[code]
	if (period[code] != "기관 입력")
		entry(code, "period", region, name[code] " 처리기간은 며칠인가요? 결과는 언제 나오나요?",
		    period_answer(code), period_source(code), from, confidence_of(confidence[code]))
	if (submit[code] != "" || shared[code] != "")
		entry(code, "documents", region, name[code] "에 필요한 서류(구비서류)는 무엇인가요? " \
		    "무엇을 가져가야 하나요?", documents_answer(code),
		    form_source(code, "x-attachments"), from, confidence_of(x_confidence[code]))
	# What is only asked or told costs nothing, and nobody asks what.
	if (fee[code] != "" && oral[code] == "")
		entry(code, "fee", region, name[code] " 수수료는 얼마인가요?", fee_answer(code),
		    form_source(code, "x-fee"), from,
		    fee[code] ~ /\(배경\)/ ? "background" : confidence_of(x_confidence[code]))
	entry(code, "who", region, particle(name[code], "은", "는") " 누가 결정하나요? 근거 법령은 무엇인가요?",
	    particle(name[code], "은", "는") (final_by[code] == "officer" ? \
	    " 담당자가 접수해 바로 처리합니다." : " 담당자가 검토하고 결재권자가 결정합니다.") \
	    (basis[code] == "" ? "" : " 근거는 " basis[code] "입니다."),
	    row_source(code), from, confidence_of(confidence[code]))
	if (deemed[code] == "Y")
		entry(code, "rule", region, particle(name[code], "을", "를") " 하고 처리기간이 지나도 연락이 없으면 수리된 것인가요?",
		    particle(name[code], "은", "는") " 처리기간 안에 수리 여부나 기간 연장을 알리지 않으면 " \
		    "그 기간이 끝난 다음 날에 수리한 것으로 봅니다.",
		    deemed_basis[code] " [services.csv:" code "]", from, confidence_of(confidence[code]))
}

# What an overlay adds: its notice, and the fields that only this region has.
function overlay_entries(id,    part, region, code, topic, place, question, answer, source, farther) {
	split(id, part, "/")
	region = part[1]
	code = part[2]
	place = region_name[region]
	topic = code in notice_topic ? notice_topic[code] : "rule"
	if (topic == "amount")
		entry(code, topic, region, place "에서는 " particle(bare(name[code]), "을", "를") " 매월 얼마 더 주나요? (지역 가산)",
		    x_notice[id], korean(x_source[id]) " [overlays/" id ".json:x-notice]", version[id],
		    confidence_of(x_confidence[id]))
	if (topic == "who")
		entry(code, topic, region, place "에서는 " bare(name[code]) " 신청을 어디에서 받나요?",
		    x_notice[id], korean(x_source[id]) " [overlays/" id ".json:x-notice]", version[id],
		    confidence_of(x_confidence[id]))
	if (titles[id] == "")
		return
	answer = particle(place, "은", "는") " " bare(name[code]) " 신청서에 다음 항목을 더 적습니다: " titles[id] "."
	if (topic == "rule" && x_notice[id] != "")
		answer = answer " " x_notice[id]
	topic = sections[id] == "첨부" ? "documents" : "rule"
	question = place "에서는 " bare(name[code]) " 신청서에 무엇을 더 적나요?"
	source = korean(x_source[id]) " [overlays/" id ".json]"
	# It hides the farther entry of its topic, so it must say that too.
	farther = code "." topic "@" suffix(substr(region, 1, 2))
	if (!(farther in answered))
		farther = code "." topic
	if (farther in answered) {
		source = both_sources(source, source_of[farther])
		question = question " " asked[farther]
		answer = answer " " answered[farther]
	}
	entry(code, topic, region, question, answer, source, version[id],
	    confidence_of(x_confidence[id]))
}

# The name without a trailing word for asking.
function bare(s) {
	sub(/ (신청|신고|발급)$/, "", s)
	return s
}

# A region that took the place of others: from which day, from which code.
function region_entry(code,    i, old, answer, least, from, source) {
	if (!(code in old_of))
		return
	from = valid_from[code]
	least = confidence_of(region_confidence[code])
	source = "행정구역 코드표 [regions.csv:" code "]"
	for (i = 1; i <= old_of[code]; i++) {
		old = old_code[code, i]
		if (ended[old] != "")
			from = day_after(ended[old])
		answer = answer (answer == "" ? "" : " ") ((old, code) in places ? \
		    "옛 " full_name(old) "(" old ") 가운데 " particle(places[old, code], "은", "는") : \
		    particle("옛 " full_name(old) "(" old ")", "은", "는")) \
		    (from == "" ? " 지금 " : " " said_day(from) "부터 ") full_name(code) "(" code ")입니다."
		if ((old, code) in places)
			source = law[old, code] " [successors.csv:" old "," code "]"
		if ((old, code) in places && confidence_of(place_confidence[old, code]) != "verified")
			least = confidence_of(place_confidence[old, code])
	}
	became[code] = answer
	# The entry of the province is hidden by this one.
	if (parent[code] in became) {
		answer = answer " " became[parent[code]]
		source = both_sources(source, "행정구역 코드표 [regions.csv:" parent[code] "]")
	}
	entry("ACT-REGION", "rule", code, particle(region_name[code], "은", "는") " 행정구역 이름과 코드가 어떻게 바뀌었나요? " \
	    "옛 주소는 지금 어디에 속하나요?",
	    answer, source, from, least)
}

function full_name(code) {
	return length(code) == 2 ? region_name[code] : region_name[parent[code]] " " region_name[code]
}

function said_day(date) {
	return substr(date, 1, 4) "년 " (substr(date, 6, 2) + 0) "월 " (substr(date, 9, 2) + 0) "일"
}

# Only ends of June are in the table.
function day_after(date) {
	if (substr(date, 6) != "06-30") {
		print "gen_knowledge.sh: the day after " date " is not known" > "/dev/stderr"
		exit 1
	}
	return substr(date, 1, 5) "07-01"
}

function means(pattern, meaning) {
	english[++word_count] = pattern
	word[word_count] = meaning
}

BEGIN {
	for (i = 1; i < 256; i++)
		ord[sprintf("%c", i)] = i
	means("law snapshot 2026-06( \\(legalize-kr fork\\))?", "법령 사본(2026-06)")
	means("Gangnam-gu handbook 2026 \\(민원업무편람\\)", "강남구 민원업무편람(2026)")
	means("gov24 code seen in public repos 2026", "정부24 공개 자료(2026)")
	means("public repo citing gov24 2026-07", "정부24를 인용한 공개 자료(2026-07)")
	means("public repo citing gov24", "정부24를 인용한 공개 자료")
	means("blog mirrors of gov24", "정부24를 옮긴 블로그")
	means("kr.care mirror of gov24 ", "정부24를 옮긴 kr.care")
	means("kbmaeil 2026-02", "경북매일(2026-02)")
	means("kmib 2026-02-01", "국민일보(2026-02-01)")
	means("newspub 2026 \\(영천\\)", "newspub(2026, 영천)")
	means("naeil 2025-10", "내일신문(2025-10)")
	means("newsis 2024-08-01", "뉴시스(2024-08-01)")
	means("관악구시설관리공단 notice 2020-09", "관악구시설관리공단 공고(2020-09)")
	means("news 2021–2022", "언론 보도(2021–2022)")
	means("대전시 TV 2024-09; blog 2025", "대전시 TV(2024-09); 블로그(2025)")
	means("blog mirror 2023", "블로그(2023)")
	means("blog mention", "블로그")
	means("field report", "현장 보고")
	means("not found", "출처를 찾지 못함")
	means("web \\(district/세종 guides\\)", "구·세종 안내문")
	means("listed in ", "")
	means("period background", "기간은 배경 지식")
	means("background", "배경 지식")
	means(" \\(docs\\)", "")
	means(" \\(amount\\)", "")
	means(" \\(30-day duty\\)", "")
	means("; web$", "; 웹 자료")
	notice_topic["BOKJI-CHILDALLOW"] = "amount"
	notice_topic["DJ-YOUTHRENT"] = "who"
	# The grant of the region has entries of its own.
	notice_topic["HAPPYBIRTH"] = "none"
	print "key,layer,region,service,question,answer,source,valid_from,valid_until,confidence"
}

FNR == 1 {
	id = FILENAME
	sub(/^(forms|overlays)\//, "", id)
	sub(/\.json$/, "", id)
	if (FILENAME ~ /^overlays\//)
		overlays[++overlay_count] = id
}

FILENAME ~ /^knowledge\// {
	if (FNR > 1 && cut($0)) {
		written[cell[1]] = 1
		asked[cell[1]] = cell[5]
		answered[cell[1]] = cell[6]
		source_of[cell[1]] = cell[7]
	}
	next
}

FILENAME == "services.csv" && FNR > 1 {
	cut($0)
	services[++service_count] = cell[1]
	name[cell[1]] = cell[2]
	sub(/\(\+/, "(", name[cell[1]])
	sub(/\(비교용\)/, "", name[cell[1]])
	period[cell[1]] = cell[6]
	final_by[cell[1]] = cell[7]
	deemed[cell[1]] = cell[8]
	basis[cell[1]] = cell[9]
	if (cell[9] ~ /^시행령/)
		basis[cell[1]] = "민원 처리에 관한 법률 " cell[9]
	sub(/^민원처리법/, "민원 처리에 관한 법률", basis[cell[1]])
	confidence[cell[1]] = cell[10]
	calendar_days[cell[1]] = cell[11] + 0
	deemed_basis[cell[1]] = cell[13]
	oral[cell[1]] = cell[14]
	next
}

FILENAME == "regions.csv" && FNR > 1 {
	cut($0)
	regions[++region_count] = cell[1]
	parent[cell[1]] = cell[2]
	region_name[cell[1]] = cell[3]
	valid_from[cell[1]] = cell[5]
	ended[cell[1]] = cell[6]
	region_confidence[cell[1]] = cell[8]
	gone[cell[1]] = cell[6] != "" || cell[7] != ""
	count_said[said(cell[1], cell[3])] += !gone[cell[1]]
	if (cell[7] != "")
		old_code[cell[7], ++old_of[cell[7]]] = cell[1]
	next
}

FILENAME == "successors.csv" && FNR > 1 {
	cut($0)
	places[cell[1], cell[2]] = cell[3]
	gsub(/ /, "·", places[cell[1], cell[2]])
	law[cell[1], cell[2]] = cell[4]
	place_confidence[cell[1], cell[2]] = cell[5]
	for (i = 1; i <= old_of[cell[2]] && old_code[cell[2], i] != cell[1]; i++)
		;
	if (i > old_of[cell[2]])
		old_code[cell[2], ++old_of[cell[2]]] = cell[1]
	next
}

FILENAME ~ /\.json$/ {
	if (/^\t"x-fee"/)
		fee[id] = value_of($0, "x-fee")
	if (/^\t"x-source"/)
		x_source[id] = value_of($0, "x-source")
	if (/^\t"x-confidence"/)
		x_confidence[id] = value_of($0, "x-confidence")
	if (/^\t"x-version"/)
		version[id] = value_of($0, "x-version")
	if (/^\t"x-notice"/)
		x_notice[id] = value_of($0, "x-notice")
	if (/^\t"x-regions"/ && match($0, /[0-9]+/))
		only_in[id] = substr($0, RSTART, RLENGTH)
	if (/^\t"x-attachments"/)
		for (rest = $0; match(rest, /\{"name": "[^"]*", "how": "[a-z]*"\}/); ) {
			one = substr(rest, RSTART, RLENGTH)
			rest = substr(rest, RSTART + RLENGTH)
			what = value_of(one, "name")
			if (value_of(one, "how") == "shared")
				shared[id] = shared[id] (shared[id] == "" ? "" : ", ") what
			else
				submit[id] = submit[id] (submit[id] == "" ? "" : ", ") what
		}
	if (FILENAME ~ /^overlays/ && /^\t\t"/) {
		titles[id] = titles[id] (titles[id] == "" ? "" : ", ") value_of($0, "title")
		sections[id] = value_of($0, "x-section")
	}
}

END {
	for (i = 1; i <= service_count; i++)
		service_entries(services[i], only_in[services[i]])
	for (i = 1; i <= region_count; i++) {
		code = regions[i]
		if (length(code) != 2 || code ~ /^(11|28|41)$/ || gone[code])
			continue
		entry("BOKJI-CHILDALLOW", "amount", code,
		    particle(region_name[code], "은", "는") " 아동수당을 매월 얼마 더 주나요? (지역 가산)",
		    "수도권이 아닌 지역은 매월 5천원을 더 지급합니다. 인구감소지역은 1만원(고시한 지역은 2만원)입니다.",
		    "아동수당법 §4⑥⑦, 시행령 §2 [domain.md E3; regions.csv:" code "]",
		    version["BOKJI-CHILDALLOW"], "verified")
	}
	for (i = 1; i <= overlay_count; i++)
		overlay_entries(overlays[i])
	for (i = 1; i <= region_count; i++)
		region_entry(regions[i])
}
' knowledge/*_written.csv services.csv regions.csv successors.csv forms/*.json overlays/*/*.json)
}

folder=storage/catalogue/knowledge
status=0
for layer in central regional; do
	file=$folder/${layer}_generated.csv
	if [ "${1:-}" = --check ]; then
		if ! diff -u "$file" <(make "$layer") >&2; then
			echo "$file is not what the catalogue says: run scripts/dev/gen_knowledge.sh" >&2
			status=1
		fi
	else
		make "$layer" >"$file.part" && mv "$file.part" "$file"
	fi
done
exit $status
