/* SPDX-License-Identifier: ISC */
#include "console/welfare/welfare_xml.h"

#include <string.h>

#include <libxml/parser.h>

#include "storage/text.h"

#define ROOT "wantedList"
#define ROW "servList"

static const char *const names[] = {
	[WELFARE_ID] = "servId",
	[WELFARE_NAME] = "servNm",
	[WELFARE_PROVINCE] = "ctpvNm",
	[WELFARE_REGION] = "sggNm",
	[WELFARE_DEPARTMENT] = "bizChrDeptNm",
	[WELFARE_DIGEST] = "servDgst",
	[WELFARE_HOW_TO_APPLY] = "aplyMtdNm",
	[WELFARE_PROVISION] = "srvPvsnNm",
	[WELFARE_CYCLE] = "sprtCycNm",
	[WELFARE_LIFE] = "lifeNmArray",
	[WELFARE_TARGET] = "trgterIndvdlNmArray",
	[WELFARE_THEME] = "intrsThemaNmArray",
	[WELFARE_LINK] = "servDtlLink",
	[WELFARE_BEGINS] = "enfcBgngYmd",
	[WELFARE_ENDS] = "enfcEndYmd",
	[WELFARE_CHANGED] = "lastModYmd",
};
_Static_assert(sizeof(names) / sizeof(names[0]) == WELFARE__COUNT, "one name per member");

static bool
is_element(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && str_eq((const char *)node->name, name);
}

/* The text of the first child of that name; "" if there is none. The caller
 * frees with xmlFree. */
static xmlChar *
child_text(const xmlNode *parent, const char *name)
{
	const xmlNode *node = parent->children;

	while (node != NULL && !is_element(node, name))
		node = node->next;
	return node == NULL ? xmlStrdup((const xmlChar *)"") : xmlNodeGetContent(node);
}

static enum rc
take_service(const xmlNode *row, welfare_taker take, void *arg, struct err *e)
{
	xmlChar *texts[WELFARE__COUNT];
	const char *members[WELFARE__COUNT];
	enum rc rc = RC_OK;

	for (size_t i = 0; i < WELFARE__COUNT; i++) {
		texts[i] = child_text(row, names[i]);
		members[i] = str_or_empty((const char *)texts[i]);
	}
	if (members[WELFARE_ID][0] == '\0' || members[WELFARE_NAME][0] == '\0')
		rc = err_set(e, RC_INVALID, say(N_("line %ld: a service without servId or servNm")),
		    xmlGetLineNo(row));
	else
		take(arg, members);
	for (size_t i = 0; i < WELFARE__COUNT; i++)
		xmlFree(texts[i]);
	return rc;
}

/* Whether this is an answer, and one that succeeded. */
static enum rc
check_answer(const xmlDoc *doc, const xmlNode *root, int64_t *total, struct err *e)
{
	xmlChar *code, *message, *count;
	enum rc rc = RC_OK;

	if (doc->intSubset != NULL)
		return err_set(e, RC_INVALID,
		    say(N_("the file declares a document type: no answer of the catalogue does")));
	if (root == NULL || !is_element(root, ROOT))
		return err_set(e, RC_INVALID,
		    say(N_("line %ld: “%s” stands where the catalogue's answers have “%s”")),
		    root == NULL ? 1L : xmlGetLineNo(root),
		    root == NULL ? "" : (const char *)root->name, ROOT);
	code = child_text(root, "resultCode");
	message = child_text(root, "resultMessage");
	count = child_text(root, "totalCount");
	if (!str_eq((const char *)code, "") && !str_eq((const char *)code, "0"))
		rc = err_set(e, RC_INVALID, say(N_("the catalogue answered %s: %s")),
		    (const char *)code, str_or_empty((const char *)message));
	if (!parse_int(str_or_empty((const char *)count), 0, INT32_MAX, total))
		*total = -1;
	xmlFree(code);
	xmlFree(message);
	xmlFree(count);
	return rc;
}

/* What libxml2 found wrong, in its words, as one line. */
static enum rc
broken(xmlParserCtxt *parser, struct err *e)
{
	const xmlError *why = xmlCtxtGetLastError(parser);
	const char *message = why == NULL ? "" : str_or_empty(why->message);
	struct buf shown = { 0 };

	tsafe(&shown, message, strcspn(message, "\n"), false);
	(void)err_set(e, RC_INVALID, say(N_("line %d: broken XML: %s")),
	    why == NULL ? 1 : why->line, buf_str(&shown));
	buf_release(&shown);
	return RC_INVALID;
}

enum rc
welfare_xml_read(const char *bytes, size_t len, welfare_taker take, void *arg, int64_t *total,
    struct err *e)
{
	xmlParserCtxt *parser = NULL;
	xmlDoc *doc = NULL;
	const xmlNode *root;
	enum rc rc;

	*total = -1;
	if (len > WELFARE_BYTES_MAX)
		return err_set(e, RC_INVALID, say(N_("the file is larger than %d MiB")),
		    WELFARE_BYTES_MAX / (1024 * 1024));
	parser = xmlNewParserCtxt();
	if (parser == NULL)
		return err_set(e, RC_STORAGE, say(N_("no memory to read XML")));
	doc = xmlCtxtReadMemory(parser, bytes, (int)len, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_BIG_LINES);
	if (doc == NULL) {
		rc = broken(parser, e);
		goto out;
	}
	root = xmlDocGetRootElement(doc);
	rc = check_answer(doc, root, total, e);
	for (const xmlNode *node = rc == RC_OK ? root->children : NULL; node != NULL && rc == RC_OK;
	    node = node->next)
		if (is_element(node, ROW))
			rc = take_service(node, take, arg, e);
out:
	xmlFreeDoc(doc);
	xmlFreeParserCtxt(parser);
	return rc;
}
