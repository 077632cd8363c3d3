"""The rules of the architecture that import contracts cannot say; each message names the fix."""

import ast
import re

import pytest

from tests.source_files import ROOT, calls, dotted, modules, spoken_literals, text_files

TICKER = "console/viewmodels/ticker.py"
ROW_LIST = "console/viewmodels/row_list.py"
CLOCKS = {"console/clock_system.py", "city_backend/clock_system.py"}
CONDUCTOR = "console/rehearsal/conductor"

READS_A_CLOCK = re.compile(
    r"""^(_?time\.(time|monotonic|perf_counter|localtime|gmtime)(_ns)?
        |(\w+\.)?(datetime|date)\.(now|utcnow|today)
        |QDateTime\.current\w+|QDate\.currentDate|QTime\.currentTime|QElapsedTimer)$""",
    re.VERBOSE,
)
MODEL_SIGNAL = re.compile(
    r"^(begin|end)(Insert|Remove|Move)(Rows|Columns)$|^(begin|end)ResetModel$"
)
SAYS = re.compile(
    r"^(set(Text|ToolTip|WindowTitle|PlaceholderText|AccessibleName|AccessibleDescription|Title"
    r"|StatusTip|WhatsThis)|addAction|addTab|QLabel|QPushButton|QToolButton|QAction|QCheckBox)$"
)
UMLAUT = re.compile("[äöüÄÖÜß]")
MACHINE = re.compile(
    r"(?<![\w.])/(?:work|root|opt|home/\w+|Users/\w+)/(?!$)|[A-Z]:\\\\?Users|py"
    r"pi\.org"
    r"|python"
    r"hosted|npm"
    r"js\.(?:org|com)|(?<!emit-)(?:index-"
    r"url|find-"
    r"links)\b"
)


def told(found: list[str], fix: str) -> None:
    """Fail with every place and the way out."""
    assert not found, fix + "\n  " + "\n  ".join(found)


def named_calls(wanted: re.Pattern[str], *folders: str) -> list[tuple[str, int, str]]:
    """Path, line and name of every call whose last part matches."""
    return [
        (path, call.lineno, name)
        for path, module in modules(*folders)
        for call, name in calls(module)
        if wanted.search(name.rsplit(".", 1)[-1])
    ]


def test_no_nested_event_loop() -> None:
    found = [
        f"{path}:{line} {name}"
        for path, line, name in named_calls(re.compile("^exec_?$"), "console")
        if "." in name
    ]
    told(found, "A nested loop stops every task for ever: use open() and the signal `finished`.")


def test_rows_change_in_row_list_only() -> None:
    found = [
        f"{path}:{line} {name}"
        for path, line, name in named_calls(MODEL_SIGNAL, "console")
        if path != ROW_LIST
    ]
    told(found, f"Derive the model from RowList in {ROW_LIST} and hand it the new rows.")


def test_the_ticker_alone_repeats() -> None:
    found = [
        f"{path}:{line} {name}"
        for path, line, name in named_calls(re.compile("^(startTimer|QBasicTimer)$"), "console")
    ]
    for path, module in modules("console"):
        if path != TICKER:
            found += [f"{path}: QTimer()"] * repeating_timers(module)
    told(found, f"Listen to the tick of {TICKER}, or make the timer a single shot.")


def test_the_ticker_has_one_repeating_timer() -> None:
    trees = dict(modules("console"))
    assert TICKER not in trees or repeating_timers(trees[TICKER]) == 1


def repeating_timers(module: ast.Module) -> int:
    """How many QTimer objects of a module are not made single shots in the same module."""
    made = 0
    for call, name in calls(module):
        single = [k for k in call.keywords if k.arg == "singleShot"]
        if name.rsplit(".", 1)[-1] == "QTimer" and not single:
            made += 1
        if name.endswith(".setSingleShot"):
            made -= 1
    return max(made, 0)


def test_clocks_are_read_behind_the_port_only() -> None:
    found = [
        f"{path}:{node.lineno} {dotted(node)}"
        for path, module in modules("console", "city_backend")
        if path not in CLOCKS and not path.startswith(CONDUCTOR)
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute | ast.Name) and READS_A_CLOCK.match(dotted(node))
    ]
    found += [
        f"{path}:{node.lineno} from time import …"
        for path, module in modules("console", "city_backend")
        if path not in CLOCKS
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module == "time"
    ]
    told(
        found, "Take the Clock as a constructor argument and ask it; console/clock_system.py is it."
    )


def test_nothing_sleeps_on_a_thread() -> None:
    found = [
        f"{path}:{call.lineno}"
        for path, module in modules("console", "city_backend", "tests")
        for call, name in calls(module)
        if name == "time.sleep"
    ]
    told(found, "Wait for what should happen (a signal, an event, a future), not for time to pass.")


def test_views_read_no_storage() -> None:
    found = [
        f"{path}:{node.lineno} {name}"
        for path, module in modules("console/views")
        for node in ast.walk(module)
        for name in imported(node)
        if name.startswith("console.storage")
    ]
    told(found, "Ask the view model: a view knows view models and domain values only.")


def test_panels_do_not_know_each_other() -> None:
    found = []
    for path, module in modules("console/views"):
        parts = path.split("/")
        if len(parts) < 4 or parts[2] not in PANELS:
            continue
        for node in ast.walk(module):
            others = {name.split(".")[2] for name in imported(node) if in_views(name)}
            found += [f"{path}:{node.lineno} {other}" for other in others & PANELS - {parts[2]}]
    told(found, "Let main_window connect the two panels, or move what both need up to views/.")


PANELS = {"start", "live", "notes", "roster", "results", "projector", "settings"}


def in_views(name: str) -> bool:
    return name.startswith("console.views.")


def imported(node: ast.AST) -> list[str]:
    """The full names of what an import statement names."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def test_no_star_import_from_qt() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path, module in modules("console", "tests")
        for node in ast.walk(module)
        if any(name.startswith("PySide6") and name.endswith(".*") for name in imported(node))
    ]
    told(found, "Name what you import: a star import doubles the time to the first window.")


def test_only_qt_modules_of_the_lean_build_are_imported() -> None:
    lean = {"QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtPrintSupport", "QtSvg", "QtTest"}
    found = [
        f"{path}:{node.lineno} {name}"
        for path, module in modules("console", "tests")
        for node in ast.walk(module)
        for name in imported(node)
        if name.startswith("PySide6.") and name.split(".")[1] not in lean
    ]
    told(found, "Only Core, Gui, Widgets, Network, PrintSupport, Svg and Test are shipped.")


@pytest.mark.parametrize(
    "folder", ["views", "viewmodels", "commands", "sync", "storage", "results"]
)
def test_people_read_words_from_the_word_files(folder: str) -> None:
    found = [
        f"{path}:{literal.lineno} {literal.value!r}"
        for path, module in modules(f"console/{folder}")
        for literal in spoken_literals(module)
        if is_sentence(str(literal.value))
    ]
    told(found, "Put it into resources/words/de and en and ask console.words for its key.")


def is_sentence(text: str) -> bool:
    text = text.strip()
    if text.endswith(" ?"):  # SQL with a parameter
        return False
    return (" " in text and bool(UMLAUT.search(text))) or (
        len(text.split()) >= 3 and text.endswith((".", "!", "?", "…")) and "{" not in text
    )


def test_widgets_are_never_given_a_literal_word() -> None:
    found = [
        f"{path}:{call.lineno} {name}({argument.value!r})"
        for path, module in modules("console/views", "console/viewmodels")
        for call, name in calls(module)
        if SAYS.match(name.rsplit(".", 1)[-1])
        for argument in [*call.args, *(k.value for k in call.keywords if k.arg == "text")]
        if isinstance(argument, ast.Constant) and is_word(argument.value)
    ]
    told(found, "Put it into resources/words/de and en and ask console.words for its key.")


def is_word(value: object) -> bool:
    return isinstance(value, str) and bool(re.search(r"[^\W\d_]{2}", value))


def test_modules_stay_small() -> None:
    found = [
        f"{path}: {lines} lines"
        for path, text in text_files()
        if path.startswith(("console/", "city_backend/")) and path.endswith(".py")
        if (lines := text.count("\n")) > 300
    ]
    told(found, "Split it: a module has one subject, 60 to 90 lines, rarely over 200.")


def test_every_module_says_what_it_is() -> None:
    found = [
        path
        for path, module in modules("console", "city_backend", "tests", "packaging")
        if module.body and not ast.get_docstring(module)
    ]
    told(found, "Begin the module with one sentence in triple quotes.")


def test_files_name_no_machine() -> None:
    found = [
        f"{path}:{number} {match.group()}"
        for path, text in text_files()
        for number, line in enumerate(text.splitlines(), 1)
        if (match := MACHINE.search(line)) and path != "tests/test_architecture.py"
    ]
    told(found, "Leave out paths of your machine and addresses of registries.")


def test_documents_name_targets_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    found = [
        f"{path}: make {target}"
        for path, text in text_files()
        if path.endswith(".md")
        for target in re.findall(r"(?:`|^\s*\$? *)make ([a-z-]+)", text, re.MULTILINE)
        if target not in targets
    ]
    told(found, f"Mend the document or the Makefile; it has {', '.join(sorted(targets))}.")
