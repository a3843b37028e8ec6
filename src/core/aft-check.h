/* aft-check.h: what a diary may hold: ranges, and nothing in the future
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-preferences.h"
#include "aft-session.h"
#include "aft-skin-note.h"

G_BEGIN_DECLS

/* The figures of the exchange format and of the forms: one place for both. */
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
/** Clocks of two machines may differ by this much before an entry counts as "in the future". */
#define AFT_CLOCK_SKEW_US (5 * G_TIME_SPAN_MINUTE)
/** Instead of the present instant: what is stored already may be ahead of the clock, for the clock may
 * have been wrong when it was written down, or may be wrong now. */
#define AFT_CHECK_STORED G_MAXINT64

#define AFT_CHECK_ERROR (aft_check_error_quark ())

/**
 * AftCheckError: which field is wrong. The message is for logs and import reports, in English:
 * "7 is not between 0 and 4". What a person reads in a form comes from aft_words_check_error().
 */
typedef enum
{
  AFT_CHECK_ERROR_FUTURE,
  AFT_CHECK_ERROR_TIME,      /* an instant outside the years 1900 to 9999 */
  AFT_CHECK_ERROR_TIME_ZONE,
  AFT_CHECK_ERROR_NEEDLE,
  AFT_CHECK_ERROR_MAKEUP_WAIT,
  AFT_CHECK_ERROR_REST,
  AFT_CHECK_ERROR_NEXT_DATE,
  AFT_CHECK_ERROR_SEVERITY,
  AFT_CHECK_ERROR_TEXT,      /* not UTF-8, or longer than AFT_TEXT_MAX_BYTES */
  AFT_CHECK_ERROR_EMPTY,     /* a note that records nothing at all */
  AFT_CHECK_ERROR_ID,
} AftCheckError;

GQuark   aft_check_error_quark (void);

/* The last instant that counts at @now_us: an entry after it is ahead of the clock (rule 8). */
gint64   aft_check_get_limit   (gint64              now_us);
gboolean aft_session_check     (const AftSession   *session,
                                gint64              now_us,
                                const char        **field,
                                GError            **error);
gboolean aft_skin_note_check   (const AftSkinNote  *note,
                                gint64              now_us,
                                const char        **field,
                                GError            **error);

G_END_DECLS
