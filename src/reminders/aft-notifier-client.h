/* aft-notifier-client.h: reports changes to the notifier, starts it, and asks for its status
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define AFT_TYPE_NOTIFIER_CLIENT (aft_notifier_client_get_type ())
G_DECLARE_FINAL_TYPE (AftNotifierClient, aft_notifier_client, AFT, NOTIFIER_CLIENT, GObject)

/* Signal "changed" (void), on the main loop: the notifier has written to the diary, or any program
 * (also this one) has reported a change to it. Follow it with aft_store_check_external_changes(). */

AftNotifierClient *aft_notifier_client_new                  (void);
void               aft_notifier_client_report_change        (AftNotifierClient    *self);
void               aft_notifier_client_report_change_async  (AftNotifierClient    *self,
                                                             GCancellable         *cancellable,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
gboolean           aft_notifier_client_report_change_finish (AftNotifierClient    *self,
                                                             GAsyncResult         *result,
                                                             GError              **error);
void               aft_notifier_client_get_status_async     (AftNotifierClient    *self,
                                                             GCancellable         *cancellable,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
GVariant          *aft_notifier_client_get_status_finish    (AftNotifierClient    *self,
                                                             GAsyncResult         *result,
                                                             GError              **error);
void               aft_notifier_client_send_test_async      (AftNotifierClient    *self,
                                                             guint                 seconds,
                                                             GCancellable         *cancellable,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
gboolean           aft_notifier_client_send_test_finish     (AftNotifierClient    *self,
                                                             GAsyncResult         *result,
                                                             GError              **error);

G_END_DECLS
