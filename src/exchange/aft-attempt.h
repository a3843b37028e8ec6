/* aft-attempt.h: work that may never end, and is waited for only while it gets on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AftAttempt AftAttempt;

/** In a thread of its own, which may go on when nobody waits any more: only @data is there then. */
typedef gboolean (*AftAttemptFunc) (AftAttempt    *attempt,
                                    gpointer       data,
                                    GCancellable  *cancellable,
                                    GError       **error);

gboolean aft_attempt_run          (AftAttemptFunc   func,
                                   gpointer         data,
                                   GDestroyNotify   free_data,
                                   GCancellable    *cancellable,
                                   GError         **error);
void     aft_attempt_get_on       (AftAttempt      *self,
                                   GTimeSpan        extra_us);
void     aft_attempt_replace_wait (GTimeSpan        new_wait_us);

G_END_DECLS
