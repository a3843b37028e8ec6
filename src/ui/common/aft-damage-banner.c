/* aft-damage-banner.c: that the diary was damaged while it is open, and the way out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * No dialog: it comes while somebody is typing, and would take what is typed. It stays until the
 * diary is rescued.
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-damage-banner.h"

#include "aft-columns-layout.h"

struct _AftDamageBanner
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
};

G_DEFINE_FINAL_TYPE (AftDamageBanner, aft_damage_banner, GTK_TYPE_WIDGET)

static void
damaged_cb (AftDamageBanner *self, GParamSpec *pspec, AftStore *store)
{
  gboolean damaged = aft_store_get_damaged (store);

  /* What is only folded away is still there for a screen reader. */
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), damaged);
  gtk_revealer_set_reveal_child (self->revealer, damaged);
}

static void
rescue_clicked_cb (AftDamageBanner *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  /* A form lies over the window that can rescue. */
  while (gtk_window_get_transient_for (window) != NULL)
    window = gtk_window_get_transient_for (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.rescue", NULL);
}

static void
aft_damage_banner_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), AFT_TYPE_DAMAGE_BANNER);

  G_OBJECT_CLASS (aft_damage_banner_parent_class)->dispose (object);
}

static void
aft_damage_banner_class_init (AftDamageBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_damage_banner_dispose;

  g_type_ensure (AFT_TYPE_COLUMNS_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/common/aft-damage-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, AftDamageBanner, revealer);
  gtk_widget_class_bind_template_callback (widget_class, rescue_clicked_cb);
}

static void
aft_damage_banner_init (AftDamageBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * aft_damage_banner_set_store:
 * @store: the diary that is looked at; once
 */
void
aft_damage_banner_set_store (AftDamageBanner *self, AftStore *store)
{
  g_return_if_fail (AFT_IS_DAMAGE_BANNER (self));
  g_return_if_fail (AFT_IS_STORE (store));

  g_signal_connect_object (store, "notify::damaged", G_CALLBACK (damaged_cb), self,
                           G_CONNECT_SWAPPED);
  damaged_cb (self, NULL, store);
}
