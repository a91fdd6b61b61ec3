"""The messages of the command line and their catalogue: ``python -m tests.messages`` (``make messages``).

Extracts every message, merges them into ``briefing/locale/ar/LC_MESSAGES/briefing.po`` and compiles that.
Three kinds of messages are found: those marked in ``briefing/cli``; help texts, read from the commands
themselves, so that nothing has to be marked there; and the sentences of the library's errors, read from its
syntax tree as templates. Babel does the marked ones and writes the files; the other two it does not know of.
"""

from __future__ import annotations

import ast
import importlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import briefing
from briefing import cli, plugins
from briefing.cli.listing import first_line
from briefing.cli.localized import add_colour, texts
from briefing.cli.tongue import LIBRARY

PACKAGE: Final = Path(briefing.__file__).parent
PO: Final = PACKAGE / "locale" / "ar" / "LC_MESSAGES" / "briefing.po"
MO: Final = PO.with_suffix(".mo")
KEYWORDS: Final = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
CLICK: Final = (
    "Usage:",
    "Options",
    "Commands",
    "Show this message and exit.",
    "Show the version and exit.",
    "default: {default}",
    "Missing command.",
    "Missing argument",
    "Missing option",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "No such option: {name}",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    "Option {name!r} does not take a value.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is a directory.",
    "Choose from:\n\t{choices}",
    "file",
    "directory",
    "path",
)
"""What Click says here; it asks the same catalogue."""
CLICK_PLURALS: Final = (
    ("Did you mean {possibility}?", "(Possible options: {possibilities})"),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
SYSTEM: Final = (
    "No such file or directory",
    "Permission denied",
    "No space left on device",
    "Read-only file system",
    "Is a directory",
    "Not a directory",
    "File exists",
    "File too large",
    "File name too long",
    "Input/output error",
)
"""What the operating system says of a file, as Python passes it on."""
KINDS: Final = ("voice", "source", "format", "voices", "sources", "exporters")
"""What :mod:`briefing.plugins` fills in for the kind of a plugin."""
AMOUNTS: Final = (
    "{number} seconds",
    "{number} minutes",
    "{number} hours",
    "{number} GB free",
    "{number} bytes",
    "more than {number} bytes",
)
"""Amounts: a time to wait, and room on a disk."""
NAMES: Final = {"message", "problem", "reason", "hint"}
CONSTANTS: Final = re.compile(r"\w*HINT|CURE|REMAKE|SAVE_AS_TEXT|INSTALL")
"""Where the library keeps a sentence before it raises it."""
RETURNED: Final = {
    "cli/doctor.py",
    "shelf.py",
    "text/extracts.py",
    "choices.py",
    "voices/_gtts_pace.py",
    "shows/showfile.py",
}
"""Files whose other sentences are shown as well."""
STAY_ENGLISH: Final = (
    "__init__.py",
    "script.py",
    "abstracts/",
    "audio/encode.py",
    "voices/_espeak_pool.py",
    "voices/_espeak_worker.py",
    "voices/_gtts_ledger.py",
    "voices/_gtts_sound.py",
    "voices/_gtts_wire.py",
    "text/",
)
"""Not translated: what tells a programmer, an expert or a pattern's author, or is never shown."""
TRANSLATED_ALL_THE_SAME: Final = {"text/lexicon.py", "text/extracts.py"}
TYPED: Final = re.compile(
    r"(?:briefing (?:make|script|lexicon)|pip|python|chmod|export|unset|rm|iconv) [^,]*"
    r"|LC_ALL=.*|(?:\{\w+\})? ?-[-\w]+(?: \S+)?"
)
"""Hints that are a command and nothing else are the same in every language."""
SAYS: Final = re.compile(r"[a-z]{2,}\W{1,3}[A-Za-z]|\((?:attempt|utterance) ")
"""Two words at least: a sentence, not a name."""


def extracted() -> Catalog:
    """Every message there is, without translations."""
    catalog = Catalog(domain="briefing", project="briefing", header_comment="# Messages of briefing.")
    for file, line, message, _comments, context in extract_from_dir(
        PACKAGE / "cli", method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        catalog.add(message, locations=[(f"cli/{file}", line)], context=context)
    for where, text in labels():
        catalog.add(text, locations=[(where, 0)])
    for text in CLICK:
        catalog.add(text, locations=[("click", 0)])
    for pair in CLICK_PLURALS:
        catalog.add(pair, locations=[("click", 0)])
    for text in help_texts():
        catalog.add(text, locations=[("help", 0)])
    for kind in ("voices", "exporters"):
        for name in plugins.names(kind):
            catalog.add(first_line(plugins.load(kind, name)), locations=[(f"{kind}/{name}.py", 1)])
    for text in (*SYSTEM, *KINDS, *AMOUNTS):
        catalog.add(text, context=LIBRARY, locations=[("system", 0)])
    for where, text in sentences():
        catalog.add(text, context=LIBRARY, locations=[(where, 0)])
    return catalog


def labels() -> Iterator[tuple[str, str]]:
    """The labels of ``label: value`` lines."""
    for path in sorted((PACKAGE / "cli").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="state" | "Fact") | ast.Attribute(attr="state" | "Fact"),
                    args=[ast.Constant(value=str(text)), *_],
                ):
                    yield f"cli/{path.name}", text


def help_texts() -> list[str]:
    """The help of every command, as :mod:`briefing.cli.localized` would translate it."""
    found = texts(add_colour(cli.commands))
    for module, _about in cli.COMMANDS.values():
        command = importlib.import_module(module).command
        assert isinstance(command, click.Command)
        found += texts(add_colour(command))
    return found


def sentences() -> Iterator[tuple[str, str]]:
    """The library's sentences as templates, each with the file it is from."""
    for path in sorted(PACKAGE.rglob("*.py")):
        where = path.relative_to(PACKAGE).as_posix()
        if where.startswith(STAY_ENGLISH) and where not in TRANSLATED_ALL_THE_SAME:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for value in _said(node, where):
                for text in _templates(value):
                    if SAYS.search(re.sub(r"\{\w+\}", "", text).replace("  ", " ")) and not TYPED.fullmatch(
                        text
                    ):
                        yield where, text


def _said(node: ast.AST, where: str) -> list[ast.expr]:
    """The values in a node of the tree that a user may be shown."""
    match node:
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=value)
            | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
        ) if name in NAMES or CONSTANTS.fullmatch(name):
            return [value]
        case ast.Call(func=ast.Name(id="SpeakingVoice"), args=[*_, value]) if where == "choices.py":
            return [value]
        case ast.Call(keywords=keywords):
            return [item.value for item in keywords if item.arg == "hint"]
        case ast.Return(value=ast.expr() as value) if where in RETURNED:
            return [value]
        case ast.Yield(value=ast.Tuple(elts=[value, *_])) if where == "shows/showfile.py":
            return [value]
        case ast.Tuple(elts=[_, value]) if where == "text/extracts.py":
            return [value]
        case ast.Dict(values=values) if where == "voices/_gtts_pace.py":
            return values
    return []


def _templates(node: ast.expr) -> Iterator[str]:
    """The texts an expression may become: ``f"no {name}"`` is ``no {name}``."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from _templates(body)
            yield from _templates(orelse)
        case ast.BoolOp(values=values):
            for value in values:
                yield from _templates(value)
        case ast.JoinedStr(values=values):
            sources: dict[str, str] = {}
            parts = []
            for value in values:
                if isinstance(value, ast.FormattedValue):
                    parts.append(f"{{{_field(value.value, sources)}}}")
                    yield from _templates(value.value)
                elif isinstance(value, ast.Constant):
                    parts.append(str(value.value).replace("{", "{{").replace("}", "}}"))
            yield "".join(parts)


def _field(node: ast.expr, sources: dict[str, str]) -> str:
    """A name for what is filled in; the same expression has the same name, others have others."""
    base = _named(node).strip("_") or "value"
    source, name, number = ast.unparse(node), base, 2
    while sources.setdefault(name, source) != source:
        name, number = f"{base}{number}", number + 1
    return name


def _named(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Call(func=func, args=args):
            return _named(args[0] if args else func)
        case ast.Subscript(value=value) | ast.BoolOp(values=[value, *_]) | ast.BinOp(left=value):
            return _named(value)
    return "value"


def catalogue() -> Catalog:
    """The catalogue as it is written."""
    with PO.open("rb") as file:
        return read_po(file, locale="ar", domain="briefing")


def po_text(catalog: Catalog) -> bytes:
    """The same messages, the same bytes: no dates, no line numbers."""
    text = io.BytesIO()
    write_po(text, catalog, width=100, omit_header=False, sort_output=True, include_lineno=False)
    return re.sub(
        rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|'
        rb"Report-Msgid-Bugs-To|Language-Team): .*\n",
        b"",
        text.getvalue(),
        flags=re.M,
    )


def mo_bytes(catalog: Catalog) -> bytes:
    """The compiled catalogue."""
    dateless = _Dateless(locale="ar", fuzzy=False)
    for message in catalog:
        if message.id:
            dateless.add(message.id, message.string, context=message.context)
    compiled = io.BytesIO()
    write_mo(compiled, dateless)
    return compiled.getvalue()


class _Dateless(Catalog):
    """A catalogue whose header tells what readers need, and not when and with what it was written."""

    def _get_mime_headers(self) -> list[tuple[str, str]]:
        kept = {"Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
        return [(name, value) for name, value in super()._get_mime_headers() if name in kept]

    mime_headers = property(_get_mime_headers, Catalog._set_mime_headers)


def merged() -> Catalog:
    """What is extracted now, with the translations there are; nothing is guessed."""
    now = extracted()
    merged_catalog = Catalog(
        locale="ar",
        domain="briefing",
        project="briefing",
        fuzzy=False,
        header_comment="# The messages of briefing in Arabic. Licence: GPL-3.0-or-later.",
    )
    former = catalogue() if PO.exists() else Catalog(locale="ar")
    for message in now:
        if message.id:
            known = former.get(message.id[0] if message.pluralizable else message.id, message.context)
            merged_catalog.add(
                message.id,
                known.string if known else None,
                locations=message.locations,
                context=message.context,
            )
    return merged_catalog


def main() -> None:
    """Write both files."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    catalog = merged()
    PO.write_bytes(po_text(catalog))
    MO.write_bytes(mo_bytes(catalog))
    missing = [message for message in catalog if message.id and not message.string]
    click.echo(f"Messages: {len(catalog)}. Not translated: {len(missing)}")


if __name__ == "__main__":
    main()
