/* aft-reminder.h: promised notifications, and what became of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The diary has one row for each, so that none is forgotten or shown twice. aft-db-sync.c decides
 * which rows there must be.
 */
#pragma once

#include "aft-db.h"

G_BEGIN_DECLS

#define AFT_REMINDER_MAX_SHOWS 3
/* "You may wear makeup" is no longer of use a day later. */
#define AFT_REMINDER_MAKEUP_EXPIRES_US (24 * G_TIME_SPAN_HOUR)

typedef enum
{
  AFT_REMINDER_MAKEUP,
  AFT_REMINDER_NEXT_SESSION,
  AFT_REMINDER_DAILY_NOTE,
} AftReminderKind;

typedef enum
{
  AFT_REMINDER_PENDING,
  AFT_REMINDER_SENDING,
  AFT_REMINDER_SHOWN,
  AFT_REMINDER_ACKED,
  AFT_REMINDER_CANCELLED,
} AftReminderState;

/* A close_reason: the desktop's Do Not Disturb dropped it, so that it was never on the screen. */
#define AFT_REMINDER_DROPPED "do-not-disturb"

/** One promised notification. Strings may be NULL if the column is. */
typedef struct
{
  gint64           id;
  char            *session_id;
  AftReminderKind  kind;
  gint64           generation;
  gint64           deadline_us;      /* the deadline in the plan that it was made for */
  gint64           due_us;           /* when to show it: deadline_us, or later if snoozed */
  gint64           shift_us;         /* steps of the wall clock since it was anchored */
  char            *anchor_boot_id;
  gint64           anchor_due_boot_us;
  AftReminderState state;
  gint64           retry_at_us;      /* on the boot clock of its anchor boot; 0 = none */
  int              attempts;         /* failed attempts since it was last shown */
  int              shows;            /* how often it was on the screen; a snooze resets it to 0 */
  char            *last_error;
  gint64           delivered_at_us;  /* 0 = never */
  char            *shown_state;      /* token of the plan state that was shown, such as "held" */
  gint64           dismissed_at_us;
  char            *close_reason;
  char            *daemon_owner;
  guint32          daemon_id;
  gint64           cancelled_at_us;  /* 0 unless cancelled */
  gint64           first_shown_at_us; /* when it was first shown; reset by a snooze; 0 = never */
  GTimeSpan        late_us;          /* how late that was, by both clocks */
} AftReminder;

void         aft_reminder_free              (AftReminder           *self);
GTimeSpan    aft_reminder_get_remaining     (const AftReminder     *reminder,
                                             const AftClockReading *reading);
AftReminder *aft_db_get_reminder            (AftDb                 *self,
                                             gint64                 id,
                                             GError               **error);
GPtrArray   *aft_db_list_reminders          (AftDb                 *self,
                                             AftReminderState       state,
                                             GError               **error);
GPtrArray   *aft_db_list_delivery_log       (AftDb                 *self,
                                             guint                  limit,
                                             GError               **error);

gboolean     aft_db_claim_reminder          (AftDb                 *self,
                                             gint64                 id,
                                             GError               **error);
gboolean     aft_db_reminder_shown          (AftDb                 *self,
                                             gint64                 id,
                                             const char            *shown_state,
                                             const char            *daemon_owner,
                                             guint32                daemon_id,
                                             GError               **error);
gboolean     aft_db_reminder_failed         (AftDb                 *self,
                                             gint64                 id,
                                             const char            *message,
                                             GTimeSpan              retry_after,
                                             GError               **error);
gboolean     aft_db_reminder_acked          (AftDb                 *self,
                                             gint64                 id,
                                             const char            *close_reason,
                                             GError               **error);
gboolean     aft_db_reminder_closed         (AftDb                 *self,
                                             gint64                 id,
                                             const char            *close_reason,
                                             GError               **error);
gboolean     aft_db_reminder_snoozed        (AftDb                 *self,
                                             gint64                 id,
                                             gint64                 due_us,
                                             GError               **error);
gboolean     aft_db_reminder_expired        (AftDb                 *self,
                                             gint64                 id,
                                             GError               **error);
gboolean     aft_db_reminders_recover       (AftDb                 *self,
                                             GError               **error);
gboolean     aft_db_reminders_redeliver     (AftDb                 *self,
                                             GError               **error);
gboolean     aft_db_reminders_release       (AftDb                 *self,
                                             GError               **error);
gboolean     aft_db_reminders_note_clock    (AftDb                 *self,
                                             const AftClockReading *reading,
                                             GError               **error);
gboolean     aft_db_reminders_sync          (AftDb                 *self,
                                             GError               **error);
gint64       aft_db_reminders_get_sync_again (AftDb                *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftReminder, aft_reminder_free)

G_END_DECLS
