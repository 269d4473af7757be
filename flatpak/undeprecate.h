/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Included before everything by flatpak/check: without these limits the headers
 * warn of all that is deprecated in their own version. */
#undef GLIB_VERSION_MIN_REQUIRED
#undef GLIB_VERSION_MAX_ALLOWED
#undef GDK_VERSION_MIN_REQUIRED
#undef GDK_VERSION_MAX_ALLOWED
