/* SPDX-License-Identifier: ISC */
/*
 * arrival_form: what arrivals have to do with forms: the form that a new case is
 * pinned to, and releases of forms that channels publish (form.published).
 */
#ifndef OFFICE_ARRIVAL_FORM_H
#define OFFICE_ARRIVAL_FORM_H

#include "console/office/arrival.h"

/* Pins a new case to the form that held on the day it arrived. Notes a fault in
 * the arrival where it cannot be one yet: an invented service in a real office,
 * a split region whose parts have different forms. */
MUST_USE enum rc arrival_pin(struct arrival *a, struct err *e);

/* A release of a form: judged and put into the store. Notes a fault in the
 * arrival where it may not be: somebody must look at it. */
MUST_USE enum rc arrival_release_form(struct arrival *a, struct err *e);

#endif
