"""Facts about settings: layers, refusals, and where a value came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarizer import settings as settings_module
from summarizer.errors import ConfigurationError
from summarizer.settings import Settings, resolve_settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def user_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's settings file that is not the real user's."""
    path = tmp_path / "user" / "config.toml"
    path.parent.mkdir()
    monkeypatch.setattr(settings_module, "user_file", lambda: path)
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty project folder."""
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


def test_flags_win_over_variables_over_project_over_user_over_defaults(
    user_config: Path, project: Path
) -> None:
    """Each layer overrides those below it and is named as the origin of its values."""
    user_config.write_text("max_bytes = 1\nmax_characters = 1\njobs = 1\nmodel = 'user'\n")
    (project / "summarizer.toml").write_text("max_characters = 2\njobs = 2\nmodel = 'project'\n")
    resolved = resolve_settings(
        {"model": "flag", "output": None},
        environment={"SUMMARIZER_JOBS": "3", "SUMMARIZER_MODEL": "variable", "OTHER": "x"},
        folder=project,
    )
    assert resolved.settings == Settings(model="flag", jobs=3, max_characters=2, max_bytes=1)
    set_somewhere = {name: origin for name, origin in resolved.origins.items() if origin != "default"}
    assert set_somewhere == {
        "model": "--model",
        "jobs": "SUMMARIZER_JOBS",
        "max_bytes": str(user_config),
        "max_characters": str(project / "summarizer.toml"),
    }


@pytest.mark.usefixtures("user_config")
def test_an_empty_variable_is_not_set(project: Path) -> None:
    """A variable with an empty value leaves the default, and names no origin."""
    resolved = resolve_settings({}, environment={"SUMMARIZER_JOBS": ""}, folder=project)
    assert (resolved.settings.jobs, resolved.origins["jobs"]) == (None, "default")


@pytest.mark.usefixtures("user_config")
@pytest.mark.parametrize(
    ("content", "variables", "message"),
    [
        ("job = 2", {}, "{file}: there is no setting 'job'; did you mean 'jobs'?"),
        (
            "",
            {"SUMMARIZER_QQQ": "1"},
            "SUMMARIZER_QQQ: there is no setting 'qqq'; the settings are api_base, cassettes, constraint, context_window, deadline, ",
        ),
        ("jobs = 'two'", {}, "{file}: jobs should be a valid integer, not 'two'; change it"),
        ("jobs = '2'", {}, "{file}: jobs should be a valid integer, not '2'; change it"),
        ("jobs = 0", {}, "{file}: jobs should be greater than or equal to 1, not 0; change it"),
        (
            "",
            {"SUMMARIZER_JOBS": "many"},
            "SUMMARIZER_JOBS: jobs should be a valid integer, unable to parse string as an integer, not 'many'; change it",
        ),
        ("[run]\njobs = 2", {}, "{file}: there is no setting 'run'; the settings are "),
        (
            "jobs = ",
            {},
            "{file}: this is not a TOML file (Invalid value (at ",
        ),
    ],
)
def test_what_cannot_be_understood_is_refused(
    project: Path, content: str, variables: dict[str, str], message: str
) -> None:
    """An unknown setting or a malformed value is an error that names setting, place and what is expected."""
    file = project / "summarizer.toml"
    file.write_text(content)
    with pytest.raises(ConfigurationError) as caught:
        resolve_settings({}, environment=variables, folder=project)
    assert str(caught.value).startswith(message.format(file=file))


@pytest.mark.usefixtures("user_config")
def test_an_unreadable_file_is_refused(project: Path) -> None:
    """A settings file that is a folder or not UTF-8 is a configuration error, not a crash."""
    file = project / "summarizer.toml"
    file.mkdir()
    with pytest.raises(ConfigurationError, match="cannot be read"):
        resolve_settings({}, environment={}, folder=project)
    file.rmdir()
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigurationError, match="not a TOML file"):
        resolve_settings({}, environment={}, folder=project)


def test_the_users_file_stands_in_the_users_folder() -> None:
    """The user's file is ``config.toml`` in the platform's folder for the program."""
    assert settings_module.user_file().parts[-2:] == ("summarizer", "config.toml")
