#!/usr/bin/python3
# icons.py: checks that every icon can be shown on any desktop
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""An icon theme needn't have more than a few icons, so the program may use only those that it or GTK
carries."""
import pathlib
import re
import sys
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
UI = ROOT / 'src' / 'ui'
NAME = re.compile(r'[">]([a-z0-9-]+-symbolic)["<]')

try:
    import gi
    gi.require_version('Gtk', '4.0')
    from gi.repository import Gio, Gtk  # noqa: F401  (Gtk registers its resources)
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


def main():
    """Returns 0 if all is well, else 1 with a line for each problem."""
    used, own = find_used(), find_own()
    carried = own | find_in_gtk()
    offences = [f'{path} uses {icon}, which neither the resource nor GTK has'
                for icon, path in sorted(used.items()) if icon not in carried]
    offences += [f'{icon} is used nowhere' for icon in sorted(own - set(used))]
    offences += [f'{path.name} is not in the resource in every form'
                 for path in sorted((UI / 'common' / 'icons').iterdir()) if path.stem not in own]
    print('\n'.join(offences) or f'{len(used)} icons')
    return 1 if offences else 0


if __name__ == '__main__':
    sys.exit(main())
