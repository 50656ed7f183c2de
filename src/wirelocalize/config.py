"""``wirelocalize.toml``: every setting of a workspace, with defaults that suit a small newsroom.

Each section is one model; unknown keys are errors, so that a misspelt policy cannot be silently ignored.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wirelocalize.errors import ConfigurationError
from wirelocalize.files import read_text

if TYPE_CHECKING:
    from pathlib import Path


class Section(BaseModel):
    """A table of the configuration file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Outlet(Section):
    """Who publishes: shown in feeds and JSON-LD."""

    name: str = ""
    url: str = ""


class ArticleSettings(Section):
    """``[articles]``: how articles are read."""

    text_keys: tuple[str, ...] = ("title", "description", "images[].caption", "images[].alt")
    """Front-matter keys that hold translatable text."""
    unit: Literal["sentence", "paragraph"] = "sentence"
    include_related: bool = False
    """Whether "Related coverage" headlines become units."""


class EnginePin(Section):
    """``[engines.<locale>]``: which engine serves a locale; a missing one is an error, never a silent other."""

    engine: str = "starter"
    version: str = ""
    beam: int = Field(default=4, ge=1, le=16)


class MachineSettings(Section):
    """``[mt]``: what becomes of machine drafts."""

    floor: float = Field(default=0.0, ge=0.0, le=1.0)
    """Drafts of lower confidence are not written."""
    mirror: str = ""
    """HTTP mirror of the package index for ``models install``."""


class DateSettings(Section):
    """``[dates]``: calendars of datelines and full dates in the body."""

    body: Literal["keep", "both", "solar"] = "keep"
    timezones: dict[str, str] = Field(default_factory=dict)
    """Time zone per locale; default: Tehran for ``fa``, Kabul for ``fa_AF`` and ``ps``."""


class MemorySettings(Section):
    """``[memory]``: how translation memory fills and suggests."""

    fuzzy_threshold: int = Field(default=75, ge=50, le=100)
    prefer_over_mt: int = Field(default=95, ge=50, le=101)
    """A fuzzy match of at least this score is filled in instead of a machine draft (101: never)."""
    tmx: tuple[str, ...] = ()
    """Imported TMX files, relative to the workspace."""


class CheckSettings(Section):
    """``[checks]``: rules switched off, and the baseline of old findings."""

    ignore: tuple[str, ...] = ()
    baseline: str = ""


class RolePolicy(Section):
    """``[publish.policy.<locale>.roles.<role>]``: what differs from the locale's policy for one role."""

    min_reviewed: float | None = Field(default=None, ge=0.0, le=1.0)
    unreviewed: Literal["machine", "source", "withhold"] | None = None


class Policy(Section):
    """``[publish.policy]`` or ``[publish.policy.<locale>]``: what may be published."""

    min_reviewed: float = Field(default=1.0, ge=0.0, le=1.0)
    must_review: tuple[str, ...] = ("headline",)
    unreviewed: Literal["machine", "source", "withhold"] = "machine"
    stale: Literal["keep", "withdraw"] = "keep"
    """Whether a published text stays up after its source changed."""
    errors: Literal["article", "unit"] = "article"
    """Whether a check's error keeps the whole text from being published, or only replaces its unit by the source."""
    roles: dict[str, RolePolicy] = Field(default_factory=dict)
    """What differs for one role, by its name (``caption``)."""


class PublishSettings(Section):
    """``[publish]``: what is written where."""

    formats: tuple[Literal["markdown", "html", "ninjs", "ninjs-superdesk", "feed"], ...] = (
        "markdown",
        "html",
    )
    layout: str = "{locale}/{slug}"
    """``{locale}/{slug}`` or ``{slug}.{locale}``; the suffix is added."""
    templates: str = ""
    """Folder of the workspace's own HTML templates."""
    base_url: str = ""
    credit_reviewers: bool = False
    """Whether names of translators and reviewers may appear in what is published."""
    policy: dict[str, Policy] = Field(default_factory=dict)
    """Per locale; ``default`` for the rest."""

    def policy_for(self, locale: str) -> Policy:
        """The locale's policy, else ``default``'s, else the built-in one."""
        return self.policy.get(locale) or self.policy.get("default") or Policy()


class Config(Section):
    """The whole file."""

    source_dir: str = "articles"
    catalogue_dir: str = "locales"
    output_dir: str = "public"
    draft_dir: str = "drafts"
    locales: tuple[str, ...] = Field(default=("fa", "fa_AF", "ps"), min_length=1)
    outlet: Outlet = Outlet()
    articles: ArticleSettings = ArticleSettings()
    engines: dict[str, EnginePin] = Field(default_factory=dict)
    mt: MachineSettings = MachineSettings()
    dates: DateSettings = DateSettings()
    memory: MemorySettings = MemorySettings()
    checks: CheckSettings = CheckSettings()
    publish: PublishSettings = PublishSettings()

    def engine_for(self, locale: str) -> EnginePin:
        """The locale's engine pin, else ``default``'s, else the embedded starter model."""
        return self.engines.get(locale) or self.engines.get("default") or EnginePin()


_PLAINLY = {
    "extra_forbidden": "unknown key",
    "tuple_type": "should be a list in square brackets",
    "model_type": "should be a table",
    "too_short": "should not be empty",
}
"""What pydantic's words for a mistake mean to somebody who edits a TOML file."""


def load(path: Path) -> Config:
    """Read a configuration file.

    :raises ConfigurationError: not readable, not TOML, or a key is unknown or wrong; the message names the key.
    """
    try:
        data = tomllib.loads(read_text(path, error=ConfigurationError))
    except tomllib.TOMLDecodeError as exc:
        raise ConfigurationError(f"is not valid TOML: {exc}", path=path) from exc
    try:
        return Config.model_validate(data)
    except ValidationError as exc:
        first = exc.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        said = _PLAINLY.get(first["type"], first["msg"][:1].lower() + first["msg"][1:])
        raise ConfigurationError(f"{key}: {said}", path=path, hint="see docs/configuration.md") from exc
