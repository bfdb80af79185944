/* SPDX-License-Identifier: ISC */
#include "console/rules/supplement_item.h"

#include <string.h>

#include "storage/text.h"

/* What each fault asks for; %s is its detail. */
static const struct {
	const char *fault;
	const char *sentence;
} sentences[] = {
	{ "required", "빠져 있습니다. 적어 주십시오." },
	{ "dependentRequired", "빠져 있습니다. 적어 주십시오." },
	{ "enum", "다음 가운데에서 골라 주십시오: %s" },
	{ "const", "“%s”(으)로 적어 주십시오." },
	{ "maximum", "%s 이하로 적어 주십시오." },
	{ "exclusiveMaximum", "%s보다 작게 적어 주십시오." },
	{ "minimum", "%s 이상으로 적어 주십시오." },
	{ "exclusiveMinimum", "%s보다 크게 적어 주십시오." },
	{ "maxLength", "%s자 이내로 적어 주십시오." },
	{ "minLength", "%s자 이상으로 적어 주십시오." },
	{ "minItems", "%s건 이상 적어 주십시오." },
	{ "maxItems", "%s건까지만 적어 주십시오." },
};

/* Of type, the word that a person understands; NULL = none. */
static const char *
type_sentence(const char *detail)
{
	if (str_eq(detail, "number") || str_eq(detail, "integer"))
		return "숫자로 적어 주십시오.";
	if (str_eq(detail, "boolean"))
		return "예, 아니오 가운데에서 골라 주십시오.";
	return NULL;
}

/* Of format, the same. */
static const char *
format_sentence(const char *detail)
{
	if (str_eq(detail, "date"))
		return "날짜를 2026-11-23과 같이 적어 주십시오.";
	if (str_eq(detail, "email"))
		return "전자우편 주소를 다시 확인해 주십시오.";
	return NULL;
}

static const char *
sentence_of(const struct answer *a)
{
	const char *sentence = NULL;

	if (str_eq(a->fault, "type"))
		sentence = type_sentence(a->fault_detail);
	else if (str_eq(a->fault, "format"))
		sentence = format_sentence(a->fault_detail);
	for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++)
		if (str_eq(sentences[i].fault, a->fault))
			sentence = sentences[i].sentence;
	if (sentence != NULL)
		return sentence;
	if (a->fault[0] != '\0')
		return "서식에 맞게 고쳐 주십시오.";
	return str_empty(a->value) ? "적어 주십시오." : "다시 확인하여 고쳐 주십시오.";
}

void
supplement_item(struct buf *out, const struct answer *a)
{
	const char *sentence = sentence_of(a), *hole = strstr(sentence, "%s");
	size_t begin = out->len;

	buf_printf(out, "%s: ", a->title);
	if (hole == NULL) {
		buf_puts(out, sentence);
	} else {
		buf_add(out, sentence, (size_t)(hole - sentence));
		buf_puts(out, a->fault_detail);
		buf_puts(out, hole + 2);
	}
	for (size_t i = begin; i < out->len; i++)
		if (out->data[i] == '\n' || out->data[i] == '\r')
			out->data[i] = ' ';
}

bool
supplement_item_is_about(const char *line, size_t len, const char *title)
{
	size_t title_len = strlen(title);

	while (len > 0 && (*line == ' ' || *line == '\t' || *line == '-')) {
		line++;
		len--;
	}
	return title_len > 0 && len >= title_len && memcmp(line, title, title_len) == 0 &&
	    (len == title_len || line[title_len] == ':');
}
