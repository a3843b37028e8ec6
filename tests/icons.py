#!/usr/bin/python3
# icons.py: checks that every icon can be shown on any desktop
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""An icon theme needn't have more than a few icons, so the program may use only those that it or GTK
carries. And not every program that shows the program's own icon, such as a notification server, can
read SVG, so it is installed as PNG too.

  tests/icons.py [--write]

--write renders the PNG files again.
"""
import pathlib
import re
import sys
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
UI = ROOT / 'src' / 'ui'
HICOLOR = ROOT / 'data' / 'icons' / 'hicolor'
APPLICATION = 'org.example.Aftercare'
SIZES = 32, 48, 64, 128, 256
NAME = re.compile(r'[">]([a-z0-9-]+-symbolic)["<]')
# In levels of 255: versions of librsvg round differently.
TOLERANCE = 2

try:
    import gi
    gi.require_version('GdkPixbuf', '2.0')
    gi.require_version('Gtk', '4.0')
    from gi.repository import GdkPixbuf, Gio, Gtk  # noqa: F401  (Gtk registers its resources)
except (ImportError, ValueError) as error:
    print(f'no GTK for Python: {error}')
    sys.exit(77)


def find_used():
    """Returns {icon name: a file that uses it}."""
    return {icon: path.name for path in sorted((ROOT / 'src').rglob('*'))
            if path.suffix in ('.c', '.h', '.ui') for icon in NAME.findall(path.read_text())}


def find_own():
    """Returns the names of the icons in the resource: those that are there in every form."""
    forms = [{file.get('alias').split('.')[0] for file in group}
             for group in xml.etree.ElementTree.parse(UI / 'aftercare.gresource.xml').getroot()
             if '/icons/' in group.get('prefix')]
    return set.intersection(*forms)


def find_in_gtk(path='/org/gtk/libgtk/icons/'):
    """Returns the names of the icons that GTK carries."""
    found = set()
    for name in Gio.resources_enumerate_children(path, Gio.ResourceLookupFlags.NONE):
        found |= find_in_gtk(path + name) if name.endswith('/') else {name.split('.')[0]}
    return found


def render(size):
    """Returns the program's icon in this size."""
    return GdkPixbuf.Pixbuf.new_from_file_at_size(
        str(HICOLOR / 'scalable' / 'apps' / f'{APPLICATION}.svg'), size, size)


def path_of(size):
    """Returns the path of the PNG file in this size."""
    return HICOLOR / f'{size}x{size}' / 'apps' / f'{APPLICATION}.png'


def difference(one, other):
    """Returns how much two pictures differ on average, in levels of 255."""
    if (one.get_width(), one.get_height()) != (other.get_width(), other.get_height()):
        return 255
    pairs = list(zip(one.get_pixels(), other.get_pixels()))
    return sum(abs(a - b) for a, b in pairs) / len(pairs)


def find_render_offences():
    """Returns the problems with the PNG files of the program's icon."""
    offences = []
    installed = (ROOT / 'data' / 'meson.build').read_text()
    sizes = re.search(r'foreach size : \[(.*)\]', installed)
    if sizes is None or sizes[1] != ', '.join(f"'{size}'" for size in SIZES):
        offences.append(f'data/meson.build does not install the icon in the sizes {SIZES}')
    for size in SIZES:
        path = path_of(size)
        if not path.exists():
            offences.append(f'{path.relative_to(ROOT)} is missing')
        elif difference(render(size), GdkPixbuf.Pixbuf.new_from_file(str(path))) > TOLERANCE:
            offences.append(f'{path.relative_to(ROOT)} differs from the SVG: '
                            'run tests/icons.py --write')
    return offences


def main(arguments):
    """Returns 0 if all is well, else 1 with a line for each problem."""
    if arguments == ['--write']:
        for size in SIZES:
            path_of(size).parent.mkdir(parents=True, exist_ok=True)
            render(size).savev(str(path_of(size)), 'png', [], [])
        return 0

    used, own = find_used(), find_own()
    carried = own | find_in_gtk()
    offences = [f'{path} uses {icon}, which neither the resource nor GTK has'
                for icon, path in sorted(used.items()) if icon not in carried]
    offences += [f'{icon} is used nowhere' for icon in sorted(own - set(used))]
    offences += [f'{path.name} is not in the resource in every form'
                 for path in sorted((UI / 'common' / 'icons').iterdir()) if path.stem not in own]
    offences += find_render_offences()
    print('\n'.join(offences) or f'{len(used)} icons, {len(SIZES)} sizes of the program’s own')
    return 1 if offences else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
