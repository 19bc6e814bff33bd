"""action.yml and the recipes of the docs: their shell steps are run, with the checkout as the package."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

from tests.cli.program import environment, hugokit
from tests.report.reading import READERS
from tests.support import CHECKOUT

ACTION: dict[str, Any] = yaml.safe_load((CHECKOUT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
DOCS = CHECKOUT / "docs" / "how-to"


def ran(step: dict[str, Any], cwd: Path, temp: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """A step as the runner does it: the script in a file of its own, inputs in the environment alone."""
    inputs = {name: given.get(name, one["default"]) for name, one in ACTION["inputs"].items()}
    env = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: inputs[m[1]], text)
        for name, text in step["env"].items()
    }
    script = temp / "step.sh"
    script.write_text(step["run"], encoding="utf-8")
    plain = {name: value for name, value in environment().items() if name != "PYTHONPATH"}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)], cwd=cwd, capture_output=True, text=True,
        env={**plain, "RUNNER_TEMP": str(temp), "GITHUB_ACTION_PATH": str(CHECKOUT), **env}, check=False, timeout=600,
    )  # fmt: skip


def test_no_input_is_part_of_a_script() -> None:
    assert ACTION["runs"]["using"] == "composite"
    for step in STEPS:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    temp = tmp_path_factory.mktemp("runner")
    done = ran(STEPS[0], temp, temp)
    assert done.returncode == 0, done.stdout + done.stderr
    return temp


@pytest.mark.slow
def test_the_action_runs(installed: Path, tmp_path: Path) -> None:
    site = tmp_path / "my site"
    shutil.copytree(CHECKOUT / "seeds", site)
    done = ran(
        STEPS[1],
        tmp_path,
        installed,
        paths="my site\n",
        args="--show=info\n\n--fail-on=error",
        reports="sarif=a b.sarif\n",
    )
    assert done.returncode == 1, done.stderr
    told = {row[:2] for row in READERS["github"](done.stdout)}
    sarif = (tmp_path / "a b.sarif").read_text(encoding="utf-8")
    assert {row[:2] for row in READERS["sarif"](sarif)} == told
    assert len(told) > 20
    evil = ran(STEPS[1], site, installed, args="--select=HK401\n--exit-zero", **{"output-format": "concise"})
    assert (evil.returncode, evil.stdout.count(": HK401 "), evil.stdout.count("\n")) == (0, 3, 4)
    named = ran(STEPS[1], site, installed, paths='"; touch owned; echo "\n$(touch owned)')
    assert named.returncode == 2
    assert not (site / "owned").exists()


@pytest.mark.slow
def test_a_version_that_is_asked_for_is_the_one_of_the_registry(tmp_path: Path) -> None:
    done = ran(STEPS[0], tmp_path, tmp_path, version="0.0.0.dev0")
    assert done.returncode != 0
    assert "hugokit==0.0.0.dev0" in done.stderr


def test_the_examples_of_the_action_are_workflows() -> None:
    blocks = re.findall(r"^```yaml\n(.*?)^```", (DOCS / "ci.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    loaded = [yaml.safe_load(dedent(block)) for block in blocks]
    jobs = [one["jobs"]["hugokit"] if "jobs" in one else one for one in loaded]
    used = [step for job in jobs for step in job.get("steps", ()) if step["uses"].startswith("hugokit/hugokit@")]
    assert len(used) == 2
    for step in used:
        assert step["with"].keys() <= ACTION["inputs"].keys()
    gitlab = next(one["hugokit"] for one in loaded if "hugokit" in one)
    assert gitlab["artifacts"]["reports"]["codequality"] in gitlab["script"][1]


@pytest.mark.parametrize(
    ("start", "report"), [("    - hugokit ", "gl-code-quality-report.json"), ("sh 'hugokit ", "hugokit.xml")]
)
def test_the_recipes_run(tmp_path: Path, start: str, report: str) -> None:
    site = shutil.copytree(CHECKOUT / "seeds", tmp_path / "site")
    text = (DOCS / "ci.md").read_text(encoding="utf-8")
    [line] = [one.removeprefix(start).rstrip("'") for one in text.splitlines() if one.startswith(start)]
    done = hugokit(*shlex.split(line), cwd=site)
    assert done.code == (0 if "--exit-zero" in line else 1)
    name = "gitlab" if report.endswith("json") else "junit"
    found = list(READERS[name]((site / report).read_text(encoding="utf-8")))
    assert len(found) == len(done.places()) > 10
    if name == "gitlab":
        assert all((site / path).is_file() for path, *_ in found)
