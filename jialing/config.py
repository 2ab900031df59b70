"""One typed, frozen configuration: ``jialing.toml`` in the working folder, then ``JIALING_*`` in the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)


class Config(BaseSettings):
    """Settings of the engine and of both doors. Every field has a default that suits one laptop.

    Attributes
    ----------
    data : folder that holds everything built or entered (lake, portal database, downloads)
    circles : extra folder of circle files (TOML), beside those shipped
    workers : processes for parsing and resolving
    memory_mb : memory that one engine connection may use, in MiB
    people : whether builds tell apart the people behind the authorships of circles (author name disambiguation)
    people_at_once : authorships told apart together; more are divided by name, so that memory stays bounded
    language : language of command-line messages, ``"en"`` or ``"zh"``
    reviewer : who decides at the resolution desk until accounts exist
    coverage_floor : share of known records (0..1) under which a figure is greyed
    few_works : works under which a share or an index is greyed and no sentence is built on it
    database_url : ``sqlite:///...`` or ``postgresql://...``; empty means SQLite inside ``data``
    secret_key, debug, allowed_hosts : the portal's; production refuses an empty key
    address : where the portal is reached (``https://jialing.example.org``), for links in mails; empty: as asked
    mail_url : ``smtp[s]://user:password@host:port``; empty: mails are files in ``data/portal/mail``
    mail_from : sender of mails
    demo : demo accounts on the sign-in page: ``"auto"`` (at one's desk on invented data), ``"off"``, ``"on"`` (refused
        where others can reach the portal)
    log : the portal's log: ``"line"`` (what somebody should look at) or ``"json"`` (each request and job too)
    two_factor : whether administrators, auditors and programme officers need a second factor
    """

    model_config = SettingsConfigDict(env_prefix="JIALING_", toml_file="jialing.toml", frozen=True, extra="ignore")

    data: Path = Path("data")
    circles: Path | None = None
    workers: int = 2
    memory_mb: int = 1500
    people: bool = True
    people_at_once: int = 400_000
    language: str = "en"
    reviewer: str = ""
    coverage_floor: float = 0.5
    few_works: int = 5
    database_url: str = ""
    secret_key: str = ""
    debug: bool = False
    allowed_hosts: str = "127.0.0.1,localhost,[::1]"
    address: str = ""
    mail_url: str = ""
    mail_from: str = "jialing@localhost"
    demo: Literal["auto", "on", "off"] = "auto"
    log: Literal["line", "json"] = "line"
    two_factor: bool = True

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
