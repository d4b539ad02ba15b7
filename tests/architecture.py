"""What import-linter cannot see: each check reads the syntax tree of a file and says what is wrong where.

Nothing is imported, so that a file which cannot start is judged as well.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]
MOST_LINES = {"file": 450, "class": 250, "function": 50}

DURABLE = "aande_alert/persistence/durable.py"
WORDS = "aande_alert/ui/widgets/words.py"
THEME = "aande_alert/ui/theme/"
BOUNDARIES = ("aande_alert/app.py", "aande_alert/ui/tasks.py")

# Which libraries a room may use; what is not named here uses none.
LIBRARIES = {
    "app.py": {"PySide6", "shiboken6"},
    "bench": {"PIL", "PySide6"},
    "demo": {"PIL"},
    "documents": {
        *("PIL", "asn1crypto", "cryptography", "pi_heif", "pikepdf", "pyhanko", "pyhanko_certvalidator"),
        *("pypdfium2", "reportlab", "segno"),
    },
    "ingest": {"openpyxl"},
    "paths.py": {"platformdirs"},
    "persistence": {"alembic", "cryptography", "psycopg", "sqlalchemy", "sqlcipher3"},
    "rules": {"rapidfuzz"},
    "security": {"argon2", "cryptography"},
    "ui": {"PySide6", "pypdfium2", "shiboken6"},
}
# The ward's words have no files, no clock, no chance and no log.
NOT_IN_DOMAIN = frozenset(
    {
        "asyncio",
        "io",
        "logging",
        "os",
        "pathlib",
        "random",
        "secrets",
        "shutil",
        "socket",
        "sqlite3",
        "subprocess",
        "tempfile",
        "threading",
        "time",
    }
)
ONE_SYSTEM_ONLY = frozenset(
    {"fcntl", "grp", "msvcrt", "pty", "pwd", "resource", "syslog", "termios", "tty", "winreg"}
)
PATTERN_WORDS = frozenset(
    {
        "Manager",
        "Handler",
        "Controller",
        "Util",
        "Utils",
        "Helper",
        "Core",
        "Common",
        "Base",
        "Impl",
        "Data",
        "Info",
    }
)

_LOGS = frozenset({"debug", "info", "warning", "error", "critical", "log", "exception"})
_LOGGER = re.compile(r"^_?log(ger|ging)?$", re.IGNORECASE)
# What a log line may carry: what is named like this is an id, a count or a fixed word, and never a person.
_LOGGABLE = re.compile(
    r"^(?:.*_)?(?:ids?|counts?|seconds|milliseconds|bytes|size|port|kind|type|code|status|attempt"
    r"|version|revision|sequence|topic|permission|role|engine|total|digest)$|^__name__$"
)
_CAMEL = re.compile(r"[A-Z][a-z]+")


@dataclass(frozen=True, slots=True)
class Source:
    """A file of ours: its path from the root, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, path: str, text: str) -> Source:
        """Read a text as if it stood at this path."""
        return cls(path, text, ast.parse(text))

    @property
    def top(self) -> str:
        """Return `aande_alert`, `packaging` or `tests`."""
        return PurePosixPath(self.path).parts[0]

    @property
    def room(self) -> str:
        """Return the folder or module just below the top."""
        return PurePosixPath(self.path).parts[1]

    @property
    def ours(self) -> bool:
        """Say whether this is part of the program, and not of its tests or tools."""
        return self.top == "aande_alert"


Check = Callable[[Source], Iterator[str]]


def sources() -> list[Source]:
    """Return every Python file of the program, its tests and its tools."""
    found = [
        path for top in ("aande_alert", "packaging", "tests") for path in sorted((ROOT / top).rglob("*.py"))
    ]
    return [Source.of(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in found]


def broad_except(source: Source) -> Iterator[str]:
    """Only the two boundaries catch everything; elsewhere it must be raised again."""
    if not source.ours or source.path in BOUNDARIES:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type) and not _raises_again(node):
            yield f"{_at(source, node)} catches everything"
        if isinstance(node, ast.Call) and _name(node.func) == "suppress" and any(map(_is_broad, node.args)):
            yield f"{_at(source, node)} suppresses everything"


def nested_event_loop(source: Source) -> Iterator[str]:
    """Only app starts an event loop; a dialog uses open() and a signal."""
    for node, name in _method_calls(source):
        if source.ours and name in {"exec", "exec_"} and source.path != "aande_alert/app.py":
            yield f"{_at(source, node)} runs an event loop inside another"


def style_outside_theme(source: Source) -> Iterator[str]:
    """Colours and sizes come from the theme."""
    for node, name in _method_calls(source):
        if source.ours and name == "setStyleSheet" and not source.path.startswith(THEME):
            yield f"{_at(source, node)} sets a style sheet outside the theme"


def rich_text(source: Source) -> Iterator[str]:
    """A person's text is never read as markup: one module makes the labels and the tips."""
    if not source.ours or source.path == WORDS:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and _name(node.func) == "QLabel":
            yield f"{_at(source, node)} makes a bare label"
        if isinstance(node, ast.ClassDef) and "QLabel" in map(_name, node.bases):
            yield f"{_at(source, node)} is a label of its own"
        if isinstance(node, ast.Attribute) and node.attr in {
            "RichText",
            "MarkdownText",
            "setHtml",
            "insertHtml",
        }:
            yield f"{_at(source, node)} shows markup"
    for node, name in _method_calls(source):
        if name in {"setToolTip", "setWhatsThis"} and not all(
            isinstance(arg, ast.Constant) for arg in node.args
        ):
            yield f"{_at(source, node)} may show a person's text as markup; use the tip of {WORDS}"


def lazy_relationship(source: Source) -> Iterator[str]:
    """A relationship never loads by being looked at."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and _name(node.func) == "relationship":
            lazy = [word.value for word in node.keywords if word.arg == "lazy"]
            if not (lazy and isinstance(lazy[0], ast.Constant) and lazy[0].value == "raise_on_sql"):
                yield f'{_at(source, node)} has a relationship without lazy="raise_on_sql"'


def person_in_log(source: Source) -> Iterator[str]:
    """A log line is a fixed sentence, with ids and counts in `extra`."""
    for node, name in _method_calls(source):
        if not source.ours or name not in _LOGS or not _is_logger(node.func):
            continue
        words = node.args[1:] if name == "log" else node.args
        if name == "exception" or len(words) != 1 or not _is_sentence(words[0]):
            yield f"{_at(source, node)} logs more than a fixed sentence"
        for keyword in node.keywords:
            if keyword.arg != "extra" or not _is_harmless(keyword.value):
                yield f"{_at(source, node)} logs what may be about a person ({keyword.arg})"


def careless_write(source: Source) -> Iterator[str]:
    """A file leaves the program through `durable_write` and nowhere else."""
    if not source.ours or source.path == DURABLE:
        return
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        name = _name(node.func)
        if name in {"write_text", "write_bytes"} or (name in {"open", "fdopen"} and _writes(node)):
            yield f"{_at(source, node)} writes a file without durable_write"


def too_long(source: Source) -> Iterator[str]:
    """What is long is split by meaning; in tests a function may hold one long example."""
    lines = source.text.count("\n")
    if lines > MOST_LINES["file"]:
        yield f"{source.path} has {lines} lines"
    for node in ast.walk(source.tree):
        kind = "class" if isinstance(node, ast.ClassDef) else "function"
        if source.top == "tests" and kind == "function":
            continue
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_LINES[kind]:
                yield f"{_at(source, node)} {kind} {node.name} has {lines} lines"


def no_docstring(source: Source) -> Iterator[str]:
    """Every module, class and public function says what it is for; a test's name is its sentence."""
    if not ast.get_docstring(source.tree):
        yield f"{source.path} does not say what it is for"
    if source.top != "tests":
        yield from _undescribed(source, source.tree)


def foreign_library(source: Source) -> Iterator[str]:
    """Each room uses the libraries named for it and no others."""
    if not source.ours:
        return
    allowed = LIBRARIES.get(source.room, set())
    for node, module in _imports(source):
        known = module in sys.stdlib_module_names or module in {"aande_alert", *allowed}
        if not known:
            yield f"{_at(source, node)} uses {module}, which {source.room} does not"
        if source.room == "domain" and module in NOT_IN_DOMAIN:
            yield f"{_at(source, node)} uses {module}; the domain has no files, clock, chance or log"


def one_system_only(source: Source) -> Iterator[str]:
    """The program starts on Windows, macOS and Linux."""
    for node in source.tree.body if source.ours else ():
        for module in _named_by(node):
            if module in ONE_SYSTEM_ONLY:
                yield f"{_at(source, node)} imports {module}, which one system only has"


def pattern_name(source: Source) -> Iterator[str]:
    """Names come from the ward, not from patterns."""
    if not source.ours:
        return
    stem = PurePosixPath(source.path).stem
    if PATTERN_WORDS & {part.capitalize() for part in stem.split("_")}:
        yield f"{source.path} is named after a pattern"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef) and PATTERN_WORDS & set(_CAMEL.findall(node.name)):
            yield f"{_at(source, node)} class {node.name} is named after a pattern"


def pretended_part(source: Source) -> Iterator[str]:
    """Tests use real parts, and wait for the thing itself."""
    if source.top != "tests":
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom | ast.Import) and "mock" in _modules(node):
            yield f"{_at(source, node)} uses a mock"
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "qtbot.wait":
            yield f"{_at(source, node)} waits for time to pass"


CHECKS: tuple[Check, ...] = (
    *(broad_except, nested_event_loop, style_outside_theme, rich_text, lazy_relationship, person_in_log),
    *(careless_write, too_long, no_docstring, foreign_library, one_system_only, pattern_name, pretended_part),
)


def folders_without_init(root: Path) -> list[str]:
    """Return the folders of Python files that are no package, and `packaging` where it is one."""
    tops = (root / "aande_alert", root / "tests")
    homes = {path.parent for top in tops for path in top.rglob("*.py")}
    bare = [home.relative_to(root).as_posix() for home in homes if not (home / "__init__.py").exists()]
    hiding = ["packaging"] if (root / "packaging" / "__init__.py").exists() else []
    return sorted(bare) + hiding


def rules_without_cases(root: Path, elsewhere: dict[str, str]) -> list[str]:
    """Return the modules of rules that no table of cases describes, and excuses that nobody needs.

    `burns.py` is described by `tests/spec/burns_cases.*` or `tests/spec/test_burns.py`;
    `matching_names.py`, being a part of `matching`, by those of `matching` as well.

    Args:
        root: The checkout.
        elsewhere: Modules that need no table, each with the reason.
    """
    spec = root / "tests" / "spec"
    told = {path.stem.removesuffix("_cases") for path in spec.glob("*_cases.*")}
    told |= {path.stem.removeprefix("test_") for path in spec.glob("test_*.py")}
    modules = {path.stem for path in (root / "aande_alert" / "rules").glob("*.py")} - {"__init__"}
    described = {name for name in modules if any(f"{name}_".startswith(f"{each}_") for each in told)}
    bare = [f"{name} has no table of cases" for name in sorted(modules - described - set(elsewhere))]
    stale = sorted(set(elsewhere) - (modules - described))
    return bare + [f"{name} is excused and needs no excuse" for name in stale]


def _at(source: Source, node: ast.stmt | ast.expr | ast.ExceptHandler) -> str:
    return f"{source.path}:{node.lineno}"


def _name(node: ast.AST | None) -> str:
    """Return the last part of a dotted name, or of what a call or a subscript is made on."""
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    return node.id if isinstance(node, ast.Name) else ""


def _method_calls(source: Source) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr


def _is_broad(kind: ast.expr | None) -> bool:
    if isinstance(kind, ast.Tuple):
        return any(map(_is_broad, kind.elts))
    return kind is None or _name(kind) in {"Exception", "BaseException"}


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def _is_logger(func: ast.expr) -> bool:
    on = func.value if isinstance(func, ast.Attribute) else func
    return bool(_LOGGER.match(_name(on))) or (isinstance(on, ast.Call) and _name(on.func) == "getLogger")


def _is_sentence(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and "%" not in node.value


def _is_harmless(node: ast.expr) -> bool:
    """Say whether what a log line carries is only ids, counts and fixed words."""
    if isinstance(node, ast.Dict):
        return all(isinstance(key, ast.Constant) for key in node.keys) and all(map(_is_harmless, node.values))
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Call):
        return _name(node.func) == "len" or (
            _name(node.func) in {"str", "int", "round", "sorted"} and all(map(_is_harmless, node.args))
        )
    if isinstance(node, ast.Attribute) and node.attr in {"value", "hex"}:
        return _is_harmless(node.value)
    return bool(_LOGGABLE.match(_name(node)))


def _writes(call: ast.Call) -> bool:
    """Say whether an `open` may write; a mode that is not written out is taken to."""
    method = isinstance(call.func, ast.Attribute) and _name(call.func.value) not in {"io", "os"}
    first = call.args[:1] if method else call.args[1:2]
    if method and first and not isinstance(first[0], ast.Constant) and "mode" not in _name(first[0]):
        first = []  # a library's own open, which takes the file first
    modes = [*first, *(word.value for word in call.keywords if word.arg == "mode")]
    return any(
        not isinstance(mode, ast.Constant) or bool(set(str(mode.value)) & set("wax+")) for mode in modes
    )


def _undescribed(source: Source, home: ast.Module | ast.ClassDef) -> Iterator[str]:
    for node in home.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("_") or {"overload", "override", "setter"} & set(
            map(_name, node.decorator_list)
        ):
            continue
        if not ast.get_docstring(node):
            yield f"{_at(source, node)} {node.name} does not say what it is for"
        if isinstance(node, ast.ClassDef):
            yield from _undescribed(source, node)


def _imports(source: Source) -> Iterator[tuple[ast.stmt, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.stmt):
            for module in _named_by(node):
                yield node, module


def _named_by(node: ast.stmt) -> list[str]:
    """Return the top packages that an import statement names; nothing for another statement."""
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    return [(node.module or "").partition(".")[0]] if isinstance(node, ast.ImportFrom) else []


def _modules(node: ast.ImportFrom | ast.Import) -> set[str]:
    dotted = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
    return {part for name in dotted for part in name.split(".")}
