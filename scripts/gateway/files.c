/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/files.h"

#include <string.h>

#include <cjson/cJSON.h>

#include "storage/secret.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* How the bytes of a media type begin and end; the rest is filler. */
enum media { MEDIA_PDF, MEDIA_JPEG, MEDIA_TEXT };
static const struct {
	const char *type;
	const char *head;
	size_t head_len;
	const char *tail;
	size_t tail_len;
} medias[] = {
#define BYTES(s) s, sizeof(s) - 1
	[MEDIA_PDF] = { "application/pdf",
	    BYTES("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
	    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
	    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n%"),
	    BYTES("\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n") },
	[MEDIA_JPEG] = { "image/jpeg", BYTES("\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
	    BYTES("\xff\xd9") },
	[MEDIA_TEXT] = { "text/plain", BYTES("첨부합니다.\n"), BYTES("\n") },
#undef BYTES
};

static const struct {
	const char *name;
	enum media media;
} names[] = {
	{ "평면도.pdf", MEDIA_PDF }, { "임대차계약서 사본.pdf", MEDIA_PDF },
	{ "위임장.pdf", MEDIA_PDF }, { "사업자등록증.pdf", MEDIA_PDF },
	{ "현장사진.jpg", MEDIA_JPEG }, { "KakaoTalk_20261120_101112.jpg", MEDIA_JPEG },
	{ "신분증 사본(뒷자리 가림).jpg", MEDIA_JPEG }, { "사유서.txt", MEDIA_TEXT },
	{ "건축물 배치도 (최종) (진짜최종).pdf", MEDIA_PDF },
	{ "../../../etc/위임장.pdf", MEDIA_PDF },
	{ "사유서\xE2\x80\xAEtxt.pdf", MEDIA_PDF },
	{ "통장 \"사본\"; filename=x.jpg", MEDIA_JPEG },
};

void
file_make(struct draw *d, size_t fewest, struct file *out)
{
	static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz ";
	size_t which = draw_below(d, COUNT(names));
	enum media media = names[which].media;
	size_t filler = draw_percent(d, 10) ? draw_below(d, 200000) : 400 + draw_below(d, 20000);

	if (filler < fewest)
		filler = fewest;

	*out = (struct file){ .name = names[which].name, .media_type = medias[media].type };
	buf_add(&out->bytes, medias[media].head, medias[media].head_len);
	for (size_t i = 0; i < filler; i++)
		buf_putc(&out->bytes, letters[draw_below(d, sizeof(letters) - 1)]);
	buf_add(&out->bytes, medias[media].tail, medias[media].tail_len);
	secret_sha256(out->bytes.data, out->bytes.len, out->sha256);
}

void
file_release(struct file *f)
{
	buf_release(&f->bytes);
}

void
file_describe(const struct file *f, struct cJSON *array)
{
	cJSON *row = cJSON_CreateObject();

	cJSON_AddStringToObject(row, "name", f->name);
	cJSON_AddStringToObject(row, "media_type", f->media_type);
	cJSON_AddNumberToObject(row, "size", (double)f->bytes.len);
	cJSON_AddStringToObject(row, "sha256", f->sha256);
	cJSON_AddItemToArray(array, row);
}

void
file_disposition(const char *name, struct buf *out)
{
	static const char plain[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~";

	buf_puts(out, "attachment; filename*=UTF-8''");
	for (const char *p = name; *p != '\0'; p++) {
		if (strchr(plain, *p) != NULL)
			buf_putc(out, *p);
		else
			buf_printf(out, "%%%02X", (unsigned char)*p);
	}
}
