/* aft-check.h: what a diary may contain: ranges, and nothing in the future
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-entry.h"
#include "aft-limits.h"

G_BEGIN_DECLS

/** How far the clocks of two computers may differ before an entry counts as "in the future". */
#define AFT_CLOCK_SKEW_US (5 * G_TIME_SPAN_MINUTE)
/** Instead of the present time: a stored entry may be ahead of the clock, which may have been
 * wrong when it was stored, or may be wrong now. */
#define AFT_CHECK_STORED G_MAXINT64

#define AFT_CHECK_ERROR (aft_check_error_quark ())

/**
 * AftCheckError: which field is wrong. The message is for logs and import reports: "7 is not
 * between 0 and 4". Forms use aft_words_check_error().
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
  AFT_CHECK_ERROR_VALUE,     /* anything else that is out of its range */
} AftCheckError;

GQuark aft_check_error_quark (void);

gint64   aft_check_get_limit (gint64              now_us);
gboolean aft_session_check   (const AftSession   *session,
                              gint64              now_us,
                              const char        **field,
                              GError            **error);
gboolean aft_skin_note_check (const AftSkinNote  *note,
                              gint64              now_us,
                              const char        **field,
                              GError            **error);
gboolean aft_entry_check     (AftEntryKind        kind,
                              gconstpointer       entry,
                              gint64              now_us,
                              const char        **field,
                              GError            **error);
gboolean aft_check_line      (const char         *line,
                              guint               min,
                              guint               max,
                              GError            **error);
gboolean aft_check_count     (guint               n,
                              guint               max,
                              GError            **error);

G_END_DECLS
