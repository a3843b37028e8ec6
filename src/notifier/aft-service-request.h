/* aft-service-request.h: has systemd run the notifier
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void     aft_service_request_async  (GDBusConnection      *connection,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean aft_service_request_finish (GDBusConnection      *connection,
                                     GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
