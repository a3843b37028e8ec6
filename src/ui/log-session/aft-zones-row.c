/* aft-zones-row.c: a list row that asks which zones were treated
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-zones-row.h"

#include <glib/gi18n-lib.h>

#include "aft-face-map.h"
#include "aft-text.h"
#include "aft-words.h"
#include "aft-wrap-layout.h"

#define WHOLE_FACE ((AftZones) (AFT_ZONES_ALL & ~(AFT_ZONE_NECK | AFT_ZONE_BODY)))

struct _AftZonesRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget *sides;
  AftFaceMap *map;
};

G_DEFINE_FINAL_TYPE (AftZonesRow, aft_zones_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
describe_zones (AftZonesRow *self, AftZones zones)
{
  g_autofree char *list = aft_words_zones (zones);

  return zones != AFT_ZONE_NONE ? aft_text_capitalize (list) : g_strdup (_ ("No zone chosen"));
}

static void
zones_changed_cb (AftZonesRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The neck and the body stay as they are. */
static void
whole_face_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AftZonesRow *self = AFT_ZONES_ROW (widget);

  aft_face_map_set_zones (self->map, aft_face_map_get_zones (self->map) | WHOLE_FACE);
}

static void
none_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  aft_face_map_set_zones (AFT_ZONES_ROW (widget)->map, AFT_ZONE_NONE);
}

static void
aft_zones_row_class_init (AftZonesRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "zones.whole-face", NULL, whole_face_action);
  gtk_widget_class_install_action (widget_class, "zones.none", NULL, none_action);

  g_type_ensure (AFT_TYPE_FACE_MAP);
  g_type_ensure (AFT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/log-session/aft-zones-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AftZonesRow, sides);
  gtk_widget_class_bind_template_child (widget_class, AftZonesRow, map);
  gtk_widget_class_bind_template_callback (widget_class, describe_zones);
  gtk_widget_class_bind_template_callback (widget_class, zones_changed_cb);
}

static void
aft_zones_row_init (AftZonesRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The face isn't mirrored in right-to-left languages, so its sides aren't either. */
  gtk_widget_set_direction (self->sides, GTK_TEXT_DIR_LTR);
  for (GtkWidget *side = gtk_widget_get_first_child (self->sides); side != NULL;
       side = gtk_widget_get_next_sibling (side))
    gtk_widget_set_direction (side, GTK_TEXT_DIR_LTR);
}

/**
 * aft_zones_row_get_zones:
 *
 * Returns: the chosen zones; may be empty
 */
AftZones
aft_zones_row_get_zones (AftZonesRow *self)
{
  g_return_val_if_fail (AFT_IS_ZONES_ROW (self), AFT_ZONE_NONE);

  return aft_face_map_get_zones (self->map);
}

/**
 * aft_zones_row_set_zones:
 * @zones: the zones to choose
 */
void
aft_zones_row_set_zones (AftZonesRow *self, AftZones zones)
{
  g_return_if_fail (AFT_IS_ZONES_ROW (self));

  aft_face_map_set_zones (self->map, zones);
}
