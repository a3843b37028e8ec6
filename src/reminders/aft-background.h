/* aft-background.h: asks the desktop to start the notifier at login
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In a Flatpak, the desktop doesn't see the XDG autostart file of this program; the Background portal
 * creates one once the person has agreed. Elsewhere no permission is needed.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void     aft_background_request_async  (gboolean              sandboxed,
                                        gboolean              autostart,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean aft_background_request_finish (GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
