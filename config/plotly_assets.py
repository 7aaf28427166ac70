"""What plotly.js needs beside its script under a strict Content-Security-Policy.

The bundle writes its style rules, and the stylesheet of its maps, into the page by script, which
`style-src 'self'` forbids. Both have a way out that the bundle itself offers: it leaves its own
rules alone where a stylesheet with a certain id stands, and the maps' where any element with a
certain id stands. Rules and id are read from the installed bundle, never copied.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

import plotly

BUNDLE: Final = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"

_ENTRY: Final = r"""(?:"[^"]*"|[A-Za-z_$][\w$]*):(?:"[^"]*"|'[^']*')"""
_TABLE: Final = re.compile(
    rf"=\{{((?:{_ENTRY},?)+)\}};for\([\w$]+ in [\w$]+\)"
    r"""[^;]{0,80}\.replace\(/X/g,"([^"]+)"\)\.replace\(/Y/g,"([^"]+)"\)"""
)
_RULE: Final = re.compile(
    r"""(?:"(?P<quoted>[^"]*)"|(?P<bare>[A-Za-z_$][\w$]*)):(?:"(?P<one>[^"]*)"|'(?P<two>[^']*)')"""
)
_MAP_STYLE: Final = re.compile(
    r"""if\(!document\.getElementById\("([0-9a-f]{64})"\)\)\{[^}]{0,60}createElement\("style"\)"""
)


class BundleChangedError(RuntimeError):
    """The installed plotly.js is built in another way than this module reads."""


def style_rules(bundle: str) -> str:
    """Return the bundle's own style rules as a stylesheet."""
    table = _TABLE.search(bundle)
    if table is None:
        raise BundleChangedError("plotly.js: its table of style rules was not found")
    entries, chart, notifier = table.groups()
    rules = []
    for rule in _RULE.finditer(entries):
        selector = rule["quoted"] if rule["quoted"] is not None else rule["bare"]
        selector = re.sub("^,", " ,", selector).replace("X", chart).replace("Y", notifier)
        rules.append(f"{selector} {{ {rule['one'] or rule['two']} }}\n")
    return "".join(rules)


def map_style_script(bundle: str) -> str:
    """Return a script that keeps the bundle from writing the stylesheet of maps, which we lack."""
    found = _MAP_STYLE.search(bundle)
    if found is None:
        raise BundleChangedError("plotly.js: the id of its map stylesheet was not found")
    return (
        "// Generated: plotly.js leaves its map stylesheet out where this id stands.\n"
        f'document.head.append(Object.assign(document.createElement("meta"), {{ id: "{found[1]}" }}));\n'
    )


def write_assets(folder: Path) -> None:
    """Write the stylesheet and the script into a folder, where they are not there already.

    The folder's name should hold plotly's version, so that a new one is read again. Processes and
    threads that start at the same time may all call it: each writes files of its own, and puts them
    whole in their place.
    """
    rules, script = folder / "plotly.css", folder / "map-style.js"
    if rules.exists() and script.exists():
        return
    bundle = BUNDLE.read_text("utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in ((rules, style_rules(bundle)), (script, map_style_script(bundle))):
        with NamedTemporaryFile(
            "w", encoding="utf-8", dir=folder, prefix=path.name, suffix=".part", delete=False
        ) as part:
            part.write(text)
        made = Path(part.name)
        made.chmod(0o644)  # a temporary file is its owner's alone
        made.replace(path)
