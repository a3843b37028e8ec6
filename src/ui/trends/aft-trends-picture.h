/* aft-trends-picture.h: the chart as a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-trends-drawing.h"

G_BEGIN_DECLS

typedef enum
{
  AFT_TRENDS_PICTURE_PNG,
  AFT_TRENDS_PICTURE_SVG,
} AftTrendsPictureFormat;

GBytes *aft_trends_picture_make (const AftTrendsView    *view,
                                 guint                   symptoms,
                                 gboolean                mirrored,
                                 PangoContext           *context,
                                 AftTrendsPictureFormat  format);
void    aft_trends_picture_save (GtkWidget              *from,
                                 GBytes                 *picture,
                                 AftTrendsPictureFormat  format,
                                 AftDay                  day);

G_END_DECLS
