# SPDX-License-Identifier: ISC
# random_due.awk -v seed=N -v lines=N: questions for `minwon due --batch`, made
# by chance: every unit, receipts at any minute of 2024 to 2033, none to three
# pauses, none to two extensions that are not longer than the period.

function below(n) {
	state = (state * 16807) % 2147483647
	return state % n
}

function day_text(n,    y, m, d) {
	for (y = 2024; n >= 365 + leap(y); y++)
		n -= 365 + leap(y)
	for (m = 1; n >= days[m] + (m == 2 && leap(y)); m++)
		n -= days[m] + (m == 2 && leap(y))
	return sprintf("%04d-%02d-%02d", y, m, n + 1)
}

function leap(y) { return y % 4 == 0 }

BEGIN {
	split("31 28 31 30 31 30 31 31 30 31 30 31", days, " ")
	split("immediate h d w m y", unit, " ")
	split("1 40 40 10 9 1", most, " ")
	state = seed
	for (i = 0; i < 10; i++)
		below(2)
	for (i = 0; i < lines; i++) {
		u = 1 + below(6)
		n = 1 + below(most[u])
		start = below(3600)
		printf "{\"period\":\"%s%s\",\"received\":\"%sT%02d:%02d\"", (u == 1 ? "" : n), unit[u],
			day_text(start), below(24), below(60)
		pauses = below(4)
		if (pauses > 0)
			printf ",\"pauses\":["
		for (p = 0; p < pauses; p++) {
			from = start + below(40)
			printf "%s[\"%s\",\"%s\"]", (p > 0 ? "," : ""), day_text(from),
				day_text(from + below(10))
		}
		if (pauses > 0)
			printf "]"
		more = below(3)
		if (more > 0) {
			printf ",\"extend\":["
			for (p = 0; p < more; p++)
				printf "%s\"%s%s\"", (p > 0 ? "," : ""), (u == 1 ? "" : 1 + below(n)), unit[u]
			printf "]"
		}
		print "}"
	}
}
