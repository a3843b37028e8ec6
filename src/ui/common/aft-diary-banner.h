/* aft-diary-banner.h: says why nothing can be saved in the open diary, and what to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AFT_TYPE_DIARY_BANNER (aft_diary_banner_get_type ())
G_DECLARE_FINAL_TYPE (AftDiaryBanner, aft_diary_banner, AFT, DIARY_BANNER, GtkWidget)

G_END_DECLS
