/* aft-activities-list.h: "What may I do now?"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AFT_TYPE_ACTIVITIES_LIST (aft_activities_list_get_type ())
G_DECLARE_FINAL_TYPE (AftActivitiesList, aft_activities_list, AFT, ACTIVITIES_LIST, GtkWidget)

GtkWidget *aft_activities_list_new (void);

G_END_DECLS
