/* aft-wake-source.h: wakes the main loop at a time, also after suspend or a change of the clock
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** No deadline on this clock. */
#define AFT_WAKE_NEVER G_MAXINT64

/** Why the main loop was woken. Only a hint: the database has what is due. */
typedef enum
{
  AFT_WAKE_DUE = 1 << 0,       /* a deadline that was armed has passed */
  AFT_WAKE_CLOCK_SET = 1 << 1, /* the clock was set, or the computer resumed from suspend */
  AFT_WAKE_POLL = 1 << 2,      /* without timerfd: a minute has passed */
} AftWakeReason;

typedef void (*AftWakeFunc) (AftWakeReason reasons,
                             gpointer      user_data);

GSource  *aft_wake_source_new          (void);
void      aft_wake_source_set_callback (GSource        *source,
                                        AftWakeFunc     func,
                                        gpointer        user_data,
                                        GDestroyNotify  destroy);
void      aft_wake_source_arm          (GSource        *source,
                                        gint64          real_us,
                                        gint64          boot_us);
gint64    aft_wake_source_get_real     (GSource        *source);
gboolean  aft_wake_source_is_exact     (GSource        *source);

G_END_DECLS
