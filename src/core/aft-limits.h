/* aft-limits.h: the ranges of what a diary may contain
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

/* The ranges of the exchange format and of the forms. */
#define AFT_HOME_MAKEUP_HOURS_MIN 8.0     /* guide: "at the very least wait 8 hours" */
#define AFT_HOME_MAKEUP_HOURS_MAX 168.0
#define AFT_HOME_REST_DAYS_MIN 7.0        /* guide: rest 1 to 2 weeks */
#define AFT_HOME_REST_DAYS_GUIDE_MAX 14.0
#define AFT_HOME_REST_DAYS_MAX 90.0
#define AFT_OFFICE_MAKEUP_HOURS_MIN 0.0
#define AFT_OFFICE_MAKEUP_HOURS_MAX 720.0
#define AFT_OFFICE_REST_DAYS_MIN 1.0
#define AFT_OFFICE_REST_DAYS_MAX 730.0
#define AFT_NEEDLE_MM_MIN 0.05
#define AFT_NEEDLE_MM_MAX 5.0
#define AFT_TEXT_MAX_BYTES (64 * 1024)
#define AFT_PRODUCTS_MAX 20
#define AFT_PRODUCT_MAX_CHARS 80
#define AFT_OWN_SCALES_MAX 3      /* at a time */
#define AFT_OWN_SCORES_MAX 20     /* of one check-in */
#define AFT_SCALE_NAME_MAX_CHARS 40
#define AFT_PHOTO_MAX_PIXELS 100000 /* a side */
#define AFT_POINT_UNIT 1000000    /* a fraction of 1, in the figures of AftPhoto */
