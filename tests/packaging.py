#!/usr/bin/python3
# packaging.py: checks that the packages agree with the build, and that the Flatpak has only the
# permissions it needs
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what is easily forgotten: the version in each place, the permissions of the Flatpak, that
the Debian package has every library in meson.build, that the screenshots for software centres
exist in the stated size, and what shells read in the launcher."""
import configparser
import pathlib
import re
import struct
import sys
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT / 'data'
# No network and no files: if you add one, say here why.
PERMISSIONS = {'--socket=wayland', '--socket=fallback-x11', '--share=ipc', '--device=dri',
               '--talk-name=org.freedesktop.Notifications'}
# The pkg-config name, and the Debian package.
DEBIAN = {'glib-2.0': 'libglib2.0-dev', 'gobject-2.0': 'libglib2.0-dev', 'gio-2.0': 'libglib2.0-dev',
          'gio-unix-2.0': 'libglib2.0-dev', 'gtk4': 'libgtk-4-dev',
          'libadwaita-1': 'libadwaita-1-dev', 'json-glib-1.0': 'libjson-glib-dev',
          'libarchive': 'libarchive-dev', 'libical': 'libical-dev', 'libnotify': 'libnotify-dev', 'libportal': 'libportal-dev',
          'pangocairo': 'libgtk-4-dev', 'sqlite3': 'libsqlite3-dev'}

# Phosh hides a launcher without the first; with the second, menus don't offer another window. The
# standard key SingleMainWindow is an error for desktop-file-validate 0.26.
LAUNCHER = {'X-Purism-FormFactor': 'Workstation;Mobile;', 'X-GNOME-SingleWindow': 'true'}


def first(pattern, path):
    """Returns the first group of the match of a pattern in a file."""
    found = re.search(pattern, path.read_text(), re.M)
    return found.group(1) if found else f'nothing in {path.name}'


def find_picture_offences():
    """Returns the problems with the screenshots in the metainfo, which are in docs."""
    offences = []
    metainfo = xml.etree.ElementTree.parse(DATA / 'org.example.Aftercare.metainfo.xml.in')
    pictures = list(metainfo.iter('image'))
    for picture in pictures:
        path = ROOT / 'docs' / 'screenshots' / picture.text.rsplit('/', 1)[1]
        if not path.exists():
            offences.append(f'the metainfo lists a screenshot that docs/screenshots lacks: {path.name}')
            continue
        size = struct.unpack('>2I', path.read_bytes()[16:24])
        said = int(picture.get('width')), int(picture.get('height'))
        if size != said:
            offences.append(f'{path.name} has {size} pixels, the metainfo says {said}')
    return offences if pictures else ['the metainfo has no screenshot']


def main():
    """Returns 0 if all is well, else 1 with a line for each problem."""
    offences = []
    build = (ROOT / 'meson.build').read_text()
    version = first(r"^  version: '([^']+)'", ROOT / 'meson.build')
    for what, said in {
            'data/packaging/debian/changelog': first(
                r'\A\S+ \(([^)]+)\)', DATA / 'packaging' / 'debian' / 'changelog'),
            'the metainfo': first(
                r'<release version="([^"]+)"', DATA / 'org.example.Aftercare.metainfo.xml.in'),
            'docs/CHANGELOG.md': first(r'^## ([\d.]+)', ROOT / 'docs' / 'CHANGELOG.md')}.items():
        if said != version:
            offences.append(f'{what} starts with {said}, but meson.build with {version}')

    manifest = (DATA / 'packaging' / 'flatpak' / 'org.example.Aftercare.yml').read_text()
    arguments = re.search(r'^finish-args:\n((?:  .*\n)+)', manifest, re.M).group(1)
    asked = set(re.findall(r'^  - (\S+)$', arguments, re.M))
    offences += [f'the Flatpak has the permission {one}, which it does not need'
                 for one in sorted(asked - PERMISSIONS)]
    offences += [f'the Flatpak lacks the permission {one}' for one in sorted(PERMISSIONS - asked)]
    for checksum in re.findall(r'sha256: (.*)', manifest):
        if not re.fullmatch(r'[0-9a-f]{64}', checksum):
            offences.append(f'a source of the Flatpak has the invalid checksum {checksum}')

    control = (DATA / 'packaging' / 'debian' / 'control').read_text()
    needed = re.findall(r"dependency \('([^']+)', version: '>= ([^']+)'", build)
    if not needed:
        offences.append('meson.build lists no libraries')
    for name, least in needed:
        package = DEBIAN.get(name)
        if package is None:
            offences.append(f'packaging.py lacks the Debian package of {name}')
        elif name != 'pangocairo' and f' {package} (>= {least}),' not in control:
            offences.append(f'data/packaging/debian/control lacks {package} (>= {least})')

    launcher = configparser.ConfigParser(interpolation=None)
    launcher.optionxform = str
    launcher.read(ROOT / 'org.example.Aftercare.desktop')
    offences += [f'the launcher lacks {key}={value}' for key, value in LAUNCHER.items()
                 if launcher['Desktop Entry'].get(key) != value]

    offences += find_picture_offences()
    print('\n'.join(offences) or f'{len(needed)} libraries, {len(asked)} permissions, {version}')
    return 1 if offences else 0


if __name__ == '__main__':
    sys.exit(main())
