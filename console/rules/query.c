/* SPDX-License-Identifier: ISC */
/* Reading a query: words, then a tree by recursive descent.
 *
 *	either = both { "or" both }
 *	both   = one { ["and"] one }
 *	one    = "not" one | "(" either ")" | term
 */
#include "console/rules/query.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "console/rules/query_tree.h"
#include "storage/text.h"

#define TEXT_MAX_BYTES 1024
#define TERMS_MAX 64
#define DEPTH_MAX 16

enum token_kind {
	TOKEN_END,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_NOT,
	TOKEN_AND,
	TOKEN_OR,
	TOKEN_TERM
};

/* The text being read, and its current token. */
struct reader {
	const char *text;
	size_t at;			/* offset after the token */
	enum token_kind kind;
	size_t start;			/* offset of the token */
	size_t value_start;		/* offset of a term's value */
	enum query_key key;
	struct buf value;		/* a term's value without quotes */
	bool is_quoted;			/* there were some */
	int depth, term_count;
	bool is_default_open;
	const char *sort;		/* "" = none */
	size_t sort_start;
	bool has_fault;
	struct query_fault *fault;	/* may be NULL */
};

static struct query_node *read_either(struct reader *r);

/* Keeps the first fault; text is the whole sentence. */
static void
fault_keep(struct reader *r, size_t offset, const char *text)
{
	char *before;

	if (r->has_fault)
		return;
	r->has_fault = true;
	if (r->fault == NULL)
		return;
	before = x_strndup(r->text, offset);
	r->fault->column = (size_t)text_width(before) + 1;
	(void)str_fill(r->fault->text, sizeof(r->fault->text), text);
	free(before);
}

static void
fault_at(struct reader *r, size_t offset, const char *sentence, const char *quoted)
{
	struct buf text = { 0 };

	query_sentence(&text, sentence, quoted);
	fault_keep(r, offset, buf_str(&text));
	buf_release(&text);
}

/* Bytes of the blank at s, 0 if none: also the wide one of Korean keyboards. */
static size_t
blank_len(const char *s)
{
	if (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\r')
		return 1;
	return str_starts(s, "\u3000") ? strlen("\u3000") : 0;
}

static bool
is_word_end(const char *s)
{
	return *s == '\0' || *s == '(' || *s == ')' || blank_len(s) > 0;
}

/* Takes the rest of a word, quoted pieces without their quotes. */
static void
take_value(struct reader *r)
{
	r->is_quoted = false;
	while (!is_word_end(r->text + r->at)) {
		const char *close;

		if (r->text[r->at] != '"') {
			buf_putc(&r->value, r->text[r->at++]);
			continue;
		}
		r->is_quoted = true;
		close = strchr(r->text + r->at + 1, '"');
		if (close == NULL) {
			fault_at(r, r->at, N_("This quotation mark is never closed."), "");
			return;
		}
		buf_add(&r->value, r->text + r->at + 1,
		    (size_t)(close - (r->text + r->at + 1)));
		r->at = (size_t)(close - r->text) + 1;
	}
}

/* Whether the word at hand is one that joins others, unquoted. */
static bool
take_operator(struct reader *r, size_t len)
{
	static const struct {
		const char *word_en, *word_ko;
		enum token_kind kind;
	} operators[] = {
		{ "not", "제외", TOKEN_NOT },
		{ "and", "그리고", TOKEN_AND },
		{ "or", "또는", TOKEN_OR },
	};
	char *word = x_strndup(r->text + r->at, len);
	bool is_found = false;

	for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]) && !is_found; i++) {
		is_found = strcasecmp(word, operators[i].word_en) == 0 ||
		    str_eq(word, operators[i].word_ko);
		if (is_found)
			r->kind = operators[i].kind;
	}
	free(word);
	if (is_found)
		r->at += len;
	return is_found;
}

/* Takes "key:" if a word starts so. An unknown key is a fault, not a word to
 * look for: it is nearly always a slip. */
static void
take_key(struct reader *r, size_t len)
{
	char *word;

	r->key = ASK_WORDS;
	if (r->text[r->at + len] != ':')
		return;
	word = x_strndup(r->text + r->at, len);
	if (query_key_find(word, &r->key))
		r->at += len + 1;
	else
		fault_at(r, r->at, N_("There is no key “%s”. Keys: state due arrived received "
		    "decided region service channel assignee holder number open overdue clock "
		    "flag deemed escalation sort."), word);
	free(word);
}

/* Moves to the next token. */
static void
advance(struct reader *r)
{
	size_t len = 0;

	while (blank_len(r->text + r->at) > 0)
		r->at += blank_len(r->text + r->at);
	r->start = r->at;
	if (r->text[r->at] == '\0') {
		r->kind = TOKEN_END;
		return;
	}
	if (r->text[r->at] == '(' || r->text[r->at] == ')') {
		r->kind = r->text[r->at++] == '(' ? TOKEN_OPEN : TOKEN_CLOSE;
		return;
	}
	while (!is_word_end(r->text + r->at + len) && strchr(":\"", r->text[r->at + len]) == NULL)
		len++;
	if (is_word_end(r->text + r->at + len) && take_operator(r, len))
		return;
	r->kind = TOKEN_TERM;
	buf_clear(&r->value);
	take_key(r, len);
	r->value_start = r->at;
	if (!r->has_fault)
		take_value(r);
}

static struct query_node *
node_new(enum query_node_kind kind, struct query_node *left, struct query_node *right)
{
	struct query_node *n = x_zalloc(1, sizeof(*n));

	n->kind = kind;
	n->left = left;
	n->right = right;
	return n;
}

static void
node_free(struct query_node *n)
{
	if (n == NULL)
		return;
	node_free(n->left);
	node_free(n->right);
	query_term_release(&n->term);
	free(n);
}

static bool
enter(struct reader *r)
{
	if (r->depth == DEPTH_MAX)
		fault_at(r, r->start, N_("Too many parentheses or “not” inside each other: at "
		    "most 16. Make the query simpler."), "");
	r->depth++;
	return !r->has_fault;
}

static struct query_node *
read_term(struct reader *r)
{
	struct query_node *n = node_new(NODE_TERM, NULL, NULL);
	struct buf why = { 0 };

	if (++r->term_count > TERMS_MAX)
		fault_at(r, r->start, N_("Too many terms: at most 64. Make the query simpler."), "");
	else if (!query_term_read(&n->term, r->key, buf_str(&r->value), &why))
		fault_keep(r, r->value_start + (r->is_quoted ? 0 : n->term.bad_at), buf_str(&why));
	buf_release(&why);
	if (r->key == ASK_SORT && n->term.sort != NULL) {
		r->sort = n->term.sort;
		r->sort_start = r->start;
	}
	if (r->key == ASK_STATE || r->key == ASK_OPEN || r->key == ASK_NUMBER ||
	    r->key == ASK_DECIDED)
		r->is_default_open = false;
	advance(r);
	return n;
}

static struct query_node *
read_parentheses(struct reader *r)
{
	struct query_node *n;
	size_t start = r->start;

	if (!enter(r))
		return NULL;
	advance(r);
	n = read_either(r);
	if (r->kind != TOKEN_CLOSE)
		fault_at(r, start, N_("This parenthesis is never closed."), "");
	advance(r);
	r->depth--;
	return n;
}

/* Every read_ function returns what it has, or NULL; whether it is whole says
 * r->has_fault. Nothing is read after a fault. */
static struct query_node *
read_one(struct reader *r)
{
	struct query_node *n = NULL;

	if (r->has_fault)
		return NULL;
	if (r->kind == TOKEN_TERM)
		return read_term(r);
	if (r->kind == TOKEN_OPEN)
		return read_parentheses(r);
	if (r->kind != TOKEN_NOT) {
		fault_at(r, r->start, N_("A word or key:value is missing here."), "");
		return NULL;
	}
	if (enter(r)) {
		advance(r);
		n = node_new(NODE_NOT, read_one(r), NULL);
		r->depth--;
	}
	return n;
}

static struct query_node *
read_both(struct reader *r)
{
	struct query_node *n = read_one(r);

	while (!r->has_fault && (r->kind == TOKEN_TERM || r->kind == TOKEN_NOT ||
	    r->kind == TOKEN_OPEN || r->kind == TOKEN_AND)) {
		if (r->kind == TOKEN_AND)
			advance(r);
		n = node_new(NODE_AND, n, read_one(r));
	}
	return n;
}

static struct query_node *
read_either(struct reader *r)
{
	struct query_node *n = read_both(r);

	while (!r->has_fault && r->kind == TOKEN_OR) {
		advance(r);
		n = node_new(NODE_OR, n, read_both(r));
	}
	return n;
}

static bool
has_sort(const struct query_node *n)
{
	return n != NULL && ((n->kind == NODE_TERM && n->term.key == ASK_SORT) ||
	    has_sort(n->left) || has_sort(n->right));
}

/* Whether an order is only one of several ways to match, or not wanted. */
static bool
is_sort_bound(const struct query_node *n)
{
	if (n == NULL || n->kind == NODE_TERM)
		return false;
	if (n->kind == NODE_AND)
		return is_sort_bound(n->left) || is_sort_bound(n->right);
	return has_sort(n);
}

static struct query *
read_query(struct reader *r)
{
	struct query *q = x_zalloc(1, sizeof(*q));

	r->is_default_open = true;
	advance(r);
	if (r->kind != TOKEN_END)
		q->root = read_either(r);
	if (r->kind != TOKEN_END)
		fault_at(r, r->start, N_("This parenthesis was never opened."), "");
	if (is_sort_bound(q->root))
		fault_at(r, r->sort_start, N_("An order is of the whole query: take it out of “or” "
		    "and “not”."), "");
	q->is_default_open = r->is_default_open;
	q->sort = str_or_empty(r->sort);
	if (!r->has_fault)
		return q;
	query_free(q);
	return NULL;
}

/* The text is composed (NFC) first, so that a key typed in pieces is the same
 * key; columns stay, because they are cells. */
struct query *
query_parse(const char *text, struct query_fault *fault)
{
	struct reader r = { .text = text, .fault = fault };
	struct buf composed = { 0 };
	struct query *q = NULL;
	size_t len = strlen(text), bad_at = 0;

	if (!utf8_valid(text, len, &bad_at))
		fault_at(&r, bad_at, N_("This is not UTF-8 text. Type it again."), "");
	else if (len > TEXT_MAX_BYTES)
		fault_at(&r, 0, N_("The query is too long: at most 1024 bytes. "
		    "Make it shorter."), "");
	if (r.has_fault)
		return NULL;
	text_nfc(&composed, text, len);
	r.text = buf_str(&composed);
	q = read_query(&r);
	buf_release(&r.value);
	buf_release(&composed);
	return q;
}

const char *
query_sort(const struct query *q)
{
	return q->sort;
}

void
query_free(struct query *q)
{
	if (q == NULL)
		return;
	node_free(q->root);
	free(q);
}
