/* aft-delivery-words.c: the result of a reminder, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-delivery-words.h"

#include <glib/gi18n-lib.h>

#include "aft-words.h"

/* A reminder shown this soon is on time: delays are given in minutes. */
#define ON_TIME_US G_TIME_SPAN_MINUTE

static char *
describe_shown (const AftReminder *reminder, gint64 now_us, GTimeZone *time_zone)
{
  gint64 at_us =
      reminder->first_shown_at_us != 0 ? reminder->first_shown_at_us : reminder->delivered_at_us;
  g_autofree char *when = aft_words_moment (at_us, now_us, time_zone);
  g_autofree char *span = NULL;

  if (reminder->late_us < ON_TIME_US)
    /* Translators: %s is a time such as "today at 14:10" */
    return g_strdup_printf (_ ("Shown %s, on time"), when);

  span = aft_words_span (reminder->late_us);
  /* Translators: %1$s is a time such as "today at 14:10", %2$s a span such as "3 hours" */
  return g_strdup_printf (_ ("Shown %1$s, %2$s late"), when, span);
}

static char *
describe_seen (const AftReminder *reminder, gint64 now_us, GTimeZone *time_zone)
{
  g_autofree char *when = NULL;

  switch (reminder->state)
    {
    case AFT_REMINDER_ACKED:
      if (reminder->dismissed_at_us == 0)
        return g_strdup (_ ("Seen"));
      when = aft_words_moment (reminder->dismissed_at_us, now_us, time_zone);
      /* Translators: %s is a time such as "today at 14:10" */
      return g_strdup_printf (_ ("Seen %s"), when);
    case AFT_REMINDER_CANCELLED:
      return g_strdup (_ ("No longer needed"));
    case AFT_REMINDER_PENDING:
    case AFT_REMINDER_SENDING:
      return g_strdup (_ ("Will be shown again"));
    case AFT_REMINDER_SHOWN:
    default:
      return g_strdup (_ ("Not seen yet"));
    }
}

/**
 * aft_delivery_words_title:
 * @reminder: a row of the delivery log
 *
 * Returns: what it was about
 */
const char *
aft_delivery_words_title (const AftReminder *reminder)
{
  g_return_val_if_fail (reminder != NULL, "");

  switch (reminder->kind)
    {
    case AFT_REMINDER_MAKEUP:
      /* Translators: what a reminder was about */
      return _ ("Makeup");
    case AFT_REMINDER_NEXT_SESSION:
      /* Translators: what a reminder was about */
      return _ ("Next Session");
    case AFT_REMINDER_DAILY_NOTE:
    default:
      /* Translators: what a reminder was about */
      return _ ("Daily Check-In");
    }
}

/**
 * aft_delivery_words_details:
 * @reminder: a row of the delivery log
 * @now_us: the present time
 * @time_zone: where the person is
 *
 * Returns: (transfer full): when it was due, when it was shown and seen, and how late
 */
char *
aft_delivery_words_details (const AftReminder *reminder, gint64 now_us, GTimeZone *time_zone)
{
  g_autofree char *when = NULL;
  g_autofree char *due = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *seen = NULL;

  g_return_val_if_fail (reminder != NULL && time_zone != NULL, NULL);

  when = aft_words_moment (reminder->due_us, now_us, time_zone);
  /* Translators: %s is a time such as "today at 14:10" */
  due = g_strdup_printf (_ ("Due %s"), when);

  if (reminder->state == AFT_REMINDER_SHOWN &&
      g_strcmp0 (reminder->close_reason, AFT_REMINDER_DROPPED) == 0)
    {
      shown = g_strdup (_ ("Not shown yet: Do Not Disturb is on"));
      return g_strjoin (" · ", due, shown, NULL);
    }

  if (reminder->delivered_at_us != 0)
    {
      shown = describe_shown (reminder, now_us, time_zone);
      seen = describe_seen (reminder, now_us, time_zone);
      return g_strjoin (" · ", due, shown, seen, NULL);
    }

  if (g_strcmp0 (reminder->close_reason, "expired") == 0)
    shown = g_strdup (_ ("Not shown: no longer relevant"));
  else if (reminder->state == AFT_REMINDER_CANCELLED)
    shown = g_strdup (_ ("Not shown: no longer needed"));
  else if (reminder->last_error != NULL)
    /* Translators: %s is a message of the system, often in English */
    shown = g_strdup_printf (_ ("Not shown yet: %s"), reminder->last_error);
  else
    shown = g_strdup (_ ("Not shown yet"));

  return g_strjoin (" · ", due, shown, NULL);
}
