/* aft-notifier-client.h: tells the notifier that the diary was written, and starts it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define AFT_TYPE_NOTIFIER_CLIENT (aft_notifier_client_get_type ())
G_DECLARE_FINAL_TYPE (AftNotifierClient, aft_notifier_client, AFT, NOTIFIER_CLIENT, GObject)

/* Signal "changed" (void), on the main loop: the notifier has written to the diary, or was told
 * of a write by anybody (this process included). Follow it with aft_store_check_external_changes(). */

AftNotifierClient *aft_notifier_client_new         (void);
void               aft_notifier_client_tell        (AftNotifierClient    *self);
void               aft_notifier_client_tell_async  (AftNotifierClient    *self,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean           aft_notifier_client_tell_finish (AftNotifierClient    *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

/* The status is (transfer full) a{sv} by the keys in aft-notifier-protocol.h, within 5 s. Neither
 * starts the notifier: %G_DBUS_ERROR_NAME_HAS_NO_OWNER or %G_DBUS_ERROR_SERVICE_UNKNOWN when it is
 * not running, an error of G_IO_ERROR when there is no bus. */
void               aft_notifier_client_get_status_async  (AftNotifierClient    *self,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
GVariant          *aft_notifier_client_get_status_finish (AftNotifierClient    *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void               aft_notifier_client_send_test_async   (AftNotifierClient    *self,
                                                          guint                 seconds,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean           aft_notifier_client_send_test_finish  (AftNotifierClient    *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);

/* (transfer full): its path, to be started by others (autostart). */
char              *aft_notifier_find_program       (void);

/* For the command line, which has no main loop. */
gboolean           aft_notifier_tell_sync          (GError              **error);

G_END_DECLS
