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
 * of a write by anybody (this process included). Follow it with aft_store_poke(). */

AftNotifierClient *aft_notifier_client_new         (void);
void               aft_notifier_client_tell        (AftNotifierClient    *self);
void               aft_notifier_client_tell_async  (AftNotifierClient    *self,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean           aft_notifier_client_tell_finish (AftNotifierClient    *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

/* For the command line, which has no main loop. */
gboolean           aft_notifier_tell_sync          (GError              **error);

G_END_DECLS
