"""The messages that readers see, found in code and templates, and the catalogs brought up to date.

`./run messages` runs it. Python is read as a syntax tree, and templates as Django compiles them, so
that nothing is missed inside f-strings, tags or attributes, and no program of gettext is needed.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import django
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from timeline.language import KEPT

ROOT: Final = Path(__file__).parent.parent
FOLDERS: Final = ("config", "sources", "templates", "timeline")
_ASKING: Final = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "noop"), "one"),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), "many"),
    **dict.fromkeys(("_in", "pgettext", "pgettext_lazy"), "one in context"),
    "kept": "one that is kept",
    "kept_many": "many that are kept",
}
"""Names of the functions that ask for a message, and what they are given."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message and where it stands. plural: "" for one without; context: "" for none."""

    text: str
    plural: str
    context: str
    path: str
    line: int


def messages(root: Path = ROOT) -> Iterator[Message]:
    """Return every message of the project, in the order of its files."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix == ".py":
                yield from _in_python(path.read_text(encoding="utf-8"), name)
            elif path.suffix == ".toml":
                yield from _in_table(path.read_text(encoding="utf-8"), name)
            elif path.suffix == ".html":
                yield from _in_template(path.read_text(encoding="utf-8"), name)


def updated(catalog: Catalog, found: list[Message]) -> Catalog:
    """Return a catalog with just these messages: translated as before, new ones still empty."""
    # The date of its making stays, so that an update without news changes nothing.
    template = Catalog(creation_date=catalog.creation_date)
    for message in found:
        key = (message.text, message.plural) if message.plural else message.text
        # Without lines, which would change with every edit of the code.
        template.add(key, locations=[(message.path, 0)], context=message.context or None)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def main() -> int:
    """Bring every catalog up to date, and tell what is left to translate."""
    django.setup()
    found = list(messages())
    for path in sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po")):
        catalog = updated(read_po(BytesIO(path.read_bytes())), found)
        written = BytesIO()
        write_po(written, catalog, width=100, include_lineno=False, omit_header=False)
        path.write_bytes(written.getvalue())
        missing = sum(not _is_translated(message.string) for message in catalog)
        sys.stdout.write(f"{path.parent.parent.name}: {missing} of {len(catalog)} missing\n")
    return 0


def _is_translated(string: Any) -> bool:
    return all(string) if isinstance(string, (list, tuple)) else bool(string)


def _in_python(source: str, path: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        words = [
            argument.value
            for argument in node.args
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        given = _ASKING.get(name)
        if given == "one" and words:
            yield Message(words[0], "", "", path, node.lineno)
        elif given == "many" and len(words) == 2:
            yield Message(words[0], words[1], "", path, node.lineno)
        elif given == "one in context" and len(words) == 2:
            yield Message(words[1], "", words[0], path, node.lineno)
        elif given == "one that is kept" and words:
            yield Message(words[0], "", KEPT, path, node.lineno)
        elif given == "many that are kept" and len(words) == 2:
            yield Message(words[0], words[1], KEPT, path, node.lineno)


def _in_table(source: str, path: str) -> Iterator[Message]:
    """What a table of the core says to people: each `says` and `what`, and a table of `advice`."""
    for words in _said_by(tomllib.loads(source)):
        yield Message(words, "", KEPT, path, 0)


def _said_by(entry: Any) -> Iterator[str]:
    if isinstance(entry, list):
        for each in entry:
            yield from _said_by(each)
    elif isinstance(entry, dict):
        said = [entry.get("says"), entry.get("what")]
        if isinstance(entry.get("advice"), dict):
            said += entry["advice"].values()
        yield from (words for words in said if isinstance(words, str))
        for each in entry.values():
            yield from _said_by(each)


def _in_template(source: str, path: str) -> Iterator[Message]:
    # Both need settings, which whoever only reads Python files does not have.
    from django.template import Template
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    for node in _nodes(Template(source).nodelist):
        if isinstance(node, TranslateNode):
            if words := _constant(node.filter_expression):  # else what is asked for is a variable
                doubled = words.replace("%", "%%")  # as Django asks for it
                yield Message(doubled, "", _constant(node.message_context), path, _line(node))
        elif isinstance(node, BlockTranslateNode):
            singular = node.render_token_list(node.singular)[0]
            plural = node.render_token_list(node.plural)[0] if node.plural else ""
            context = _constant(node.message_context)
            yield Message(singular, plural, context, path, _line(node))


def _nodes(nodelist: Any) -> Iterator[Any]:
    for node in nodelist:
        yield node
        for name in getattr(node, "child_nodelists", ()):
            yield from _nodes(getattr(node, name, None) or ())


def _line(node: Any) -> int:
    return node.token.lineno or 0


def _constant(expression: Any) -> str:
    """The words of `"..."` in a tag; "" for none, and for a variable."""
    value = getattr(expression, "var", "")
    return str(getattr(value, "literal", value) or "")


if __name__ == "__main__":
    sys.exit(main())
