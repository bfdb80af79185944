# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# erlang_grid: the figures of Erlang-C and Erlang-A over a grid, by bc with 60
# decimals from the definitions (factorials and sums, not the recurrences of
# console/rules/erlang.c), service time 1. Tab-separated: servers, load,
# patience (0 = without end), chance to wait, mean wait, chance to give up.
# Writes tests/data/erlang/grid.tsv: (. tests/rules/lib_erlang_grid.sh; erlang_grid)
erlang_grid()
{
	bc -q <<'BC' | sed 's/\t\./\t0./g'
scale = 60
/* Of so many decimals; bc cuts, so half a digit goes on before. */
define void out(x) {
	auto s
	s = scale
	x = x + 0.5 / 10 ^ 12
	scale = 12
	x = x / 1
	if (x < 1) print "0"
	if (x == 0) print ".000000000000" else print x
	scale = s
}
define void row(n, a, p, c, w, l) {
	print n, "\t", a, "\t", p, "\t"
	out(c); print "\t"; out(w); print "\t"; out(l); print "\n"
}
define f(k) {
	auto i, r
	r = 1
	for (i = 2; i <= k; i++) r = r * i
	return r
}
define void c(n, a) {
	auto k, s, t, q
	s = 0
	for (k = 0; k < n; k++) s += a ^ k / f(k)
	t = a ^ n / f(n) * n / (n - a)
	q = t / (s + t)
	row(n, a, 0, q, q / (n - a), 0)
}
define void a(n, a, p) {
	auto k, s, t, q, b
	s = 0
	for (k = 0; k < n; k++) s += a ^ k / f(k)
	t = a ^ n / f(n)
	b = t
	q = 0
	for (k = 1; t > 10 ^ -40; k++) {
		t = t * a / (n + k / p)
		b += t
		q += k * t
	}
	row(n, a, p, b / (s + b), q / (s + b) / a, q / (s + b) / a / p)
}
define void loads(n) {
	c(n, n * 0.1); c(n, n * 0.3); c(n, n * 0.5); c(n, n * 0.7)
	c(n, n * 0.8); c(n, n * 0.9); c(n, n * 0.95); c(n, n * 0.99)
}
loads(1); loads(2); loads(3); loads(5); loads(8); loads(13); loads(20); loads(50); loads(100)
define void patient(n, p) {
	a(n, n * 0.4, p); a(n, n * 0.8, p); a(n, n * 1.0, p); a(n, n * 1.3, p)
}
patient(1, 0.5); patient(1, 1); patient(1, 4)
patient(3, 0.5); patient(3, 1); patient(3, 4)
patient(8, 0.5); patient(8, 1); patient(8, 4)
patient(30, 0.5); patient(30, 1); patient(30, 4)
BC
}
