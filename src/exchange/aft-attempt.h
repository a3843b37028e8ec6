/* aft-attempt.h: waits for work that may hang, but only as long as it makes progress
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AftAttempt AftAttempt;

/** Runs in a thread of its own, which may outlive the caller; then it may only use @data. */
typedef gboolean (*AftAttemptFunc) (AftAttempt    *attempt,
                                    gpointer       data,
                                    GCancellable  *cancellable,
                                    GError       **error);

gboolean aft_attempt_run             (AftAttemptFunc   func,
                                      gpointer         data,
                                      GDestroyNotify   free_data,
                                      GCancellable    *cancellable,
                                      GError         **error);
void     aft_attempt_report_progress (AftAttempt      *self,
                                      GTimeSpan        extra_us);
void     aft_attempt_replace_wait    (GTimeSpan        new_wait_us);

G_END_DECLS
