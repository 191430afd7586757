"""The repository itself: locked, self-contained, with reasons for what it depends on."""

from __future__ import annotations

import ast
import hashlib
import re
import subprocess
import tomllib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pytest

from proxies.web import urls

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 45
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("jsdelivr", "net"),
        ("unpkg", "com"),
        ("plot", "ly/"),
    )
)
SAYING_NOTHING = {"utils", "helpers", "services", "managers", "common"}
VENDORED = ("static/vendor/", "static/map/")


def tracked() -> list[str]:
    """The files of the repository; of its folder where it is no clone."""
    git = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(git, check=True, capture_output=True, text=True).stdout  # noqa: S603
        names = [name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        skipped = {".venv", "var", "node_modules", ".git"}
        names = [
            path.relative_to(ROOT).as_posix()
            for path in ROOT.rglob("*")
            if not skipped & set(path.relative_to(ROOT).parts)
        ]
    return [name for name in names if (ROOT / name).is_file()]


FILES = tracked()
OWN = [name for name in FILES if not name.startswith(VENDORED)]


@cache
def text_of(name: str) -> str:
    """The text of a file; nothing for what is none, such as an image."""
    try:
        return (ROOT / name).read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def test_there_is_a_repository_to_look_at() -> None:
    assert {"manage.py", "pyproject.toml", "proxies/web/urls.py", *LOCKS} <= set(FILES)


def test_no_file_names_a_package_registry() -> None:
    naming = [(name, one) for name in OWN for one in REGISTRIES if one in text_of(name)]
    assert naming == []


def test_no_file_names_an_index_or_a_folder_of_one_machine() -> None:
    index = re.compile(r"--(?:extra-)?index-url|PIP_INDEX_URL|npm_config_registry")
    folder = re.compile(r"""(?<![\w.:/~$})*-])/(?:work|root|home|Users)/[\w.]""")
    others = [name for name in OWN if name != "tests/repository/test_files.py"]
    assert [name for name in others if index.search(text_of(name))] == []
    assert [name for name in others if folder.search(text_of(name))] == []


def test_no_module_is_too_long_to_read() -> None:
    ours = [name for name in FILES if name.endswith(".py") and "/migrations/" not in name]
    assert len(ours) > 100
    assert [name for name in ours if len(text_of(name).splitlines()) > MOST_LINES] == []


def test_no_function_is_too_long_to_read() -> None:
    ours = [name for name in FILES if name.endswith(".py") and "/migrations/" not in name]
    functions = [
        (name, node.name, (node.end_lineno or 0) - node.lineno + 1)
        for name in ours
        for node in ast.walk(ast.parse(text_of(name)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert len(functions) > 1000
    assert [one for one in functions if one[-1] > MOST_LINES_OF_A_FUNCTION] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [name for name in FILES if Path(name).stem in SAYING_NOTHING] == []


def test_no_merge_is_left_unfinished() -> None:
    marks = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
    assert [name for name in OWN if marks.search(text_of(name))] == []


def pinned(lock: str) -> dict[str, str]:
    """Name of each requirement → its whole entry."""
    entries = re.split(r"^(?=[a-z0-9])", text_of(lock), flags=re.MULTILINE)
    found = [(re.match(r"([a-z0-9._-]+)==", entry), entry) for entry in entries]
    return {match[1]: entry for match, entry in found if match}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_requirement_has_hashes_and_no_address(lock: str) -> None:
    entries = pinned(lock)
    assert len(entries) > 15
    assert [name for name, entry in entries.items() if "--hash=sha256:" not in entry] == []
    assert "://" not in text_of(lock)


def wanted() -> dict[str, tuple[str, ...]]:
    """Lock → the lines of pyproject.toml that it answers."""
    text = text_of("pyproject.toml")
    run, dev = (
        re.search(rf"^{name} = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
        for name in ("dependencies", "dev")
    )
    assert run
    assert dev
    lines = [tuple(part[1].strip().splitlines()) for part in (run, dev)]
    return {LOCKS[0]: lines[0], LOCKS[1]: lines[0] + lines[1]}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_has_a_reason_and_is_locked(lock: str) -> None:
    entries = pinned(lock)
    for line in wanted()[lock]:
        assert re.search(r",\s+# \w+.{10,}", line), line
        name = re.match(r'\s*"([A-Za-z0-9._-]+)', line)
        assert name, line
        assert name[1].lower().replace("_", "-") in entries, line


def test_what_is_listed_is_what_is_declared() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))
    declared = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    assert len(declared) == len(wanted()[LOCKS[1]])


def vendored() -> list[tuple[str, str, str, str]]:
    """Each vendored file: its path, npm package, version and SHA-256."""
    row = r"^\| (\S+) \| (\S+) \| (\S+) \| \S+ \| `([0-9a-f]{64})` \|$"
    return re.findall(row, text_of("static/vendor/VERSIONS.md"), re.MULTILINE)


def test_every_vendored_file_is_the_one_that_is_listed() -> None:
    listed = {path: digest for path, _, _, digest in vendored()}
    folder = ROOT / "static/vendor"
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.suffix in {".js", ".css", ".woff2"}
    }
    assert found == listed


def test_every_vendored_package_stands_beside_its_licence() -> None:
    assert [
        path
        for path, *_ in vendored()
        if not (ROOT / "static/vendor" / path).with_name("LICENSE").exists()
    ] == []


def test_plotly_in_the_browser_is_the_version_that_python_checks_against() -> None:
    banner = files("plotly").joinpath("package_data/plotly.min.js").read_text("utf-8")[:200]
    expected = re.search(r"plotly\.js v([\d.]+)", banner)
    assert expected, version("plotly")
    versions = {number for path, _, number, _ in vendored() if path.startswith("plotly/")}
    assert versions == {expected[1]}
    ours = text_of("static/vendor/plotly/plotly.min.js")[:200]
    assert f"plotly.js {expected[1]} " in ours


def test_a_drawing_asks_for_rest_between_its_steps() -> None:
    for name in ("scripts/vendor_build.mjs", "static/js/charts.js"):
        assert "plotlyRest" in text_of(name), name
    bundle = text_of("static/vendor/plotly/plotly.min.js")
    assert bundle.count("window.plotlyRest") == 5, "once for each way in which plotly.js draws"


def written(route: str) -> re.Pattern[str]:
    """A route as a test may write it: something in the place of each parameter."""
    parts = re.split(r"<[^>]+>", route)
    return re.compile('[/"]' + "[^/\\s]+".join(map(re.escape, parts)))


def test_every_address_is_tried_by_a_test() -> None:
    tests = "".join(text_of(name) for name in FILES if name.startswith("tests/"))
    untried = [
        str(pattern.name)
        for pattern in urls.urlpatterns
        if f'"{pattern.name}"' not in tests and not written(str(pattern.pattern)).search(tests)
    ]
    assert untried == []


def test_browser_tests_are_marked_as_such() -> None:
    modules = [name for name in FILES if re.fullmatch(r"tests/.*test_\w*\.py", name)]
    driving = [name for name in modules if "playwright" in text_of(name)]
    unmarked = [name for name in driving if "mark.browser" not in text_of(name)]
    assert [name for name in unmarked if name != "tests/repository/test_files.py"] == []
